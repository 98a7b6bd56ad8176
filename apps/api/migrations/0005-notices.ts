import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Mails to readers: the outbox, what each mail is about, and the library's own texts.
 *
 * `open_key` gathers what happens to one reader in one mail until it is picked up; `dedup_key` lets one thing be told once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, code, text, longText, json } = columns(db);

  await db.schema
    .createTable('notices')
    .addColumn('id', id.type, id.build)
    .addColumn('patron_id', int, (c) => c.notNull().references('patrons.id').onDelete('cascade'))
    .addColumn('branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('kind', code, (c) => c.notNull())
    .addColumn('state', code, (c) =>
      c.notNull().check(sql`state in ('planned', 'queued', 'sending', 'sent', 'failed', 'cancelled')`),
    )
    .addColumn('open_key', code, (c) => c.unique())
    .addColumn('detail', json, (c) => c.notNull())
    .addColumn('language', code)
    .addColumn('address', text)
    .addColumn('subject', longText)
    .addColumn('body_text', longText)
    .addColumn('body_html', longText)
    .addColumn('message_id', code, (c) => c.notNull().unique())
    .addColumn('attempts', int, (c) => c.notNull().defaultTo(0))
    .addColumn('next_attempt_at', instant)
    .addColumn('lease_owner', code)
    .addColumn('lease_until', instant)
    .addColumn('error', text)
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('finished_at', instant)
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .addCheckConstraint('notices_gathered_while_planned', sql`open_key is null or state = 'planned'`)
    .addCheckConstraint(
      'notices_finished_once',
      sql`(state in ('sent', 'failed', 'cancelled')) = (finished_at is not null)`,
    )
    .execute();
  await db.schema.createIndex('notices_by_state').on('notices').columns(['state', 'next_attempt_at']).execute();
  await db.schema.createIndex('notices_by_patron').on('notices').columns(['patron_id', 'id']).execute();
  await db.schema.createIndex('notices_by_end').on('notices').column('finished_at').execute();

  await db.schema
    .createTable('notice_subjects')
    .addColumn('id', id.type, id.build)
    .addColumn('notice_id', int, (c) => c.notNull().references('notices.id').onDelete('cascade'))
    .addColumn('topic', code, (c) => c.notNull())
    .addColumn('dedup_key', code, (c) => c.notNull().unique())
    .addColumn('loan_id', int, (c) => c.references('loans.id').onDelete('cascade'))
    .addColumn('hold_id', int, (c) => c.references('holds.id').onDelete('cascade'))
    .addColumn('detail', json, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('notice_subjects_by_notice').on('notice_subjects').column('notice_id').execute();
  await db.schema.createIndex('notice_subjects_by_loan').on('notice_subjects').column('loan_id').execute();
  await db.schema.createIndex('notice_subjects_by_hold').on('notice_subjects').column('hold_id').execute();

  await db.schema
    .createTable('notice_templates')
    .addColumn('id', id.type, id.build)
    .addColumn('kind', code, (c) => c.notNull())
    .addColumn('language', code, (c) => c.notNull())
    .addColumn('subject', longText, (c) => c.notNull())
    .addColumn('body', longText, (c) => c.notNull())
    .addColumn('updated_at', instant, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .addUniqueConstraint('notice_templates_once', ['kind', 'language'])
    .execute();

  await db.schema
    .alterTable('patrons')
    .addColumn('notice_choice', code, (c) => c.notNull().defaultTo('library'))
    .execute();
  await addPermission(db.withTables<RolesOnly>());
}

type RolesOnly = { roles: { id: number; code: string; permissions: string } };

/** Roles of libraries that exist; a new library gets its roles after the migrations. */
async function addPermission(db: Kysely<RolesOnly>): Promise<void> {
  const roles = await db
    .selectFrom('roles')
    .select(['id', 'permissions'])
    .where('code', 'in', ['administrator', 'librarian'])
    .execute();
  for (const { id, permissions } of roles) {
    const held = new Set(JSON.parse(permissions) as string[]).add('notices.manage');
    const changed = { permissions: JSON.stringify([...held]) };
    await db.updateTable('roles').set(changed).where('id', '=', id).execute();
  }
}
