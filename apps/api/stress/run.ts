import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faultsOf, runOverload } from './overload.ts';
import type { StressOptions } from './stress.ts';

const USAGE = `Usage: npm run stress -- [options]

Runs the real server under many desks at once and holds its database against what each desk was told. Without options:
50 desks of 200 errands with 200 hands on one copy, then 50 desks while the process is killed 100 times; on a database
server then 50 desks while the database goes away, in every way that is possible.

  --engine E           sqlite (the default), mysql or mariadb, where BIBLIO_TEST_MYSQL_URL or _MARIADB_URL says
  --replicas N         API processes that the desks are spread over, with a worker beside them (1; on a server 2)
  --desks N            desks at work at once
  --operations N       errands that a desk does at least
  --kills N            how often a process is killed meanwhile
  --rush N             requests for the same copy at the same instant
  --cuts N             how often the database breaks its connections and refuses new ones
  --freezes N          how often it falls silent
  --database-kills N   how often it is stopped and started by the commands in BIBLIO_STRESS_DATABASE_STOP and _START,
                       such as 'docker kill db' and 'docker start db'; the first ends when the server is gone
  --seed N             draws other errands (1)
  --overload N         instead: asks a server for more than it can do, for N seconds
`;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TEXT = { type: 'string' } as const;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    replicas: TEXT,
    desks: TEXT,
    operations: TEXT,
    kills: TEXT,
    rush: TEXT,
    cuts: TEXT,
    freezes: TEXT,
    'database-kills': TEXT,
    seed: { type: 'string', default: '1' },
    overload: TEXT,
    help: { type: 'boolean' },
  },
});
if (values.help === true) process.stdout.write(USAGE);
else if (values.overload !== undefined) process.exitCode = await overload(Number(values.overload));
else process.exitCode = await main();

async function main(): Promise<number> {
  // What makes the databases reads it when it is loaded.
  process.env['BIBLIO_TEST_ENGINE'] = values.engine;
  const { runStress } = await import('./stress.ts');
  const results = [];
  for (const options of chooseRuns()) {
    const result = await runStress(options);
    results.push({ options, result });
    const { faults, outages, ...figures } = result;
    const { outages: asked, ...shown } = options;
    console.table([{ ...shown, ...asked, ...figures, seconds: Math.round(figures.seconds), faults: faults.length }]);
    if (outages !== null) {
      const { slowestRecovery, slowestRefusal } = outages;
      console.log(
        `  Refused within ${Math.round(slowestRefusal)} ms, recovered within ${slowestRecovery.toFixed(1)} s.`,
      );
    }
    for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  }
  mkdirSync(path.join(ROOT, 'artifacts'), { recursive: true });
  writeFileSync(path.join(ROOT, 'artifacts/stress.json'), `${JSON.stringify(results, null, 2)}\n`);
  return results.every(({ result }) => result.faults.length === 0) ? 0 : 1;
}

/** The run that the options describe, or all that belong to the engine. */
function chooseRuns(): StressOptions[] {
  const { replicas, desks, operations, kills, rush, cuts, freezes, 'database-kills': databaseKills } = values;
  const number = (text: string | undefined, otherwise: number) => (text === undefined ? otherwise : Number(text));
  const isServer = values.engine !== 'sqlite';
  const seed = Number(values.seed);
  const base = {
    replicas: number(replicas, isServer ? 2 : 1),
    desks: number(desks, 50),
    operations: number(operations, 200),
    seed,
  };
  const hasOutages = [cuts, freezes, databaseKills].some((value) => value !== undefined);
  const isChosen = hasOutages || [desks, operations, kills, rush].some((value) => value !== undefined);
  const outages = {
    cuts: number(cuts, isChosen ? 0 : 5),
    freezes: number(freezes, isChosen ? 0 : 3),
    databaseKills: number(databaseKills, isChosen || process.env['BIBLIO_STRESS_DATABASE_STOP'] === undefined ? 0 : 5),
  };
  const chosen = { ...base, kills: number(kills, 0), rush: number(rush, 200) };
  if (isChosen) return [{ ...chosen, ...(hasOutages ? { outages } : {}) }];
  const killed = { ...base, kills: 100, rush: 0, seed: seed + 1 };
  return [chosen, killed, ...(isServer ? [{ ...base, kills: 0, rush: 0, outages, seed: seed + 2 }] : [])];
}

async function overload(seconds: number): Promise<number> {
  const result = await runOverload(seconds);
  console.table([result]);
  const faults = faultsOf(result);
  for (const fault of faults) console.log(`  ${fault}`);
  mkdirSync(path.join(ROOT, 'artifacts'), { recursive: true });
  writeFileSync(path.join(ROOT, 'artifacts/overload.json'), `${JSON.stringify(result, null, 2)}\n`);
  return faults.length === 0 ? 0 : 1;
}
