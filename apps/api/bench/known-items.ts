import type { SearchEngine } from '../src/search/search-engine.ts';
import { plainWords } from '../src/search/text.ts';
import type { ScaleRecord } from './make-scale.ts';

/** Shares of sought records that stood among the first ten answers. */
export interface KnownItemShares {
  sought: number;
  asWritten: number;
  withTypingError: number;
}

const MIN_WORD = 5;

/** Looks for records as a reader would who remembers some words: three of the title and the author's family name. */
export function measureKnownItems(engine: SearchEngine, records: readonly ScaleRecord[]): KnownItemShares {
  let sought = 0;
  let asWritten = 0;
  let withTypingError = 0;
  const works = new Map(records.map((record) => [record.index + 1, workOf(record)]));
  for (const record of records) {
    const words = [...plainWords(record.title).slice(0, 3), ...plainWords(record.author.split(',')[0]!).slice(0, 1)];
    const place = words.findIndex((word) => word.length >= MIN_WORD && /^[a-z]+$/.test(word));
    if (words.length < 3 || place === -1) continue;
    sought++;
    const isFound = (query: string[]) => {
      const text = query.join(' ');
      const { ids } = engine.search({
        text,
        filters: {},
        sort: 'relevance',
        limit: 10,
        after: null,
        includeSuppressed: false,
      });
      // Another edition of the same work is the right answer too.
      return ids.some((id) => id === record.index + 1 || works.get(id) === workOf(record));
    };
    if (isFound(words)) asWritten++;
    if (isFound(words.with(place, withError(words[place]!, record.index)))) withTypingError++;
  }
  return { sought, asWritten: asWritten / sought, withTypingError: withTypingError / sought };
}

function workOf({ title, author }: ScaleRecord): string {
  return `${title}\n${author}`;
}

/** One of four errors, by turns: a letter left out, doubled, changed, or swapped with the next. */
function withError(word: string, turn: number): string {
  const at = 1 + (turn % (word.length - 2));
  const before = word.slice(0, at);
  switch (turn % 4) {
    case 0:
      return before + word.slice(at + 1);
    case 1:
      return before + word[at] + word.slice(at);
    case 2:
      return before + (word[at] === 'e' ? 'a' : 'e') + word.slice(at + 1);
    default:
      return before + word[at + 1] + word[at] + word.slice(at + 2);
  }
}
