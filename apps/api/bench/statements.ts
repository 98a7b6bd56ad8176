// Prints every statement that one checkout and one return send to the database, and what a pair costs:
//   node apps/api/bench/statements.ts [--pairs 300] [--quiet]
// on SQLite, or where BIBLIO_TEST_ENGINE and BIBLIO_TEST_MYSQL_URL say.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { statementsOf, type Statement } from '../src/platform/database/statements.ts';
import { createScene, type Scene } from '../test/circulation-scene.ts';
import { ENGINE } from '../test/test-database.ts';

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '300' }, quiet: { type: 'boolean' } } });
const WARM_UP = 100;

const scene = await createScene();
// That the search follows what desks change is no part of their requests.
scene.context.search.refresh = async () => {};
try {
  await pair(scene);
  const checkout = await statementsOf(() => lend(scene));
  const back = await statementsOf(() => takeBack(scene));
  print('checkout', checkout);
  print('return', back);
  await measure(Number(values.pairs));
} finally {
  await scene.close();
}

/** As a desk sends it: with a key, so that nothing is done twice. */
async function lend({ readerId, barcode }: Scene): Promise<void> {
  await send('/api/v1/circulation/checkouts', { patronId: readerId, barcode }, 201);
}

async function takeBack({ barcode }: Scene): Promise<void> {
  await send('/api/v1/circulation/returns', { barcode }, 200);
}

async function pair(desk: Scene): Promise<void> {
  await lend(desk);
  await takeBack(desk);
}

async function send(url: string, payload: object, expected: number): Promise<void> {
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await scene.as('assistant')({ method: 'POST', url, payload, headers });
  if (answer.statusCode !== expected) throw new Error(answer.body);
}

function print(what: string, statements: readonly Statement[]): void {
  process.stdout.write(`${what} on ${ENGINE}: ${statements.length} statements\n`);
  if (values.quiet === true) return;
  for (const [n, { sql }] of statements.entries()) {
    process.stdout.write(`${String(n + 1).padStart(4)}  ${sql.replaceAll(/\s+/g, ' ')}\n`);
  }
}

async function measure(pairs: number): Promise<void> {
  for (let n = 0; n < WARM_UP; n += 1) await pair(scene);
  const began = performance.now();
  const before = process.cpuUsage();
  for (let n = 0; n < pairs; n += 1) await pair(scene);
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000 / pairs;
  const ms = (performance.now() - began) / pairs;
  process.stdout.write(
    `${pairs} pairs, one after the other: ${cpuMs.toFixed(2)} CPU ms and ${ms.toFixed(2)} ms a pair\n`,
  );
}
