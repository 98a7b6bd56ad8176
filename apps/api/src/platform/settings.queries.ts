import { STANDARD_RETENTION, type RetentionSettings } from '../privacy/retention-purposes.ts';
import type { Db } from './database/database.ts';
import { upsertRow } from './database/upsert.ts';

/** The library's settings. Money is in minor units of `currency` (ISO 4217). */
export interface Settings {
  libraryName: string;
  currency: string;
  defaultLanguage: 'fr' | 'en';
  /** Whose branch chooses the circulation policy: the desk's, the patron's home or the item's home. */
  policyBranchSource: 'desk' | 'patron_home' | 'item_home';
  /** Where a returned item goes when nobody holds it: back home, or it stays (floats) where it was returned. */
  returnedItemGoes: 'home' | 'floats';
  renewalCountsFrom: 'due_date' | 'today';
  /** For how long what is known of people is kept. */
  retention: RetentionSettings;
  /** Whether this is the sample library, so that the web app can say so and name its accounts. */
  isSample: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  libraryName: 'Biblio Pro',
  currency: 'EUR',
  defaultLanguage: 'fr',
  policyBranchSource: 'desk',
  returnedItemGoes: 'home',
  renewalCountsFrom: 'due_date',
  retention: STANDARD_RETENTION,
  isSample: false,
};

/** Reads all settings, with the default where none was set. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  const stored = Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value)]));
  return { ...DEFAULT_SETTINGS, ...stored };
}

/** Stores some settings and leaves the others. */
export async function writeSettings(db: Db, changes: Partial<Settings>): Promise<void> {
  for (const [name, value] of Object.entries(changes)) {
    await upsertRow(db, 'settings', { name }, { value: JSON.stringify(value) });
  }
}
