// Measures the real process over HTTP beside a bare handler in the same run; prints tables and writes JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { budgetsOf } from './budgets.ts';
import { measureEmptyStart, measureSize, type Run, type StartRow } from './catalogue-load.ts';
import { measureImport, type ImportRow } from './import-load.ts';
import { openScale } from './make-scale.ts';
import type { Row } from './load.ts';

const OUTPUT = fileURLToPath(new URL('../../../artifacts/bench.json', import.meta.url));

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    records: { type: 'string' },
    seconds: { type: 'string' },
    'without-import': { type: 'boolean', default: false },
  },
});

/** What a run saw. */
export interface Figures {
  at: string;
  scale: string;
  machine: string;
  seconds: number;
  starts: StartRow[];
  rows: Row[];
  imports: ImportRow[];
}

const sizes = (values.records ?? (values.smoke ? '1000' : '10000,100000')).split(',').map(Number);
const run: Run = { seconds: Number(values.seconds ?? (values.smoke ? 1 : 8)), isSmoke: values.smoke, print };
const scale = openScale();
const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
const figures: Figures = {
  at: new Date().toISOString(),
  scale: scale.describe,
  machine: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, ${memory}, Linux ${release()}, Node ${process.version}`,
  seconds: run.seconds,
  starts: [],
  rows: [],
  imports: [],
};
print(`${figures.scale}; ${figures.machine}; ${figures.seconds} s a measurement`);

figures.starts.push(await measureEmptyStart(run));
for (const records of sizes) {
  print('');
  const { starts, rows } = await measureSize(records, scale, run);
  figures.starts.push(...starts);
  figures.rows.push(...rows);
  if (!values['without-import']) await importRecords(records);
}

const budgets = budgetsOf(figures);
print('');
for (const { budget, seen, holds } of budgets) print(`${holds ? 'holds ' : 'MISSED'}  ${budget}: ${seen}`);
mkdirSync(path.dirname(OUTPUT), { recursive: true });
writeFileSync(OUTPUT, `${JSON.stringify({ ...figures, budgets }, null, 2)}\n`);
const failed = figures.rows.reduce((sum, row) => sum + row.errors, 0);
print(failed === 0 ? `No request failed. ${OUTPUT}` : `${failed} requests failed.`);
process.exitCode = failed === 0 ? 0 : 1;

async function importRecords(records: number): Promise<void> {
  const row = await measureImport(records, scale.records(records));
  figures.imports.push(row);
  print(
    `import of ${records} MARC records (${row.megabytes.toFixed(1)} MB): ${row.recordsPerSecond} a second, ` +
      `${row.cpuMsPerRecord.toFixed(2)} CPU ms each, ${row.peakMiB} MiB at most`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
