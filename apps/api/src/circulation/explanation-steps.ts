/** What a parameter of a step is, so that it can be written out for a reader. A `?` says that it may be `null`. */
export type ParamKind =
  | 'instant'
  | 'day'
  | 'time'
  | 'text'
  | 'choice'
  | 'count'
  | 'minutes'
  | 'money'
  | 'branch'
  | 'id'
  | 'day?'
  | 'count?'
  | 'any';

type Parameters = Record<string, ParamKind>;

/**
 * Every step that an explanation may hold, with its parameters. Each step carries its operands beside what came out of
 * them, so that `recompute()` can go the same way from the operands alone.
 */
export const STEPS = {
  // What was asked
  policies_of_branch: { branchId: 'branch', by: 'choice' },
  checkout_checked: { today: 'day' },
  checkout_is_renewal: {},
  renewal_checked: { today: 'day' },
  hold_checked: { today: 'day', copies: 'count', onShelf: 'count' },
  /** One reason against it or thing to know: `code` and `severity` of a refusal, with that refusal's own parameters. */
  found: { code: 'choice', severity: 'choice', '*': 'any' },

  // Due dates
  due_shortened_by_demand: { holds: 'count', threshold: 'count', usual: 'count', period: 'count' },
  due_counts_from: { at: 'instant', timeZone: 'text' },
  due_period_added: { period: 'count', unit: 'choice', day: 'day' },
  due_open_days_counted: { period: 'count', closedDays: 'count', day: 'day' },
  due_rolled_forward: { from: 'day', closedDays: 'count', to: 'day' },
  due_rolled_to_same_weekday: { from: 'day', weeks: 'count', to: 'day' },
  due_shortened_to_closing: { time: 'time' },
  due_at_opening: { time: 'time' },
  due_capped_at_expiry: { day: 'day' },
  due_moved_before_closed_days: { from: 'day', closedDays: 'count', to: 'day' },
  due_not_before_now: { now: 'instant' },
  due_at: { at: 'instant' },
  due_kept_not_shorter: { at: 'instant' },
  due_by_desk: { at: 'instant' },

  // Recalls
  recall_counts_from: { lentAt: 'instant', now: 'instant', timeZone: 'text' },
  recall_guaranteed: { days: 'count', at: 'instant' },
  recall_announced: { days: 'count', at: 'instant' },
  recall_day_ends: { day: 'day' },
  recall_rolled_forward: { from: 'day', closedDays: 'count', to: 'day' },
  recall_never_later: { was: 'instant' },
  recall_due: { at: 'instant' },
  recall_lifted: { at: 'instant', was: 'instant' },

  // What lateness costs
  overdue_late: { from: 'instant', to: 'instant', minutes: 'minutes', closedDays: 'count', late: 'minutes' },
  overdue_grace: { grace: 'count', unit: 'choice', mode: 'choice', minutes: 'minutes' },
  overdue_periods: {
    period: 'count',
    unit: 'choice',
    chargedAt: 'choice',
    periods: 'count',
    charge: 'money',
    amount: 'money',
  },
  overdue_capped: { cap: 'money', already: 'money', amount: 'money' },
  overdue_capped_at_price: { cap: 'money', already: 'money', amount: 'money' },
  overdue_capped_in_total: { cap: 'money', already: 'money', amount: 'money' },
  overdue_charged: { amount: 'money' },
  overdue_covered_by_lost_charge: {},
  suspension: {
    late: 'count',
    grace: 'count',
    mode: 'choice',
    daysPerPeriod: 'count',
    period: 'count',
    cap: 'count?',
    days: 'count',
  },
  suspension_until: { from: 'day', days: 'count', closedDays: 'count', running: 'day?', until: 'day' },
  lost_charged: { price: 'money', fee: 'money', amount: 'money' },
  lost_forgiven: { amount: 'money' },

  // Where a returned item goes
  return_at_branch: { branchId: 'branch' },
  return_backdated: { at: 'instant', now: 'instant' },
  return_set_aside: { status: 'choice' },
  return_local_first: { branchId: 'branch' },
  return_trapped: { holdId: 'id' },
  return_already_trapped: { holdId: 'id' },
  return_hold_ready: { branchId: 'branch' },
  return_hold_sent: { branchId: 'branch' },
  return_sent_home: { branchId: 'branch' },
  return_shelved: { branchId: 'branch' },
  return_floated: { branchId: 'branch' },
  pickup_until: { from: 'day', openDays: 'count', closedDays: 'count', day: 'day' },

  // Holds
  hold_queued: { position: 'count' },
  hold_starts: { day: 'day' },
  hold_expires: { day: 'day' },
  hold_recalls: { loanId: 'id', at: 'instant' },
} as const satisfies Record<string, Parameters>;

export type StepCode = keyof typeof STEPS;
export const STEP_CODES = Object.keys(STEPS) as StepCode[];

type Value = string | number | boolean | null;
type ValueOf<Kind> = Kind extends 'any'
  ? Value
  : Kind extends 'count?'
    ? number | null
    : Kind extends 'day?'
      ? string | null
      : Kind extends 'count' | 'minutes' | 'money' | 'branch' | 'id'
        ? number
        : string;

/** The parameters of a step, by its code. */
export type StepParams<Code extends StepCode> = (typeof STEPS)[Code] extends { '*': 'any' }
  ? Record<string, Value>
  : { [Name in keyof (typeof STEPS)[Code]]: ValueOf<(typeof STEPS)[Code][Name]> };
