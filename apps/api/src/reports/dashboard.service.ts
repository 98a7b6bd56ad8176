import { Temporal } from 'temporal-polyfill';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './dashboard.queries.ts';
import { beginningOf, daysUpTo, precisionFor, sumByLocalDay } from './local-days.ts';
import { listMostBorrowed } from './most-borrowed.queries.ts';
import { OVERDUE_BUCKETS, type Dashboard } from './reports.schema.ts';

/** After how many days a loan enters the next bucket. */
const BUCKET_STARTS = [0, 7, 30, 90];
const MOST_BORROWED = 10;

/**
 * Sums up the library, or one branch, over the days up to today. An event belongs to the day of the clock at the branch where
 * it happened; which day is today is told by the branch, or by the library's first one.
 *
 * @throws Problem `not_found` for a branch that does not exist.
 */
export async function readDashboard(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  { days, branchId }: { days: number; branchId?: number },
): Promise<Dashboard> {
  const timeZones = await queries.listTimeZones(db, branchId);
  const reference = timeZones[0];
  if (reference === undefined) throw problem('not_found');
  const now = clock();
  const period = daysUpTo(Temporal.PlainDate.from(dayIn(now, reference)), days);
  const today = period.at(-1)!;
  // The first day begins earliest in the zone that is furthest ahead.
  const from = earliest(timeZones.map((zone) => beginningOf(period[0]!, zone)));
  const todayFrom = earliest(timeZones.map((zone) => beginningOf(today, zone)));
  const precision = precisionFor(timeZones, from, now);
  const scope = { since: toTimestamp(from), branchId };
  const countByDay = async (kind: queries.EventKind, since: Temporal.Instant) =>
    sumByLocalDay(await queries.countByMoment(db, kind, { since: toTimestamp(since), branchId }, precision));

  const checkouts = await countByDay('checkout', from);
  const returns = await countByDay('return', from);
  const renewals = await countByDay('renewal', todayFrom);
  const newPatrons = await countByDay('newPatron', todayFrom);
  const starts = BUCKET_STARTS.map((start) => toTimestamp(now.subtract({ hours: 24 * start })));
  const { open, overdue } = await queries.countOpenLoans(db, starts, branchId);
  const holds = await queries.countHolds(db, branchId);
  return {
    today: {
      checkouts: checkouts.get(today) ?? 0,
      returns: returns.get(today) ?? 0,
      renewals: renewals.get(today) ?? 0,
      newPatrons: newPatrons.get(today) ?? 0,
    },
    openLoans: open,
    overdueLoans: overdue[0]!,
    holdsWaiting: holds.waiting,
    holdsReady: holds.ready,
    loansByDay: period.map((day) => ({ day, checkouts: checkouts.get(day) ?? 0, returns: returns.get(day) ?? 0 })),
    overdueByAge: OVERDUE_BUCKETS.map((bucket, index) => ({
      bucket,
      count: overdue[index]! - (overdue[index + 1] ?? 0),
    })),
    mostBorrowed: await listMostBorrowed(db, scope, MOST_BORROWED),
    loansByCategory: await queries.countLoansByCategory(db, scope),
    loansByKind: await queries.countLoansByKind(db, scope),
  };
}

function earliest(moments: Temporal.Instant[]): Temporal.Instant {
  return moments.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b));
}
