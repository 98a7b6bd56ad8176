import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { PolicyName, PolicyScope } from './policy-definitions.ts';
import { scopeKey, type PolicyRow, type PolicySubject } from './policy-resolution.ts';

const COLUMNS = ['id', 'branch_id', 'patron_category_id', 'item_type_id', 'name', 'value'] as const;

interface StoredRow {
  id: number;
  branch_id: number | null;
  patron_category_id: number | null;
  item_type_id: number | null;
  name: string;
  value: string;
}

/** Every value that the library has set. */
export async function listPolicyRows(db: Db): Promise<PolicyRow[]> {
  const rows = await db.selectFrom('policy_values').select(COLUMNS).orderBy('name').orderBy('id').execute();
  return rows.map(toPolicyRow);
}

/** The rows of some policies, at every scope. */
export async function listPolicyRowsNamed(db: Db, names: readonly PolicyName[]): Promise<PolicyRow[]> {
  const rows = await db.selectFrom('policy_values').select(COLUMNS).where('name', 'in', names).execute();
  return rows.map(toPolicyRow);
}

/** The rows that could give a value for a subject. */
export async function listPolicyRowsFor(db: Db, subject: PolicySubject): Promise<PolicyRow[]> {
  const rows = await db
    .selectFrom('policy_values')
    .select(COLUMNS)
    .where((eb) => eb.or([eb('branch_id', 'is', null), eb('branch_id', '=', subject.branchId)]))
    .where((eb) =>
      eb.or([eb('patron_category_id', 'is', null), eb('patron_category_id', '=', subject.patronCategoryId)]),
    )
    .where((eb) => eb.or([eb('item_type_id', 'is', null), eb('item_type_id', '=', subject.itemTypeId)]))
    .execute();
  return rows.map(toPolicyRow);
}

export async function findPolicyRow(db: Db, id: number): Promise<PolicyRow | undefined> {
  const row = await db.selectFrom('policy_values').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPolicyRow(row);
}

export async function findPolicyRowAt(db: Db, name: string, scope: PolicyScope): Promise<PolicyRow | undefined> {
  const row = await db
    .selectFrom('policy_values')
    .select(COLUMNS)
    .where('scope_key', '=', scopeKey(name, scope))
    .executeTakeFirst();
  return row === undefined ? undefined : toPolicyRow(row);
}

export function insertPolicyValue(db: Db, name: string, scope: PolicyScope, value: unknown): Promise<number> {
  return insertAndGetId(db, 'policy_values', {
    branch_id: scope.branchId,
    patron_category_id: scope.patronCategoryId,
    item_type_id: scope.itemTypeId,
    name,
    value: JSON.stringify(value),
    scope_key: scopeKey(name, scope),
  });
}

export async function updatePolicyValue(db: Db, id: number, value: unknown): Promise<void> {
  await db
    .updateTable('policy_values')
    .set({ value: JSON.stringify(value) })
    .where('id', '=', id)
    .execute();
}

export async function deletePolicyRow(db: Db, id: number): Promise<void> {
  await db.deleteFrom('policy_values').where('id', '=', id).execute();
}

function toPolicyRow(row: StoredRow): PolicyRow {
  return {
    id: row.id,
    branchId: row.branch_id,
    patronCategoryId: row.patron_category_id,
    itemTypeId: row.item_type_id,
    name: row.name,
    value: JSON.parse(row.value) as PolicyRow['value'],
  };
}
