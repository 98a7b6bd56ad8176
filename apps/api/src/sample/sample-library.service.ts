import { Temporal } from 'temporal-polyfill';
import { insertRecordChange } from '../catalogue/record-changes.queries.ts';
import { changeHold } from '../circulation/hold-changes.service.ts';
import type { Calendar } from '../circulation/calendar.ts';
import { createAudit } from '../platform/audit.queries.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { hashPassword } from '../platform/auth/passwords.ts';
import { toTimestamp } from '../platform/clock.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { writeSettings } from '../platform/settings.queries.ts';
import { changePatron } from '../patrons/patrons.service.ts';
import { createRandom, type Random } from './random.ts';
import { inventReaders } from './readers.ts';
import { insertStockedTitle } from './sample.queries.ts';
import { stockTitles } from './stock.ts';
import { layOutDays, type Copy, type Reader, type Story, type Title } from './story.ts';
import { join, liveThrough, planReaders } from './story-days.ts';
import { sampleTitles } from './titles.ts';
import { SAMPLE_PASSWORD, TIME_ZONE, type BranchCode } from './town.ts';
import { openTown, type Town } from './town.service.ts';
import { findCalendar } from '../circulation/library-rules.queries.ts';

/** How much to make. The defaults are the sample library; tests ask for less. */
export interface SampleSize {
  titles: number;
  items: number;
  readers: number;
  days: number;
}

export interface SampleOptions {
  /** The present: the story ends here. */
  until: Temporal.Instant;
  seed?: number;
  size?: Partial<SampleSize>;
  onProgress?: (progress: { done: number; total: number; loans: number }) => void;
}

const FULL_SIZE: SampleSize = { titles: Infinity, items: 1100, readers: 150, days: 731 };

/**
 * Fills an empty, migrated database with the sample library: a town's libraries, their catalogue and readers, and days of
 * circulation until now, lived through by the real use cases under a moved clock. The same seed and moment give the same
 * library.
 *
 * @returns how many loans were made.
 */
export async function createSampleLibrary(
  { db }: { db: Db },
  { until, seed = 20_250_101, size, onProgress = () => {} }: SampleOptions,
): Promise<{ loans: number }> {
  const { titles: titleCount, items, readers: readerCount, days: dayCount } = { ...FULL_SIZE, ...size };
  const random = createRandom(seed);
  const lastDay = until.toZonedDateTimeISO(TIME_ZONE).toPlainDate();
  const firstDay = lastDay.subtract({ days: dayCount - 1 });
  let now = startOf(firstDay);
  const clock = () => now;
  // Nothing searches yet: the records are noted as changed once, at the end. Two invented years send no mail.
  const nothing = async () => {};
  const context = { db, clock, audit: createAudit(clock), recordChanged: nothing, queueNotice: nothing };
  const passwordHash = await hashPassword(SAMPLE_PASSWORD);

  await writeSettings(db, { isSample: true });
  const years = { firstYear: firstDay.year - 1, lastYear: lastDay.year + 2 };
  const town = await inTransaction(db, (trx) => openTown({ ...context, db: trx }, { ...years, passwordHash }));
  const chosen = random.shuffled(sampleTitles()).slice(0, titleCount);
  const stock = stockTitles(random, chosen, { itemCount: Math.max(items, chosen.length), firstDay, lastDay });
  const titles = await inTransaction(db, (trx) => catalogue(trx, town, stock, firstDay));
  const story: Story = {
    context,
    random,
    town,
    codes: new Map(Object.entries(town.branches).map(([code, id]) => [id, code as BranchCode])),
    readers: inventReaders(random, { count: readerCount, firstDay, lastDay }).map((reader): Reader => {
      const joinsOn = firstDay.until(reader.joinedOn, { largestUnit: 'day' }).days;
      return { ...reader, id: 0, expiresOn: '', joinsOn, balance: 0, known: new Set(), actor: SYSTEM };
    }),
    titles,
    holds: new Map(),
    copies: new Map(titles.flatMap(({ copies }) => copies.map((copy) => [copy.id, copy]))),
    wishes: new Map(),
    errands: new Map(),
    days: layOutDays(firstDay, dayCount, await readCalendars(db, town)),
    day: -1,
    loanCount: 0,
  };
  await inTransaction(db, async (trx) => {
    for (const reader of story.readers.filter(({ joinsOn }) => joinsOn < 0)) {
      now = startOf(reader.joinedOn);
      await join({ ...story, context: { ...context, db: trx } }, reader, passwordHash);
    }
  });
  planReaders(story, passwordHash);
  const setClock = (moment: Temporal.Instant) => {
    if (Temporal.Instant.compare(moment, now) > 0) now = moment;
  };
  for (const day of story.days.keys()) {
    // One transaction a day is much faster than one a loan; whatever fails fails the whole sample anyway.
    await inTransaction(db, async (trx) => {
      story.context = { ...context, db: trx };
      await liveThrough(story, { day, until, setClock });
    });
    onProgress({ done: day + 1, total: dayCount, loans: story.loanCount });
  }
  story.context = context;
  await leaveThingsOpen(story, lastDay);
  await inTransaction(db, (trx) =>
    insertRecordChange(
      trx,
      titles.map(({ recordId }) => recordId),
    ),
  );
  return { loans: story.loanCount };
}

async function catalogue(
  db: Db,
  town: Town,
  stock: ReturnType<typeof stockTitles>,
  firstDay: Temporal.PlainDate,
): Promise<Title[]> {
  const titles: Title[] = [];
  for (const [index, stocked] of stock.entries()) {
    const at = toTimestamp(startOf(stocked.acquiredOn));
    const { recordId, itemIds } = await insertStockedTitle(db, town, { stocked, number: index + 1, at });
    const fromDay = firstDay.until(stocked.acquiredOn, { largestUnit: 'day' }).days;
    const title: Title = { recordId, stocked, fromDay, copies: [], waiting: new Set() };
    title.copies = stocked.copies.map(({ barcode, branch, type, status }, copy): Copy => {
      const place = status === 'available' ? 'shelf' : 'away';
      return { id: itemIds[copy]!, barcode, title, type, at: branch, place, arrivesOn: 0 };
    });
    titles.push(title);
  }
  return titles;
}

async function readCalendars(db: Db, town: Town): Promise<Record<BranchCode, Calendar>> {
  const calendars = {} as Record<BranchCode, Calendar>;
  for (const [code, id] of Object.entries(town.branches)) calendars[code as BranchCode] = (await findCalendar(db, id))!;
  return calendars;
}

/** A few things that only show while they last: restricted readers and sleeping holds. */
async function leaveThingsOpen({ context, random, readers, holds }: Story, lastDay: Temporal.PlainDate): Promise<void> {
  const until = (days: number) => lastDay.add({ days }).toString();
  const ordinary = readers.slice(2).filter(({ id }) => id !== 0);
  for (const [index, reader] of pickSome(random, ordinary, 3).entries()) {
    const restrictionReason = index === 0 ? 'Documents abîmés à rembourser' : 'Charte de lecture non respectée';
    const changes = { restrictedUntil: until(15 + 20 * index), restrictionReason };
    await changePatron(context, SYSTEM, reader.id, changes, () => {});
  }
  const waiting = [...holds.values()].filter(({ id, title }) => title.waiting.has(id));
  for (const { id } of pickSome(random, waiting, 2)) {
    await changeHold(context, SYSTEM, id, { isSuspended: true, suspendedUntil: until(21) }, () => {});
  }
}

function pickSome<T>(random: Random, values: readonly T[], count: number): T[] {
  return random.shuffled(values).slice(0, count);
}

/** Nine in the morning: when the staff come. */
function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: TIME_ZONE, plainTime: '09:00' }).toInstant();
}
