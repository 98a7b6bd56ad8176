import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Kysely } from 'kysely';
import * as library from '../../migrations/0001-library.ts';
import * as privacy from '../../migrations/0012-privacy.ts';
import * as revisions from '../../migrations/0016-revisions.ts';
import { makeBranch, makeItem, makePatron } from '../../test/factories.ts';
import { insertAndGetId, openDatabase, type Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';

it('takes the former choices, ages, settings, log and roles over', async () => {
  const db = openDatabase('sqlite::memory:');
  const schema = db as unknown as Kysely<unknown>;
  // Whoever writes reference data gives it a revision.
  await revisions.up(schema);
  await library.up(schema);
  const branchId = await makeBranch(db);
  const former = db as unknown as Kysely<{ patrons: { id: number; is_history_kept: number } }>;
  const keeper = await makePatron(db, { branch_id: branchId, birth_date: '2011-03-03' });
  await former.updateTable('patrons').set({ is_history_kept: 1 }).where('id', '=', keeper).execute();
  const other = await makePatron(db, { branch_id: branchId });
  const known = await makeLoan(db, keeper, branchId);
  const unknown = await makeLoan(db, other, branchId);
  const anonymous = await makeLoan(db, null, branchId);
  const entry = { at: '2026-03-02T09:00:00.000Z', actor_kind: 'staff', actor_id: 1, actor_name: 'M', action: 'x' };
  for (const [entity, id] of [
    ['loan', known],
    ['loan', anonymous],
    ['item', anonymous],
  ] as const) {
    await insertAndGetId(db, 'audit_log', {
      ...entry,
      entity,
      entity_id: id,
      branch_id: null,
      after: '{"patronId":7}',
    });
  }
  await db.insertInto('settings').values({ name: 'loanHistoryDays', value: '12' }).execute();
  const role = { code: 'librarian', name_fr: 'B', name_en: 'L', permissions: '["patrons.edit"]' };
  await insertAndGetId(db, 'roles', role);

  await privacy.up(schema);

  const choices = await db.selectFrom('patrons').select('history_choice').orderBy('id').execute();
  assert.deepEqual(
    choices.map((row) => row.history_choice),
    ['always', 'library'],
  );
  const groups = await db.selectFrom('loans').select(['id', 'age_group']).orderBy('id').execute();
  assert.deepEqual(
    groups.map((row) => [row.id, row.age_group]),
    // Fourteen on the day before the fifteenth birthday.
    [
      [known, '6-14'],
      [unknown, null],
      [anonymous, null],
    ],
  );
  const log = await db.selectFrom('audit_log').select(['entity', 'after']).orderBy('id').execute();
  assert.deepEqual(
    log.map((row) => row.after !== null),
    [true, false, true],
  );
  const { retention } = await readSettings(db);
  assert.deepEqual(retention.days, { loan_history: 12 });
  const { permissions } = await db.selectFrom('roles').select('permissions').executeTakeFirstOrThrow();
  assert.deepEqual(JSON.parse(permissions), ['patrons.edit', 'patrons.privacy']);
  await db.destroy();
});

async function makeLoan(db: Db, patronId: number | null, branchId: number): Promise<number> {
  const itemId = await makeItem(db, { home_branch_id: branchId });
  const category = await db.selectFrom('patron_categories').select('id').executeTakeFirstOrThrow();
  const { record_id: recordId } = await db
    .selectFrom('items')
    .select('record_id')
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  return insertAndGetId(db, 'loans', {
    item_id: itemId,
    open_item_id: null,
    record_id: recordId,
    patron_id: patronId,
    patron_category_id: category.id,
    branch_id: branchId,
    checked_out_at: '2026-03-02T09:00:00.000Z',
    due_at: '2026-03-23T22:59:00.000Z',
    returned_at: '2026-03-09T09:00:00.000Z',
  });
}
