import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { ENGINE, openTestDatabase } from '../../../test/test-database.ts';
import { compiledInsert } from './compiled-inserts.ts';
import { inTransaction, isUniqueViolation, type Db } from './database.ts';
import { askBoth, writeLater } from './round-trips.ts';
import { roundTripsOf } from './statements.ts';

describe('statements that go together', () => {
  let db: Db;
  let close: () => Promise<void>;
  before(async () => ({ db, close } = await openTestDatabase()));
  after(() => close());
  beforeEach(() => db.deleteFrom('named_locks').execute());

  const insertion = (name: string) => compiledInsert(db, 'named_locks', { name });
  const names = async (from: Db = db) => {
    const rows = await from.selectFrom('named_locks').select('name').orderBy('name').execute();
    return rows.map(({ name }) => name);
  };
  const one = (value: number) => sql<{ n: number }>`select ${value} as n`.compile(db);

  it('answer each its own rows', async () => {
    assert.deepEqual(await askBoth(db, one(1), one(2)), [[{ n: 1 }], [{ n: 2 }]]);
    await inTransaction(db, async (trx) => {
      await writeLater(trx, insertion('policies'));
      assert.deepEqual(await askBoth(trx, one(3), one(4)), [[{ n: 3 }], [{ n: 4 }]]);
    });
    assert.deepEqual(await names(), ['policies']);
  });

  it('are done in their order: what was to be written later is there for whoever reads', async () => {
    await inTransaction(db, async (trx) => {
      await writeLater(trx, insertion('calendars'));
      await writeLater(trx, insertion('policies'));
      assert.deepEqual(await names(trx), ['calendars', 'policies']);
    });
  });

  it('are written at once where there is no transaction', async () => {
    await writeLater(db, insertion('policies'));
    assert.deepEqual(await names(), ['policies']);
  });

  it('fail the transaction, and nothing of it is kept', async () => {
    const attempt = inTransaction(db, async (trx) => {
      await writeLater(trx, insertion('calendars'));
      await writeLater(trx, insertion('policies'));
      await writeLater(trx, insertion('policies'));
    });
    await assert.rejects(attempt, isUniqueViolation);
    assert.deepEqual(await names(), []);
    // The connection has nothing left of it.
    await inTransaction(db, (trx) => writeLater(trx, insertion('policies')));
    assert.deepEqual(await names(), ['policies']);
  });

  it('are forgotten with a transaction that is undone before they were sent', async () => {
    const attempt = inTransaction(db, async (trx) => {
      await writeLater(trx, insertion('policies'));
      throw new Error('changed its mind');
    });
    await assert.rejects(attempt, /changed its mind/);
    assert.deepEqual(await names(), []);
  });

  const onServer = { skip: ENGINE === 'sqlite' && 'there is no way to a server' };

  it('take one packet to begin and one to end', onServer, async () => {
    const packets = await roundTripsOf(() =>
      inTransaction(db, async (trx) => {
        await askBoth(trx, one(1), one(2));
        await writeLater(trx, insertion('policies'));
      }),
    );
    assert.deepEqual(
      packets.map((packet) => packet.map((statement) => statement.sql.split(' ')[0])),
      [
        ['begin', 'select', 'select'],
        ['insert', 'commit'],
      ],
    );
  });

  it('are none where a transaction asks nothing', onServer, async () => {
    assert.deepEqual(await roundTripsOf(() => inTransaction(db, async () => {})), []);
    const undone = () => inTransaction(db, () => Promise.reject(new Error('nothing yet'))).catch(() => {});
    assert.deepEqual(await roundTripsOf(undone), []);
  });

  it('come before the rows of a stream', onServer, async () => {
    await inTransaction(db, async (trx) => {
      await writeLater(trx, insertion('policies'));
      const found: string[] = [];
      for await (const { name } of trx.selectFrom('named_locks').select('name').stream()) found.push(name);
      assert.deepEqual(found, ['policies']);
    });
  });
});
