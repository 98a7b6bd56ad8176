import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openIndexFile } from '../src/search/index-file.queries.ts';
import { SearchEngine } from '../src/search/search-engine.ts';
import type { SearchDocument, SearchFilters, SearchQuery, SearchSort } from '../src/search/search-index.ts';
import { measureKnownItems } from './known-items.ts';
import { openScale, type ScaleRecord } from './make-scale.ts';

/** The search engine alone, on one thread: `node apps/api/bench/search.bench.ts --records 100000`. */
const { values } = parseArgs({
  options: { records: { type: 'string', default: '10000,100000' }, rounds: { type: 'string', default: '20' } },
});

/** How many records are looked for. */
const SAMPLE_SIZE = 1000;

interface Case {
  name: string;
  text: string;
  filters?: SearchFilters;
  sort?: SearchSort;
}

const CASES: Case[] = [
  { name: 'one rare word', text: 'amulet' },
  { name: 'one common word', text: 'history' },
  { name: 'author', text: 'shakespeare william' },
  { name: 'title', text: 'the adventures of sherlock holmes' },
  { name: 'title and author', text: 'austen pride prejudice' },
  { name: 'French, elision', text: 'l’île mystérieuse' },
  { name: 'three words', text: 'short stories english' },
  { name: 'prefix', text: 'advent' },
  { name: 'two-letter prefix', text: 'st' },
  { name: 'one-letter prefix', text: 'a' },
  { name: 'stop word', text: 'the ' },
  { name: 'stop words', text: 'of the ' },
  { name: 'typing error', text: 'shakespere' },
  { name: 'two typing errors', text: 'adventurs of sherlok holmes' },
  { name: 'transliteration', text: 'dostoievsky' },
  { name: 'words that never meet', text: 'amulet chemistry shakespeare' },
  { name: 'nothing', text: 'xqzzyv wkkjhq' },
  { name: 'ISBN', text: '979-8-90000-000-8' },
  { name: 'everything', text: '' },
  { name: 'filters', text: 'history', filters: { language: ['eng'], yearFrom: 1900, available: true } },
  { name: 'sorted by title', text: 'history', sort: 'title' },
  { name: 'everything by author', text: '', sort: 'author' },
];

const LANGUAGES: Record<string, string> = {
  en: 'eng',
  fr: 'fre',
  fi: 'fin',
  de: 'ger',
  it: 'ita',
  es: 'spa',
  nl: 'dut',
};

const scale = openScale();
console.log(`Catalogue: ${scale.describe}`);
for (const count of values.records.split(',').map(Number)) measure(count, Number(values.rounds));

function measure(count: number, rounds: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-search-'));
  const file = path.join(folder, 'search.sqlite');
  try {
    const started = performance.now();
    let engine = new SearchEngine(openIndexFile(file));
    let batch: SearchDocument[] = [];
    const sample: ScaleRecord[] = [];
    for (const record of scale.records(count)) {
      batch.push(toDocument(record));
      if (record.index % Math.ceil(count / SAMPLE_SIZE) === 0) sample.push(record);
      if (batch.length === 500) {
        engine.apply({ upserts: batch, removals: [] });
        batch = [];
      }
    }
    engine.apply({ upserts: batch, removals: [], position: 0 });
    const built = performance.now();
    engine.close();
    const reopening = performance.now();
    engine = new SearchEngine(openIndexFile(file));
    const opened = performance.now();
    const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
    console.log(
      `\n${count} records: built in ${seconds(built - started)}, opened in ${seconds(opened - reopening)}, ` +
        `file ${megabytes(statSync(file).size)}, memory ${megabytes(process.memoryUsage().rss)}`,
    );
    console.table(Object.fromEntries(CASES.map((one) => [one.name, measureCase(engine, one, rounds)])));
    const { sought, asWritten, withTypingError } = measureKnownItems(engine, sample);
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    console.log(
      `${sought} known items among the first ten: ${percent(asWritten)}, with a typing error ${percent(withTypingError)}`,
    );
    engine.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first answer reads word lists from the file. None is taken from the cache of answers. */
function measureCase(engine: SearchEngine, { text, filters = {}, sort = 'relevance' }: Case, rounds: number): object {
  const times: number[] = [];
  const queryOf = (limit: number): SearchQuery => ({
    text,
    filters,
    sort,
    limit,
    after: null,
    includeSuppressed: false,
  });
  const cpu = process.cpuUsage();
  let total = 0;
  for (let round = 0; round < rounds; round++) {
    // A change, even an empty one, makes the engine forget its answers.
    engine.apply({ upserts: [], removals: [] });
    const began = performance.now();
    total = engine.search(queryOf(20)).total;
    times.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(cpu);
  const [first] = times;
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(2));
  const cpuMs = Number(((user + system) / 1000 / rounds).toFixed(2));
  return { total, 'first ms': Number(first!.toFixed(2)), 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'CPU ms': cpuMs };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function toDocument(record: ScaleRecord): SearchDocument {
  const branches = Array.from({ length: Math.min(record.copies, 3) }, (_, i) => 1 + ((record.index + i) % 3));
  return {
    id: record.index + 1,
    title: record.title,
    subtitle: null,
    authors: record.author === '' ? [] : [record.author],
    subjects: record.subjects,
    series: null,
    publisher: null,
    isbns: [record.isbn],
    barcodes: Array.from(
      { length: record.copies },
      (_, copy) => `3${String(record.index * 100 + copy).padStart(9, '0')}`,
    ),
    controlNumber: `scale-${record.index}`,
    kind: 'book',
    language: LANGUAGES[record.language] ?? null,
    year: record.year,
    branches,
    availableBranches: record.index % 7 === 0 ? [] : branches,
    createdAt: '2026-01-01T00:00:00.000Z',
    isSuppressed: false,
  };
}
