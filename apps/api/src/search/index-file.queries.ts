import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isSoundTerm, type DocumentKeys, type DocumentTerms } from './document-terms.ts';
import { FIELD, postingsOf, WEAK, type Postings } from './postings.ts';
import type { SearchDocument } from './search-index.ts';

/** Goes up whenever what stands in the file, or how texts become words, changes: older files are then rebuilt. */
const SCHEMA_VERSION = 1;

/** A record as the file holds it. */
export interface StoredDocument {
  id: number;
  document: SearchDocument;
  keys: DocumentKeys;
}

/** A record on its way into the file. `terms` is null where the words have not changed. */
export interface DocumentWrite extends StoredDocument {
  terms: DocumentTerms | null;
  identifiers: string[];
}

/** The index's own SQLite file: FTS5 word lists, identifiers, and the records themselves. */
export interface IndexFile {
  position(): number | null;
  /**
   * Forgets the position, and from now on commits by the thousand what is written, until it is written with a position. A write that
   * fails takes with it what was not committed: the file has to be begun anew then, and its error counts as damage.
   */
  beginRebuild(): void;
  documents(): IterableIterator<StoredDocument>;
  document(id: number): SearchDocument | undefined;
  titles(ids: readonly number[]): Map<number, string>;
  /** Every word with the number of records that have it. */
  vocabulary(): [term: string, frequency: number][];
  /**
   * The records that have a word; with a prefix, also weakly those where a word begins so. They come in parts, to be put
   * together: none of them takes long to read, and changes between two of them are in the later one only.
   */
  postings(term: string, isPrefix: boolean): Generator<Postings>;
  identified(identifier: string, isPrefix: boolean): number[];
  /** Walks all records in the order of a sort key. */
  inOrder(order: 'title' | 'author', after: [string, number] | null): IterableIterator<{ key: string; id: number }>;
  sortKeys(order: 'title' | 'author', ids: readonly number[]): { key: string; id: number }[];
  /** Writes and removes in one transaction, or as part of one while the index is rebuilt. */
  write(writes: readonly DocumentWrite[], removals: readonly number[], position: number | undefined): void;
  close(): void;
}

/**
 * Opens the file. One that is damaged or of another version is thrown away and begun anew, with no position.
 *
 * @param path a file, or `:memory:`
 */
export function openIndexFile(path: string): IndexFile {
  try {
    return openVersion(path);
  } catch (error) {
    if (path === ':memory:' || !isDamage(error)) throw error;
    deleteIndexFile(path);
    return openVersion(path);
  }
}

/** Deletes an index file with its companions. */
export function deleteIndexFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Tells whether an error means that the file itself is broken. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errcode } = error as { errcode?: number };
  const SQLITE_CORRUPT = 11;
  const SQLITE_NOTADB = 26;
  const primary = (errcode ?? 0) & 0xff;
  return (
    primary === SQLITE_CORRUPT ||
    primary === SQLITE_NOTADB ||
    error instanceof OtherVersionError ||
    error instanceof RebuildFailedError
  );
}

class OtherVersionError extends Error {}

/** A rebuild cannot go on: what it has written is lost, in part or as a whole. */
export class RebuildFailedError extends Error {}

function openVersion(path: string): IndexFile {
  const database = new DatabaseSync(path);
  try {
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -16000; pragma busy_timeout = 5000; pragma journal_size_limit = 16000000',
    );
    const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number };
    const { count } = database.prepare('select count(*) as count from sqlite_master').get() as { count: number };
    if (count === 0) createSchema(database);
    else if (version !== SCHEMA_VERSION) throw new OtherVersionError(`The index file has version ${version}`);
    return prepared(database);
  } catch (error) {
    // Whatever it is, the handle must not keep the file from being deleted.
    database.close();
    throw error;
  }
}

/** Statements that cannot be prepared mean that tables are missing or other than ours. */
function prepared(database: DatabaseSync): IndexFile {
  const SQLITE_ERROR = 1;
  try {
    return createIndexFile(database);
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== SQLITE_ERROR) throw error;
    throw new OtherVersionError('The index file has other tables', { cause: error });
  }
}

function createSchema(database: DatabaseSync): void {
  database.exec(`
    begin;
    create table meta (name text primary key, value integer) without rowid;
    create table documents (
      id integer primary key, document text not null, sort_title text not null, sort_author text not null,
      title_hash integer not null, head_hash integer not null, first_hash integer not null, title_length integer not null
    );
    create index documents_by_title on documents (sort_title, id);
    create index documents_by_author on documents (sort_author, id);
    create table identifiers (value text not null, id integer not null, primary key (value, id)) without rowid;
    create index identifiers_by_document on identifiers (id);
    create virtual table words using fts5(
      title, author, subject, other, sound,
      content='', contentless_delete=1, detail=column, prefix='1 2', tokenize='ascii'
    );
    create virtual table vocabulary using fts5vocab(words, 'row');
    pragma user_version = ${SCHEMA_VERSION};
    commit;
  `);
}

const MAX_IDENTIFIED = 1000;
/** How many records of a rebuild are committed together. Each commit ends a segment of the word lists, which is merged with others later. */
const REBUILT_TOGETHER = 20_000;
/** Bytes of word lists that SQLite gathers before it ends a segment by itself: its default, and while the index is rebuilt. */
const GATHERED = { usually: 1_048_576, rebuilding: 16_777_216 };

function createIndexFile(database: DatabaseSync): IndexFile {
  const prepare = (text: string): StatementSync => database.prepare(text);
  const selectDocument = prepare('select document from documents where id = ?');
  const selectPostings = prepare('select json_group_array(rowid) as ids from words where words match ?');
  const selectIdentified = prepare('select id from identifiers where value = ? order by id limit ?');
  const selectIdentifiedFrom = prepare('select id from identifiers where value >= ? and value < ? limit ?');
  const selectTitles = prepare(`
    select d.id, d.document ->> '$.title' as title from json_each(?) wanted join documents d on d.id = wanted.value`);
  const upsertDocument = prepare(`
    insert into documents (id, document, sort_title, sort_author, title_hash, head_hash, first_hash, title_length)
    values (?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (id) do update set document = excluded.document, sort_title = excluded.sort_title,
      sort_author = excluded.sort_author, title_hash = excluded.title_hash, head_hash = excluded.head_hash,
      first_hash = excluded.first_hash, title_length = excluded.title_length`);
  const deleteDocument = prepare('delete from documents where id = ?');
  const insertWords = prepare(
    'insert into words (rowid, title, author, subject, other, sound) values (?, ?, ?, ?, ?, ?)',
  );
  const deleteWords = prepare('delete from words where rowid = ?');
  const insertIdentifier = prepare('insert or ignore into identifiers (value, id) values (?, ?)');
  const deleteIdentifiers = prepare('delete from identifiers where id = ?');
  const selectPosition = prepare(`select value from meta where name = 'position'`);
  const upsertPosition = prepare(`
    insert into meta (name, value) values ('position', ?) on conflict (name) do update set value = excluded.value`);
  const ordered = {
    title: prepare(
      'select sort_title as key, id from documents where (sort_title, id) > (?, ?) order by sort_title, id',
    ),
    author: prepare(
      'select sort_author as key, id from documents where (sort_author, id) > (?, ?) order by sort_author, id',
    ),
  };
  const keysOfIds = {
    title: prepare('select d.sort_title as key, d.id from json_each(?) wanted join documents d on d.id = wanted.value'),
    author: prepare(
      'select d.sort_author as key, d.id from json_each(?) wanted join documents d on d.id = wanted.value',
    ),
  };

  const setGathered = (bytes: number) => database.exec(`insert into words (words, rank) values ('hashsize', ${bytes})`);
  let isRebuilding = false;
  /** Records that are written and not committed. */
  let uncommitted = 0;

  function matches(field: string, term: string, star: string): number[] {
    return JSON.parse((selectPostings.get(`{${field}} : "${term}"${star}`) as { ids: string }).ids) as number[];
  }

  function writeDocument({ id, document, keys, terms, identifiers }: DocumentWrite): void {
    const { sortTitle, sortAuthor, titleHash, headHash, firstHash, titleLength } = keys;
    const json = JSON.stringify(document);
    upsertDocument.run(id, json, sortTitle, sortAuthor, titleHash, headHash, firstHash, titleLength);
    if (terms !== null) {
      deleteWords.run(id);
      const fields = [terms.title, terms.author, terms.subject, terms.other, terms.sound].map((field) =>
        field.join(' '),
      );
      insertWords.run(id, ...fields);
    }
    deleteIdentifiers.run(id);
    for (const identifier of identifiers) insertIdentifier.run(identifier, id);
  }

  return {
    position: () => (selectPosition.get() as { value: number | null } | undefined)?.value ?? null,
    beginRebuild: () => {
      upsertPosition.run(null);
      setGathered(GATHERED.rebuilding);
      isRebuilding = true;
    },
    *documents() {
      const statement = prepare('select * from documents');
      for (const row of statement.iterate() as IterableIterator<DocumentRow>) {
        yield { id: row.id, document: JSON.parse(row.document) as SearchDocument, keys: toKeys(row) };
      }
    },
    document: (id) => {
      const row = selectDocument.get(id) as { document: string } | undefined;
      return row === undefined ? undefined : (JSON.parse(row.document) as SearchDocument);
    },
    titles: (ids) => {
      const rows = selectTitles.all(JSON.stringify(ids)) as unknown as { id: number; title: string }[];
      return new Map(rows.map((row) => [row.id, row.title]));
    },
    vocabulary: () => {
      const statement = prepare('select term, doc from vocabulary');
      statement.setReturnArrays(true);
      return statement.all() as unknown as [string, number][];
    },
    *postings(term, isPrefix) {
      if (isSoundTerm(term)) {
        yield postingsOf(matches('sound', term, ''), FIELD.author << WEAK);
        return;
      }
      for (const [field, bit] of Object.entries(FIELD)) {
        yield postingsOf(matches(field, term, ''), bit);
        if (isPrefix) yield postingsOf(matches(field, term, ' *'), bit << WEAK);
      }
    },
    identified: (identifier, isPrefix) => {
      const rows = isPrefix
        ? selectIdentifiedFrom.all(identifier, `${identifier}\uffff`, MAX_IDENTIFIED)
        : selectIdentified.all(identifier, MAX_IDENTIFIED);
      return [...new Set(rows.map((row) => row.id as number))].sort((a, b) => a - b);
    },
    inOrder: (order, after) =>
      ordered[order].iterate(after?.[0] ?? '', after?.[1] ?? -1) as unknown as IterableIterator<{
        key: string;
        id: number;
      }>,
    sortKeys: (order, ids) => keysOfIds[order].all(JSON.stringify(ids)) as unknown as { key: string; id: number }[],
    write: (writes, removals, position) => {
      const isPart = isRebuilding && position === undefined;
      if (!database.isTransaction) database.exec('begin immediate');
      try {
        for (const write of writes) writeDocument(write);
        for (const id of removals) {
          deleteDocument.run(id);
          deleteWords.run(id);
          deleteIdentifiers.run(id);
        }
        if (position !== undefined) upsertPosition.run(position);
        if (isRebuilding && !isPart) setGathered(GATHERED.usually);
        uncommitted += writes.length;
        if (!isPart || uncommitted >= REBUILT_TOGETHER) {
          database.exec('commit');
          uncommitted = 0;
        }
      } catch (error) {
        // Nothing half-written may stay open; the error itself is for the caller.
        if (database.isTransaction) database.exec('rollback');
        uncommitted = 0;
        if (isRebuilding) throw new RebuildFailedError('The index could not be rebuilt', { cause: error });
        throw error;
      }
      isRebuilding = isPart;
    },
    close: () => database.close(),
  };
}

interface DocumentRow {
  id: number;
  document: string;
  sort_title: string;
  sort_author: string;
  title_hash: number;
  head_hash: number;
  first_hash: number;
  title_length: number;
}

function toKeys(row: DocumentRow): DocumentKeys {
  return {
    sortTitle: row.sort_title,
    sortAuthor: row.sort_author,
    titleHash: row.title_hash,
    headHash: row.head_hash,
    firstHash: row.first_hash,
    titleLength: row.title_length,
  };
}
