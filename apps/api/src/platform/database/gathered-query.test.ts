import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeBranch } from '../../../test/factories.ts';
import { ENGINE, openTestDatabase } from '../../../test/test-database.ts';
import { inTransaction, type Db } from './database.ts';
import { frequentQuery } from './frequent-query.ts';
import { gatheredQuery } from './gathered-query.ts';
import { statementsOf } from './statements.ts';

const branches = frequentQuery((db, ids: readonly number[]) =>
  db.selectFrom('branches').select(['id', 'code']).where('id', 'in', ids),
);
let now = 0;
const branchOf = gatheredQuery(
  branches,
  ({ id }) => id,
  () => now,
);
const codesOf = async (db: Db, id: number) => (await branchOf(db, id)).map(({ code }) => code);

describe('rows of an id that many ask for at once', () => {
  const ids: number[] = [];
  let db: Db;
  let close: () => Promise<void>;
  before(async () => {
    ({ db, close } = await openTestDatabase());
    for (let n = 0; n < 40; n++) ids.push(await makeBranch(db, { code: `B${n}` }));
  });
  after(() => close());

  const onServer = { skip: ENGINE === 'sqlite' && 'each is answered at once' };

  it('are each asker’s own, also where two ask for the same and one for what is not there', async () => {
    const asked = [...ids, ids[7]!, 999_999];
    const found = await Promise.all(asked.map((id) => codesOf(db, id)));
    assert.deepEqual(found, [...ids.map((_, n) => [`B${n}`]), ['B7'], []]);
  });

  it('share a statement while another is on its way', onServer, async () => {
    const sent = await statementsOf(() => Promise.all(ids.slice(0, 10).map((id) => branchOf(db, id))));
    // The first goes alone; the nine that wait fill up to sixteen places.
    assert.deepEqual(
      sent.map(({ parameters }) => new Set(parameters).size),
      [1, 9],
    );
    assert.deepEqual(
      sent.map(({ parameters }) => parameters.length),
      [1, 16],
    );
  });

  it('go out beside one that takes its time', onServer, async () => {
    const sent = await statementsOf(async () => {
      const first = codesOf(db, ids[0]!);
      const second = codesOf(db, ids[1]!);
      now += 1;
      const third = codesOf(db, ids[2]!);
      assert.deepEqual(await Promise.all([first, second, third]), [['B0'], ['B1'], ['B2']]);
    });
    assert.deepEqual(
      sent.map(({ parameters }) => parameters),
      [[ids[0]], [ids[1], ids[2]]],
    );
  });

  it('do not wait for each other without end: 32 go together at most', onServer, async () => {
    const sent = await statementsOf(() => Promise.all(ids.map((id) => branchOf(db, id))));
    assert.deepEqual(
      sent.map(({ parameters }) => new Set(parameters).size),
      [1, 32, 7],
    );
  });

  it('are read after they were asked for', onServer, async () => {
    const first = codesOf(db, ids[0]!);
    await db.updateTable('branches').set({ code: 'NEW' }).where('id', '=', ids[1]!).execute();
    assert.deepEqual(await codesOf(db, ids[1]!), ['NEW']);
    assert.deepEqual(await first, ['B0']);
  });

  it('are a transaction’s own where it asks', async () => {
    const attempt = inTransaction(db, async (trx) => {
      await trx.updateTable('branches').set({ code: 'MINE' }).where('id', '=', ids[2]!).execute();
      assert.deepEqual(await codesOf(trx, ids[2]!), ['MINE']);
      throw new Error('undone');
    });
    await assert.rejects(attempt, /undone/);
    assert.deepEqual(await codesOf(db, ids[2]!), ['B2']);
  });

  it('fail for all who share the statement, and for nobody after', async () => {
    let isBroken = true;
    const fragile = Object.assign(
      (from: Db, asked: readonly number[]) =>
        isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(branches(from, asked)),
      { compiled: branches.compiled },
    );
    const ask = gatheredQuery(fragile, ({ id }) => id);
    if (ENGINE !== 'sqlite') {
      const settled = await Promise.allSettled([ask(db, ids[3]!), ask(db, ids[4]!), ask(db, ids[5]!)]);
      assert.deepEqual(
        settled.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : 'answered')),
        ['broken', 'broken', 'broken'],
      );
    }
    isBroken = false;
    assert.deepEqual(await ask(db, ids[3]!), [{ id: ids[3], code: 'B3' }]);
  });
});
