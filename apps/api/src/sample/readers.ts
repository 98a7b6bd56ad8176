import { Temporal } from 'temporal-polyfill';
import type { Random } from './random.ts';
import { FAMILY_NAMES_EN, FAMILY_NAMES_FR, GIVEN_NAMES_EN, GIVEN_NAMES_FR, NOTES, STREETS } from './reader-names.ts';
import { BRANCHES, type BranchCode, type CategoryCode } from './town.ts';

/** A reader who is invented: who they are, and how they will behave. */
export interface SampleReader {
  cardNumber: string;
  category: CategoryCode;
  branch: BranchCode;
  familyName: string;
  givenName: string;
  birthDate: Temporal.PlainDate | null;
  email: string | null;
  phone: string | null;
  street: string;
  language: 'fr' | 'en';
  notes: string | null;
  isHistoryKept: boolean;
  joinedOn: Temporal.PlainDate;
  /** How often they come, beside the others. */
  activity: number;
  /** How likely a loan of theirs is to be late, beside the others. */
  lateness: number;
  /** Lets the membership run out one day and comes no more. */
  isLeaving: boolean;
  /** One whose card is named wherever the sample is explained. */
  isShown: boolean;
  /** Loses the card one day. */
  losesCard: boolean;
}

/** The first card number; the others follow. */
const FIRST_CARD = 2_000_000_001;
const CATEGORY_WEIGHTS: readonly (readonly [CategoryCode, number])[] = [
  ['ADULT', 56],
  ['CHILD', 26],
  ['STUDENT', 13],
  ['GROUP', 5],
];

/**
 * Invents readers in the order in which they join: most before the first day, the others until the last. The first two,
 * whose cards are named wherever the sample is explained, are busy adults, one reading French and one English.
 */
export function inventReaders(
  random: Random,
  { count, firstDay, lastDay }: { count: number; firstDay: Temporal.PlainDate; lastDay: Temporal.PlainDate },
): SampleReader[] {
  const early = Math.ceil(count * 0.6);
  const span = firstDay.until(lastDay, { largestUnit: 'day' }).days;
  const joined = Array.from({ length: count }, (_, index) =>
    index < early
      ? firstDay.subtract({ days: random.integer(1, 330) })
      : firstDay.add({ days: random.integer(0, span) }),
  ).sort((one, other) => Temporal.PlainDate.compare(one, other));
  const taken = new Set<string>();
  return joined.map((joinedOn, index) => inventReader(random, { index, joinedOn, lastDay, taken }));
}

function inventReader(
  random: Random,
  {
    index,
    joinedOn,
    lastDay,
    taken,
  }: { index: number; joinedOn: Temporal.PlainDate; lastDay: Temporal.PlainDate; taken: Set<string> },
): SampleReader {
  const isShown = index < 2;
  const category = isShown
    ? 'ADULT'
    : CATEGORY_WEIGHTS[random.weighted(CATEGORY_WEIGHTS.map(([, weight]) => weight))]![0];
  const language = isShown ? (index === 0 ? 'fr' : 'en') : random.hasChance(0.3) ? 'en' : 'fr';
  const { familyName, givenName } = inventName(random, language, taken);
  const isAdult = category !== 'CHILD';
  const address = `${plain(givenName)}.${plain(familyName)}@example.org`;
  return {
    cardNumber: String(FIRST_CARD + index),
    category,
    branch: isShown ? 'COLETTE' : inventBranch(random, category),
    familyName,
    givenName,
    birthDate: category === 'GROUP' ? null : inventBirthDate(random, category, joinedOn, lastDay),
    email: isAdult || random.hasChance(0.4) ? address : null,
    phone: random.hasChance(0.8)
      ? `06 39 98 ${String(random.integer(0, 99)).padStart(2, '0')} ${random.integer(10, 99)}`
      : null,
    street: `${random.integer(1, 120)} ${random.pick(STREETS)}`,
    language,
    notes: !isShown && random.hasChance(0.06) ? random.pick(NOTES) : null,
    isHistoryKept: isShown || random.hasChance(0.4),
    joinedOn,
    activity: isShown ? 4 : activityOf(random, category),
    lateness: isShown ? 1 : random.hasChance(0.12) ? 3 : 0.8,
    isLeaving: !isShown && random.hasChance(0.15),
    isShown,
    losesCard: !isShown && random.hasChance(0.06),
  };
}

/** Few come every week and many hardly ever: a log-normal spread. */
function activityOf(random: Random, category: CategoryCode): number {
  const bell = random.next() + random.next() + random.next() + random.next() - 2;
  return Math.exp(bell * 1.6) * (category === 'GROUP' ? 1.5 : 1);
}

function inventName(random: Random, language: 'fr' | 'en', taken: Set<string>) {
  for (;;) {
    const familyName = random.pick(language === 'fr' ? FAMILY_NAMES_FR : FAMILY_NAMES_EN);
    const givenName = random.pick(language === 'fr' ? GIVEN_NAMES_FR : GIVEN_NAMES_EN);
    const name = `${givenName} ${familyName}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return { familyName, givenName };
  }
}

function inventBranch(random: Random, category: CategoryCode): BranchCode {
  const weights = BRANCHES.map(({ code, visits }) =>
    code === 'VERNE' ? (category === 'CHILD' ? visits * 4 : category === 'GROUP' ? visits : 0) : visits,
  );
  return BRANCHES[random.weighted(weights)]!.code;
}

function inventBirthDate(
  random: Random,
  category: CategoryCode,
  joinedOn: Temporal.PlainDate,
  lastDay: Temporal.PlainDate,
): Temporal.PlainDate {
  // Children are children still on the last day, so that nobody's category looks wrong.
  const [youngest, oldest, from] = (
    {
      ADULT: [26, 84, joinedOn],
      CHILD: [6, 13, lastDay],
      STUDENT: [19, 25, lastDay],
      GROUP: [30, 60, joinedOn],
    } as const
  )[category];
  return from.subtract({ years: random.integer(youngest, oldest), days: random.integer(0, 364) });
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
