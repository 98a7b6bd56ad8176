import type { Db } from '../platform/database/database.ts';
import type { Calendar, OpeningHours } from './calendar.ts';

/** Reads when each branch is open, with the closures and exceptional hours of the whole library. */
export async function listCalendars(db: Db): Promise<Map<number, Calendar>> {
  const branches = await db.selectFrom('branches').select(['id', 'time_zone']).execute();
  const hours = await db.selectFrom('opening_hours').select(['branch_id', 'weekday', 'opens', 'closes']).execute();
  const closures = await db
    .selectFrom('closures')
    .select(['branch_id', 'first_day', 'last_day', 'is_yearly'])
    .orderBy('id')
    .execute();
  const exceptions = await db
    .selectFrom('exceptional_days')
    .select(['branch_id', 'first_day', 'last_day', 'is_yearly', 'hours', 'other_weekdays', 'is_above_closures'])
    .where('kind', '=', 'hours')
    .orderBy('id')
    .execute();
  return new Map(
    branches.map(({ id, time_zone: timeZone }) => {
      const holdsHere = ({ branch_id: branchId }: { branch_id: number | null }) => branchId === id || branchId === null;
      return [
        id,
        {
          timeZone,
          hours: hours.filter(holdsHere).map(({ branch_id: _, ...opening }) => opening),
          closures: closures.filter(holdsHere).map(daysOf),
          exceptions: exceptions.filter(holdsHere).map((row) => ({
            ...daysOf(row),
            hours: JSON.parse(row.hours) as OpeningHours[],
            otherWeekdays: row.other_weekdays,
            isAboveClosures: row.is_above_closures === 1,
            isOfBranch: row.branch_id !== null,
          })),
        },
      ];
    }),
  );
}

function daysOf(row: { first_day: string; last_day: string; is_yearly: number }) {
  return { firstDay: row.first_day, lastDay: row.last_day, isYearly: row.is_yearly === 1 };
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
