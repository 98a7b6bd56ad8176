import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { isbn13CheckDigit } from '../src/search/isbn.ts';

/** A record of the made catalogue, the same on every machine. */
export interface ScaleRecord {
  /** 0, 1, 2 … */
  index: number;
  title: string;
  author: string;
  /** ISO 639-1, as the pool has it. */
  language: string;
  year: number;
  isbn: string;
  subjects: string[];
  copies: number;
  checkouts: number;
}

/** Where made catalogues come from. */
export interface Scale {
  describe: string;
  records: (count: number) => IterableIterator<ScaleRecord>;
}

interface Work {
  title: string;
  author: string;
  language: string;
  subjects: string[];
}

/** What the recipe gives for its first 1,000 rows on the real catalogue. */
const FIRST_ROWS = 1000;
const FIRST_ROWS_SHA256 = '1f2b3ca5102cccdfbdf25dd9f3f2510e3922e45f443976a85ce7db35eb1078e9';

/**
 * Makes a catalogue of any size out of real titles: `books/gutenberg_catalogue.csv` in the folder that BIBLIO_REAL_DATA
 * names. Without it, titles are put together from a small list of words, and `describe` says so.
 */
export function openScale(environment: NodeJS.ProcessEnv = process.env): Scale {
  const folder = environment['BIBLIO_REAL_DATA'];
  const file = folder === undefined ? undefined : path.join(folder, 'books', 'gutenberg_catalogue.csv');
  if (file === undefined || !existsSync(file)) {
    return {
      describe: 'synthetic titles (set BIBLIO_REAL_DATA to a folder with books/gutenberg_catalogue.csv for real ones)',
      records: (count) => makeRecords(syntheticPool(), count),
    };
  }
  const pool = readPool(file);
  checkFirstRows(pool);
  return {
    describe: `titles of ${pool.length} works of the Project Gutenberg catalogue`,
    records: (count) => makeRecords(pool, count),
  };
}

function checkFirstRows(pool: readonly Work[]): void {
  const hash = createHash('sha256');
  for (const record of makeRecords(pool, FIRST_ROWS)) hash.update(toRow(record));
  const sha256 = hash.digest('hex');
  if (sha256 !== FIRST_ROWS_SHA256) {
    throw new Error(`The first ${FIRST_ROWS} made records have SHA-256 ${sha256} instead of ${FIRST_ROWS_SHA256}`);
  }
}

function toRow({ index, title, author, language, year, isbn, subjects, copies, checkouts }: ScaleRecord): string {
  return `${[index, title, author, language, year, isbn, subjects.join(' | '), copies, checkouts].join('\t')}\n`;
}

function readPool(file: string): Work[] {
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
  const works = new Map<number, Work>();
  for (const row of rows) {
    const id = Number(row['gutenberg_id']);
    if (works.has(id)) continue;
    works.set(id, {
      title: row['title']!.split(/[\r\n]/, 1)[0]!.trim(),
      author: row['author']!,
      language: row['language']!.split('/', 1)[0] || 'en',
      subjects: row['lcsh']!.split(' | ').filter((subject) => subject !== ''),
    });
  }
  return [...works]
    .filter(([, work]) => work.title !== '')
    .sort(([a], [b]) => a - b)
    .map(([, work]) => work);
}

/** Enough words for titles that differ, in two languages; the frequencies are nothing like those of a real catalogue. */
function syntheticPool(): Work[] {
  const words = {
    en: [
      'river',
      'house',
      'letter',
      'winter',
      'garden',
      'stranger',
      'history',
      'night',
      'island',
      'mountain',
      'voyage',
      'daughter',
    ],
    fr: [
      'rivière',
      'maison',
      'lettre',
      'hiver',
      'jardin',
      'étranger',
      'histoire',
      'nuit',
      'île',
      'montagne',
      'voyage',
      'fille',
    ],
  };
  const pool: Work[] = [];
  for (const language of ['en', 'fr'] as const) {
    const list = words[language];
    const [article, link] = language === 'en' ? ['The', 'of the'] : ['La', 'de la'];
    for (let a = 0; a < list.length; a++) {
      for (let b = 0; b < list.length; b++) {
        for (let n = 1; n <= 4; n++) {
          pool.push({
            title: `${article} ${list[a]} ${link} ${list[b]} ${n}`,
            author: `${list[b]!.toUpperCase()}, ${list[(a + n) % list.length]}`,
            language,
            subjects: [list[(a + b) % list.length]!, `${list[b]} -- ${language}`],
          });
        }
      }
    }
  }
  return pool;
}

/** SplitMix64. The state of a record depends on its index only, so that any slice can be made alone. */
function drawsOf(index: number): bigint[] {
  const mask = (1n << 64n) - 1n;
  let state = (20250101n + BigInt(index) * 0x1000003n) & mask;
  return Array.from({ length: 10 }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  });
}

/** Upper ends, in ten-thousandths, of the bands of copies; and of checkouts with their lowest and highest number. */
const COPIES: readonly [number, number][] = [
  [8800, 1],
  [9500, 2],
  [9700, 3],
  [9800, 4],
  [9900, 5],
  [9970, 9],
  [9990, 28],
  [10_000, 95],
];
const CHECKOUTS: readonly [number, number, number][] = [
  [5650, 0, 0],
  [6900, 1, 2],
  [7500, 3, 3],
  [9000, 4, 7],
  [9500, 8, 11],
  [9900, 12, 23],
  [9990, 24, 47],
  [10_000, 48, 113],
];

function* makeRecords(pool: readonly Work[], count: number): IterableIterator<ScaleRecord> {
  const byLanguage = Map.groupBy(pool, (work) => work.language);
  const made: { title: string; author: string }[] = [];
  for (let index = 0; index < count; index++) {
    const v = drawsOf(index);
    const draw = (n: number, below: number) => Number(v[n]! % BigInt(below));
    const b = pool[draw(0, pool.length)]!;
    const sameLanguage = byLanguage.get(b.language)!;
    const c = sameLanguage[draw(1, sameLanguage.length)]!;
    const d = sameLanguage[draw(2, sameLanguage.length)]!;
    const branch = draw(3, 100);
    const key =
      branch < 15 && index > 0
        ? made[draw(4, index)]!
        : { title: branch < 70 ? b.title : `${headOf(b.title)} : ${lastWords(headOf(c.title), 6)}`, author: d.author };
    made.push(key);
    const subjects = [...new Set([...b.subjects, ...(draw(5, 4) === 0 ? c.subjects : [])])];
    const age = ((v[6]! % 100n) * (v[6]! >> 40n)) % 226n;
    const year = draw(6, 3) === 0 ? 1990 + draw(6, 36) : 2025 - Math.min(225, Number(age));
    const body = `979${890_000_000 + index}`;
    const copies = COPIES.find(([end]) => draw(7, 10_000) < end)![1];
    const [, least, most] = CHECKOUTS.find(([end]) => draw(8, 10_000) < end)!;
    const checkouts = least + draw(9, most - least + 1);
    const isbn = body + isbn13CheckDigit(body);
    yield { index, ...key, language: b.language, year, isbn, subjects, copies, checkouts };
  }
}

function headOf(title: string): string {
  const ends = [':', ';', ' - ', ' — '].map((mark) => title.indexOf(mark)).filter((at) => at >= 0);
  return [...title.slice(0, Math.min(title.length, ...ends)).trim()].slice(0, 120).join('');
}

function lastWords(text: string, count: number): string {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(-count)
    .join(' ');
}
