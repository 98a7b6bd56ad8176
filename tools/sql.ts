// Writes contract/sql: the statements that each engine gets for every query of the API; with --check only compares.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../apps/api/src/platform/database/dialect.ts';
import { readTypes, recordQueries, type RecordedQuery } from './sql/recording.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const src = path.join(root, 'apps/api/src');

/** Exports that are left out, each with its reason. */
const LEFT_OUT: Record<string, string> = {
  'catalogue/record-changes.queries.ts: openChangeLog': 'is asked without a promise, which only SQLite answers',
  'privacy/sweep.queries.ts: sweepById': 'makes sweeps, which are recorded where they are made',
  'privacy/sweep.queries.ts: deletionByKey': 'makes sweeps, which are recorded where they are made',
  'privacy/sweep.queries.ts: deletionById': 'makes sweeps, which are recorded where they are made',
};

const files = globSync('**/*.queries.ts', { cwd: src })
  .sort()
  .map((one) => path.join(src, one));
const program = readTypes(files, path.dirname(src));
for (const engine of ['sqlite', 'mysql'] satisfies Engine[]) {
  const leftOut = new Set<string>();
  const recorded = await recordQueries({
    engine,
    program,
    src,
    files,
    isLeftOut: (query) => query in LEFT_OUT && leftOut.add(query).size > 0,
  });
  for (const { name: query, statements, failure } of recorded)
    if (statements.length === 0 || failure !== null) fail(`${query} is not recorded: ${failure ?? 'it ends early'}`);
  for (const query of Object.keys(LEFT_OUT)) if (!leftOut.has(query)) fail(`${query} is not there any more.`);
  const name = `contract/sql/${engine}.sql`;
  const file = path.join(root, name);
  const text = write(engine, recorded);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) fail(`${name} is out of date. Run: npm run sql`);
  else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

function write(engine: Engine, recorded: readonly RecordedQuery[]): string {
  const parts = recorded
    .filter(({ statements }) => statements.length > 0)
    .map(({ name, statements }) => [`-- ${name}`, ...statements.map((one) => `${layOut(one)};`)].join('\n'));
  const head = `-- Written by "npm run sql": what ${engine} gets for each query of the API. Never edited by hand.`;
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** Puts each clause on a line of its own. */
function layOut(statement: string): string {
  const clause =
    / (from|(?:left |inner )?join|where|group by|having|order by|limit|values|set|union(?: all)?|on (?:duplicate|conflict)) /g;
  return statement.replace(/\s+/g, ' ').replace(clause, '\n  $1 ');
}
