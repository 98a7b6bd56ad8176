import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { listBranches } from '../branches/branches.queries.ts';
import { listItemTypes } from '../branches/item-types.queries.ts';
import { importFile } from '../imports/import-file.ts';
import type { ReportLine } from '../imports/import-run.ts';
import type { Db } from '../platform/database/database.ts';
import { UsageError, type Command } from './command.ts';
import { withLibrary } from './library.ts';

const FORMATS = ['marc21', 'unimarc', 'marcxml', 'csv'] as const;
type Format = (typeof FORMATS)[number];
/** How many refused records are told on the terminal. */
const REFUSED_SHOWN = 10;
/** By how much more than what was left the heap may grow until it is collected; V8 lets it become several times as large. */
const HEAP_GROWING_PERCENT = 30;

/** `biblio import`: a catalogue from a file. */
export const importCommand: Command = {
  name: 'import',
  summary: 'bring records and copies in from MARC21, UNIMARC, MARCXML or CSV',
  usage: `Usage: npm run biblio -- import FILE [options]

  --format marc21|unimarc|marcxml|csv   where it is not detected
  --map COLUMN=FIELD                    CSV: what a column means, once for each column
  --branch CODE --type CODE             a copy for each title that brings none, and what copies lack
  --location TEXT                       where those copies stand
  --report FILE                         writes refused records and warnings, one JSON object a line

A record that cannot be read never stops the rest. Importing the same file again changes nothing. Exit code 1 when
records were refused.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        map: { type: 'string', multiple: true },
        branch: { type: 'string' },
        type: { type: 'string' },
        location: { type: 'string' },
        report: { type: 'string' },
      },
    });
    const [path] = positionals;
    if (path === undefined) throw new UsageError('Say which file to import.');
    if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
    if (values.format !== undefined && !(FORMATS as readonly string[]).includes(values.format)) {
      throw new UsageError(`--format must be one of ${FORMATS.join(', ')}.`);
    }
    // An import leaves little behind of what it reads: collected often, a file of any size fits into a small machine.
    setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`);
    return withLibrary(io.config, async (context) => {
      const report = values.report === undefined ? null : openSync(values.report, 'w');
      const firstRefused: ReportLine[] = [];
      const done = await importFile(context, {
        path,
        format: values.format as Format | undefined,
        mapping: values.map === undefined ? undefined : readMapping(values.map),
        itemDefaults: await findItemDefaults(context.db, values),
        onProgress: (progress, lines) => {
          if (report !== null) for (const line of lines) writeSync(report, `${JSON.stringify(line)}\n`);
          const refused = lines.filter(({ outcome }) => outcome === 'refused');
          firstRefused.push(...refused.slice(0, REFUSED_SHOWN - firstRefused.length));
          io.progress(
            progress.bytesTotal === 0 ? 1 : progress.bytesRead / progress.bytesTotal,
            `${progress.processed} records`,
          );
        },
      });
      if (report !== null) closeSync(report);
      io.print(
        `${done.processed} records: ${done.created} created, ${done.updated} updated, ${done.unchanged} unchanged, ` +
          `${done.refused} refused; ${done.itemsCreated} copies.`,
      );
      if (done.itemsWithoutBarcode > 0) {
        io.print(
          `${done.itemsWithoutBarcode} copies were left out: the file gives no barcode. --branch and --type give them one.`,
        );
      }
      for (const line of firstRefused) io.print(`  ${JSON.stringify(line)}`);
      return done.refused === 0 ? 0 : 1;
    });
  },
};

function readMapping(pairs: string[]) {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [column, field] = pair.split('=');
      if (column === undefined || field === undefined) throw new UsageError(`--map ${pair} must be COLUMN=FIELD.`);
      return [column, field];
    }),
  ) as NonNullable<Parameters<typeof importFile>[1]['mapping']>;
}

async function findItemDefaults(
  db: Db,
  values: { branch?: string | undefined; type?: string | undefined; location?: string | undefined },
) {
  if (values.branch === undefined && values.type === undefined) return undefined;
  const branch = (await listBranches(db)).find((one) => one.code === values.branch);
  const type = (await listItemTypes(db)).find((one) => one.code === values.type);
  if (branch === undefined) throw new UsageError(`--branch ${values.branch ?? ''} is no branch's code.`);
  if (type === undefined) throw new UsageError(`--type ${values.type ?? ''} is no item type's code.`);
  return { homeBranchId: branch.id, itemTypeId: type.id, location: values.location ?? null };
}
