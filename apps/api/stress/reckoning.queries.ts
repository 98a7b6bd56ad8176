import { sql } from 'kysely';
import { openDatabase, type Db } from '../src/platform/database/database.ts';

/** What the audit log says that each member of staff did, oldest first. */
export function listDeeds(db: Db, actions: readonly string[]) {
  return db
    .selectFrom('audit_log')
    .select(['actor_id as staffId', 'action', 'entity_id as entityId'])
    .where('actor_kind', '=', 'staff')
    .where('action', 'in', actions)
    .orderBy('id')
    .execute();
}

/** Counts the rows that desks write. */
export async function countRows(db: Db) {
  const { count } = db.fn;
  const loans = await db.selectFrom('loans').select(count<number>('id').as('rows')).executeTakeFirstOrThrow();
  const open = await db
    .selectFrom('loans')
    .select(count<number>('id').as('rows'))
    .where('returned_at', 'is', null)
    .executeTakeFirstOrThrow();
  const holds = await db.selectFrom('holds').select(count<number>('id').as('rows')).executeTakeFirstOrThrow();
  const manual = await db
    .selectFrom('account_lines')
    .select(count<number>('id').as('rows'))
    .where('kind', '=', 'manual')
    .executeTakeFirstOrThrow();
  const payments = await db.selectFrom('payments').select(count<number>('id').as('rows')).executeTakeFirstOrThrow();
  return {
    loans: Number(loans.rows),
    open: Number(open.rows),
    holds: Number(holds.rows),
    manualCharges: Number(manual.rows),
    payments: Number(payments.rows),
  };
}

/** Deletes a database on its server, with its files. */
export async function dropEverything(url: string, name: string): Promise<void> {
  const db = openDatabase(url, { poolSize: 1 });
  try {
    await sql`drop database ${sql.id(name)}`.execute(db);
  } finally {
    await db.destroy();
  }
}
