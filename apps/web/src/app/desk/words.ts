import type { Branch, Refusal } from '../api-types';
import { formatDate } from '../ui/local-date-pipe';
import { formatMoney } from '../ui/money-pipe';
import type { Sentence } from './desk-types';

/** What it takes to write raw parameters as a person reads them. */
export interface Writing {
  language: string;
  currency: string;
  branches: readonly Branch[];
  timeZone?: string;
}

type Kind = 'day' | 'near-day' | 'instant-day' | 'moment' | 'money' | 'branch';

/** How a parameter is written, by its name. The same names mean the same everywhere at the desk and in refusals. */
const KIND_BY_NAME: Record<string, Kind> = {
  expiresOn: 'day',
  until: 'day',
  pickupUntil: 'near-day',
  suspendedUntil: 'day',
  dueAt: 'instant-day',
  dueMoment: 'moment',
  from: 'moment',
  returnedAt: 'moment',
  amount: 'money',
  balance: 'money',
  branchId: 'branch',
  pickupBranchId: 'branch',
};
/** Refusals whose limit is an amount; elsewhere a limit is a number of loans or holds. */
const MONEY_LIMITS = new Set(['debt', 'debt_over_limit']);

/** Refusals that can be told in more words when a parameter is there: the key gets this ending. */
const VARIANTS: Record<string, (params: Record<string, unknown>) => string> = {
  patron_restricted: ({ reason }) => (reason ? '_reason' : ''),
  on_hold_for_other: ({ isTrapped }) => (isTrapped ? '_trapped' : ''),
};

/** A sentence's parameters, with days, amounts and branches written out. */
export function writtenParams(params: Record<string, unknown> | undefined, writing: Writing): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [name, written(KIND_BY_NAME[name], value, writing)]),
  );
}

/** The sentence of a refusal: its key under `desk.refusal`, and its parameters written out. */
export function refusalSentence({ code, params }: Refusal, writing: Writing): Required<Sentence> {
  const words = writtenParams(params, writing);
  if (MONEY_LIMITS.has(code)) words['limit'] = written('money', params['limit'], writing);
  return { key: `refusal.${code}${VARIANTS[code]?.(params) ?? ''}`, params: words };
}

function written(kind: Kind | undefined, value: unknown, { language, currency, branches, timeZone }: Writing): unknown {
  if (value === null || value === undefined) return '';
  if (kind === 'money' && typeof value === 'number') return formatMoney(value, currency, language);
  if (kind === 'branch') return branches.find(({ id }) => id === value)?.name ?? String(value);
  if (typeof value !== 'string') return value;
  if (kind === 'day') return formatDate(value, language, 'day');
  if (kind === 'near-day') return formatDate(value, language, 'weekday');
  if (kind === 'instant-day') return formatDate(value, language, 'weekday', timeZone);
  if (kind === 'moment') return formatDate(value, language, 'dateTime', timeZone);
  return value;
}
