import type { Db } from './database.ts';
import { RowChecksum } from './row-checksum.ts';
import type { Database } from './schema.ts';

/** For each table how many rows it has, and a checksum of them. */
export type Fingerprint = Record<string, { rows: number; checksum: string }>;

const ROWS_AT_ONCE = 200;

/**
 * Counts and checksums the rows of every table that a database has, whatever its schema. Ask inside a transaction where others
 * write meanwhile.
 *
 * @param onProgress is told the table that is read.
 */
export async function takeFingerprint(db: Db, onProgress: (table: string) => void): Promise<Fingerprint> {
  const tables = await db.introspection.getTables();
  const fingerprint: Fingerprint = {};
  for (const { name, isView } of tables.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isView || name.startsWith('sqlite_')) continue;
    onProgress(name);
    const checksum = new RowChecksum();
    const rows = db
      .selectFrom(name as keyof Database)
      .selectAll()
      .stream(ROWS_AT_ONCE);
    for await (const row of rows) checksum.add(row);
    fingerprint[name] = { rows: checksum.rows, checksum: checksum.toString() };
  }
  return fingerprint;
}

/** What differs between two fingerprints, in sentences. */
export function compareFingerprints(expected: Fingerprint, found: Fingerprint): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [expected[name], found[name]];
    if (was === undefined) return [`table ${name} is not of the backup`];
    if (is === undefined) return [`table ${name} is missing`];
    if (was.rows !== is.rows) return [`table ${name} has ${is.rows} rows, the backup had ${was.rows}`];
    return was.checksum === is.checksum ? [] : [`table ${name} has other rows than the backup`];
  });
}
