import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * The first schema: catalogue, patrons, circulation, accounts, staff and platform tables.
 *
 * Constraints that must hold whatever the code does live here. Where a rule applies to only some rows ("one open loan an
 * item"), a nullable column carries the key while the rule applies and NULL after, under a plain UNIQUE index: MySQL has
 * no partial indexes, and both engines let NULL repeat.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, day, code, text, longText, json, blob, bool } = columns(db);

  await db.schema
    .createTable('branches')
    .addColumn('id', id.type, id.build)
    .addColumn('code', code, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('address', text)
    .addColumn('phone', text)
    .addColumn('email', text)
    .addColumn('time_zone', code, (c) => c.notNull())
    .addColumn('is_pickup_location', bool, (c) => c.notNull().defaultTo(1))
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();

  await db.schema
    .createTable('opening_hours')
    .addColumn('id', id.type, id.build)
    .addColumn('branch_id', int, (c) => c.notNull().references('branches.id').onDelete('cascade'))
    .addColumn('weekday', int, (c) => c.notNull().check(sql`weekday between 1 and 7`))
    .addColumn('opens', code, (c) => c.notNull())
    .addColumn('closes', code, (c) => c.notNull())
    .addUniqueConstraint('opening_hours_once', ['branch_id', 'weekday', 'opens'])
    .execute();

  await db.schema
    .createTable('closures')
    .addColumn('id', id.type, id.build)
    .addColumn('branch_id', int, (c) => c.references('branches.id').onDelete('cascade'))
    .addColumn('first_day', day, (c) => c.notNull())
    .addColumn('last_day', day, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('is_yearly', bool, (c) => c.notNull().defaultTo(0))
    .addCheckConstraint('closures_in_order', sql`last_day >= first_day`)
    .execute();

  await db.schema
    .createTable('patron_categories')
    .addColumn('id', id.type, id.build)
    .addColumn('code', code, (c) => c.notNull().unique())
    .addColumn('name_fr', text, (c) => c.notNull())
    .addColumn('name_en', text, (c) => c.notNull())
    .addColumn('membership_months', int, (c) => c.notNull().defaultTo(12))
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();

  await db.schema
    .createTable('patrons')
    .addColumn('id', id.type, id.build)
    .addColumn('category_id', int, (c) => c.notNull().references('patron_categories.id'))
    .addColumn('branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('family_name', text, (c) => c.notNull())
    .addColumn('given_name', text, (c) => c.notNull())
    .addColumn('search_name', text, (c) => c.notNull())
    .addColumn('birth_date', day)
    .addColumn('email', text)
    .addColumn('phone', text)
    .addColumn('street', text)
    .addColumn('postal_code', text)
    .addColumn('city', text)
    .addColumn('language', code, (c) => c.notNull())
    .addColumn('notes', longText)
    .addColumn('expires_on', day, (c) => c.notNull())
    .addColumn('restricted_until', day)
    .addColumn('restriction_reason', text)
    .addColumn('is_history_kept', bool, (c) => c.notNull().defaultTo(0))
    .addColumn('password_hash', text)
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('updated_at', instant, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.createIndex('patrons_by_name').on('patrons').columns(['search_name', 'id']).execute();

  await db.schema
    .createTable('patron_cards')
    .addColumn('id', id.type, id.build)
    .addColumn('patron_id', int, (c) => c.notNull().references('patrons.id').onDelete('cascade'))
    .addColumn('number', code, (c) => c.notNull().unique())
    .addColumn('status', code, (c) => c.notNull().check(sql`status in ('active', 'lost', 'replaced')`))
    .addColumn('issued_at', instant, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('patron_cards_by_patron').on('patron_cards').column('patron_id').execute();

  await db.schema
    .createTable('item_types')
    .addColumn('id', id.type, id.build)
    .addColumn('code', code, (c) => c.notNull().unique())
    .addColumn('name_fr', text, (c) => c.notNull())
    .addColumn('name_en', text, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();

  await db.schema
    .createTable('records')
    .addColumn('id', id.type, id.build)
    .addColumn('control_number', code)
    .addColumn('match_key', code, (c) => c.notNull().unique())
    .addColumn('kind', code, (c) => c.notNull())
    .addColumn('title', longText, (c) => c.notNull())
    .addColumn('subtitle', longText)
    .addColumn('responsibility', longText)
    .addColumn('authors', json, (c) => c.notNull())
    .addColumn('publisher', text)
    .addColumn('place', text)
    .addColumn('year', int)
    .addColumn('language', code)
    .addColumn('isbns', json, (c) => c.notNull())
    .addColumn('subjects', json, (c) => c.notNull())
    .addColumn('series', text)
    .addColumn('edition', text)
    .addColumn('extent', text)
    .addColumn('classification', text)
    .addColumn('summary', longText)
    .addColumn('is_suppressed', bool, (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('updated_at', instant, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.createIndex('records_by_control_number').on('records').column('control_number').execute();
  await db.schema.createIndex('records_by_creation').on('records').columns(['created_at', 'id']).execute();

  await db.schema
    .createTable('record_sources')
    .addColumn('record_id', int, (c) => c.primaryKey().references('records.id').onDelete('cascade'))
    .addColumn('format', code, (c) => c.notNull())
    .addColumn('syntax', code, (c) => c.notNull())
    .addColumn('fingerprint', code, (c) => c.notNull())
    .addColumn('original', blob, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('items')
    .addColumn('id', id.type, id.build)
    .addColumn('record_id', int, (c) => c.notNull().references('records.id'))
    .addColumn('barcode', code, (c) => c.notNull().unique())
    .addColumn('item_type_id', int, (c) => c.notNull().references('item_types.id'))
    .addColumn('home_branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('current_branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('transit_to_branch_id', int, (c) => c.references('branches.id'))
    .addColumn('transit_since', instant)
    .addColumn('location', text)
    .addColumn('call_number', text)
    .addColumn('status', code, (c) =>
      c
        .notNull()
        .check(sql`status in ('available', 'not_for_loan', 'damaged', 'lost', 'withdrawn', 'claimed_returned')`),
    )
    .addColumn('price', int)
    .addColumn('note', text)
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('updated_at', instant, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.createIndex('items_by_record').on('items').column('record_id').execute();

  await db.schema
    .createTable('loans')
    .addColumn('id', id.type, id.build)
    .addColumn('item_id', int, (c) => c.notNull().references('items.id'))
    .addColumn('open_item_id', int, (c) => c.unique())
    .addColumn('record_id', int, (c) => c.notNull().references('records.id'))
    .addColumn('patron_id', int, (c) => c.references('patrons.id'))
    .addColumn('patron_category_id', int, (c) => c.notNull().references('patron_categories.id'))
    .addColumn('branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('checked_out_at', instant, (c) => c.notNull())
    .addColumn('due_at', instant, (c) => c.notNull())
    .addColumn('is_hourly', bool, (c) => c.notNull().defaultTo(0))
    .addColumn('renewals', int, (c) => c.notNull().defaultTo(0))
    .addColumn('last_renewed_at', instant)
    .addColumn('returned_at', instant)
    .addColumn('return_branch_id', int, (c) => c.references('branches.id'))
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .addCheckConstraint(
      'loans_open_while_not_returned',
      sql`(returned_at is null and open_item_id = item_id) or (returned_at is not null and open_item_id is null)`,
    )
    .execute();
  await db.schema.createIndex('loans_by_patron').on('loans').columns(['patron_id', 'returned_at']).execute();
  await db.schema.createIndex('loans_by_item').on('loans').column('item_id').execute();
  await db.schema.createIndex('loans_by_due').on('loans').columns(['returned_at', 'due_at']).execute();
  await db.schema.createIndex('loans_by_record').on('loans').column('record_id').execute();
  await db.schema.createIndex('loans_by_checkout').on('loans').column('checked_out_at').execute();

  await db.schema
    .createTable('holds')
    .addColumn('id', id.type, id.build)
    .addColumn('record_id', int, (c) => c.notNull().references('records.id'))
    .addColumn('item_id', int, (c) => c.references('items.id'))
    .addColumn('patron_id', int, (c) => c.references('patrons.id'))
    .addColumn('pickup_branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('status', code, (c) =>
      c.notNull().check(sql`status in ('waiting', 'in_transit', 'ready', 'fulfilled', 'cancelled', 'expired')`),
    )
    .addColumn('position', int)
    .addColumn('trapped_item_id', int, (c) => c.unique().references('items.id'))
    .addColumn('active_key', code, (c) => c.unique())
    .addColumn('placed_at', instant, (c) => c.notNull())
    .addColumn('ready_at', instant)
    .addColumn('pickup_until', day)
    .addColumn('suspended_until', day)
    .addColumn('is_suspended', bool, (c) => c.notNull().defaultTo(0))
    .addColumn('closed_at', instant)
    .addColumn('closed_reason', text)
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .addCheckConstraint('holds_numbered_while_waiting', sql`(status = 'waiting') = (position is not null)`)
    .addCheckConstraint(
      'holds_trap_an_item_when_due',
      sql`(status in ('in_transit', 'ready')) = (trapped_item_id is not null)`,
    )
    .addCheckConstraint(
      'holds_active_until_closed',
      sql`(status in ('waiting', 'in_transit', 'ready')) = (active_key is not null)`,
    )
    .execute();
  await db.schema.createIndex('holds_by_record').on('holds').columns(['record_id', 'status', 'position']).execute();
  await db.schema.createIndex('holds_by_patron').on('holds').columns(['patron_id', 'status']).execute();

  await db.schema
    .createTable('staff')
    .addColumn('id', id.type, id.build)
    .addColumn('username', code, (c) => c.notNull().unique())
    .addColumn('display_name', text, (c) => c.notNull())
    .addColumn('email', text)
    .addColumn('language', code, (c) => c.notNull())
    .addColumn('branch_id', int, (c) => c.references('branches.id'))
    .addColumn('password_hash', text, (c) => c.notNull())
    .addColumn('is_active', bool, (c) => c.notNull().defaultTo(1))
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('updated_at', instant, (c) => c.notNull())
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();

  await db.schema
    .createTable('roles')
    .addColumn('id', id.type, id.build)
    .addColumn('code', code, (c) => c.notNull().unique())
    .addColumn('name_fr', text, (c) => c.notNull())
    .addColumn('name_en', text, (c) => c.notNull())
    .addColumn('permissions', json, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('staff_roles')
    .addColumn('id', id.type, id.build)
    .addColumn('staff_id', int, (c) => c.notNull().references('staff.id').onDelete('cascade'))
    .addColumn('role_id', int, (c) => c.notNull().references('roles.id'))
    .addColumn('branch_id', int, (c) => c.references('branches.id'))
    .execute();

  await db.schema
    .createTable('account_lines')
    .addColumn('id', id.type, id.build)
    .addColumn('patron_id', int, (c) => c.notNull().references('patrons.id'))
    .addColumn('loan_id', int, (c) => c.references('loans.id'))
    .addColumn('kind', code, (c) =>
      c.notNull().check(sql`kind in ('overdue', 'lost', 'manual', 'payment', 'waiver', 'refund')`),
    )
    .addColumn('amount', int, (c) => c.notNull())
    .addColumn('applies_to_id', int, (c) => c.references('account_lines.id'))
    .addColumn('note', text)
    .addColumn('branch_id', int, (c) => c.references('branches.id'))
    .addColumn('staff_id', int, (c) => c.references('staff.id'))
    .addColumn('created_at', instant, (c) => c.notNull())
    .addCheckConstraint(
      'account_lines_signed',
      sql`(kind in ('payment', 'waiver') and amount < 0) or (kind not in ('payment', 'waiver') and amount > 0)`,
    )
    .execute();
  await db.schema.createIndex('account_lines_by_patron').on('account_lines').columns(['patron_id', 'id']).execute();
  await db.schema.createIndex('account_lines_by_loan').on('account_lines').column('loan_id').execute();

  await db.schema
    .createTable('policy_values')
    .addColumn('id', id.type, id.build)
    .addColumn('branch_id', int, (c) => c.references('branches.id').onDelete('cascade'))
    .addColumn('patron_category_id', int, (c) => c.references('patron_categories.id').onDelete('cascade'))
    .addColumn('item_type_id', int, (c) => c.references('item_types.id').onDelete('cascade'))
    .addColumn('name', code, (c) => c.notNull())
    .addColumn('value', json, (c) => c.notNull())
    .addColumn('scope_key', code, (c) => c.notNull().unique())
    .execute();

  await db.schema
    .createTable('sessions')
    .addColumn('token_hash', code, (c) => c.primaryKey())
    .addColumn('staff_id', int, (c) => c.references('staff.id').onDelete('cascade'))
    .addColumn('patron_id', int, (c) => c.references('patrons.id').onDelete('cascade'))
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('expires_at', instant, (c) => c.notNull())
    .addCheckConstraint('sessions_one_owner', sql`(staff_id is null) <> (patron_id is null)`)
    .execute();

  await db.schema
    .createTable('api_tokens')
    .addColumn('id', id.type, id.build)
    .addColumn('staff_id', int, (c) => c.notNull().references('staff.id').onDelete('cascade'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('token_hash', code, (c) => c.notNull().unique())
    .addColumn('permissions', json, (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('expires_at', instant)
    .addColumn('revoked_at', instant)
    .execute();

  await db.schema
    .createTable('login_attempts')
    .addColumn('login_hash', code, (c) => c.primaryKey())
    .addColumn('failures', int, (c) => c.notNull())
    .addColumn('blocked_until', instant)
    .addColumn('last_failed_at', instant, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('settings')
    .addColumn('name', code, (c) => c.primaryKey())
    .addColumn('value', json, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('audit_log')
    .addColumn('id', id.type, id.build)
    .addColumn('at', instant, (c) => c.notNull())
    .addColumn('actor_kind', code, (c) => c.notNull())
    .addColumn('actor_id', int)
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('action', code, (c) => c.notNull())
    .addColumn('entity', code, (c) => c.notNull())
    .addColumn('entity_id', int)
    .addColumn('branch_id', int)
    .addColumn('before', json)
    .addColumn('after', json)
    .addColumn('request_id', code)
    .execute();
  await db.schema.createIndex('audit_log_by_entity').on('audit_log').columns(['entity', 'entity_id', 'id']).execute();

  await db.schema
    .createTable('idempotency_keys')
    .addColumn('key_hash', code, (c) => c.primaryKey())
    .addColumn('request_hash', code, (c) => c.notNull())
    .addColumn('status', int)
    .addColumn('body', longText)
    .addColumn('created_at', instant, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('record_changes')
    .addColumn('id', id.type, id.build)
    .addColumn('record_id', int, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('jobs')
    .addColumn('id', id.type, id.build)
    .addColumn('kind', code, (c) => c.notNull())
    .addColumn('status', code, (c) =>
      c.notNull().check(sql`status in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    )
    .addColumn('input', json, (c) => c.notNull())
    .addColumn('progress', json)
    .addColumn('result', json)
    .addColumn('error', text)
    .addColumn('staff_id', int, (c) => c.references('staff.id'))
    .addColumn('lease_owner', code)
    .addColumn('lease_until', instant)
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('started_at', instant)
    .addColumn('finished_at', instant)
    .execute();

  await db.schema
    .createTable('job_reports')
    .addColumn('id', id.type, id.build)
    .addColumn('job_id', int, (c) => c.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('position', int, (c) => c.notNull())
    .addColumn('outcome', code, (c) => c.notNull())
    .addColumn('detail', json, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('job_reports_by_job').on('job_reports').columns(['job_id', 'id']).execute();
}
