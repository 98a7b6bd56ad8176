import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BackupContext } from '../src/backups/make-backup.ts';
import { openStorage } from '../src/backups/storage.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase, type Db } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { makeItem, makePatron, makeRecord } from './factories.ts';
import { createTestDatabase, ENGINE } from './test-database.ts';

/** Where the tools of MySQL are; those of MariaDB are on the PATH where its server is. */
const TOOLS_DIR = process.env['BIBLIO_TEST_MYSQL_TOOLS'];

/** The settings by which the tools of the engine under test are found. */
export const TOOL_SETTINGS: Record<string, string> =
  ENGINE === 'mysql' && TOOLS_DIR !== undefined ? { BACKUP_TOOLS_DIR: TOOLS_DIR } : {};

/** Why nothing can be backed up on the engine under test; false when it can. */
export const NO_TOOLS = missingTools();

function missingTools(): false | string {
  if (ENGINE === 'sqlite') return false;
  const tools =
    ENGINE === 'mysql' ? ['mysqldump', 'mysql', 'mysqlbinlog'] : ['mariadb-dump', 'mariadb', 'mariadb-binlog'];
  const folder = ENGINE === 'mysql' ? (TOOLS_DIR ?? '') : '';
  const missing = tools.filter((tool) => spawnSync(path.join(folder, tool), ['--version']).status !== 0);
  return missing.length > 0 && `${missing.join(', ')} cannot be run; BIBLIO_TEST_MYSQL_TOOLS may name their folder`;
}

/** A library with a little in it, and a place for its backups. */
export interface BackupScene {
  context: BackupContext;
  url: string;
  folder: string;
  /** The same library and place, with other settings. */
  contextWith: (settings: Record<string, string>) => BackupContext;
  /** Works on the library's database, which nobody has open before and after. */
  withDb: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  /** The names of the titles that the library has now. */
  titles: () => Promise<string[]>;
  addTitle: (title: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Makes one, on the engine under test. */
export async function createBackupScene(): Promise<BackupScene> {
  const { url, drop } = await createTestDatabase({ isShared: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-backups-'));
  const contextWith = (settings: Record<string, string>): BackupContext => {
    const config = readConfig({
      DATABASE_URL: url,
      BIBLIO_DATA_DIR: path.join(folder, 'data'),
      BACKUP_STORE: path.join(folder, 'store'),
      ...TOOL_SETTINGS,
      ...settings,
    });
    return { config, clock: systemClock, storage: openStorage(config), progress: () => {} };
  };
  const withDb: BackupScene['withDb'] = async (work) => {
    const db = openDatabase(url);
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };
  const addTitle = (title: string) => withDb(async (db) => void (await makeRecord(db, { title })));
  await withDb(async (db) => {
    await migrateToLatest(db);
    await makePatron(db, { notes: 'Ω — 図書館 🦉 \\ \' " %' });
    const recordId = await makeRecord(db, { title: 'Before' });
    await makeItem(db, { record_id: recordId });
    const original = new Uint8Array([0, 255, 10, 13, 26, 39, 92]);
    await db
      .insertInto('record_sources')
      .values({ record_id: recordId, format: 'marc21', syntax: 'iso2709', fingerprint: 'f', original })
      .execute();
  });
  return {
    context: contextWith({}),
    url,
    folder,
    contextWith,
    withDb,
    titles: () =>
      withDb(async (db) => {
        const rows = await db.selectFrom('records').select('title').orderBy('title').execute();
        return rows.map(({ title }) => title);
      }),
    addTitle,
    close: async () => {
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
