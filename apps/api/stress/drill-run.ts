import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run drill -- [options]

Desks lend and take back, the library is backed up meanwhile, its database is destroyed under them at a moment drawn by
chance, and what was stored is restored and held against what each desk was told.

  --engine E     sqlite (the default), mysql or mariadb, where BIBLIO_TEST_MYSQL_URL or _MARIADB_URL says; the tools of
                 MySQL are those of PATH, or in the folder that BIBLIO_TEST_MYSQL_TOOLS names
  --records N    titles that the library has (10,000)
  --desks N      desks at work (8)
  --seed N       draws other errands and another moment (1)

BIBLIO_DRILL_DESTROY is a command that ends a database server of the drill's own, deletes its files and starts an empty one.
Without it the database is dropped.
`;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    records: { type: 'string', default: '10000' },
    desks: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) process.stdout.write(USAGE);
else process.exitCode = await main();

async function main(): Promise<number> {
  // What makes the databases reads it when it is loaded.
  process.env['BIBLIO_TEST_ENGINE'] = values.engine;
  const { runDrill } = await import('./drill.ts');
  const options = { records: Number(values.records), desks: Number(values.desks), seed: Number(values.seed) };
  const result = await runDrill(options);
  const { faults, ...figures } = result;
  console.table([{ engine: values.engine, ...options, ...figures, faults: faults.length }]);
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  mkdirSync(path.join(ROOT, 'artifacts'), { recursive: true });
  writeFileSync(path.join(ROOT, 'artifacts/drill.json'), `${JSON.stringify({ options, result }, null, 2)}\n`);
  return faults.length === 0 ? 0 : 1;
}
