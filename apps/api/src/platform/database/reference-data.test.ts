import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { makeBranch } from '../../../test/factories.ts';
import { createTestDatabase } from '../../../test/test-database.ts';
import { inTransaction, openDatabase, type Db } from './database.ts';
import { migrateToLatest } from './migrate.ts';
import { referenceData, selectRevision } from './reference-data.ts';
import { statementsOf } from './statements.ts';

let reads = 0;
const readCodes = referenceData(async (db) => {
  reads += 1;
  const rows = await db.selectFrom('branches').select('code').orderBy('id').execute();
  return rows.map(({ code }) => code);
});

describe('reference data in memory', () => {
  let db: Db;
  /** Another process of the same library. */
  let other: Db;
  let close: () => Promise<void>;
  before(async () => {
    const { url, drop } = await createTestDatabase({ isShared: true });
    [db, other] = [openDatabase(url), openDatabase(url)];
    await migrateToLatest(db);
    await makeBranch(db, { code: 'A' });
    close = async () => {
      await Promise.all([db.destroy(), other.destroy()]);
      await drop();
    };
  });
  after(() => close());
  beforeEach(async () => {
    await db.deleteFrom('branches').where('code', '<>', 'A').execute();
    assert.deepEqual(await readCodes(db), ['A']);
    reads = 0;
  });

  it('is read once, and costs the look at its revision afterwards, or nothing', async () => {
    assert.equal((await statementsOf(() => readCodes(db))).length, 1);
    const { value } = await selectRevision(db).executeTakeFirstOrThrow();
    assert.equal((await statementsOf(() => readCodes(db, value))).length, 0);
    assert.equal(reads, 0);
  });

  it('is read anew after every kind of write, by whatever process', async () => {
    for (const writer of [db, other]) {
      const id = await makeBranch(writer, { code: 'B' });
      assert.deepEqual(await readCodes(db), ['A', 'B']);
      await writer.updateTable('branches as one').set({ code: 'C' }).where('one.id', '=', id).execute();
      assert.deepEqual(await readCodes(db), ['A', 'C']);
      await writer.deleteFrom('branches').where('id', '=', id).execute();
      assert.deepEqual(await readCodes(db), ['A']);
    }
    assert.equal(reads, 6);
  });

  it('is not read anew after a write to any other table', async () => {
    await db.insertInto('named_locks').values({ name: 'another' }).execute();
    await db.deleteFrom('named_locks').execute();
    await readCodes(db);
    assert.equal(reads, 0);
  });

  it('shows a transaction its own writes, and nobody those that are undone', async () => {
    await assert.rejects(
      inTransaction(db, async (trx) => {
        await makeBranch(trx, { code: 'B' });
        assert.deepEqual(await readCodes(trx), ['A', 'B']);
        await makeBranch(trx, { code: 'C' });
        assert.deepEqual(await readCodes(trx), ['A', 'B', 'C']);
        assert.deepEqual(await readCodes(other), ['A']);
        throw new Error('undone');
      }),
      /undone/,
    );
    assert.deepEqual(await readCodes(db), ['A']);
    assert.deepEqual(await readCodes(other), ['A']);
  });

  it('gives no revision to a write that fails', async () => {
    const before = await selectRevision(db).executeTakeFirst();
    await assert.rejects(makeBranch(db, { code: 'A' }));
    assert.deepEqual(await selectRevision(db).executeTakeFirst(), before);
  });

  it('does not keep what was written while it was read', async () => {
    let isWritten = false;
    const readSlowly = referenceData(async (one) => {
      const found = await one.selectFrom('branches').select('code').execute();
      if (!isWritten) await makeBranch(other, { code: 'B' });
      isWritten = true;
      return found.length;
    });
    assert.equal(await readSlowly(db), 1);
    assert.equal(await readSlowly(db), 2);
  });

  it('hears of what was written past the application within a minute', async (t) => {
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    await makeBranch(db, { code: 'B' });
    await readCodes(db);
    await sql`delete from branches where code = 'B'`.execute(db);
    assert.deepEqual(await readCodes(db), ['A', 'B']);
    now = 60_000;
    assert.deepEqual(await readCodes(db), ['A']);
  });
});
