import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../src/circulation/calendar.ts';
import { computeDueDate } from '../src/circulation/due-date.ts';
import { loanPeriodUnderDemand, pickupUntil } from '../src/circulation/hold-queue.ts';
import { computeLostCharge } from '../src/circulation/lost-charge.ts';
import { computeOverdueCharge, computeSuspension } from '../src/circulation/overdue-charge.ts';
import {
  faultOfPolicyValue,
  isPolicyName,
  POLICY_DEFINITIONS,
  type PolicyScope,
  type PolicyValues,
} from '../src/circulation/policy-definitions.ts';
import { resolvePolicies, type PolicyRow } from '../src/circulation/policy-resolution.ts';
import { decideRecall } from '../src/circulation/recall.ts';
import { decideRenewal } from '../src/circulation/renewal-decision.ts';

/** One example of the guide: its lines, each with the English name of what it says. */
export interface GuideExample {
  line: number;
  facts: [name: string, value: string][];
}

/** The words of the French guide, and what the English one calls the same. */
const FRENCH: Record<string, string> = {
  règles: 'rules',
  réglé: 'set',
  demandé: 'asked',
  vaut: 'holds',
  fermé: 'closed',
  prêté: 'lent',
  prolongé: 'renewed',
  rendu: 'returned',
  rappelé: 'recalled',
  'à rendre': 'due',
  refusé: 'refused',
  'fin de carte': 'card ends',
  attendent: 'waiting',
  doit: 'owes',
  prix: 'price',
  pénalité: 'charge',
  'suspendu avant': 'suspended before',
  "suspendu jusqu'au": 'suspended until',
  perdu: 'lost',
  disponible: 'ready',
  "gardé jusqu'au": 'kept until',
};
const FRENCH_PLACES: Record<string, string> = { site: 'branch', catégorie: 'category', type: 'type' };

/** Reads the examples out of a page of the guide. @throws Error for a word that no example may use. */
export function readExamples(markdown: string, language: 'en' | 'fr'): GuideExample[] {
  const fence = language === 'fr' ? '```exemple' : '```example';
  const examples: GuideExample[] = [];
  let current: GuideExample | null = null;
  for (const [index, text] of markdown.split('\n').entries()) {
    if (text === fence) current = { line: index + 1, facts: [] };
    else if (text === '```' && current !== null) {
      examples.push(current);
      current = null;
    } else if (current !== null) current.facts.push(readFact(text, language));
  }
  return examples;
}

function readFact(text: string, language: 'en' | 'fr'): [string, string] {
  const [, word, value] = /^([^:]+?)\s*:\s*(.+)$/.exec(text.replaceAll('’', "'")) ?? [];
  if (word === undefined || value === undefined) throw new Error(`“${text}” is no line of an example.`);
  if (language === 'en') return [word, value];
  const name = FRENCH[word];
  if (name === undefined) throw new Error(`“${word}” is no word of an example.`);
  return [name, toEnglish(name, value)];
}

/** Amounts with a comma, places and yes or no in French. */
function toEnglish(name: string, value: string): string {
  if (['owes', 'price', 'charge', 'lost'].includes(name)) return value.replace(',', '.');
  if (name === 'rules') return value.replaceAll('= oui', '= true').replaceAll('= non', '= false');
  if (name !== 'set' && name !== 'asked') return value;
  const words = Object.entries(FRENCH_PLACES);
  return words.reduce(
    (text, [french, english]) => text.replaceAll(`${french} `, `${english} `),
    value.replace(' pour ', ' for '),
  );
}

const ZONE = 'Europe/Paris';
const OPEN_FROM_TUESDAY_TO_SATURDAY = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' }));

/** Works an example out with the real rules. Answers what it comes to, under the names by which the guide says it. */
export function workOut({ facts }: GuideExample): Record<string, string> {
  const one = (name: string) => facts.find(([fact]) => fact === name)?.[1];
  if (one('set') !== undefined) return { holds: resolve(facts) };
  const values = readRules(one('rules') ?? '');
  const calendar: Calendar = {
    timeZone: ZONE,
    hours: OPEN_FROM_TUESDAY_TO_SATURDAY,
    closures: facts
      .filter(([name]) => name === 'closed')
      .map(([, day]) => ({ firstDay: day, lastDay: day, isYearly: false })),
    exceptions: [],
  };
  const price = one('price') === undefined ? null : minorUnits(one('price')!);
  if (one('ready') !== undefined) {
    return { 'kept until': pickupUntil(Temporal.PlainDate.from(one('ready')!), values.pickupDays, calendar) };
  }
  if (one('lost') !== undefined) return { lost: amountText(computeLostCharge(values, price).amount) };

  const lentAt = instantOf(one('lent')!);
  const expiresOn = one('card ends') ?? '2030-12-31';
  const { period } = loanPeriodUnderDemand(values, Number(one('waiting') ?? 0));
  let due = computeDueDate({
    now: lentAt,
    from: lentAt,
    period,
    unit: values.loanUnit,
    closedDays: values.closedDays,
    isShortenedToClosing: values.isHourlyLoanShortenedToClosing,
    calendar,
    cardExpiresOn: expiresOn,
  }).dueAt;
  if (one('renewed') !== undefined) {
    const now = instantOf(one('renewed')!);
    const renewal = decideRenewal({
      now,
      today: one('renewed')!.slice(0, 10),
      loan: { dueAt: due, renewals: 0, isRecalled: false },
      item: { status: 'available' },
      patron: { expiresOn, restrictedUntil: null, balance: minorUnits(one('owes') ?? '0') },
      holds: { waiting: 0, isOnThisItem: false, filledByOthers: 0 },
      countsFrom: 'due_date',
      values,
      calendar,
    });
    if (renewal.reasons.length > 0) return { refused: renewal.reasons.map(({ code }) => code).join(', ') };
    due = renewal.due.dueAt;
  }
  if (one('recalled') !== undefined) {
    due = decideRecall({
      now: instantOf(one('recalled')!),
      loan: { checkedOutAt: lentAt, dueAt: due, isHourly: values.loanUnit === 'hour', isRecalled: false },
      guaranteeDays: values.recallGuarantee ?? 0,
      periodDays: values.recallPeriod ?? 0,
      closedDays: values.closedDays,
      calendar,
    }).dueAt;
  }
  if (one('returned') === undefined) return { due: localText(due) };
  const returned = { dueAt: due, returnedAt: instantOf(one('returned')!), calendar, values };
  const { amount } = computeOverdueCharge({ ...returned, price, otherOverdueCharges: 0, alreadyCharged: 0 });
  const suspension = computeSuspension({ ...returned, restrictedUntil: one('suspended before') ?? null });
  return { due: localText(due), charge: amountText(amount), 'suspended until': suspension?.until ?? 'never' };
}

function resolve(facts: GuideExample['facts']): string {
  const ids = new Map<string, number>();
  const idOf = (name: string) => ids.get(name) ?? (ids.set(name, ids.size + 1), ids.size);
  const scopeOf = (text: string): PolicyScope => {
    const place = (word: string) => {
      const name = new RegExp(`${word} (\\w+)`).exec(text)?.[1];
      return name === undefined ? null : idOf(`${word} ${name}`);
    };
    return { branchId: place('branch'), patronCategoryId: place('category'), itemTypeId: place('type') };
  };
  const rows = facts
    .filter(([name]) => name === 'set')
    .map(([, text], index): PolicyRow => {
      const [rule, place = ''] = text.split(' for ');
      const [name, value] = readRule(rule!);
      return { id: index + 1, name, value, ...scopeOf(place) };
    });
  const asked = scopeOf(facts.find(([name]) => name === 'asked')![1]);
  const subject = {
    branchId: asked.branchId ?? 0,
    patronCategoryId: asked.patronCategoryId ?? 0,
    itemTypeId: asked.itemTypeId ?? 0,
  };
  const [name] = readRule(facts.find(([fact]) => fact === 'holds')![1]);
  return `${name} = ${String(resolvePolicies(rows, subject).values[name as keyof PolicyValues])}`;
}

function readRules(text: string): PolicyValues {
  const rules = text === '' ? [] : text.split(', ').map(readRule);
  const defaults = Object.entries(POLICY_DEFINITIONS).map(([name, definition]) => [name, definition.default]);
  return Object.fromEntries([...defaults, ...rules]) as PolicyValues;
}

function readRule(text: string): [string, PolicyRow['value']] {
  const [name, word] = text.split(' = ');
  if (name === undefined || word === undefined || !isPolicyName(name)) throw new Error(`“${text}” sets no rule.`);
  const value = /^\d+$/.test(word) ? Number(word) : word === 'true' ? true : word === 'false' ? false : word;
  const everywhere = { branchId: null, patronCategoryId: null, itemTypeId: null };
  const fault = faultOfPolicyValue(name, everywhere, value);
  if (fault !== null) throw new Error(`“${text}”: ${fault}`);
  return [name, value];
}

function instantOf(text: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(ZONE).toInstant();
}

function localText(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

function minorUnits(text: string): number {
  return Math.round(Number(text) * 100);
}

function amountText(amount: number): string {
  return (amount / 100).toFixed(2);
}
