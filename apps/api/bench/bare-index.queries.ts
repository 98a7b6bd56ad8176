import { DatabaseSync } from 'node:sqlite';
import type { ScaleRecord } from './make-scale.ts';

/** Writes the full-text index of the reference: a table of FTS5 as its manual makes one. */
export function writeBareIndex(file: string, records: Iterable<ScaleRecord>): void {
  const database = new DatabaseSync(file);
  database.exec(
    `create virtual table works using fts5(title, author, subjects, tokenize = 'unicode61 remove_diacritics 2')`,
  );
  const insert = database.prepare('insert into works (rowid, title, author, subjects) values (?, ?, ?, ?)');
  database.exec('begin');
  for (const { index, title, author, subjects } of records) insert.run(index + 1, title, author, subjects.join(' | '));
  database.exec('commit');
  database.exec(`insert into works (works) values ('optimize')`);
  database.close();
}
