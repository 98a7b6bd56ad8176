import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { makeBranch, makeItem, makeItemType, makePatron, makeRecord } from '../../test/factories.ts';
import { ENGINE, openTestDatabase } from '../../test/test-database.ts';
import { inTransaction, insertAndGetId, openDatabase, type Db, type Trx } from '../platform/database/database.ts';
import { readTaken } from '../platform/database/locks.ts';
import { takeRowsOfBarcode, takeRowsOfCheckout } from './desk-rows.queries.ts';

const ORDER = ['patrons', 'items', 'records'] as const;
type Place = (typeof ORDER)[number];

describe('the rows of a desk, taken by one statement', { skip: ENGINE === 'sqlite' }, () => {
  let db: Db;
  /** Fails where it would have to wait. */
  let probe: Db;
  let close: () => Promise<void>;
  const rows = { patrons: 0, items: 0, records: 0 };
  const LENT = 'LENT';
  const CARD = '2900000000009';

  before(async () => {
    const opened = await openTestDatabase();
    db = opened.db;
    probe = openDatabase(opened.url);
    close = async () => {
      await probe.destroy();
      await opened.close();
    };
    const branch_id = await makeBranch(db);
    // Rows beside the ones that count, so that none is found by being the only one.
    for (let n = 0; n < 3; n += 1) await makeItem(db, { home_branch_id: branch_id });
    rows.patrons = await makePatron(db, { branch_id }, CARD);
    rows.records = await makeRecord(db);
    const item = {
      record_id: rows.records,
      barcode: LENT,
      home_branch_id: branch_id,
      item_type_id: await makeItemType(db),
    };
    rows.items = await makeItem(db, item);
    const { category_id } = await db
      .selectFrom('patrons')
      .select('category_id')
      .where('id', '=', rows.patrons)
      .executeTakeFirstOrThrow();
    await insertAndGetId(db, 'loans', {
      item_id: rows.items,
      open_item_id: rows.items,
      record_id: rows.records,
      patron_id: rows.patrons,
      patron_category_id: category_id,
      branch_id,
      checked_out_at: '2026-03-02T09:00:00.000Z',
      due_at: '2026-03-20T09:00:00.000Z',
    });
  });
  after(() => close());

  const take = (trx: Db, place: Place) =>
    trx
      .selectFrom(place as 'items')
      .select('id')
      .where('id', '=', rows[place])
      .forUpdate();

  async function isTaken(place: Place): Promise<boolean> {
    const LOCKED = new Set([1205, 3572]);
    return take(probe, place)
      .noWait()
      .execute()
      .then(
        () => false,
        (error: { errno?: number }) => {
          if (!LOCKED.has(error.errno ?? 0)) throw error;
          return true;
        },
      );
  }

  async function untilTaken(place: Place): Promise<void> {
    const deadline = performance.now() + 30_000;
    while (!(await isTaken(place))) assert.ok(performance.now() < deadline, `nobody takes one of ${place}`);
  }

  const ways: Record<string, (trx: Trx) => ReturnType<typeof takeRowsOfCheckout>> = {
    'of a reader by number': (trx) => takeRowsOfCheckout(trx, { barcode: LENT, patronId: rows.patrons }),
    'of a reader by card': (trx) => takeRowsOfCheckout(trx, { barcode: LENT, cardNumber: CARD }),
    'of a copy on loan': (trx) => takeRowsOfBarcode(trx, LENT),
  };
  for (const [what, way] of Object.entries(ways)) {
    it(`come in the one order, ${what}`, async () => {
      const pairs = [
        ['patrons', 'items'],
        ['items', 'records'],
      ] as const;
      for (const [earlier, held] of pairs) {
        let waiting!: Promise<unknown>;
        await inTransaction(db, async (holder) => {
          await take(holder, held).execute();
          waiting = inTransaction(db, async (trx) => {
            // On a busy machine the looks below may take longer than desks wait.
            await sql`set session innodb_lock_wait_timeout = 60`.execute(trx);
            assert.deepEqual(
              (await trx.executeQuery(way(trx))).rows.map(({ place, id }) => [place, id]),
              ORDER.map((place) => [place, rows[place]]),
            );
          });
          // It cannot get past the row that is held: what it takes meanwhile comes before it.
          await untilTaken(earlier);
        });
        await waiting;
      }
    });
  }

  it('are taken anew when what was read names others', async () => {
    let attempts = 0;
    await inTransaction(db, (trx) =>
      readTaken(trx, { take: takeRowsOfBarcode(trx, LENT), read: sql`select 1`.compile(trx) }, () => {
        attempts += 1;
        return { items: [attempts === 1 ? rows.items + 1 : rows.items] };
      }),
    );
    assert.equal(attempts, 2);
  });
});
