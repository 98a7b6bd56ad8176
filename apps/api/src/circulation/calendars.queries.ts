import type { Db } from '../platform/database/database.ts';
import type { Calendar, OpeningHours } from './calendar.ts';

/** Reads when a branch is open, with the closures and exceptional hours of the whole library. `undefined` when there is no such branch. */
export async function findCalendar(db: Db, branchId: number): Promise<Calendar | undefined> {
  const branch = await db.selectFrom('branches').select('time_zone').where('id', '=', branchId).executeTakeFirst();
  if (branch === undefined) return undefined;
  const hours = await db
    .selectFrom('opening_hours')
    .select(['weekday', 'opens', 'closes'])
    .where('branch_id', '=', branchId)
    .execute();
  const closures = await db
    .selectFrom('closures')
    .select(['first_day', 'last_day', 'is_yearly'])
    .where((eb) => eb.or([eb('branch_id', '=', branchId), eb('branch_id', 'is', null)]))
    .execute();
  const exceptions = await db
    .selectFrom('exceptional_days')
    .select(['branch_id', 'first_day', 'last_day', 'is_yearly', 'hours', 'other_weekdays', 'is_above_closures'])
    .where('kind', '=', 'hours')
    .where((eb) => eb.or([eb('branch_id', '=', branchId), eb('branch_id', 'is', null)]))
    .orderBy('id')
    .execute();
  return {
    timeZone: branch.time_zone,
    hours,
    closures: closures.map((row) => ({
      firstDay: row.first_day,
      lastDay: row.last_day,
      isYearly: row.is_yearly === 1,
    })),
    exceptions: exceptions.map((row) => ({
      firstDay: row.first_day,
      lastDay: row.last_day,
      isYearly: row.is_yearly === 1,
      hours: JSON.parse(row.hours) as OpeningHours[],
      otherWeekdays: row.other_weekdays,
      isAboveClosures: row.is_above_closures === 1,
      isOfBranch: row.branch_id !== null,
    })),
  };
}

/** Whether holds may be fetched at a branch. `undefined` when there is no such branch. */
export async function findIsPickupLocation(db: Db, branchId: number): Promise<boolean | undefined> {
  const branch = await db
    .selectFrom('branches')
    .select('is_pickup_location')
    .where('id', '=', branchId)
    .executeTakeFirst();
  return branch === undefined ? undefined : branch.is_pickup_location === 1;
}
