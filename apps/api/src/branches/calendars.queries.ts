import type { Selectable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { ClosuresTable } from '../platform/database/tables/library.ts';
import type { Calendar, Closure, NewClosure, OpeningHours } from './calendars.schema.ts';

/** Reads a branch's hours and its own closures. */
export async function findCalendar(db: Db, branchId: number): Promise<Calendar | undefined> {
  const branch = await db.selectFrom('branches').select('version').where('id', '=', branchId).executeTakeFirst();
  if (branch === undefined) return undefined;
  const hours = await db
    .selectFrom('opening_hours')
    .select(['weekday', 'opens', 'closes'])
    .where('branch_id', '=', branchId)
    .orderBy('weekday')
    .orderBy('opens')
    .execute();
  return { hours, closures: await listClosures(db, { branchId }), version: branch.version };
}

/** Lists closures by first day: of one branch, of the whole library (`null`), or all. */
export async function listClosures(db: Db, filter: { branchId?: number | null } = {}): Promise<Closure[]> {
  let query = db.selectFrom('closures').selectAll().orderBy('first_day').orderBy('id');
  if (filter.branchId === null) query = query.where('branch_id', 'is', null);
  else if (filter.branchId !== undefined) query = query.where('branch_id', '=', filter.branchId);
  return (await query.execute()).map(toClosure);
}

export async function findClosure(db: Db, id: number): Promise<Closure | undefined> {
  const row = await db.selectFrom('closures').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toClosure(row);
}

export function insertClosure(db: Db, closure: NewClosure): Promise<number> {
  return insertAndGetId(db, 'closures', { branch_id: closure.branchId, ...toColumns(closure) });
}

export async function updateClosure(db: Db, id: number, closure: Omit<NewClosure, 'branchId'>): Promise<void> {
  await db.updateTable('closures').set(toColumns(closure)).where('id', '=', id).execute();
}

export async function deleteClosure(db: Db, id: number): Promise<void> {
  await db.deleteFrom('closures').where('id', '=', id).execute();
}

/** Puts new hours in the place of all hours of a branch. */
export async function replaceHours(db: Db, branchId: number, hours: readonly OpeningHours[]): Promise<void> {
  await db.deleteFrom('opening_hours').where('branch_id', '=', branchId).execute();
  for (const { weekday, opens, closes } of hours) {
    await db.insertInto('opening_hours').values({ branch_id: branchId, weekday, opens, closes }).execute();
  }
}

/** Keeps others from changing the calendar of a branch, or of the whole library (`null`), until the transaction ends. */
export async function lockBranches(db: Db, branchId: number | null): Promise<void> {
  // Writing a row without changing it takes its lock on every engine.
  const lock = db.updateTable('branches').set((eb) => ({ version: eb.ref('version') }));
  await (branchId === null ? lock : lock.where('id', '=', branchId)).execute();
}

/** Counts a branch's version up, so that whoever read its calendar before cannot overwrite it unseen. */
export async function countVersionUp(db: Db, branchId: number): Promise<void> {
  await db
    .updateTable('branches')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', branchId)
    .execute();
}

function toColumns(closure: Omit<NewClosure, 'branchId'>) {
  return {
    first_day: closure.firstDay,
    last_day: closure.lastDay,
    reason: closure.reason,
    is_yearly: closure.isYearly === true ? 1 : 0,
  };
}

function toClosure(row: Selectable<ClosuresTable>): Closure {
  return {
    id: row.id,
    branchId: row.branch_id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    reason: row.reason,
    isYearly: row.is_yearly === 1,
  };
}
