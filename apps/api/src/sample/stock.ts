import { Temporal } from 'temporal-polyfill';
import type { Random } from './random.ts';
import type { SampleTitle, Shelf } from './title-lines.ts';
import { BRANCHES, type BranchCode, type ItemTypeCode } from './town.ts';

/** A title as the library owns it. */
export interface StockedTitle {
  title: SampleTitle;
  /** When it came into the catalogue. */
  acquiredOn: Temporal.PlainDate;
  /** How much readers want it, beside the others; the sum over all titles has no meaning. */
  popularity: number;
  classification: string;
  copies: StockedCopy[];
}

export interface StockedCopy {
  barcode: string;
  branch: BranchCode;
  type: ItemTypeCode;
  location: string;
  callNumber: string;
  /** Cents. */
  price: number;
  status: 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn';
  note: string | null;
}

interface ShelfFacts {
  location: string;
  /** Dewey class; in literature, what follows 84 (French) or 82 (English). */
  dewey: string;
  appeal: number;
  price: readonly [number, number];
}

const SHELVES: Record<Shelf, ShelfFacts> = {
  fiction: { location: 'Romans', dewey: 'R', appeal: 1.6, price: [800, 2400] },
  poetry: { location: 'Poésie', dewey: 'L1', appeal: 0.3, price: [700, 1800] },
  theatre: { location: 'Théâtre', dewey: 'L2', appeal: 0.35, price: [600, 1600] },
  thought: { location: 'Philosophie et société', dewey: '100', appeal: 0.5, price: [900, 2800] },
  history: { location: 'Histoire', dewey: '900', appeal: 0.6, price: [1200, 3200] },
  science: { location: 'Sciences', dewey: '500', appeal: 0.6, price: [1200, 3000] },
  children: { location: 'Jeunesse', dewey: 'J', appeal: 2.2, price: [600, 1600] },
  comics: { location: 'Bandes dessinées', dewey: '741.5', appeal: 2.6, price: [1000, 2600] },
  cookery: { location: 'Vie pratique', dewey: '641.5', appeal: 1, price: [1500, 3500] },
  travel: { location: 'Voyages', dewey: '910', appeal: 0.7, price: [900, 2400] },
  art: { location: 'Arts', dewey: '700', appeal: 0.6, price: [1500, 4500] },
  reference: { location: 'Usuels', dewey: '030', appeal: 0, price: [3000, 12000] },
  periodicals: { location: 'Périodiques', dewey: '050', appeal: 0.9, price: [400, 900] },
  maps: { location: 'Cartes', dewey: '912', appeal: 0.4, price: [900, 1500] },
  games: { location: 'Ludothèque', dewey: '793', appeal: 1.8, price: [2000, 5000] },
  films: { location: 'Films', dewey: '791.43', appeal: 2, price: [1200, 3000] },
  music: { location: 'Musique', dewey: '780', appeal: 1.1, price: [900, 2200] },
};

/** How steeply wishes fall from one title to the next: the hundredth part of the titles takes about a seventh of all loans. */
const STEEPNESS = 0.78;
const FIRST_BARCODE = 3_000_000_001;
const MOST_COPIES = 7;

/**
 * Buys the titles: says how much each is wanted (a power law over a ranking by kind, age and chance), buys further copies
 * of the most wanted until there are `itemCount`, and gives each copy its branch, place and price.
 */
export function stockTitles(
  random: Random,
  titles: readonly SampleTitle[],
  { itemCount, firstDay, lastDay }: { itemCount: number; firstDay: Temporal.PlainDate; lastDay: Temporal.PlainDate },
): StockedTitle[] {
  const ranked = titles
    .map((title) => ({ title, appeal: appealOf(random, title) }))
    .sort((one, other) => other.appeal - one.appeal);
  const stocked = ranked.map(({ title, appeal }, rank): StockedTitle => {
    const popularity = appeal === 0 ? 0 : (rank + 1) ** -STEEPNESS;
    const acquiredOn = acquisitionOf(random, title, firstDay, lastDay);
    return { title, acquiredOn, popularity, classification: classify(title), copies: [] };
  });
  stocked.sort((one, other) => Temporal.PlainDate.compare(one.acquiredOn, other.acquiredOn));
  const counts = countCopies(stocked, itemCount);
  let barcode = FIRST_BARCODE;
  for (const [index, entry] of stocked.entries()) {
    for (let copy = 0; copy < counts[index]!; copy += 1) {
      entry.copies.push(buyCopy(random, entry, { barcode: String(barcode), copy, lastDay }));
      barcode += 1;
    }
  }
  return stocked;
}

function appealOf(random: Random, { shelf, year, series }: SampleTitle): number {
  const age = year < 1700 ? 0.4 : year < 1900 ? 0.8 : year < 1980 ? 1.1 : 1.7;
  const fame = series !== null && /Tintin|Harry Potter|Astérix/.test(series) ? 2 : 1;
  return SHELVES[shelf].appeal * age * fame * (0.25 + random.next());
}

/** Most titles are there from the first day; recent ones come when they appear and some older ones are bought later. */
function acquisitionOf(
  random: Random,
  { year }: SampleTitle,
  firstDay: Temporal.PlainDate,
  lastDay: Temporal.PlainDate,
): Temporal.PlainDate {
  const span = firstDay.until(lastDay, { largestUnit: 'day' }).days;
  if (random.hasChance(year >= lastDay.year - 4 ? 0.7 : 0.07)) {
    return firstDay.add({ days: Math.floor(span * random.next()) });
  }
  return firstDay.subtract({ days: random.integer(20, 900) });
}

/** One copy each, then one more at a time to the title whose copies are the most in demand. */
function countCopies(stocked: readonly StockedTitle[], itemCount: number): number[] {
  const counts = stocked.map(() => 1);
  for (let bought = stocked.length; bought < itemCount; bought += 1) {
    let neediest = 0;
    let need = -1;
    for (const [index, { popularity }] of stocked.entries()) {
      const demand = counts[index]! >= MOST_COPIES ? 0 : popularity / (counts[index]! + 1);
      if (demand > need) [neediest, need] = [index, demand];
    }
    counts[neediest]! += 1;
  }
  return counts;
}

function buyCopy(
  random: Random,
  { title, classification }: StockedTitle,
  { barcode, copy, lastDay }: { barcode: string; copy: number; lastDay: Temporal.PlainDate },
): StockedCopy {
  const { location, price } = SHELVES[title.shelf];
  const isYoung = title.shelf === 'children' || title.shelf === 'comics';
  const weights = BRANCHES.map(({ code }) => (code === 'COLETTE' ? 66 : code === 'TILLEULS' ? 28 : isYoung ? 30 : 2));
  // The second copy of a title goes elsewhere than the first.
  const branch = copy === 1 ? 'TILLEULS' : BRANCHES[random.weighted(weights)]!.code;
  const type = typeOf(title, lastDay);
  const condition = random.next();
  const status =
    type === 'REFERENCE'
      ? 'not_for_loan'
      : condition < 0.004
        ? 'lost'
        : condition < 0.008
          ? 'damaged'
          : condition < 0.011
            ? 'withdrawn'
            : 'available';
  return {
    barcode,
    branch: type === 'REFERENCE' ? 'COLETTE' : branch,
    type,
    location,
    callNumber: `${classification} ${headLetters(title)}`,
    price: Math.round(random.integer(...price) / 50) * 50,
    status,
    note: status === 'lost' ? 'Introuvable à l’inventaire' : status === 'damaged' ? 'Reliure à refaire' : null,
  };
}

function typeOf({ kind, shelf, year }: SampleTitle, lastDay: Temporal.PlainDate): ItemTypeCode {
  if (shelf === 'reference') return 'REFERENCE';
  const types = { comic: 'COMIC', film: 'FILM', music: 'MUSIC', periodical: 'PERIODICAL', game: 'GAME' } as const;
  if (kind !== 'book' && kind !== 'map') return types[kind];
  return kind === 'book' && year >= lastDay.year - 3 ? 'NEWBOOK' : 'BOOK';
}

function classify({ shelf, language }: SampleTitle): string {
  const { dewey } = SHELVES[shelf];
  const literature = language === 'fre' ? '84' : '82';
  if (dewey === 'R') return `${literature}3`;
  return dewey.startsWith('L') ? literature + dewey.slice(1) : dewey;
}

/** The three letters on a book's back: of the author, or else of the title. */
function headLetters({ authors, title }: SampleTitle): string {
  const name = authors[0] ?? title.replace(/^(L’|Les? |La |The |An? )/, '');
  const letters = name.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
  return letters.slice(0, 3).toUpperCase();
}
