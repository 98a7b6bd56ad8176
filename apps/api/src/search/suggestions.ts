import type { IndexFile } from './index-file.queries.ts';
import { passing, type Matches } from './matches.ts';
import { pageOf } from './page.ts';
import type { QueryPlan } from './query-plan.ts';
import type { RecordColumns } from './record-columns.ts';
import { RecordFilter } from './record-filter.ts';
import type { Scratch } from './scratch.ts';
import type { Suggestion } from './search-index.ts';
import type { ValueCounts } from './tally.ts';
import { fold, indexTerms } from './text.ts';

/** How many of the best matches titles are taken from, and how many names are looked at. */
const TITLES_READ = 30;
const NAMES_READ = 400;

/** Completes a text with titles, authors and subjects of the records that it finds. */
export function suggestionsFor(
  plan: QueryPlan,
  matches: Matches,
  limit: number,
  columns: RecordColumns,
  file: IndexFile,
  scratch: Scratch,
): Suggestion[] {
  const shown = columns.hasSuppressed
    ? passing(matches, new RecordFilter({}, false, columns).failing(matches, scratch), scratch)
    : matches;
  const marking = () => {
    const marks = scratch.zeros(columns.endId);
    for (let i = 0; i < shown.length; i++) marks[shown.ids[i]!] = 1;
    return marks;
  };
  const counts = columns.names.mostFrequent(shown, NAMES_READ, marking);
  const named = (kind: 'author' | 'subject', of: ValueCounts) =>
    agreeing(of, plan, columns).map((text): Suggestion => ({ text, kind, recordId: null }));
  const authors = named('author', counts.authors);
  const subjects = named('subject', counts.subjects);
  const titles = titlesOf(shown, columns, file);
  const others = Math.max(1, Math.floor(limit / 3));
  const firstTitles = titles.slice(
    0,
    Math.max(1, limit - Math.min(authors.length, others) - Math.min(subjects.length, others)),
  );
  const list = [...firstTitles, ...authors.slice(0, others), ...subjects.slice(0, others)];
  // A name that begins with what is typed is likelier meant than a title that only has it somewhere.
  const typed = fold(plan.shown.map(({ text }) => text).join(' '));
  const rank = ({ text, kind }: Suggestion) =>
    (fold(text).startsWith(typed) ? 0 : 3) + (kind === 'title' ? 0 : kind === 'author' ? 1 : 2);
  return list.sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

function titlesOf(matches: Matches, columns: RecordColumns, file: IndexFile): Suggestion[] {
  const { ids } = pageOf(matches, { sort: 'relevance', limit: TITLES_READ, after: null }, columns, file);
  const texts = file.titles(ids);
  const seen = new Set<string>();
  const titles: Suggestion[] = [];
  for (const id of ids) {
    const text = texts.get(id);
    if (text === undefined || seen.has(fold(text))) continue;
    seen.add(fold(text));
    titles.push({ text, kind: 'title', recordId: id });
  }
  return titles;
}

/** The most frequent names that have the typed words themselves. */
function agreeing(counts: ValueCounts, plan: QueryPlan, { names }: RecordColumns): string[] {
  const texts: string[] = [];
  for (const [number] of counts) {
    const text = names.textOf(number);
    if (hasAllWords(text, plan)) texts.push(text);
    if (texts.length === 10) break;
  }
  return texts;
}

function hasAllWords(text: string, plan: QueryPlan): boolean {
  const terms = indexTerms(text);
  return plan.units.every((unit) =>
    unit.alternatives.some((alternative) =>
      alternative.every((term) => terms.some((one) => (term.isPrefix ? one.startsWith(term.text) : one === term.text))),
    ),
  );
}
