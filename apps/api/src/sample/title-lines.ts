import { normaliseIsbn } from '../search/isbn.ts';

/** Where a title stands in the library. Gives its classification, location, item type and popularity. */
export type Shelf =
  | 'fiction'
  | 'poetry'
  | 'theatre'
  | 'thought'
  | 'history'
  | 'science'
  | 'children'
  | 'comics'
  | 'cookery'
  | 'travel'
  | 'art'
  | 'reference'
  | 'periodicals'
  | 'maps'
  | 'games'
  | 'films'
  | 'music';

export type TitleKind = 'book' | 'comic' | 'periodical' | 'music' | 'film' | 'map' | 'game';

/**
 * Titles of one shelf in one language (ISO 639-2/B), one a line:
 *
 *     title // subtitle | author; author | place: publisher | year | subject; subject | series=…; isbn=…; extent=…
 *
 * Authors are in the form by which they are sorted, `Camus, Albert`, as MARC headings are; a name without a comma stands
 * as it is. Subtitle, author, publisher and the last field may be missing. The year is that of the first publication, or
 * of the edition that the ISBN or publisher names.
 */
export interface TitleBlock {
  shelf: Shelf;
  kind: TitleKind;
  language: 'fre' | 'eng';
  lines: string;
}

export interface SampleTitle {
  shelf: Shelf;
  kind: TitleKind;
  language: 'fre' | 'eng';
  title: string;
  subtitle: string | null;
  /** `Camus, Albert` */
  authors: string[];
  place: string | null;
  publisher: string | null;
  year: number;
  subjects: string[];
  series: string | null;
  isbn: string | null;
  extent: string | null;
}

/** Reads the titles of a block. A line that does not follow the form is an error that repeats it. */
export function parseTitles(block: TitleBlock): SampleTitle[] {
  return block.lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseTitle(line, block));
}

/** Turns `Camus, Albert` into `Albert Camus`; a French particle joins its name: `Urfé, Honoré d’` is `Honoré d’Urfé`. */
export function displayName(author: string): string {
  const [family, given] = author.split(', ');
  if (given === undefined) return author;
  return given.endsWith('’') ? `${given}${family}` : `${given} ${family}`;
}

function parseTitle(line: string, { shelf, kind, language }: TitleBlock): SampleTitle {
  const fields = line.split('|').map((field) => field.trim());
  const [heading, authors, imprint, year, subjects, extras] = fields;
  if (!heading || fields.length < 5 || fields.length > 6 || !/^\d{4}$/.test(year!)) {
    throw new Error(`This line of the sample library is not a title: ${line}`);
  }
  const [title, subtitle] = heading.split(' // ');
  const [place, publisher] = splitOnce(imprint!, ': ');
  const { series = null, isbn = null, extent = null, ...unknown } = parseExtras(extras ?? '');
  if (Object.keys(unknown).length > 0 || (isbn !== null && normaliseIsbn(isbn) !== isbn)) {
    throw new Error(`The last field of this line of the sample library is wrong: ${line}`);
  }
  return {
    shelf,
    kind,
    language,
    title: title!,
    subtitle: subtitle ?? null,
    authors: list(authors!),
    place: place || null,
    publisher: publisher ?? null,
    year: Number(year),
    subjects: list(subjects!),
    series,
    isbn,
    extent,
  };
}

function list(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseExtras(text: string): Record<string, string> {
  return Object.fromEntries(list(text).map((part) => splitOnce(part, '=') as [string, string]));
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
