import { createWriteStream } from 'node:fs';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BibliographicRecord } from '../src/catalogue/marc/bibliographic-record.ts';
import { writeIso2709 } from '../src/catalogue/marc/iso2709-writer.ts';
import { writeMarc21 } from '../src/catalogue/marc/write-marc21.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { makeBranch, makeItemType } from '../test/factories.ts';
import { LANGUAGES } from './fill.queries.ts';
import type { ScaleRecord } from './make-scale.ts';
import { runToEnd } from './server-process.ts';

export interface ImportRow {
  records: number;
  megabytes: number;
  recordsPerSecond: number;
  cpuMsPerRecord: number;
  peakMiB: number;
}

/** Imports made records as MARC 21 from the command line, each with a copy. */
export async function measureImport(records: number, made: Iterable<ScaleRecord>): Promise<ImportRow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-import-'));
  try {
    const file = path.join(folder, 'catalogue.mrc');
    await writeMarc(file, made);
    const db = openDatabase(`sqlite:${path.join(folder, 'biblio.sqlite')}`);
    await migrateToLatest(db);
    await makeBranch(db, { code: 'BENCH' });
    await makeItemType(db, { code: 'BENCH' });
    await db.destroy();
    const args = ['import', file, '--branch', 'BENCH', '--type', 'BENCH'];
    const done = await runToEnd('cli/biblio', args, { BIBLIO_DATA_DIR: folder, LOG_LEVEL: 'error' });
    if (!done.output.includes(`${records} records: ${records} created`)) throw new Error(done.output);
    return {
      records,
      megabytes: statSync(file).size / 1e6,
      recordsPerSecond: Math.round(records / (done.ms / 1000)),
      cpuMsPerRecord: done.cpuMs / records,
      peakMiB: done.peakMiB,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeMarc(file: string, made: Iterable<ScaleRecord>): Promise<void> {
  const out = createWriteStream(file);
  for (const record of made) {
    if (!out.write(writeIso2709(writeMarc21(describe(record))))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

function describe(record: ScaleRecord): BibliographicRecord {
  return {
    controlNumber: `bench-${record.index}`,
    kind: 'book',
    title: record.title,
    subtitle: null,
    responsibility: null,
    authors: record.author === '' ? [] : [record.author],
    publisher: null,
    place: null,
    year: record.year,
    language: LANGUAGES[record.language] ?? 'und',
    isbns: [record.isbn],
    subjects: record.subjects,
    series: null,
    edition: null,
    extent: null,
    classification: null,
    summary: null,
  };
}
