import type { IndexFile } from './index-file.queries.ts';
import type { ListColumn } from './list-column.ts';
import type { Matches } from './matching.ts';
import { pageOf } from './page.ts';
import type { QueryPlan } from './query-plan.ts';
import type { RecordColumns } from './record-columns.ts';
import type { Suggestion } from './search-index.ts';
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
): Suggestion[] {
  const shown = visible(matches, columns);
  const agrees = (text: string) => hasAllWords(text, plan);
  const authors = names(shown, columns.authors, columns, agrees).map((text): Suggestion => ({
    text,
    kind: 'author',
    recordId: null,
  }));
  const subjects = names(shown, columns.subjects, columns, agrees).map((text): Suggestion => ({
    text,
    kind: 'subject',
    recordId: null,
  }));
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

function visible(matches: Matches, columns: RecordColumns): Matches {
  const kept = { ids: new Uint32Array(matches.length), scores: new Float32Array(matches.length), length: 0 };
  for (let i = 0; i < matches.length; i++) {
    if (!columns.isShown(matches.ids[i]!, false)) continue;
    kept.ids[kept.length] = matches.ids[i]!;
    kept.scores[kept.length++] = matches.scores[i]!;
  }
  return { ...kept, isEverything: false };
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

/** The most frequent names among the matches that have the typed words themselves. */
function names(
  matches: Matches,
  column: ListColumn,
  columns: RecordColumns,
  agrees: (text: string) => boolean,
): string[] {
  const marking = () => {
    const marks = new Uint8Array(columns.endId);
    for (let i = 0; i < matches.length; i++) marks[matches.ids[i]!] = 1;
    return marks;
  };
  const counts = column.mostFrequent(matches, NAMES_READ, marking);
  const agreeing: string[] = [];
  for (const [number] of counts) {
    const text = column.dictionary.texts[number]!;
    if (agrees(text)) agreeing.push(text);
    if (agreeing.length === 10) break;
  }
  return agreeing;
}

function hasAllWords(text: string, plan: QueryPlan): boolean {
  const terms = indexTerms(text);
  return plan.units.every((unit) =>
    unit.alternatives.some((alternative) =>
      alternative.every((term) => terms.some((one) => (term.isPrefix ? one.startsWith(term.text) : one === term.text))),
    ),
  );
}
