import { toTimestamp } from '../src/platform/clock.ts';
import { insertPolicyValue } from '../src/circulation/policies.queries.ts';
import { insertSession } from '../src/auth/session.queries.ts';
import { hashToken, makeToken } from '../src/platform/auth/tokens.ts';
import { insertAndGetId, openDatabase, type Db } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { insertBuiltInRoles } from '../src/settings/new-library.queries.ts';
import { insertStaff, insertStaffRole } from '../src/staff/staff.queries.ts';
import { createRandom } from '../src/sample/random.ts';
import { Temporal } from 'temporal-polyfill';
import { makeBranch, makeCategory, makeItem, makeItemType, makePatron, makeRecord } from '../test/factories.ts';

/** Someone who works at a desk: the session that they are signed in with. */
export interface Worker {
  staffId: number;
  branchId: number;
  token: string;
}

/** What the simulated desks have to work with. */
export interface Scenery {
  workers: Worker[];
  branchIds: number[];
  patronIds: number[];
  recordIds: number[];
  barcodes: string[];
}

const PATRONS = 60;
const RECORDS = 40;
const COPIES = 3;

/** Makes a library that is small enough for desks to get in each other's way, with late loans that will cost something. */
export async function buildScenery(databaseUrl: string, desks: number, seed: number): Promise<Scenery> {
  const db = openDatabase(databaseUrl);
  try {
    await migrateToLatest(db);
    const random = createRandom(seed);
    const branchIds = [await makeBranch(db), await makeBranch(db), await makeBranch(db)];
    const categoryId = await makeCategory(db);
    const typeId = await makeItemType(db);
    const patronIds: number[] = [];
    for (let n = 0; n < PATRONS; n += 1) {
      patronIds.push(await makePatron(db, { category_id: categoryId, branch_id: random.pick(branchIds) }));
    }
    const recordIds: number[] = [];
    const barcodes: string[] = [];
    for (let n = 0; n < RECORDS; n += 1) {
      const recordId = await makeRecord(db);
      recordIds.push(recordId);
      for (let copy = 0; copy < COPIES; copy += 1) {
        const barcode = `STRESS-${n}-${copy}`;
        const home_branch_id = random.pick(branchIds);
        const itemId = await makeItem(db, { record_id: recordId, item_type_id: typeId, home_branch_id, barcode });
        barcodes.push(barcode);
        if (copy === 0) {
          await insertLateLoan(db, {
            itemId,
            recordId,
            categoryId,
            branchId: home_branch_id,
            patronId: random.pick(patronIds),
          });
        }
      }
    }
    for (const [name, value] of [
      ['overdueCharge', 25],
      ['maxLoansTotal', 12],
      ['canRenewWhenOthersFillHolds', true],
    ] as const) {
      await insertPolicyValue(db, name, { branchId: null, patronCategoryId: null, itemTypeId: null }, value);
    }
    return { workers: await hireWorkers(db, desks, branchIds), branchIds, patronIds, recordIds, barcodes };
  } finally {
    await db.destroy();
  }
}

function insertLateLoan(
  db: Db,
  loan: { itemId: number; recordId: number; patronId: number; categoryId: number; branchId: number },
): Promise<number> {
  const ago = (days: number) => toTimestamp(Temporal.Now.instant().subtract({ hours: 24 * days }));
  return insertAndGetId(db, 'loans', {
    item_id: loan.itemId,
    open_item_id: loan.itemId,
    record_id: loan.recordId,
    patron_id: loan.patronId,
    patron_category_id: loan.categoryId,
    branch_id: loan.branchId,
    checked_out_at: ago(30),
    due_at: ago(9),
  });
}

async function hireWorkers(db: Db, desks: number, branchIds: readonly number[]): Promise<Worker[]> {
  const roles = await insertBuiltInRoles(db);
  const now = toTimestamp(Temporal.Now.instant());
  const workers: Worker[] = [];
  for (let n = 0; n < desks; n += 1) {
    const branchId = branchIds[n % branchIds.length]!;
    const staffId = await insertStaff(db, {
      username: `desk-${n}`,
      displayName: `Desk ${n}`,
      email: null,
      language: 'en',
      branchId,
      passwordHash: 'nobody signs in with it',
      now,
    });
    await insertStaffRole(db, { staffId, roleId: roles.get('administrator')!, branchId: null });
    const token = makeToken();
    await insertSession(db, {
      tokenHash: hashToken(token),
      staffId,
      patronId: null,
      now,
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    workers.push({ staffId, branchId, token });
  }
  return workers;
}
