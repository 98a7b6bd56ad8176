import { hash } from 'node:crypto';
import type { ImportedTitle } from './imported-title.ts';

/**
 * The key under which a title is known: importing it again finds it by this. From strongest to weakest: the key that an
 * export of Biblio Pro carries; the control number with whose it is; the control number with the title, since many systems count from 1; an ISBN with the title; the whole
 * description. The title beside number and ISBN keeps an import from writing over another library's book.
 */
export function matchKeyOf({ record, agency, ownKey }: Pick<ImportedTitle, 'record' | 'agency' | 'ownKey'>): string {
  if (ownKey !== null) return ownKey;
  const { controlNumber, isbns } = record;
  // What names the record itself in the whole world (a persistent address) needs no number beside it.
  if (agency !== null && /^https?:/.test(agency)) return bounded('id', agency);
  if (controlNumber !== null && agency !== null) return bounded('cn', `${agency}:${controlNumber}`);
  if (controlNumber !== null) return bounded('no', `${controlNumber}:${shortHash(plain(record.title))}`);
  const [isbn] = isbns;
  if (isbn !== undefined) return bounded('isbn', `${isbn}:${shortHash(plain(record.title))}`);
  const description = [
    record.kind,
    record.title,
    record.subtitle,
    record.responsibility,
    record.authors.join(';'),
    record.publisher,
    record.year,
    record.edition,
    record.series,
    record.extent,
  ];
  return `as:${hash('sha256', description.map((part) => plain(String(part ?? ''))).join('\n')).slice(0, 40)}`;
}

/** The key of a record that shares another's key within one file but says something else: both are kept. */
export function twinKeyOf(key: string, fingerprint: string): string {
  return bounded('twin', `${key}#${fingerprint.slice(0, 16)}`);
}

const MAX_LENGTH = 150;

function bounded(kind: string, text: string): string {
  const key = `${kind}:${text}`;
  return key.length <= MAX_LENGTH ? key : `${kind}:${hash('sha256', text).slice(0, 40)}`;
}

function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 16);
}

/** Letters and digits only, without case and accents: the form in which titles are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How an export writes a title's key into field 035 $a, the place for numbers of other systems. */
const OWN_KEY_PREFIX = '(biblio-pro)';

export function writeOwnKey(key: string): string {
  return OWN_KEY_PREFIX + key;
}

/** Reads a key back; null when the text is another system's number. */
export function readOwnKey(text: string): string | null {
  if (!text.startsWith(OWN_KEY_PREFIX)) return null;
  const key = text.slice(OWN_KEY_PREFIX.length).trim();
  return /^[\x21-\x7e\u00a0-\uffff ]{3,191}$/.test(key) ? key : null;
}
