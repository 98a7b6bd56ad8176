import type { Db } from '../platform/database/database.ts';
import { referenceData } from '../platform/database/reference-data.ts';
import { readSettings, type Settings } from '../platform/settings.queries.ts';
import type { Calendar } from './calendar.ts';
import { listCalendars } from './calendars.queries.ts';
import { listPolicyRows } from './policies.queries.ts';
import type { PolicyRow } from './policy-resolution.ts';

/** What a library has set for itself, and every decision at a desk goes by. */
export interface LibraryRules {
  settings: Settings;
  /** Every value of a policy that was set. */
  policies: readonly PolicyRow[];
  /** By branch. */
  calendars: ReadonlyMap<number, Calendar>;
}

/** Reads the rules of the library, from memory while they are as they were: see `referenceData`. */
export const readRules = referenceData(async (db): Promise<LibraryRules> => ({
  settings: await readSettings(db),
  policies: await listPolicyRows(db),
  calendars: await listCalendars(db),
}));

/** When a branch is open. `undefined` when there is no such branch. */
export async function findCalendar(db: Db, branchId: number): Promise<Calendar | undefined> {
  const { calendars } = await readRules(db);
  return calendars.get(branchId);
}
