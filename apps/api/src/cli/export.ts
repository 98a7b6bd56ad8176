import { createWriteStream, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { EXPORT_FORMATS, exportRecords, type ExportFormat } from '../exports/exports.service.ts';
import { countRecords } from '../search/search-feed.queries.ts';
import { UsageError, type Command } from './command.ts';
import { withLibrary } from './library.ts';

/** `biblio export`: the catalogue as a file. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'write the catalogue as MARCXML, ISO 2709 or CSV',
  usage: `Usage: npm run biblio -- export FILE [--format marcxml|iso2709|csv]

Without --format the file's ending decides: .xml, .mrc or .csv. The file appears only when it is whole.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string' } },
    });
    const [path] = positionals;
    if (path === undefined) throw new UsageError('Say which file to write.');
    const byEnding: Record<string, ExportFormat> = { xml: 'marcxml', mrc: 'iso2709', csv: 'csv' };
    const format = EXPORT_FORMATS.find((one) => one === (values.format ?? byEnding[path.split('.').at(-1)!]));
    if (format === undefined) throw new UsageError(`--format must be one of ${EXPORT_FORMATS.join(', ')}.`);
    return withLibrary(io.config, async ({ db }) => {
      const total = await countRecords(db);
      let done = 0;
      const pieces = exportRecords(db, format, (records) => {
        done = records;
        io.progress(total === 0 ? 1 : records / total, `${records} records`);
      });
      await pipeline(Readable.from(pieces), createWriteStream(`${path}.unfinished`));
      renameSync(`${path}.unfinished`, path);
      io.print(`${path}: ${done} records.`);
      return 0;
    });
  },
};
