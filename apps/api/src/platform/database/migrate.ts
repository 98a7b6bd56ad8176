import { Migrator, sql, type Migration } from 'kysely';
import * as library from '../../../migrations/0001-library.ts';
import * as jobs from '../../../migrations/0003-jobs.ts';
import * as decisionsAndHolds from '../../../migrations/0004-decisions-and-holds.ts';
import * as notices from '../../../migrations/0005-notices.ts';
import * as rehearsals from '../../../migrations/0007-rehearsals.ts';
import * as accounts from '../../../migrations/0009-accounts.ts';
import * as cashDays from '../../../migrations/0010-cash-days.ts';
import * as calendars from '../../../migrations/0011-calendars.ts';
import * as privacy from '../../../migrations/0012-privacy.ts';
import * as circulationLists from '../../../migrations/0013-circulation-lists.ts';
import * as servers from '../../../migrations/0015-servers.ts';
import * as revisions from '../../../migrations/0016-revisions.ts';
import * as uploads from '../../../migrations/0018-uploads.ts';
import * as backups from '../../../migrations/0019-backups.ts';
import * as backupFailures from '../../../migrations/0020-backup-failures.ts';
import type { Db } from './database.ts';
import { engineOf, type Engine } from './dialect.ts';
import { recordingDatabase } from './recording-database.ts';
import { newRevision, withoutRevisions } from './reference-writes.ts';

/** Every migration in order. Listed by hand: what runs on a database is reviewed, never discovered. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-library': library,
  '0003-jobs': jobs,
  '0004-decisions-and-holds': decisionsAndHolds,
  '0005-notices': notices,
  '0007-rehearsals': rehearsals,
  '0009-accounts': accounts,
  '0010-cash-days': cashDays,
  '0011-calendars': calendars,
  '0012-privacy': privacy,
  '0013-circulation-lists': circulationLists,
  '0015-servers': servers,
  '0016-revisions': revisions,
  '0018-uploads': uploads,
  '0019-backups': backups,
  '0020-backup-failures': backupFailures,
};

function migratorOf(db: Db): Migrator {
  // What is worked on at the same time is numbered first and lands in any order, until 0.1.0: see decision 55.
  return new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS }, allowUnorderedMigrations: true });
}

/**
 * Brings the schema up to date. Does nothing where it already is. Answers the names of the migrations that ran.
 *
 * @throws Problem `migration_running` when another process is at it.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  // The first migrations write to tables of reference data and have no table of revisions yet.
  const { error, results = [] } = await withoutRevisions(db, () => migratorOf(db).migrateToLatest());
  if (error !== undefined) throw error;
  if (results.length > 0) await db.executeQuery(newRevision());
  return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName);
}

/** Names the migrations that have not run on a database yet. Changes nothing. */
export async function listPendingMigrations(db: Db): Promise<string[]> {
  const done = new Set(await listDoneMigrations(db));
  return Object.keys(MIGRATIONS).filter((name) => !done.has(name));
}

/** Names the migrations of a later version that have run on a database. Changes nothing. */
export async function listUnknownMigrations(db: Db): Promise<string[]> {
  return (await listDoneMigrations(db)).filter((name) => !(name in MIGRATIONS));
}

/** Names the migrations that have run on a database, those of a later version too. Changes nothing. */
export async function listDoneMigrations(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Writes down the statements of the migrations that have not run on a database yet. Changes nothing. */
export async function planMigrations(db: Db): Promise<MigrationPlan[]> {
  return writeMigrations(engineOf(db), await listPendingMigrations(db));
}

/** What a migration does on an engine. */
export interface MigrationPlan {
  name: string;
  statements: string[];
}

/** Writes down the statements that an engine gets for migrations, without any database. */
export async function writeMigrations(engine: Engine, names = Object.keys(MIGRATIONS)): Promise<MigrationPlan[]> {
  const plan: MigrationPlan[] = [];
  for (const name of names) {
    const statements: string[] = [];
    // What it reads is nothing, what it writes is noted.
    const recorder = recordingDatabase<unknown>(engine, (statement) => {
      statements.push(statement);
      return { rows: [] };
    });
    await MIGRATIONS[name]!.up(recorder);
    plan.push({ name, statements });
  }
  return plan;
}
