import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MADE_AT, makeBranch, makeCategory, makePatron, makeRecord } from '../../../test/factories.ts';
import { openTestDatabase } from '../../../test/test-database.ts';
import { insertAndGetId, inTransaction, isForeignKeyViolation, isUniqueViolation, type Db } from './database.ts';
import { OutdatedRead } from './database-errors.ts';
import { deleteInPortions } from './portions.ts';
import { upsertRow } from './upsert.ts';

describe('every engine', () => {
  let db: Db;
  let close: () => Promise<void>;
  before(async () => ({ db, close } = await openTestDatabase()));
  after(() => close());

  it('keeps instants, texts, numbers and bytes as they are', async () => {
    const at = '2026-03-02T09:00:00.007Z';
    const title = 'Œuvres 📚 d’«été»\\ %_\n';
    const id = await makeRecord(db, { title, created_at: at, year: -44, place: ' ' });
    const row = await db.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([row.title, row.created_at, row.year, row.place, row.is_suppressed], [title, at, -44, ' ', 0]);
    const original = Uint8Array.of(0, 39, 92, 255, 10);
    const source = { record_id: id, format: 'marc21', syntax: 'iso2709', fingerprint: 'f', original };
    await db.insertInto('record_sources').values(source).execute();
    const kept = await db.selectFrom('record_sources').select('original').executeTakeFirstOrThrow();
    assert.deepEqual(Uint8Array.from(kept.original), original);
  });

  it('compares instants in time', async () => {
    await makeRecord(db, { created_at: '2031-01-01T00:00:00.000Z' });
    const count = async (moment: string) => {
      const rows = await db.selectFrom('records').select('id').where('created_at', '>=', moment).execute();
      return rows.length;
    };
    assert.equal(await count('2030-12-31T23:59:59.999Z'), 1);
    assert.equal(await count('2031-01-01T00:00:00.001Z'), 0);
    const { last } = await db
      .selectFrom('records')
      .select((e) => e.fn.max('created_at').as('last'))
      .executeTakeFirstOrThrow();
    assert.equal(last, '2031-01-01T00:00:00.000Z');
  });

  it('tells codes apart byte for byte, and sorts them so', async () => {
    const codes = ['b', 'B', 'b ', 'é', 'e', 'É'];
    for (const code of codes) await makeCategory(db, { code });
    const rows = await db
      .selectFrom('patron_categories')
      .select('code')
      .where('code', 'in', codes)
      .orderBy('code')
      .execute();
    assert.deepEqual(
      rows.map(({ code }) => code),
      ['B', 'b', 'b ', 'e', 'É', 'é'],
    );
    await assert.rejects(makeCategory(db, { code: 'B' }), isUniqueViolation);
  });

  it('counts and sums in numbers, and puts what is missing first', async () => {
    const patronId = await makePatron(db);
    const line = { patron_id: patronId, kind: 'manual', created_at: '2026-03-02T09:00:00.000Z' } as const;
    for (const amount of [100, 250]) await insertAndGetId(db, 'account_lines', { ...line, amount });
    const { count, sum } = await db
      .selectFrom('account_lines')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number>('amount').as('sum')])
      .executeTakeFirstOrThrow();
    assert.deepEqual([count, sum], [2, 350]);
    await makePatron(db, { city: 'Z' });
    const cities = await db.selectFrom('patrons').select('city').orderBy('city').execute();
    assert.deepEqual(
      cities.map(({ city }) => city),
      [null, 'Z'],
    );
  });

  it('counts the rows that it found, changed or not', async () => {
    const id = await makeBranch(db, { name: 'Same' });
    const { numUpdatedRows } = await db
      .updateTable('branches')
      .set({ name: 'Same' })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    assert.equal(numUpdatedRows, 1n);
  });

  it('holds references and checks', async () => {
    await assert.rejects(makePatron(db, { branch_id: 999_999 }), isForeignKeyViolation);
    const branchId = await makeBranch(db);
    await makePatron(db, { branch_id: branchId });
    await assert.rejects(db.deleteFrom('branches').where('id', '=', branchId).execute(), isForeignKeyViolation);
    const backwards = { branch_id: branchId, first_day: '2026-03-02', last_day: '2026-03-01', reason: 'x' };
    await assert.rejects(db.insertInto('closures').values(backwards).execute());
  });

  it('puts a row in the place of the one with its key', async () => {
    const write = (value: string) => upsertRow(db, 'settings', { name: 'currency' }, { value });
    await write('"EUR"');
    await write('"CHF"');
    const rows = await db.selectFrom('settings').selectAll().execute();
    assert.deepEqual(
      rows.map(({ name, value }) => [name, value]),
      [['currency', '"CHF"']],
    );
    const count = () =>
      upsertRow(db, 'login_attempts', { login_hash: 'h' }, { failures: 1, last_failed_at: MADE_AT }, (eb) => ({
        failures: eb('failures', '+', 1),
      }));
    await Promise.all([count(), count(), count()]);
    const { failures } = await db.selectFrom('login_attempts').select('failures').executeTakeFirstOrThrow();
    assert.equal(failures, 3);
    await db.deleteFrom('login_attempts').execute();
    await upsertRow(db, 'named_locks', { name: 'policies' }, {});
    await upsertRow(db, 'named_locks', { name: 'policies' }, {});
  });

  it('deletes what is old in portions, and nothing else', async () => {
    const rows = Array.from({ length: 1203 }, (_, n) => ({
      login_hash: `l${n}`,
      failures: 1,
      blocked_until: null,
      last_failed_at: n < 1200 ? '2026-01-01T00:00:00.000Z' : '2026-02-01T00:00:00.000Z',
    }));
    await db.insertInto('login_attempts').values(rows).execute();
    const deleted = await deleteInPortions(db, {
      table: 'login_attempts',
      key: 'login_hash',
      isOld: (eb) => eb('last_failed_at', '<', '2026-01-15T00:00:00.000Z'),
    });
    assert.equal(deleted, 1200);
    assert.equal((await db.selectFrom('login_attempts').select('failures').execute()).length, 3);
  });

  it('undoes a transaction that fails, and does one over whose look was outdated', async () => {
    const count = async () => (await db.selectFrom('item_types').select('id').execute()).length;
    let attempts = 0;
    const write = (fails: number, error: Error) =>
      inTransaction(db, async (trx) => {
        attempts += 1;
        await insertAndGetId(trx, 'item_types', { code: `T${attempts}`, name_fr: 'x', name_en: 'x' });
        if (attempts <= fails) throw error;
      });
    await assert.rejects(write(1, new Error('no')), /no/);
    assert.deepEqual([attempts, await count()], [1, 0]);
    await write(3, new OutdatedRead());
    assert.deepEqual([attempts, await count()], [4, 1]);
    await db.deleteFrom('item_types').execute();
    attempts = 0;
    await assert.rejects(write(Infinity, new OutdatedRead()), { code: 'database_busy' });
    assert.deepEqual([attempts, await count()], [8, 0]);
  });
});
