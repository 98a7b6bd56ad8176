import type { Reader, Story, Title } from './story.ts';

/** How often a reader, finding a title that they know already, takes it again. */
const AGAIN = 0.08;

/** Picks a title to a reader's taste, or none when it is not there yet or known already. */
export function pickTitle(story: Story, reader: Reader): Title | null {
  const { random, titles } = story;
  const totals = wishesOf(story, reader);
  const sought = random.next() * totals.at(-1)!;
  const title = titles[firstAbove(totals, sought)]!;
  if (title.fromDay > story.day) return null;
  return reader.known.has(title.recordId) && !random.hasChance(AGAIN) ? null : title;
}

function wishesOf({ wishes, titles }: Story, { category, language }: Reader): number[] {
  const key = `${category} ${language}`;
  let totals = wishes.get(key);
  if (totals === undefined) {
    let total = 0;
    totals = titles.map((title) => (total += title.stocked.popularity * tasteFor(category, language, title)));
    wishes.set(key, totals);
  }
  return totals;
}

function tasteFor(category: Reader['category'], language: 'fr' | 'en', { stocked: { title } }: Title): number {
  const isOwnLanguage = (title.language === 'fre') === (language === 'fr');
  const isYoung = title.shelf === 'children' || title.shelf === 'comics';
  // Pictures and tunes need no dictionary.
  const tongue = isOwnLanguage ? 1 : title.kind === 'book' ? 0.25 : 0.6;
  if (category === 'CHILD') return tongue * (isYoung ? 4 : title.kind === 'book' ? 0.06 : 0.8);
  if (category === 'GROUP') return tongue * (isYoung ? 2 : 1);
  return tongue;
}

/** The place of the first running total above a number. */
function firstAbove(totals: readonly number[], sought: number): number {
  let low = 0;
  let high = totals.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (totals[middle]! > sought) high = middle;
    else low = middle + 1;
  }
  return low;
}
