import type { RecordKind } from '../catalogue/records.schema.ts';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { WaitingHold } from './hold-queue.ts';
import type { Hold, HoldEnd, HoldStatus } from './holds.schema.ts';

/** A hold as it is stored. */
export interface HoldRow {
  id: number;
  recordId: number;
  itemId: number | null;
  volume: string | null;
  patronId: number | null;
  pickupBranchId: number;
  status: HoldStatus;
  position: number | null;
  trappedItemId: number | null;
  activeKey: string | null;
  readyAt: string | null;
  pickupUntil: string | null;
  isSuspended: number;
  suspendedUntil: string | null;
  closedAt: string | null;
  closedReason: HoldEnd | null;
  closedNote: string | null;
  startsOn: string | null;
  expiresOn: string | null;
  version: number;
}

const COLUMNS = [
  'id',
  'record_id as recordId',
  'item_id as itemId',
  'volume',
  'patron_id as patronId',
  'pickup_branch_id as pickupBranchId',
  'status',
  'position',
  'trapped_item_id as trappedItemId',
  'active_key as activeKey',
  'ready_at as readyAt',
  'pickup_until as pickupUntil',
  'is_suspended as isSuspended',
  'suspended_until as suspendedUntil',
  'closed_at as closedAt',
  'closed_reason as closedReason',
  'closed_note as closedNote',
  'starts_on as startsOn',
  'expires_on as expiresOn',
  'version',
] as const;

export function findHoldRow(db: Db, id: number): Promise<HoldRow | undefined> {
  return db.selectFrom('holds').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The hold that has an item trapped. */
export function findHoldTrapping(db: Db, itemId: number): Promise<HoldRow | undefined> {
  return db.selectFrom('holds').select(COLUMNS).where('trapped_item_id', '=', itemId).executeTakeFirst();
}

/** A waiting hold, with what its patron's policies depend on. */
export interface QueuedHold extends WaitingHold {
  patronCategoryId: number;
  patronBranchId: number;
}

/** The waiting holds with their readers' kind, as `toQueued` takes them; to be narrowed. */
export function selectWaitingHolds(db: Db) {
  return db
    .selectFrom('holds')
    .innerJoin('patrons', 'patrons.id', 'holds.patron_id')
    .select([
      'holds.id',
      'holds.patron_id as patronId',
      'holds.item_id as itemId',
      'holds.volume',
      'holds.pickup_branch_id as pickupBranchId',
      'holds.position',
      'holds.is_suspended as isSuspended',
      'holds.suspended_until as suspendedUntil',
      'holds.starts_on as startsOn',
      'holds.expires_on as expiresOn',
      'patrons.category_id as patronCategoryId',
      'patrons.branch_id as patronBranchId',
    ])
    .where('holds.status', '=', 'waiting');
}

export function toQueued<Row extends { position: number | null; isSuspended: number }>(row: Row) {
  return { ...row, position: row.position ?? 0, isSuspended: row.isSuspended === 1 };
}

/** The waiting holds of a record, first come first. */
export async function listQueue(db: Db, recordId: number): Promise<QueuedHold[]> {
  const rows = await selectWaitingHolds(db)
    .where('holds.record_id', '=', recordId)
    .orderBy('holds.position')
    .orderBy('holds.id')
    .execute();
  return rows.map(toQueued);
}

export interface NewHoldRow {
  recordId: number;
  itemId: number | null;
  volume: string | null;
  patronId: number;
  pickupBranchId: number;
  position: number;
  activeKey: string;
  placedAt: string;
  startsOn?: string | null;
  expiresOn?: string | null;
}

/** Adds a waiting hold. Fails with a unique violation when the patron has the same one open. */
export function insertHold(db: Db, hold: NewHoldRow): Promise<number> {
  return insertAndGetId(db, 'holds', {
    record_id: hold.recordId,
    item_id: hold.itemId,
    volume: hold.volume,
    patron_id: hold.patronId,
    pickup_branch_id: hold.pickupBranchId,
    status: 'waiting',
    position: hold.position,
    active_key: hold.activeKey,
    placed_at: hold.placedAt,
    starts_on: hold.startsOn ?? null,
    expires_on: hold.expiresOn ?? null,
  });
}

/** Stores a hold's state and counts its version up. */
export async function updateHold(db: Db, hold: HoldRow): Promise<void> {
  await db
    .updateTable('holds')
    .set((eb) => ({
      pickup_branch_id: hold.pickupBranchId,
      status: hold.status,
      position: hold.position,
      trapped_item_id: hold.trappedItemId,
      active_key: hold.activeKey,
      ready_at: hold.readyAt,
      pickup_until: hold.pickupUntil,
      is_suspended: hold.isSuspended,
      suspended_until: hold.suspendedUntil,
      closed_at: hold.closedAt,
      closed_reason: hold.closedReason,
      closed_note: hold.closedNote,
      starts_on: hold.startsOn,
      expires_on: hold.expiresOn,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', hold.id)
    .execute();
}

/** Stores the positions that changed. A position is no edit of the hold: its version stays. */
export async function savePositions(
  db: Db,
  before: readonly { id: number; position: number }[],
  after: readonly { id: number; position: number }[],
): Promise<void> {
  const known = new Map(before.map(({ id, position }) => [id, position]));
  for (const { id, position } of after) {
    if (known.get(id) === position) continue;
    await db.updateTable('holds').set({ position }).where('id', '=', id).where('status', '=', 'waiting').execute();
  }
}

/** How many open holds a patron has, altogether and on one record. */
export async function countOpenHolds(db: Db, patronId: number, recordId: number) {
  const rows = await db
    .selectFrom('holds')
    .select(['record_id as recordId', 'item_id as itemId', 'volume'])
    .where('patron_id', '=', patronId)
    .where('active_key', 'is not', null)
    .execute();
  return { total: rows.length, onRecord: rows.filter((row) => row.recordId === recordId) };
}

export async function listOpenHoldIds(db: Db, patronId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('holds')
    .select('id')
    .where('patron_id', '=', patronId)
    .where('active_key', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The holds on a branch's shelf that were not fetched in time. */
export async function listOverduePickups(db: Db, branchId: number, day: string): Promise<number[]> {
  const rows = await db
    .selectFrom('holds')
    .select('id')
    .where('status', '=', 'ready')
    .where('pickup_branch_id', '=', branchId)
    .where('pickup_until', '<', day)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The holds to be fetched at a branch that waited for too long without being filled. */
export async function listUnfilled(db: Db, branchId: number, day: string): Promise<number[]> {
  const rows = await db
    .selectFrom('holds')
    .select('id')
    .where('status', '=', 'waiting')
    .where('pickup_branch_id', '=', branchId)
    .where('expires_on', '<', day)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function findHold(db: Db, id: number): Promise<Hold | undefined> {
  const row = await selectHolds(db).where('holds.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toHold(row);
}

/** Holds by id. */
export async function findHolds(db: Db, ids: readonly number[]): Promise<Map<number, Hold>> {
  if (ids.length === 0) return new Map();
  const rows = await selectHolds(db).where('holds.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toHold(row)]));
}

/** The open holds of a record: those being fulfilled as they were placed, then those that wait, in the order of the queue. */
export async function listOpenHoldsOfRecord(db: Db, recordId: number): Promise<Hold[]> {
  const rows = await selectHolds(db)
    .where('holds.record_id', '=', recordId)
    .where('holds.active_key', 'is not', null)
    .orderBy('holds.id')
    .execute();
  // Without a position, that is, being fulfilled, comes first.
  return rows.map(toHold).sort((one, other) => (one.position ?? 0) - (other.position ?? 0) || one.id - other.id);
}

export interface HoldFilter {
  /** `open`: waiting, on its way or ready. */
  status?: HoldStatus | 'open';
  recordId?: number;
  patronId?: number;
  pickupBranchId?: number;
}

/** Lists holds as they were placed, the latest first; those of one record in the order of its queue are `listQueue`'s. */
export async function listHolds(
  db: Db,
  filter: HoldFilter,
  page: { limit: number; beforeId?: number },
): Promise<Hold[]> {
  let query = selectHolds(db).orderBy('holds.id', 'desc').limit(page.limit);
  if (filter.recordId !== undefined) query = query.where('holds.record_id', '=', filter.recordId);
  if (filter.patronId !== undefined) query = query.where('holds.patron_id', '=', filter.patronId);
  if (filter.pickupBranchId !== undefined) query = query.where('holds.pickup_branch_id', '=', filter.pickupBranchId);
  if (filter.status === 'open') query = query.where('holds.active_key', 'is not', null);
  else if (filter.status !== undefined) query = query.where('holds.status', '=', filter.status);
  if (page.beforeId !== undefined) query = query.where('holds.id', '<', page.beforeId);
  return (await query.execute()).map(toHold);
}

function selectHolds(db: Db) {
  return db
    .selectFrom('holds')
    .innerJoin('records', 'records.id', 'holds.record_id')
    .leftJoin('patrons', 'patrons.id', 'holds.patron_id')
    .leftJoin('items as trapped', 'trapped.id', 'holds.trapped_item_id')
    .leftJoin('items as wanted', 'wanted.id', 'holds.item_id')
    .select([
      'holds.id',
      'holds.record_id as recordId',
      'records.title',
      'records.authors',
      'records.kind',
      'holds.item_id as itemId',
      'wanted.barcode as itemBarcode',
      'holds.volume',
      'holds.patron_id as patronId',
      'patrons.given_name as givenName',
      'patrons.family_name as familyName',
      'holds.pickup_branch_id as pickupBranchId',
      'holds.status',
      'holds.position',
      'holds.placed_at as placedAt',
      'holds.ready_at as readyAt',
      'holds.pickup_until as pickupUntil',
      'holds.is_suspended as isSuspended',
      'holds.suspended_until as suspendedUntil',
      'holds.starts_on as startsOn',
      'holds.expires_on as expiresOn',
      'holds.closed_at as closedAt',
      'holds.closed_reason as closedReason',
      'holds.closed_note as closedNote',
      'trapped.id as trappedId',
      'trapped.barcode as trappedBarcode',
      'holds.version',
    ]);
}

type HoldViewRow = Omit<Hold, 'record' | 'patron' | 'isSuspended' | 'trappedItem'> & {
  recordId: number;
  title: string;
  authors: string;
  kind: string;
  patronId: number | null;
  givenName: string | null;
  familyName: string | null;
  isSuspended: number;
  trappedId: number | null;
  trappedBarcode: string | null;
};

function toHold(row: HoldViewRow): Hold {
  const { recordId, title, authors, kind, patronId, givenName, familyName, trappedId, trappedBarcode, ...hold } = row;
  return {
    ...hold,
    record: { id: recordId, title, authors: JSON.parse(authors) as string[], kind: kind as RecordKind },
    patron: patronId === null ? null : { id: patronId, name: `${givenName} ${familyName}`.trim() },
    isSuspended: row.isSuspended === 1,
    trappedItem: trappedId === null ? null : { id: trappedId, barcode: trappedBarcode ?? '' },
  };
}
