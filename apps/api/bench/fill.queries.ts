import { insertSession } from '../src/auth/session.queries.ts';
import { hashToken, makeToken } from '../src/platform/auth/tokens.ts';
import type { Db } from '../src/platform/database/database.ts';
import { insertBuiltInRoles } from '../src/settings/new-library.queries.ts';
import { insertStaff, insertStaffRole } from '../src/staff/staff.queries.ts';
import { makeBranch, makeItemType } from '../test/factories.ts';
import type { ScaleRecord } from './make-scale.ts';

const BATCH = 400;
const MADE_AT = '2026-01-05T09:00:00.000Z';
export const LANGUAGES: Record<string, string> = {
  en: 'eng',
  fr: 'fre',
  de: 'ger',
  fi: 'fin',
  es: 'spa',
  it: 'ita',
  nl: 'dut',
};

/** Writes made records with one copy each straight into the tables; the search index reads them from there. */
export async function fillCatalogue(db: Db, records: Iterable<ScaleRecord>): Promise<void> {
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
    record_id: record.index + 1,
    barcode: `9${String(record.index).padStart(9, '0')}`,
    item_type_id: typeId,
    home_branch_id: branchId,
    current_branch_id: branchId,
    status: 'available' as const,
    created_at: MADE_AT,
    updated_at: MADE_AT,
  };
}

/** Makes a librarian; answers the token of an open session. */
export async function makeLibrarian(db: Db): Promise<string> {
  const roles = await insertBuiltInRoles(db);
  const staffId = await insertStaff(db, {
    username: 'bench',
    displayName: 'Bench',
    email: null,
    language: 'en',
    branchId: null,
    passwordHash: '',
    now: MADE_AT,
  });
  await insertStaffRole(db, { staffId, roleId: roles.get('librarian')!, branchId: null });
  const session = makeToken();
  const times = { now: MADE_AT, expiresAt: '2099-01-01T00:00:00.000Z' };
  await insertSession(db, { tokenHash: hashToken(session), staffId, patronId: null, ...times });
  return session;
}
