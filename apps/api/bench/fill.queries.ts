import { insertSession } from '../src/auth/session.queries.ts';
import { hashToken, makeToken } from '../src/platform/auth/tokens.ts';
import type { Db } from '../src/platform/database/database.ts';
import { insertBuiltInRoles } from '../src/settings/new-library.queries.ts';
import { insertStaff, insertStaffRole } from '../src/staff/staff.queries.ts';
import { MADE_AT, makeBranch, makeItemType } from '../test/factories.ts';
import type { ScaleRecord } from './make-scale.ts';

const BATCH = 400;
export const LANGUAGES: Record<string, string> = {
  en: 'eng',
  fr: 'fre',
  de: 'ger',
  fi: 'fin',
  es: 'spa',
  it: 'ita',
  nl: 'dut',
};

/**
 * Writes made records with one copy each straight into the tables; the search index reads them from there. The numbers of
 * record and item are `index + 1`.
 *
 * @returns the branch that has all copies
 */
export async function fillCatalogue(db: Db, records: Iterable<ScaleRecord>): Promise<number> {
  const branchId = await makeBranch(db);
  const typeId = await makeItemType(db);
  let batch: ScaleRecord[] = [];
  const flush = () =>
    db.transaction().execute(async (trx) => {
      await trx.insertInto('records').values(batch.map(toRecord)).execute();
      await trx
        .insertInto('items')
        .values(batch.map((record) => toItem(record, branchId, typeId)))
        .execute();
      batch = [];
    });
  for (const record of records) {
    batch.push(record);
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return branchId;
}

export function barcodeOf(index: number): string {
  return `9${String(index).padStart(9, '0')}`;
}

function toRecord(record: ScaleRecord) {
  return {
    id: record.index + 1,
    control_number: `bench-${record.index}`,
    match_key: `bench:${record.index}`,
    kind: 'book',
    title: record.title,
    authors: JSON.stringify([record.author]),
    year: record.year,
    language: LANGUAGES[record.language] ?? 'und',
    isbns: JSON.stringify([record.isbn]),
    subjects: JSON.stringify(record.subjects),
    created_at: MADE_AT,
    updated_at: MADE_AT,
  };
}

function toItem(record: ScaleRecord, branchId: number, typeId: number) {
  return {
    id: record.index + 1,
    record_id: record.index + 1,
    barcode: barcodeOf(record.index),
    item_type_id: typeId,
    home_branch_id: branchId,
    current_branch_id: branchId,
    status: 'available' as const,
    created_at: MADE_AT,
    updated_at: MADE_AT,
  };
}

/** Makes librarians; answers the token of an open session of each. */
export async function makeLibrarians(db: Db, branchId: number, count: number): Promise<string[]> {
  const roles = await insertBuiltInRoles(db);
  const sessions: string[] = [];
  for (let n = 0; n < count; n++) {
    const staffId = await insertStaff(db, {
      username: `bench-${n}`,
      displayName: `Bench ${n}`,
      email: null,
      language: 'en',
      branchId,
      passwordHash: '',
      now: MADE_AT,
    });
    await insertStaffRole(db, { staffId, roleId: roles.get('librarian')!, branchId: null });
    const session = makeToken();
    const times = { now: MADE_AT, expiresAt: '2099-01-01T00:00:00.000Z' };
    await insertSession(db, { tokenHash: hashToken(session), staffId, patronId: null, ...times });
    sessions.push(session);
  }
  return sessions;
}
