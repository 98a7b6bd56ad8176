import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import { addOpenDays, countClosedDays, type Calendar } from './calendar.ts';
import { step, type Step } from './explanation.ts';
import type { PolicyValues } from './policy-definitions.ts';

export interface LatenessCase {
  dueAt: Temporal.Instant;
  returnedAt: Temporal.Instant;
  calendar: Calendar;
  unit: 'day' | 'hour';
  areClosedDaysCharged: boolean;
}

export interface OverdueCase {
  dueAt: Temporal.Instant;
  returnedAt: Temporal.Instant;
  calendar: Calendar;
  values: PolicyValues;
  /** What replacing the item costs, where known. */
  price: number | null;
  /** What the patron owes already for overdue loans, against the patron's total cap. */
  otherOverdueCharges: number;
  /** What this loan has been charged for lateness before. */
  alreadyCharged: number;
}

export interface OverdueCharge {
  amount: number;
  steps: Step[];
}

const MINUTES: Record<'day' | 'hour', number> = { day: 24 * 60, hour: 60 };

/**
 * How late a return is, in minutes: whole calendar days at the branch for day units, real minutes for hour units, without
 * the closed days where those are not charged.
 */
export function minutesLate(situation: LatenessCase): number {
  return measureLateness(situation).late;
}

interface Lateness {
  /** Minutes in all. */
  minutes: number;
  /** Closed days in between that are not counted. */
  closedDays: number;
  /** Minutes that count. */
  late: number;
}

function measureLateness({ dueAt, returnedAt, calendar, unit, areClosedDaysCharged }: LatenessCase): Lateness {
  const due = dueAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const returned = returnedAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const minutes =
    unit === 'day' ? due.until(returned).days * MINUTES.day : Math.floor(dueAt.until(returnedAt).total('minutes'));
  const closedDays = areClosedDaysCharged ? 0 : countClosedDays(calendar, due, returned);
  return { minutes, closedDays, late: Math.max(0, minutes - closedDays * MINUTES.day) };
}

/** Computes what a late return costs: units late less grace, in periods, times the amount, under every cap. */
export function computeOverdueCharge(situation: OverdueCase): OverdueCharge {
  const { values } = situation;
  const lateness = latenessOf(situation);
  const { late } = lateness;
  if (late === 0 || values.overdueCharge === 0) return { amount: 0, steps: [] };
  const unit = MINUTES[values.overdueUnit];
  const steps = [step('overdue_late', { ...intervalOf(situation), ...lateness })];
  const charged = afterGrace(late, values.overdueGrace * unit, values.grace);
  if (charged < late) steps.push(step('overdue_grace', graceParams(values, charged)));
  const period = values.overduePeriod * unit;
  const periods =
    values.overdueChargedAt === 'period_start' ? Math.ceil(charged / period) : Math.floor(charged / period);
  let amount = periods * values.overdueCharge;
  steps.push(
    step('overdue_periods', {
      period: values.overduePeriod,
      unit: values.overdueUnit,
      chargedAt: values.overdueChargedAt,
      periods,
      charge: values.overdueCharge,
      amount,
    }),
  );
  for (const { code, cap, already } of capsOf(situation)) {
    const left = Math.max(0, cap - already);
    if (left >= amount) continue;
    amount = left;
    steps.push(step(code, { cap, already, amount }));
  }
  steps.push(step('overdue_charged', { amount }));
  return { amount, steps };
}

interface Cap {
  code: 'overdue_capped' | 'overdue_capped_at_price' | 'overdue_capped_in_total';
  cap: number;
  /** What was charged against it before. */
  already: number;
}

function capsOf({ values, price, otherOverdueCharges, alreadyCharged }: OverdueCase): Cap[] {
  const { overdueCap, isOverdueCappedAtPrice, overdueTotalCap } = values;
  const caps: Cap[] = [];
  if (overdueCap !== null) caps.push({ code: 'overdue_capped', cap: overdueCap, already: alreadyCharged });
  if (isOverdueCappedAtPrice && price !== null) {
    caps.push({ code: 'overdue_capped_at_price', cap: price, already: alreadyCharged });
  }
  if (overdueTotalCap !== null) {
    caps.push({ code: 'overdue_capped_in_total', cap: overdueTotalCap, already: otherOverdueCharges });
  }
  return caps;
}

function intervalOf({ dueAt, returnedAt }: Pick<OverdueCase, 'dueAt' | 'returnedAt'>) {
  return { from: toTimestamp(dueAt), to: toTimestamp(returnedAt) };
}

function graceParams({ overdueGrace, overdueUnit, grace }: PolicyValues, minutes: number) {
  return { grace: overdueGrace, unit: overdueUnit, mode: grace, minutes };
}

function latenessOf({ dueAt, returnedAt, calendar, values }: OverdueCase): Lateness {
  const { overdueUnit, areClosedDaysCharged } = values;
  return measureLateness({ dueAt, returnedAt, calendar, unit: overdueUnit, areClosedDaysCharged });
}

function afterGrace(late: number, grace: number, mode: 'deducted' | 'threshold'): number {
  if (mode === 'threshold') return late > grace ? late : 0;
  return Math.max(0, late - grace);
}

export interface Suspension {
  /** The last day of the suspension. */
  until: string;
  days: number;
  steps: Step[];
}

/**
 * Computes the suspension that a late return earns, for libraries that suspend instead of charging:
 * floor((late − grace) ÷ period × days), after a running one or in place of the shorter.
 */
export function computeSuspension(
  situation: Pick<OverdueCase, 'dueAt' | 'returnedAt' | 'calendar' | 'values'> & { restrictedUntil: string | null },
): Suspension | null {
  const { dueAt, returnedAt, calendar, values, restrictedUntil } = situation;
  if (values.suspensionDays === 0) return null;
  const { areClosedDaysCharged, overdueGrace, grace } = values;
  const late = minutesLate({ dueAt, returnedAt, calendar, unit: 'day', areClosedDaysCharged }) / MINUTES.day;
  const graceDays = values.overdueUnit === 'day' ? overdueGrace : Math.floor(overdueGrace / 24);
  const counted = afterGrace(late, graceDays, grace);
  let days = Math.floor((counted * values.suspensionDays) / values.suspensionPeriod);
  if (values.suspensionCap !== null) days = Math.min(days, values.suspensionCap);
  if (days === 0) return null;
  const today = returnedAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const running = restrictedUntil === null ? today : later(today, Temporal.PlainDate.from(restrictedUntil));
  const start = values.suspensionsAdd === 'cumulative' ? running : today;
  const end = values.isSuspensionExtendedOverClosedDays ? addOpenDays(calendar, start, days) : start.add({ days });
  const until = later(end, running).toString();
  const { suspensionDays: daysPerPeriod, suspensionPeriod: period, suspensionCap: cap } = values;
  const closedDays = start.until(end).days - days;
  const steps = [
    step('suspension', { late, grace: graceDays, mode: grace, daysPerPeriod, period, cap, days }),
    step('suspension_until', {
      from: start.toString(),
      days,
      closedDays,
      running: restrictedUntil,
      until,
    }),
  ];
  return { until, days, steps };
}

function later(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  // Stryker disable next-line EqualityOperator: of two equal days either is the later one
  return Temporal.PlainDate.compare(one, other) >= 0 ? one : other;
}
