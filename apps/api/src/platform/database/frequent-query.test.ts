import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, type CompiledQuery, type Driver } from 'kysely';
import { makeBranch } from '../../../test/factories.ts';
import { inTransaction, openDatabase, type Db } from './database.ts';
import { frequentQuery } from './frequent-query.ts';
import { migrateToLatest } from './migrate.ts';
import { BiblioMysqlQueryCompiler } from './mysql-query-compiler.ts';
import type { Database } from './schema.ts';

let built = 0;
const findBranches = frequentQuery((db, codes: readonly string[], least: number) => {
  built++;
  return db
    .selectFrom('branches')
    .select(['id', 'code'])
    .where('code', 'in', codes)
    .where('id', '>=', least)
    .where('code', '<>', 'NEVER')
    .orderBy('code');
});
const codesOf = async (db: Db, codes: readonly string[], least = 0) =>
  (await findBranches(db, codes, least)).map(({ code }) => code);

describe('a frequent query on SQLite', () => {
  let db: Db;
  before(async () => {
    db = openDatabase('sqlite::memory:');
    await migrateToLatest(db);
    for (const code of ['A', 'B', 'C']) await makeBranch(db, { code });
  });
  after(() => db.destroy());

  test('is built once for each length of its lists, and answers by what it is given', async () => {
    assert.deepEqual(await codesOf(db, ['A', 'C']), ['A', 'C']);
    const before = built;
    assert.deepEqual(await codesOf(db, ['B', 'C']), ['B', 'C']);
    assert.deepEqual(await codesOf(db, ['A', 'B'], 2), ['B']);
    assert.equal(built, before);
    assert.deepEqual(await codesOf(db, ['A', 'B', 'C']), ['A', 'B', 'C']);
    assert.equal(built, before + 1);
  });

  test('takes lists of any length, and keeps none of the long ones', async () => {
    const many = ['A', ...Array.from({ length: 150 }, (_, i) => `X${i}`)];
    const before = built;
    assert.deepEqual(await codesOf(db, many), ['A']);
    assert.deepEqual(await codesOf(db, many), ['A']);
    assert.equal(built, before + 2);
  });

  test('is answered at once, but in a transaction or beside one in its turn', async () => {
    assert.ok(Array.isArray(findBranches(db, ['A'], 0)));
    let beside: Promise<string[]> | undefined;
    await assert.rejects(
      inTransaction(db, async (trx) => {
        await makeBranch(trx, { code: 'D' });
        assert.deepEqual(await codesOf(trx, ['D']), ['D']);
        const waiting = findBranches(db, ['D'], 0);
        assert.ok(waiting instanceof Promise);
        beside = waiting.then((rows) => rows.map(({ code }) => code));
        throw new Error('undone');
      }),
      /undone/,
    );
    assert.deepEqual(await beside, [], 'what is not committed is seen by its own transaction only');
  });

  test('has a form of its own for each connection', async () => {
    const other = openDatabase('sqlite::memory:');
    await migrateToLatest(other);
    assert.deepEqual(await codesOf(other, ['A', 'B']), []);
    assert.deepEqual(await codesOf(db, ['A', 'B']), ['A', 'B']);
    await other.destroy();
  });
});

describe('a frequent query on MySQL', () => {
  test('is sent with its parameters in the order of the statement', async () => {
    const sent: CompiledQuery[] = [];
    const driver: Driver = Object.assign(new DummyDriver(), {
      acquireConnection: () =>
        Promise.resolve({
          executeQuery: async (query: CompiledQuery) => {
            sent.push(query);
            return { rows: [] };
          },
          streamQuery: () => assert.fail('nothing is streamed'),
        }),
    });
    const db = new Kysely<Database>({
      dialect: {
        createAdapter: () => new MysqlAdapter(),
        createDriver: () => driver,
        createIntrospector: (any) => new MysqlIntrospector(any),
        createQueryCompiler: () => new BiblioMysqlQueryCompiler(),
      },
    });
    await codesOf(db, ['A', 'B'], 5);
    await codesOf(db, ['C', 'D'], 6);
    assert.deepEqual(
      sent.map(({ parameters }) => parameters),
      [
        ['A', 'B', 5, 'NEVER'],
        ['C', 'D', 6, 'NEVER'],
      ],
    );
    assert.equal(sent[0]!.sql, sent[1]!.sql);
    assert.match(sent[0]!.sql, /`code` in \(\?, \?\) and `id` >= \?/);
  });
});
