import { QueryCorrection, type CorrectedQuery } from './correction.ts';
import { identifiersOf, keysOf, termsOf, vocabularyOf, type DocumentTerms } from './document-terms.ts';
import { FacetCounter } from './facets.ts';
import { RebuildFailedError, type DocumentWrite, type IndexFile } from './index-file.queries.ts';
import { NO_MATCHES, type Matches } from './matches.ts';
import { Matcher } from './matching.ts';
import { pageOf } from './page.ts';
import type { Postings } from './postings.ts';
import { planQuery, type QueryPlan, type QueryTerm } from './query-plan.ts';
import { RecordColumns } from './record-columns.ts';
import { relatedTo } from './related.ts';
import { Scratch } from './scratch.ts';
import type {
  IndexChanges,
  IndexState,
  SearchDocument,
  SearchMatch,
  SearchQuery,
  SearchResult,
  Suggestion,
} from './search-index.ts';
import { suggestionsFor } from './suggestions.ts';
import { TermPostings } from './term-postings.ts';
import { fold, wordsOf } from './text.ts';
import { Vocabulary } from './vocabulary.ts';

interface Answer {
  matches: Matches;
  match: SearchMatch;
  suggestion: string | null;
}

const CACHED_ANSWERS = 500;
/** From how many records on a list is read in steps, and from how many on when the index is opened. */
const LENGTHS = { long: 50_000, veryLong: 150_000 };
/** How many postings the very long lists may have together. */
const WARM_POSTINGS = 12_000_000;
/** Up to how many matches another spelling is looked for, and how many times as many it must find. */
const FEW = 3;
const MANY_TIMES = 10;

/** The index itself: the file, and what of it is kept in memory. Synchronous; it lives in a worker thread. */
export class SearchEngine {
  readonly #file: IndexFile;
  readonly #lengths: typeof LENGTHS;
  readonly #columns = new RecordColumns();
  readonly #scratch = new Scratch();
  readonly #vocabulary = new Vocabulary();
  readonly #postings: TermPostings;
  readonly #matcher: Matcher;
  readonly #facets: FacetCounter;
  /** Answers since the last change, by query; the least recently used goes first. */
  readonly #answers = new Map<string, SearchResult>();
  /** Ids met since a rebuild began; the others are stale when it ends. */
  #rebuilt: Set<number> | null = null;

  constructor(file: IndexFile, lengths = LENGTHS) {
    this.#file = file;
    this.#lengths = lengths;
    for (const { document, keys } of file.documents()) this.#columns.set(document, keys);
    for (const [term, frequency] of file.vocabulary()) this.#vocabulary.add(term, frequency);
    this.#postings = new TermPostings(file);
    this.#matcher = new Matcher(file, this.#postings, this.#columns, this.#scratch);
    this.#facets = new FacetCounter(this.#columns, this.#scratch);
    this.#warmUp();
  }

  search(query: SearchQuery): SearchResult {
    const key = JSON.stringify(query);
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known;
    }
    this.#scratch.free();
    const result = this.#answer(query);
    this.#answers.set(key, result);
    if (this.#answers.size > CACHED_ANSWERS) this.#answers.delete(this.#answers.keys().next().value!);
    return result;
  }

  /** Reads the long lists that a query needs, in steps; without that, it reads them at once when it is asked. */
  *prepare(text: string): Generator<void> {
    if (this.#columns.count < this.#lengths.long) return;
    for (const { alternatives } of planQuery(text).units) {
      for (const term of alternatives.flat()) {
        if (this.#isLong(term)) yield* this.#postings.read(term.text, term.isPrefix);
      }
    }
  }

  suggest(text: string, limit: number): Suggestion[] {
    const plan = planQuery(text);
    if (plan.units.length === 0) return [];
    this.#scratch.free();
    const { matches } = this.#find(plan);
    return suggestionsFor(plan, matches, limit, this.#columns, this.#file, this.#scratch);
  }

  related(id: number, limit: number): number[] {
    return relatedTo(id, limit, this.#columns);
  }

  apply({ upserts, removals, position }: IndexChanges): void {
    const writes = upserts.map((document) => this.#toWrite(document));
    const removed = removals.map((id) => ({ id, before: this.#termsBefore(id) }));
    this.#file.write(
      writes.map(({ write }) => write),
      removals,
      position,
    );
    this.#answers.clear();
    for (const { write, before } of writes) {
      if (write.terms !== null) this.#followWords(write.id, before, write.terms);
      this.#columns.set(write.document, write.keys);
      this.#rebuilt?.add(write.id);
    }
    for (const { id, before } of removed) {
      if (before !== null) this.#followWords(id, before, null);
      this.#columns.remove(id);
    }
  }

  beginRebuild(): void {
    this.#rebuilt = new Set();
    this.#file.beginRebuild();
  }

  endRebuild(position: number): void {
    const rebuilt = this.#rebuilt;
    // The file was found broken meanwhile, and another has taken its place.
    if (rebuilt === null) throw new RebuildFailedError('This index was not being rebuilt');
    const stale = [...this.#columns.everything().ids].filter((id) => !rebuilt.has(id));
    this.#rebuilt = null;
    this.apply({ upserts: [], removals: stale, position });
  }

  state(): IndexState {
    return { position: this.#file.position(), documentCount: this.#columns.count };
  }

  close(): void {
    this.#file.close();
  }

  /** Reads the longest lists, so that nobody waits for them, and has the code that goes through them compiled. */
  #warmUp(): void {
    if (this.#columns.count >= this.#lengths.long) this.#columns.names.prepare();
    if (this.#columns.count < this.#lengths.veryLong) return;
    const frequent = this.#vocabulary.frequent(this.#lengths.veryLong);
    for (const { text, isPrefix } of frequent) {
      if (this.#postings.size > WARM_POSTINGS) break;
      this.#postings.get(text, isPrefix);
    }
    const words = frequent.filter(({ isPrefix }) => !isPrefix).map(({ text }) => text);
    for (const text of [...words.slice(0, 3), words.slice(0, 2).join(' '), words.slice(0, 3).join(' ')]) {
      const query = { text: `${text} `, filters: {}, limit: 20, after: null, includeSuppressed: true };
      for (const sort of ['relevance', 'year_desc'] as const) this.search({ ...query, sort });
    }
    this.#answers.clear();
  }

  /** How many records have a word that begins so is not known: few letters begin many. */
  #isLong({ text, isPrefix }: QueryTerm): boolean {
    return isPrefix ? text.length < 4 : this.#vocabulary.frequency(text) >= this.#lengths.long;
  }

  #answer({ text, filters, sort, limit, after, includeSuppressed }: SearchQuery): SearchResult {
    const plan = planQuery(text);
    const isBrowsing = plan.units.length === 0 && text.trim() === '';
    const { matches, match, suggestion } = isBrowsing ? this.#everything() : this.#find(plan);
    const filtered = this.#facets.filter(matches, filters, includeSuppressed);
    // Without words nothing is more relevant than another: the newest come first.
    const order = isBrowsing && sort === 'relevance' ? 'newest' : sort;
    const page = pageOf(filtered.matches, { sort: order, limit, after }, this.#columns, this.#file);
    return {
      ids: page.ids,
      total: filtered.matches.length,
      totalIsExact: true,
      match,
      suggestion,
      facets: filtered.facets,
      next: page.next,
    };
  }

  #everything(): Answer {
    return { matches: { ...NO_MATCHES, ...this.#columns.everything() }, match: 'all', suggestion: null };
  }

  #find(plan: QueryPlan): Answer {
    if (plan.identifier !== null) {
      const matches = this.#matcher.identified(plan.identifier);
      if (matches.length > 0) return { matches, match: 'all', suggestion: null };
    }
    const found = plan.units.map((unit) => this.#matcher.unit(unit));
    const matches = this.#matcher.all(found, plan.plain);
    if (matches.length > 0) return { matches, match: 'all', suggestion: this.#betterThan(matches, plan, found) };

    const correction = new QueryCorrection(plan, found, this.#matcher, this.#vocabulary);
    const corrected = correction.together(correction.suspectWords());
    if (corrected !== null) {
      const better = this.#matcher.all(corrected.units, plainOf(plan, corrected));
      return { matches: better, match: 'corrected', suggestion: this.#rewrite(plan, corrected, better) };
    }
    const closest = correction.eachWord();
    const some = this.#matcher.most(closest.units);
    if (some.length === 0) return { matches: NO_MATCHES, match: 'none', suggestion: null };
    const isCorrected = closest.words.some((words) => words !== null);
    return { matches: some, match: 'some', suggestion: isCorrected ? this.#rewrite(plan, closest, some) : null };
  }

  /** "Did you mean" for a query that finds little where another spelling finds many times as much. */
  #betterThan(matches: Matches, plan: QueryPlan, found: readonly Postings[]): string | null {
    if (matches.length > FEW) return null;
    const correction = new QueryCorrection(plan, found, this.#matcher, this.#vocabulary);
    const rare = correction.rareWords();
    const corrected = rare.length === 0 ? null : correction.together(rare);
    if (corrected === null) return null;
    const better = this.#matcher.all(corrected.units, plainOf(plan, corrected));
    return better.length < matches.length * MANY_TIMES ? null : this.#rewrite(plan, corrected, better);
  }

  /** Writes the corrected query out, each new word as the best record spells it. */
  #rewrite(plan: QueryPlan, corrected: CorrectedQuery, matches: Matches): string {
    const best = pageOf(matches, { sort: 'relevance', limit: 1, after: null }, this.#columns, this.#file).ids[0];
    const document = best === undefined ? undefined : this.#file.document(best);
    const spellings = document === undefined ? new Map<string, string>() : spellingsIn(document);
    return plan.shown
      .map(
        ({ text, unit }) =>
          (unit === null ? null : corrected.words[unit])?.map((word) => spellings.get(word) ?? word).join(' ') ?? text,
      )
      .filter((text) => text !== '')
      .join(' ');
  }

  #toWrite(document: SearchDocument): { write: DocumentWrite; before: DocumentTerms | null } {
    const before = this.#termsBefore(document.id);
    const after = termsOf(document);
    const isSame = before !== null && JSON.stringify(before) === JSON.stringify(after);
    const write: DocumentWrite = {
      id: document.id,
      document,
      keys: keysOf(document),
      terms: isSame ? null : after,
      identifiers: identifiersOf(document),
    };
    return { write, before };
  }

  #termsBefore(id: number): DocumentTerms | null {
    if (!this.#columns.has(id)) return null;
    const document = this.#file.document(id);
    return document === undefined ? null : termsOf(document);
  }

  #followWords(id: number, before: DocumentTerms | null, after: DocumentTerms | null): void {
    this.#postings.update(id, before, after);
    if (before !== null) for (const term of vocabularyOf(before)) this.#vocabulary.add(term, -1);
    if (after !== null) for (const term of vocabularyOf(after)) this.#vocabulary.add(term, 1);
  }
}

function plainOf(plan: QueryPlan, corrected: CorrectedQuery): string[] {
  return plan.units.flatMap(
    (unit, i) => corrected.words[i] ?? unit.word ?? unit.alternatives[0]!.map((term) => term.text),
  );
}

/** The words of a record as they are written there, by their folded form. */
function spellingsIn({ title, subtitle, authors, subjects }: SearchDocument): Map<string, string> {
  const spellings = new Map<string, string>();
  for (const text of [title, ...authors, subtitle ?? '', ...subjects]) {
    for (const [written] of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const [[[folded] = []] = []] = wordsOf(fold(written));
      if (folded !== undefined && !spellings.has(folded)) spellings.set(folded, written);
    }
  }
  return spellings;
}
