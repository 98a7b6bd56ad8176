import { Migrator, type Migration, type MigrationProvider } from 'kysely';
import * as library from '../../../migrations/0001-library.ts';
import * as jobs from '../../../migrations/0003-jobs.ts';
import * as decisionsAndHolds from '../../../migrations/0004-decisions-and-holds.ts';
import * as notices from '../../../migrations/0005-notices.ts';
import * as rehearsals from '../../../migrations/0007-rehearsals.ts';
import * as accounts from '../../../migrations/0009-accounts.ts';
import type { Db } from './database.ts';

/** Every migration in order. Listed by hand: what runs on a database is reviewed, never discovered. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-library': library,
  '0003-jobs': jobs,
  '0004-decisions-and-holds': decisionsAndHolds,
  '0005-notices': notices,
  '0007-rehearsals': rehearsals,
  '0009-accounts': accounts,
};

const provider: MigrationProvider = { getMigrations: async () => MIGRATIONS };

/** Brings the schema up to date. Does nothing where it already is. */
export async function migrateToLatest(db: Db): Promise<void> {
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
