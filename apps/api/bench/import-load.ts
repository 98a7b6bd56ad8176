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
import type { Engine } from './bench-database.queries.ts';
import type { Run } from './run.ts';
import { cpuMs, runToEnd } from './server-process.ts';

export interface ImportRow {
  records: number;
  megabytes: number;
  recordsPerSecond: number;
  cpuMsPerRecord: number;
  databaseCpuMsPerRecord: number | null;
  peakMiB: number;
}

/** Imports made records as MARC 21 from the command line, each with a copy. */
export async function measureImport(
  run: Run,
  engine: Engine,
  records: number,
  made: Iterable<ScaleRecord>,
): Promise<ImportRow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-import-'));
  const database = await engine.makeDatabase(folder);
  try {
    const file = path.join(folder, 'catalogue.mrc');
    await writeMarc(file, made);
    const db = openDatabase(database.url, { isPatient: true });
    await migrateToLatest(db);
    await makeBranch(db, { code: 'BENCH' });
    await makeItemType(db, { code: 'BENCH' });
    await db.destroy();
    const args = ['import', file, '--branch', 'BENCH', '--type', 'BENCH'];
    const before = readServerCpu(engine);
    const environment = { BIBLIO_DATA_DIR: folder, DATABASE_URL: database.url, LOG_LEVEL: 'error' };
    const done = await runToEnd('cli/biblio', args, environment);
    if (!done.output.includes(`${records} records: ${records} created`)) throw new Error(done.output);
    const row = {
      records,
      megabytes: statSync(file).size / 1e6,
      recordsPerSecond: Math.round(records / (done.ms / 1000)),
      cpuMsPerRecord: done.cpuMs / records,
      databaseCpuMsPerRecord: before === null ? null : (readServerCpu(engine)! - before) / records,
      peakMiB: done.peakMiB,
    };
    run.print(toLine(row));
    return row;
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true });
  }
}

function readServerCpu({ server }: Engine): number | null {
  return server === null ? null : cpuMs(server);
}

function toLine({ records, megabytes, recordsPerSecond, cpuMsPerRecord, databaseCpuMsPerRecord, peakMiB }: ImportRow) {
  const server = databaseCpuMsPerRecord === null ? '' : `, ${databaseCpuMsPerRecord.toFixed(2)} of the database server`;
  return (
    `import of ${records} MARC records (${megabytes.toFixed(1)} MB): ${recordsPerSecond} a second, ` +
    `${cpuMsPerRecord.toFixed(2)} CPU ms each${server}, ${peakMiB} MiB at most`
  );
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
