import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Retention, readers' rights and statistics that survive anonymisation.
 *
 * A reader's choice about past loans has three values now; `is_history_kept`, which it replaces, goes with a later version.
 * A loan keeps its reader's age group at the checkout, as it keeps the category.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, code, text, json } = columns(db);

  await db.schema
    .alterTable('patrons')
    .addColumn('history_choice', code, (c) => c.notNull().defaultTo('library'))
    .execute();
  await db.schema.alterTable('patrons').addColumn('erasure_warned_at', instant).execute();
  await db.schema.alterTable('loans').addColumn('age_group', code).execute();

  await db.schema
    .createTable('erasure_requests')
    .addColumn('patron_id', int, (c) => c.primaryKey().references('patrons.id').onDelete('cascade'))
    .addColumn('requested_at', instant, (c) => c.notNull())
    .addColumn('declined_at', instant)
    .addColumn('decline_reason', text)
    .execute();

  await db.schema
    .createTable('erasure_receipts')
    .addColumn('id', id.type, id.build)
    .addColumn('erased_at', instant, (c) => c.notNull())
    .addColumn('reason', code, (c) => c.notNull().check(sql`reason in ('staff', 'request', 'inactivity')`))
    .addColumn('figures', json, (c) => c.notNull())
    .execute();

  // What a reader did stands in the log under the reader as the one who acted.
  await db.schema.createIndex('audit_log_by_actor').on('audit_log').columns(['actor_kind', 'actor_id']).execute();

  const typed = db.withTables<Touched>();
  await typed.updateTable('patrons').set({ history_choice: 'always' }).where('is_history_kept', '=', 1).execute();
  await fillAgeGroups(typed);
  await emptyAnonymousEntries(typed);
  await moveSetting(typed);
  await addPermission(typed);
}

type Touched = {
  patrons: { id: number; is_history_kept: number; history_choice: string };
  loans: { id: number; patron_id: number | null; age_group: string | null };
  holds: { id: number; patron_id: number | null };
  audit_log: { entity: string; entity_id: number | null; before: string | null; after: string | null };
  settings: { name: string; value: string };
  roles: { id: number; code: string; permissions: string };
};

/** Loans that still know their reader; of the others the age is lost. */
async function fillAgeGroups(db: Kysely<Touched>): Promise<void> {
  const age = sql`(substr(loans.checked_out_at, 1, 4) - substr(patrons.birth_date, 1, 4)
    - (substr(loans.checked_out_at, 6, 5) < substr(patrons.birth_date, 6, 5)))`;
  await sql`update loans set age_group = (
    select case when ${age} < 6 then '0-5' when ${age} < 15 then '6-14' when ${age} < 25 then '15-24'
      when ${age} < 65 then '25-64' else '65+' end
    from patrons where patrons.id = loans.patron_id and patrons.birth_date is not null
  ) where patron_id is not null`.execute(db);
}

/** Entries about loans and holds that were made anonymous before still named or numbered their readers. */
async function emptyAnonymousEntries(db: Kysely<Touched>): Promise<void> {
  for (const [entity, table] of [
    ['loan', 'loans'],
    ['hold', 'holds'],
  ] as const) {
    await db
      .updateTable('audit_log')
      .set({ before: null, after: null })
      .where('entity', '=', entity)
      .where('entity_id', 'in', db.selectFrom(table).select(`${table}.id`).where(`${table}.patron_id`, 'is', null))
      .execute();
  }
}

/** The days that loans are kept stand with those of everything else. */
async function moveSetting(db: Kysely<Touched>): Promise<void> {
  const [known] = await db.selectFrom('settings').select('value').where('name', '=', 'loanHistoryDays').execute();
  if (known === undefined) return;
  const retention = { version: 1, isHistoryChoiceOffered: true, days: { loan_history: JSON.parse(known.value) } };
  await db
    .insertInto('settings')
    .values({ name: 'retention', value: JSON.stringify(retention) })
    .execute();
  await db.deleteFrom('settings').where('name', '=', 'loanHistoryDays').execute();
}

/** Roles of libraries that exist; a new library gets its roles after the migrations. */
async function addPermission(db: Kysely<Touched>): Promise<void> {
  const roles = await db
    .selectFrom('roles')
    .select(['id', 'permissions'])
    .where('code', 'in', ['administrator', 'librarian'])
    .execute();
  for (const { id, permissions } of roles) {
    const held = new Set(JSON.parse(permissions) as string[]).add('patrons.privacy');
    const changed = { permissions: JSON.stringify([...held]) };
    await db.updateTable('roles').set(changed).where('id', '=', id).execute();
  }
}
