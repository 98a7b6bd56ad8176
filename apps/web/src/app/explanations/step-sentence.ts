import type { ExplanationStep } from '../api-types';
import { formatDate } from '../ui/local-date-pipe';
import { formatMoney } from '../ui/money-pipe';

/** What it takes to write the parameters of a step as a person reads them. */
export interface StepWriting {
  language: string;
  currency: string;
  branchName: (id: number) => string;
  /** The time zone of the branch where it happened. */
  timeZone?: string;
}

const MONEY = new Set(['amount', 'charge', 'cap', 'already', 'price', 'fee']);
const MINUTES_A_DAY = 24 * 60;

/** Steps that are told in other words for each value of one parameter: the key gets that value as its ending. */
const VARIANT_OF: Record<string, string> = {
  policies_of_branch: 'by',
  due_period_added: 'unit',
  overdue_grace: 'mode',
  overdue_periods: 'chargedAt',
};

/** The number that decides between one and many. */
const COUNT_OF: Record<string, string> = {
  hold_checked: 'copies',
  due_shortened_by_demand: 'holds',
  due_period_added: 'period',
  due_open_days_counted: 'period',
  due_rolled_to_same_weekday: 'weeks',
  recall_guaranteed: 'days',
  recall_announced: 'days',
  overdue_periods: 'periods',
  suspension: 'days',
  pickup_until: 'openDays',
};

/** The sentence of a step: its key under `explanation.step` and its parameters written out. */
export function stepSentence(
  step: ExplanationStep,
  writing: StepWriting,
): { key: string; params: Record<string, unknown> } {
  const params: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(step.params)) params[name] = written(name, value, writing);
  const variant = VARIANT_OF[step.code];
  let ending = variant === undefined ? '' : `_${step.params[variant]}`;
  const count = COUNT_OF[step.code];
  if (count !== undefined) params['count'] = step.params[count];
  if (step.code === 'overdue_late') {
    const late = Number(step.params['late']);
    ending = late % MINUTES_A_DAY === 0 ? '_day' : '_hour';
    params['count'] = late % MINUTES_A_DAY === 0 ? late / MINUTES_A_DAY : Math.floor(late / 60);
  }
  if (step.code === 'overdue_grace') {
    params['count'] = Number(step.params['minutes']) / (step.params['unit'] === 'hour' ? 60 : MINUTES_A_DAY);
  }
  return { key: `${step.code}${ending}`, params };
}

/** The time zone that an explanation was reckoned in. */
export function timeZoneOf(steps: readonly ExplanationStep[], zoneOfBranch: (id: number) => string | undefined) {
  const named = steps.find(({ params }) => typeof params['timeZone'] === 'string');
  if (named !== undefined) return String(named.params['timeZone']);
  const branch = steps.find(({ params }) => typeof params['branchId'] === 'number');
  return branch === undefined ? undefined : zoneOfBranch(Number(branch.params['branchId']));
}

function written(name: string, value: string | number | boolean | null, writing: StepWriting): unknown {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (name === 'branchId') return writing.branchName(value);
    return MONEY.has(name) ? formatMoney(value, writing.currency, writing.language) : value;
  }
  if (typeof value !== 'string') return value;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, writing.language, 'long');
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? writtenInstant(value, writing) : value;
}

/** A moment; the last minute of a day is the whole day, for that is what a loan of days means. */
function writtenInstant(instant: string, { language, timeZone }: StepWriting): string {
  const isEndOfDay = formatDate(instant, 'en', 'time', timeZone) === '23:59';
  if (isEndOfDay) return formatDate(instant, language, 'long', timeZone);
  const [day, time] = [
    formatDate(instant, language, 'long', timeZone),
    formatDate(instant, language, 'time', timeZone),
  ];
  return `${day}, ${time}`;
}
