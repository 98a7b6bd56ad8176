import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faultsOf, runOverload } from './overload.ts';
import { runStress, type StressOptions } from './stress.ts';

const USAGE = `Usage: npm run stress -- [options]

Runs the real server under many desks at once and holds its database against what each desk was told. Without options:
50 desks of 200 errands with 200 hands on one copy, then 50 desks while the process is killed 100 times.

  --desks N        desks at work at once
  --operations N   errands that a desk does at least
  --kills N        how often the process is killed meanwhile
  --rush N         requests for the same copy at the same instant
  --seed N         draws other errands (1)
  --overload N     instead: asks a server for more than it can do, for N seconds
`;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const { values } = parseArgs({
  options: {
    desks: { type: 'string' },
    operations: { type: 'string' },
    kills: { type: 'string' },
    rush: { type: 'string' },
    seed: { type: 'string', default: '1' },
    overload: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) process.stdout.write(USAGE);
else if (values.overload !== undefined) process.exitCode = await overload(Number(values.overload));
else process.exitCode = await main();

async function main(): Promise<number> {
  const number = (text: string | undefined, otherwise: number) => (text === undefined ? otherwise : Number(text));
  const seed = Number(values.seed);
  const isChosen = [values.desks, values.operations, values.kills, values.rush].some((value) => value !== undefined);
  const chosen = {
    desks: number(values.desks, 50),
    operations: number(values.operations, 200),
    kills: number(values.kills, 0),
    rush: number(values.rush, 200),
    seed,
  };
  const runs: StressOptions[] = isChosen
    ? [chosen]
    : [chosen, { desks: 50, operations: 200, kills: 100, rush: 0, seed: seed + 1 }];
  const results = [];
  for (const options of runs) {
    const result = await runStress(options);
    results.push({ options, result });
    const { faults, ...figures } = result;
    console.table([{ ...options, ...figures, seconds: Math.round(figures.seconds), faults: faults.length }]);
    for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  }
  mkdirSync(path.join(ROOT, 'artifacts'), { recursive: true });
  writeFileSync(path.join(ROOT, 'artifacts/stress.json'), `${JSON.stringify(results, null, 2)}\n`);
  return results.every(({ result }) => result.faults.length === 0) ? 0 : 1;
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
