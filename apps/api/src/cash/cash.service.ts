import { Temporal } from 'temporal-polyfill';
import type { Payment } from '../accounts/accounts.schema.ts';
import { listPaymentsOfDay, writeReceiptNumber } from '../accounts/payments.queries.ts';
import { findBranch, listBranches } from '../branches/branches.queries.ts';
import { staffIdOf } from '../circulation/circulation-context.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './cash.queries.ts';
import type { CashClosing, CashDay, CashMonth, NewClosing } from './cash.schema.ts';
import { METHODS, toRanges, totalsByMethod, totalsOf, type Movement } from './cash-totals.ts';
import { isDayClosed } from './tills.queries.ts';
import { openTill } from './tills.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Reads one day of a branch's cash, or of all branches together.
 *
 * @throws Problem `branch_unknown`.
 */
export async function readCashDay({ db, clock }: Context, branchId: number | null, day: string): Promise<CashDay> {
  const today = dayIn(clock(), await readTimeZone(db, branchId));
  const receipts = await listPaymentsOfDay(db, { branchId, bookedOn: day });
  const movements = receipts.map(toMovement);
  const names = [...new Set(receipts.map(({ staffName }) => staffName))];
  return {
    branchId,
    day,
    today,
    version: receipts.length,
    methods: totalsByMethod(movements),
    total: totalsOf(movements),
    staff: names
      .map((staffName) => ({
        staffName,
        ...totalsOf(receipts.filter((receipt) => receipt.staffName === staffName).map(toMovement)),
      }))
      .sort((one, other) => (one.staffName ?? '').localeCompare(other.staffName ?? '')),
    receipts,
    elsewhere: await readElsewhere(db, receipts, { branchId, day }),
    closing: branchId === null ? null : ((await queries.findClosing(db, branchId, day)) ?? null),
  };
}

/**
 * Reads one month of a branch's cash day by day, or of all branches together.
 *
 * @param month `YYYY-MM`.
 * @throws Problem `branch_unknown`.
 */
export async function readCashMonth(db: Db, branchId: number | null, month: string): Promise<CashMonth> {
  await readTimeZone(db, branchId);
  const first = Temporal.PlainYearMonth.from(month);
  const span = { from: `${month}-01`, to: first.toPlainDate({ day: first.daysInMonth }).toString() };
  const movements = await queries.sumMovements(db, { branchId, ...span });
  const closings = branchId === null ? [] : await queries.listClosings(db, { branchId, ...span });
  const days = [...new Set([...movements, ...closings].map(({ day }) => day))].sort();
  let carried = 0;
  return {
    branchId,
    month,
    methods: totalsByMethod(movements),
    total: totalsOf(movements),
    days: days.map((day) => {
      const totals = totalsOf(movements.filter((movement) => movement.day === day));
      const closing = closings.find((one) => one.day === day);
      carried += totals.net;
      return { day, ...totals, carried, isClosed: closing !== undefined, difference: closing?.difference ?? null };
    }),
  };
}

/**
 * Closes a day of a branch's cash with what was counted. Nothing is booked on it any more: money that comes later counts for
 * the next day.
 *
 * @param requireCurrent holds the closing to the receipts that its author saw.
 * @throws Problem `branch_unknown`, `cash_day_not_begun`, `cash_day_closed`, `cash_count_missing`.
 */
export function closeCashDay(
  { db, clock, audit }: Context & Pick<AppContext, 'audit'>,
  actor: Actor,
  day: string,
  { branchId, counted, note }: NewClosing,
  requireCurrent: (version: number) => void,
): Promise<CashClosing> {
  return inTransaction(db, async (trx) => {
    const now = clock();
    // Whoever books money waits here, and finds the day closed.
    await openTill(trx, branchId, now);
    if (day > dayIn(now, await readTimeZone(trx, branchId))) throw problem('cash_day_not_begun', { day });
    if (await isDayClosed(trx, branchId, day)) throw problem('cash_day_closed', { day });
    const receipts = await listPaymentsOfDay(trx, { branchId, bookedOn: day });
    requireCurrent(receipts.length);
    const used = METHODS.filter((method) => receipts.some((receipt) => receipt.method === method));
    const missing = used.filter((method) => counted[method] === undefined);
    if (missing.length > 0) throw problem('cash_count_missing', { methods: missing });
    const counts = totalsByMethod(receipts.map(toMovement))
      .filter(({ method }) => counted[method] !== undefined)
      .map(({ method, net }) => ({ method, expected: net, counted: counted[method]! }));
    await queries.insertClosing(trx, {
      branchId,
      day,
      receipts: receipts.length,
      note: note?.trim() || null,
      staffId: staffIdOf(actor),
      closedAt: toTimestamp(now),
      counts,
    });
    const closing = (await queries.findClosing(trx, branchId, day))!;
    const { id, difference } = closing;
    const after = { day, receipts: receipts.length, counts, difference };
    await audit(trx, actor, { action: 'cash.close', entity: 'cash_closing', entityId: id, branchId, after });
    return closing;
  });
}

function toMovement({ kind, method, amount }: Payment): Movement & Pick<Payment, 'method'> {
  return { kind, method, count: 1, amount };
}

/** All branches together go by the clock of the first. */
async function readTimeZone(db: Db, branchId: number | null): Promise<string> {
  if (branchId === null) return (await listBranches(db))[0]?.timeZone ?? 'UTC';
  const branch = await findBranch(db, branchId);
  if (branch === undefined) throw problem('branch_unknown', { branchId });
  return branch.timeZone;
}

async function readElsewhere(
  db: Db,
  receipts: readonly Payment[],
  place: { branchId: number | null; day: string },
): Promise<CashDay['elsewhere']> {
  const numbers = receipts.map(({ number }) => {
    const [year, sequence] = number.split('-').map(Number);
    return { year: year!, sequence: sequence! };
  });
  const elsewhere: CashDay['elsewhere'] = [];
  for (const year of new Set(numbers.map((number) => number.year))) {
    const ofYear = numbers.filter((number) => number.year === year).map(({ sequence }) => sequence);
    const span = { year, first: ofYear[0]!, last: ofYear.at(-1)!, ...place };
    // Most days have all numbers between their first and last, and nothing needs to be looked for.
    if (span.last - span.first + 1 === ofYear.length) continue;
    for (const { sequence, last, branchId, bookedOn } of toRanges(await queries.listReceiptsElsewhere(db, span))) {
      const write = (one: number) => writeReceiptNumber(year, one);
      elsewhere.push({ first: write(sequence), last: write(last), branchId, bookedOn });
    }
  }
  return elsewhere;
}
