import type { Selectable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { BranchesTable } from '../platform/database/tables/library.ts';
import type { Branch, BranchChanges, NewBranch } from './branches.schema.ts';

/** Lists all branches by name. */
export async function listBranches(db: Db): Promise<Branch[]> {
  const rows = await db.selectFrom('branches').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toBranch);
}

export async function findBranch(db: Db, id: number): Promise<Branch | undefined> {
  const row = await db.selectFrom('branches').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toBranch(row);
}

export function insertBranch(db: Db, branch: NewBranch): Promise<number> {
  return insertAndGetId(db, 'branches', {
    code: branch.code,
    name: branch.name,
    address: branch.address ?? null,
    phone: branch.phone ?? null,
    email: branch.email ?? null,
    time_zone: branch.timeZone,
    is_pickup_location: branch.isPickupLocation === false ? 0 : 1,
  });
}

/** Changes some fields, leaves the others (`undefined`), and counts the version up. */
export async function updateBranch(db: Db, id: number, changes: BranchChanges): Promise<void> {
  const { isPickupLocation, timeZone, ...fields } = changes;
  await db
    .updateTable('branches')
    .set((eb) => ({
      ...fields,
      time_zone: timeZone,
      is_pickup_location: isPickupLocation === undefined ? undefined : Number(isPickupLocation),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

function toBranch(row: Selectable<BranchesTable>): Branch {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    address: row.address,
    phone: row.phone,
    email: row.email,
    timeZone: row.time_zone,
    isPickupLocation: row.is_pickup_location === 1,
    version: row.version,
  };
}
