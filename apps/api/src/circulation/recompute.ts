import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import { at, END_OF_DAY } from './due-date.ts';
import type { Explanation, Params, Step } from './explanation.ts';
import type { StepCode } from './explanation-steps.ts';

/** What an explanation leads to, worked out from its operands alone. `null` where it says nothing about it. */
export interface Recomputed {
  dueAt: string | null;
  /** What lateness costs, and what a lost item costs, in minor units. */
  overdue: number | null;
  lost: number | null;
  forgiven: number;
  suspendedUntil: string | null;
  pickupUntil: string | null;
  /** The codes of reasons whose figures do bear them out. */
  reasons: string[];
}

interface State extends Recomputed {
  today: string;
  timeZone: string;
  start: Temporal.ZonedDateTime | null;
  day: Temporal.PlainDate | null;
  due: Temporal.ZonedDateTime | null;
  /** A recall's moments: the guaranteed one, the announced one. */
  recalls: Temporal.Instant[];
  lentAt: Temporal.Instant | null;
  now: Temporal.Instant | null;
  minutes: number;
  suspensionDays: number;
}

const MINUTES: Record<string, number> = { day: 24 * 60, hour: 60 };

/**
 * Goes through an explanation once more and works its results out from the operands of each step, never from the result
 * that the step names. When both agree, the explanation is the true one: it holds all that the decision needed.
 */
export function recompute({ steps }: Pick<Explanation, 'steps'>): Recomputed {
  const state: State = {
    dueAt: null,
    overdue: null,
    lost: null,
    forgiven: 0,
    suspendedUntil: null,
    pickupUntil: null,
    reasons: [],
    today: '',
    timeZone: 'UTC',
    start: null,
    day: null,
    due: null,
    recalls: [],
    lentAt: null,
    now: null,
    minutes: 0,
    suspensionDays: 0,
  };
  for (const each of steps) APPLY[each.code]?.(state, reading(each));
  const { overdue, lost, forgiven, suspendedUntil, pickupUntil, reasons } = state;
  const dueAt = state.due === null ? null : toTimestamp(state.due.toInstant());
  return { dueAt, overdue, lost, forgiven, suspendedUntil, pickupUntil, reasons };
}

/** Reads the parameters of a step as what they are. */
function reading({ params }: Step) {
  return {
    params,
    number: (name: string) => params[name] as number,
    maybe: (name: string) => params[name] as number | null,
    text: (name: string) => params[name] as string,
    day: (name: string) => Temporal.PlainDate.from(params[name] as string),
    instant: (name: string) => Temporal.Instant.from(params[name] as string),
  };
}
type Reading = ReturnType<typeof reading>;

/** What each step does to what was worked out so far; a step that only tells something is not listed. */
const APPLY: Partial<Record<StepCode, (state: State, step: Reading) => void>> = {
  checkout_checked: (state, step) => void (state.today = step.text('today')),
  renewal_checked: (state, step) => void (state.today = step.text('today')),
  hold_checked: (state, step) => void (state.today = step.text('today')),
  found: (state, { params }) => {
    if (params['severity'] !== 'alert' && isBorneOut(params, state.today)) state.reasons.push(params['code'] as string);
  },

  due_counts_from: (state, step) => {
    state.timeZone = step.text('timeZone');
    state.start = step.instant('at').toZonedDateTimeISO(state.timeZone);
  },
  due_period_added: (state, step) => {
    const isInDays = step.text('unit') === 'day';
    const due = state.start!.add(isInDays ? { days: step.number('period') } : { hours: step.number('period') });
    state.day = due.toPlainDate();
    state.due = isInDays ? endOf(state) : due;
  },
  due_open_days_counted: (state, step) => {
    const days = step.number('period') + step.number('closedDays');
    state.day = state.start!.toPlainDate().add({ days });
    state.due = endOf(state);
  },
  due_rolled_forward: (state, step) => moveDue(state, step.number('closedDays')),
  due_rolled_to_same_weekday: (state, step) => moveDue(state, 7 * step.number('weeks')),
  due_shortened_to_closing: (state, step) => {
    state.day = state.start!.toPlainDate();
    state.due = at(state.day, step.text('time'), state);
  },
  due_at_opening: (state, step) => void (state.due = at(state.day!, step.text('time'), state)),
  due_capped_at_expiry: (state, step) => {
    state.day = step.day('day');
    state.due = endOf(state);
  },
  due_moved_before_closed_days: (state, step) => moveDue(state, -step.number('closedDays')),
  due_not_before_now: (state, step) => atLeast(state, step.instant('now')),
  due_kept_not_shorter: (state, step) => atLeast(state, step.instant('at')),
  due_by_desk: (state, step) => void (state.due = step.instant('at').toZonedDateTimeISO(state.timeZone)),

  recall_counts_from: (state, step) => {
    state.timeZone = step.text('timeZone');
    state.lentAt = step.instant('lentAt');
    state.now = step.instant('now');
  },
  recall_guaranteed: (state, step) => recallAt(state, state.lentAt!.add({ hours: 24 * step.number('days') })),
  recall_announced: (state, step) => recallAt(state, state.now!.add({ hours: 24 * step.number('days') })),
  recall_day_ends: (state) => {
    state.day = state.due!.toPlainDate();
    state.due = endOf(state);
  },
  recall_rolled_forward: (state, step) => moveDue(state, step.number('closedDays')),
  recall_never_later: (state, step) => {
    const was = step.instant('was').toZonedDateTimeISO(state.timeZone);
    if (Temporal.ZonedDateTime.compare(was, state.due!) < 0) state.due = was;
  },
  recall_lifted: (state, step) => void (state.due = step.instant('at').toZonedDateTimeISO(state.timeZone)),

  overdue_late: (state, step) => {
    state.minutes = Math.max(0, step.number('minutes') - step.number('closedDays') * MINUTES['day']!);
  },
  overdue_grace: (state, step) => {
    const grace = step.number('grace') * MINUTES[step.text('unit')]!;
    state.minutes = afterGrace(state.minutes, grace, step.text('mode'));
  },
  overdue_periods: (state, step) => {
    const periods = state.minutes / (step.number('period') * MINUTES[step.text('unit')]!);
    const whole = step.text('chargedAt') === 'period_start' ? Math.ceil(periods) : Math.floor(periods);
    state.overdue = whole * step.number('charge');
  },
  overdue_capped: cap,
  overdue_capped_at_price: cap,
  overdue_capped_in_total: cap,
  overdue_covered_by_lost_charge: (state) => void (state.overdue = 0),
  suspension: (state, step) => {
    const counted = afterGrace(step.number('late'), step.number('grace'), step.text('mode'));
    const days = Math.floor((counted * step.number('daysPerPeriod')) / step.number('period'));
    state.suspensionDays = Math.min(days, step.maybe('cap') ?? days);
  },
  suspension_until: (state, step) => {
    const end = step.day('from').add({ days: state.suspensionDays + step.number('closedDays') });
    const running = step.params['running'] as string | null;
    state.suspendedUntil = running !== null && running > end.toString() ? running : end.toString();
  },
  lost_charged: (state, step) => void (state.lost = step.number('price') + step.number('fee')),
  lost_forgiven: (state, step) => void (state.forgiven += step.number('amount')),

  pickup_until: (state, step) => {
    const days = step.number('openDays') + step.number('closedDays');
    state.pickupUntil = step.day('from').add({ days }).toString();
  },
};

function endOf(state: State): Temporal.ZonedDateTime {
  return at(state.day!, END_OF_DAY, state);
}

function moveDue(state: State, days: number): void {
  state.day = state.day!.add({ days });
  state.due = endOf(state);
}

function atLeast(state: State, moment: Temporal.Instant): void {
  const least = moment.toZonedDateTimeISO(state.timeZone);
  if (state.due === null || Temporal.ZonedDateTime.compare(state.due, least) < 0) state.due = least;
}

function recallAt(state: State, moment: Temporal.Instant): void {
  state.recalls.push(moment);
  const [later] = state.recalls.toSorted((one, other) => Temporal.Instant.compare(other, one));
  state.due = later!.toZonedDateTimeISO(state.timeZone);
}

function afterGrace(late: number, grace: number, mode: string): number {
  if (mode === 'threshold') return late > grace ? late : 0;
  return Math.max(0, late - grace);
}

function cap(state: State, step: Reading): void {
  state.overdue = Math.min(state.overdue ?? 0, Math.max(0, step.number('cap') - step.number('already')));
}

/** Whether a reason's own figures bear it out; a reason without figures is a fact and stands. */
function isBorneOut(params: Params, today: string): boolean {
  const { code, balance, count, limit, age, minimumAge, expiresOn, until } = params;
  switch (code) {
    case 'debt_over_limit':
    case 'debt':
      return Number(balance) > Number(limit);
    case 'too_many_loans':
    case 'too_many_loans_total':
    case 'too_many_holds':
    case 'too_many':
      return Number(count) >= Number(limit);
    case 'too_young':
      return Number(age) < Number(minimumAge);
    case 'overdue_loans':
      return Number(count) > 0;
    case 'card_expired':
      return String(expiresOn) < today;
    case 'patron_restricted':
    case 'restricted':
      return String(until) >= today;
    default:
      return true;
  }
}
