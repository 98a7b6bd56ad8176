import { existsSync, renameSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { problem } from '../errors.ts';

/** The path of the file behind a `sqlite:` URL. */
export function fileOf(databaseUrl: string): string {
  return databaseUrl.slice('sqlite:'.length);
}

/**
 * Copies a database that may be in use, by SQLite's own backup API, and puts the copy in place only when it is whole.
 *
 * @param onProgress gets the share done, from 0 to 1.
 * @throws Problem `backup_damaged` when the copy does not pass SQLite's integrity check.
 */
export async function copyDatabase(source: string, target: string, onProgress: (share: number) => void): Promise<void> {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  const database = new DatabaseSync(source, { readOnly: true });
  try {
    // What is read stands at one moment: without it the copy begins anew whenever somebody writes.
    database.exec('begin');
    database.prepare('select count(*) from sqlite_master').get();
    await backup(database, unfinished, {
      rate: 2000,
      progress: ({ totalPages, remainingPages }) => onProgress(totalPages === 0 ? 1 : 1 - remainingPages / totalPages),
    });
  } finally {
    database.close();
  }
  settleJournal(unfinished);
  requireIntactDatabase(unfinished);
  renameSync(unfinished, target);
  onProgress(1);
}

/** Makes a database that nobody uses one file: it opens in any mode, and the journal is not part of it. */
export function settleJournal(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = delete');
  database.close();
}

/**
 * Checks that a file is a whole Biblio Pro database.
 *
 * @throws Problem `backup_damaged` with what SQLite says, `backup_foreign` when it holds something else.
 */
export function requireIntactDatabase(file: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const [first] = database.prepare('pragma integrity_check(1)').all();
    if (first?.['integrity_check'] !== 'ok')
      throw problem('backup_damaged', { reason: String(first?.['integrity_check']) });
    const tables = database
      .prepare("select count(*) as n from sqlite_master where name in ('records', 'loans', 'patrons')")
      .get();
    if (tables?.['n'] !== 3) throw problem('backup_foreign', { file });
  } catch (error) {
    // SQLite reports a file that is no database by throwing from whichever statement meets it first.
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') {
      throw problem('backup_damaged', { reason: (error as Error).message });
    }
    throw error;
  } finally {
    database?.close();
  }
}

/**
 * Tells whether another process has the database open: only the last connection may leave WAL mode.
 */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file);
  try {
    const row = database.prepare('pragma journal_mode = delete').get();
    return row?.['journal_mode'] !== 'delete';
  } catch (error) {
    // Locked by somebody: the very answer that was asked for.
    if (/locked|busy/.test((error as Error).message)) return true;
    throw error;
  } finally {
    database.close();
  }
}

/** What SQLite itself finds wrong in a database: damage, and references to rows that are not there. */
export function findDamage(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const damage = database
      .prepare('pragma integrity_check(20)')
      .all()
      .map((row) => String(row['integrity_check']));
    const orphans = database
      .prepare('pragma foreign_key_check')
      .all()
      .map((row) => `row ${row['rowid']} of ${row['table']} refers to a missing row of ${row['parent']}`);
    return [...damage.filter((text) => text !== 'ok'), ...orphans];
  } finally {
    database.close();
  }
}
