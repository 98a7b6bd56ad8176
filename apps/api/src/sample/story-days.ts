import { Temporal } from 'temporal-polyfill';
import { expireHolds } from '../circulation/holds.service.ts';
import { changeCard, replaceCard } from '../patrons/cards.service.ts';
import { insertCard } from '../patrons/cards.queries.ts';
import { membershipEnd } from '../patrons/membership.ts';
import { insertPatron } from '../patrons/patrons.queries.ts';
import { renewMembership } from '../patrons/patrons.service.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import { askFor, charge, closeTill, expect, forgetHold, lend, pay, scan } from './desk-errands.ts';
import { openMinute, plan, someoneAt, type Copy, type Errand, type Reader, type Story, type Title } from './story.ts';
import { BRANCHES, type BranchCode } from './town.ts';
import { pickTitle } from './wishes.ts';

/** How busy each month is, from January. */
const MONTHS = [1.1, 1.05, 1, 1, 0.95, 0.9, 0.8, 0.65, 1.1, 1.15, 1.15, 0.9];
/** How busy each weekday is, from Monday. */
const WEEKDAYS = [0, 1, 1.5, 0.7, 1, 1.8, 0];
/** Visits on an average day of a branch, for each reader of the library and part of the visits. */
const VISITS = 0.0005;

/** Lives through one day, or as much of it as has passed. */
export async function liveThrough(
  story: Story,
  { day, until, setClock }: { day: number; until: Temporal.Instant; setClock: (moment: Temporal.Instant) => void },
): Promise<void> {
  story.day = day;
  const { starts, open } = story.days[day]!;
  for (const { minute, run } of errandsOfToday(story)) {
    const moment = Temporal.Instant.fromEpochMilliseconds(starts + minute * 60_000 + story.random.integer(0, 59_999));
    if (Temporal.Instant.compare(moment, until) > 0) return;
    setClock(moment);
    await run();
  }
  // The last day goes on.
  if (day === story.days.length - 1) return;
  for (const { code } of BRANCHES) {
    const closing = open[code].at(-1)?.[1];
    if (closing === undefined) continue;
    setClock(Temporal.Instant.fromEpochMilliseconds(starts + (closing + 5) * 60_000));
    await closeTill(story, code);
  }
}

/** What happens on the story's present day, in the order in which it happens. */
function errandsOfToday(story: Story): Errand[] {
  const errands = story.errands.get(story.day) ?? [];
  story.errands.delete(story.day);
  const { open, date } = story.days[story.day]!;
  for (const { code, visits } of BRANCHES) {
    const spans = open[code];
    if (spans.length === 0) continue;
    const opening = spans[0]![0];
    errands.push({ branch: code, minute: opening, run: () => tidyHoldShelf(story, code) });
    errands.push({ branch: code, minute: opening + 5, run: () => unpackArrivals(story, code) });
    errands.push({ branch: code, minute: opening + 10, run: () => fetchFromShelves(story, code) });
    const busy = MONTHS[date.month - 1]! * WEEKDAYS[date.dayOfWeek - 1]!;
    const count = poisson(story, VISITS * story.readers.length * visits * busy);
    for (let visit = 0; visit < count; visit += 1) {
      const minute = openMinute(story, code, story.day);
      errands.push({ branch: code, minute, run: () => visitBy(story, chooseReader(story, code), code) });
    }
  }
  return errands.sort((one, other) => one.minute - other.minute);
}

/** Plans the joining of every reader, lost cards, and the last days of those whose cards are shown. */
export function planReaders(story: Story, passwordHash: string): void {
  for (const reader of story.readers) {
    if (reader.id === 0) plan(story, reader.branch, reader.joinsOn, () => join(story, reader, passwordHash));
    if (reader.losesCard) planCardLoss(story, reader);
  }
  for (const reader of story.readers.filter(({ isShown }) => isShown)) planShownReader(story, reader);
}

/** Gives a reader whose card is shown something of everything on the last day: loans, one of them late, holds, a charge. */
function planShownReader(story: Story, reader: Reader): void {
  const { branch } = reader;
  const daysAgo = (days: number) => Math.max(0, story.days.length - days);
  for (const days of [23, 12, 8, 5, 3]) plan(story, branch, daysAgo(days), () => visitBy(story, reader, branch));
  plan(story, branch, daysAgo(19), async () => {
    const isFree = ({ place, at, type }: Copy) => place === 'shelf' && at === branch && type === 'COMIC';
    const copy = [...story.copies.values()].find((one) => isFree(one) && one.title.fromDay <= story.day);
    if (copy !== undefined) await lend(story, reader, copy, branch);
  });
  plan(story, branch, daysAgo(9), () => charge(story, reader, branch));
  plan(story, branch, daysAgo(7), async () => {
    for (let wish = 0; wish < 2; wish += 1) {
      const title = pickTitle(story, reader);
      if (title !== null) await askFor(story, reader, title, branch);
    }
  });
}

function planCardLoss(story: Story, reader: Reader): void {
  const day = story.random.integer(Math.max(0, reader.joinsOn) + 1, story.days.length);
  plan(story, reader.branch, day, async () => {
    if (reader.id === 0) return;
    const patron = await replaceCard(story.context, someoneAt(story, reader.branch), reader.id, undefined);
    const old = patron.cards.find(({ status }) => status === 'replaced')!;
    await changeCard(story.context, someoneAt(story, reader.branch), reader.id, old.id, 'lost');
  });
}

/** Registers a reader. All share one password hash: hashing takes a moment each, and the password is the same. */
export async function join(story: Story, reader: Reader, passwordHash: string): Promise<void> {
  const { context, town } = story;
  const now = toTimestamp(context.clock());
  const expiresOn = membershipEnd(reader.joinedOn, town.membershipMonths[reader.category]).toString();
  const values = {
    categoryId: town.categories[reader.category],
    branchId: town.branches[reader.branch],
    familyName: reader.familyName,
    givenName: reader.givenName,
    birthDate: reader.birthDate?.toString() ?? null,
    email: reader.email,
    phone: reader.phone,
    street: reader.street,
    postalCode: '00100',
    city: 'Valfontaine',
    language: reader.language,
    notes: reader.notes,
    historyChoice: reader.isHistoryKept ? ('always' as const) : ('library' as const),
    expiresOn,
    passwordHash,
  };
  reader.id = await insertPatron(context.db, values, now);
  await insertCard(context.db, reader.id, reader.cardNumber, now);
  reader.expiresOn = expiresOn;
  const name = `${reader.givenName} ${reader.familyName}`;
  reader.actor = {
    ...SYSTEM,
    kind: 'patron',
    id: reader.id,
    name,
    branchId: values.branchId,
    language: reader.language,
  };
}

/** A reader comes by: renews the membership, pays, borrows what pleases and asks for what is not there. */
async function visitBy(story: Story, reader: Reader | null, branch: BranchCode): Promise<void> {
  if (reader === null || reader.id === 0) return;
  const { random, context } = story;
  const soon = story.days[story.day]!.date.add({ days: 30 }).toString();
  if (reader.expiresOn < soon && !reader.isLeaving) {
    reader.expiresOn = (await renewMembership(context, someoneAt(story, branch), reader.id)).expiresOn;
  }
  // A shown reader lets a small debt stand, so that there is one to show.
  if (reader.balance > (reader.isShown ? 400 : 0) && random.hasChance(0.5)) await pay(story, reader, branch);
  const isNearEnd = story.day > story.days.length - 25;
  const wanted = Math.min(6, 1 + random.weighted([30, 28, 20, 12, 6, 4]));
  for (let found = 0, tries = 0; found < wanted && tries < wanted * 3; tries += 1) {
    const title = pickTitle(story, reader);
    if (title === null) continue;
    const copy = title.copies.find(({ place, at }) => place === 'shelf' && at === branch);
    if (copy === undefined || title.waiting.size > 0) {
      const isEager = title.copies.some(({ place }) => place !== 'away') && random.hasChance(isNearEnd ? 0.3 : 0.12);
      if (isEager) await askFor(story, reader, title, branch);
      continue;
    }
    const lent = await lend(story, reader, copy, branch);
    found += 1;
    if ('loan' in lent) expect(story, lent.loan);
    else if (lent.refusals.some(({ code }) => code !== 'too_many_of_type')) return;
  }
}

/** Chooses who comes to a branch: those who live near, mostly, and those who like to. */
function chooseReader(story: Story, branch: BranchCode): Reader | null {
  const today = story.days[story.day]!.text;
  const weights = story.readers.map(({ id, isLeaving, expiresOn, activity, branch: home }) =>
    id === 0 || (isLeaving && expiresOn < today) ? 0 : activity * (home === branch ? 1 : 0.12),
  );
  return weights.every((weight) => weight === 0) ? null : story.readers[story.random.weighted(weights)]!;
}

/** Expires what nobody fetched and puts it on. */
async function tidyHoldShelf(story: Story, branch: BranchCode): Promise<void> {
  const branchId = story.town.branches[branch];
  const expired = await expireHolds(story.context, SYSTEM, { branchId, day: story.days[story.day]!.text });
  for (const id of expired) {
    const hold = story.holds.get(id);
    if (hold === undefined) continue;
    forgetHold(story, hold);
    if (hold.copy !== null) await scan(story, hold.copy, branch);
  }
}

async function unpackArrivals(story: Story, branch: BranchCode): Promise<void> {
  for (const copy of story.copies.values()) {
    if (copy.place === 'moving' && copy.at === branch && copy.arrivesOn <= story.day) await scan(story, copy, branch);
  }
}

/** Takes from the shelves what readers have asked for. */
async function fetchFromShelves(story: Story, branch: BranchCode): Promise<void> {
  const wanted = new Set<Title>([...story.holds.values()].filter(isWaiting).map(({ title }) => title));
  for (const title of wanted) {
    for (const copy of title.copies) {
      if (title.waiting.size === 0) break;
      if (copy.place === 'shelf' && copy.at === branch) await scan(story, copy, branch);
    }
  }
}

function isWaiting({ id, title }: { id: number; title: Title }): boolean {
  return title.waiting.has(id);
}

function poisson({ random }: Story, mean: number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random.next()) count += 1;
  return count;
}
