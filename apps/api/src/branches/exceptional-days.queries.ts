import type { Selectable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { ExceptionalDaysTable } from '../platform/database/tables/library.ts';
import type { OpeningHours } from './calendars.schema.ts';
import type { ExceptionalDays } from './exceptional-days.schema.ts';

/** Lists exceptional days by first day: those that hold at a branch, those of the whole library (`null`), or all. */
export async function listExceptionalDays(
  db: Db,
  filter: { branchId?: number | null } = {},
): Promise<ExceptionalDays[]> {
  const { branchId } = filter;
  let query = db.selectFrom('exceptional_days').selectAll().orderBy('first_day').orderBy('id');
  if (branchId === null) query = query.where('branch_id', 'is', null);
  else if (branchId !== undefined) {
    query = query.where((eb) => eb.or([eb('branch_id', '=', branchId), eb('branch_id', 'is', null)]));
  }
  return (await query.execute()).map(toExceptionalDays);
}

export async function findExceptionalDays(db: Db, id: number): Promise<ExceptionalDays | undefined> {
  const row = await db.selectFrom('exceptional_days').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toExceptionalDays(row);
}

export function insertExceptionalDays(db: Db, days: Omit<ExceptionalDays, 'id'>): Promise<number> {
  return insertAndGetId(db, 'exceptional_days', {
    branch_id: days.branchId,
    kind: days.kind,
    first_day: days.firstDay,
    last_day: days.lastDay,
    is_yearly: Number(days.isYearly),
    reason: days.reason,
    hours: JSON.stringify(days.hours),
    other_weekdays: days.otherWeekdays,
    is_above_closures: Number(days.isAboveClosures),
  });
}

export async function deleteExceptionalDays(db: Db, id: number): Promise<void> {
  await db.deleteFrom('exceptional_days').where('id', '=', id).execute();
}

function toExceptionalDays(row: Selectable<ExceptionalDaysTable>): ExceptionalDays {
  return {
    id: row.id,
    branchId: row.branch_id,
    kind: row.kind,
    firstDay: row.first_day,
    lastDay: row.last_day,
    reason: row.reason,
    isYearly: row.is_yearly === 1,
    hours: JSON.parse(row.hours) as OpeningHours[],
    otherWeekdays: row.other_weekdays,
    isAboveClosures: row.is_above_closures === 1,
  };
}
