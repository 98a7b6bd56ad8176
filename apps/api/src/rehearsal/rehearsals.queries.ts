import { listExceptionalDays } from '../branches/exceptional-days.queries.ts';
import type { PolicyRow } from '../circulation/policy-resolution.ts';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { RehearsalDraft, RehearsalReport, RehearsalStatus } from './rehearsal.schema.ts';
import type { Rules } from './rules.ts';

/** A rehearsal as it is stored. `base` is what was published where the draft changes something. */
export interface StoredRehearsal {
  id: number;
  name: string;
  status: RehearsalStatus;
  draft: RehearsalDraft;
  base: string;
  done: number;
  total: number;
  report: RehearsalReport | null;
  error: string | null;
  staffName: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  publishedAt: string | null;
  version: number;
}

/** Reads all published rules at once. */
export async function readRules(db: Db, settings: Rules['settings']): Promise<Rules> {
  const policies = await db.selectFrom('policy_values').selectAll().orderBy('id').execute();
  const branches = await db.selectFrom('branches').select(['id', 'time_zone']).orderBy('id').execute();
  const hours = await db.selectFrom('opening_hours').selectAll().orderBy('weekday').orderBy('opens').execute();
  const closures = await db.selectFrom('closures').selectAll().orderBy('id').execute();
  const hoursByBranch = Map.groupBy(hours, ({ branch_id }) => branch_id);
  return {
    settings,
    policies: policies.map((row) => ({
      id: row.id,
      branchId: row.branch_id,
      patronCategoryId: row.patron_category_id,
      itemTypeId: row.item_type_id,
      name: row.name,
      value: JSON.parse(row.value) as PolicyRow['value'],
    })),
    branches: branches.map(({ id, time_zone }) => ({
      id,
      timeZone: time_zone,
      hours: (hoursByBranch.get(id) ?? []).map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
    })),
    closures: closures.map((row) => ({
      id: row.id,
      branchId: row.branch_id,
      firstDay: row.first_day,
      lastDay: row.last_day,
      isYearly: row.is_yearly === 1,
    })),
    // In the order of their making, as a calendar has them.
    exceptionalDays: (await listExceptionalDays(db)).sort((one, other) => one.id - other.id),
  };
}

export function insertRehearsal(
  db: Db,
  values: { name: string; draft: RehearsalDraft; base: string; staffId: number | null; createdAt: string },
): Promise<number> {
  return insertAndGetId(db, 'rehearsals', {
    name: values.name,
    status: 'draft',
    draft: JSON.stringify(values.draft),
    base: values.base,
    staff_id: values.staffId,
    created_at: values.createdAt,
  });
}

function selectRehearsals(db: Db) {
  return db
    .selectFrom('rehearsals')
    .leftJoin('staff', 'staff.id', 'rehearsals.staff_id')
    .selectAll('rehearsals')
    .select('staff.display_name as staffName');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRehearsals>['executeTakeFirstOrThrow']>>;

function toStored(row: Row): StoredRehearsal {
  const { id, name, status, base, done, total, error, staffName, version } = row;
  return {
    id,
    name,
    status,
    draft: JSON.parse(row.draft) as RehearsalDraft,
    base,
    done,
    total,
    report: row.report === null ? null : (JSON.parse(row.report) as RehearsalReport),
    error,
    staffName,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    publishedAt: row.published_at,
    version,
  };
}

export async function findRehearsal(db: Db, id: number): Promise<StoredRehearsal | undefined> {
  const row = await selectRehearsals(db).where('rehearsals.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toStored(row);
}

/** Lists rehearsals, the newest first. */
export async function listRehearsals(db: Db, before: number | undefined, limit: number): Promise<StoredRehearsal[]> {
  let query = selectRehearsals(db).orderBy('rehearsals.id', 'desc').limit(limit);
  if (before !== undefined) query = query.where('rehearsals.id', '<', before);
  return (await query.execute()).map(toStored);
}

/** Changes a rehearsal that is still at a version. Answers whether it was. */
export async function updateRehearsal(
  db: Db,
  { id, version }: { id: number; version: number },
  changes: {
    name?: string;
    draft?: RehearsalDraft;
    base?: string;
    status?: RehearsalStatus;
    report?: null;
    publishedAt?: string;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rehearsals')
    .set({
      ...(changes.name === undefined ? {} : { name: changes.name }),
      ...(changes.draft === undefined ? {} : { draft: JSON.stringify(changes.draft) }),
      ...(changes.base === undefined ? {} : { base: changes.base }),
      ...(changes.status === undefined ? {} : { status: changes.status }),
      ...(changes.report === undefined ? {} : { report: null, error: null, done: 0, total: 0, finished_at: null }),
      ...(changes.publishedAt === undefined ? {} : { published_at: changes.publishedAt }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function deleteRehearsal(db: Db, id: number): Promise<void> {
  await db.deleteFrom('rehearsals').where('id', '=', id).execute();
}

interface Lease {
  owner: string;
  now: string;
  until: string;
}

/** Takes the next rehearsal that waits, or whose process went silent. */
export async function claimRehearsal(db: Db, { owner, now, until }: Lease): Promise<number | undefined> {
  const next = await db
    .selectFrom('rehearsals')
    .select(['id', 'version'])
    .where((eb) =>
      eb.or([eb('status', '=', 'queued'), eb.and([eb('status', '=', 'running'), eb('lease_until', '<', now)])]),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (next === undefined) return undefined;
  const { numUpdatedRows } = await db
    .updateTable('rehearsals')
    .set({
      status: 'running',
      lease_owner: owner,
      lease_until: until,
      started_at: now,
      done: 0,
      version: next.version + 1,
    })
    .where('id', '=', next.id)
    .where('version', '=', next.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? next.id : undefined;
}

/** Stores how far a run is, and renews its lease. Answers whether the run is still this owner's. */
export async function storeProgress(
  db: Db,
  id: number,
  { owner, until }: Lease,
  { done, total }: { done: number; total: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rehearsals')
    .set({ done, total, lease_until: until })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('lease_owner', '=', owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Ends a run. Answers whether it was still this owner's. */
export async function finishRehearsal(
  db: Db,
  id: number,
  { owner, now }: Lease,
  result: { report: RehearsalReport } | { error: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rehearsals')
    .set((eb) => ({
      status: 'report' in result ? ('done' as const) : ('failed' as const),
      report: 'report' in result ? JSON.stringify(result.report) : null,
      error: 'error' in result ? result.error : null,
      finished_at: now,
      lease_owner: null,
      lease_until: null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('lease_owner', '=', owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
