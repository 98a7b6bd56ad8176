import type { Selectable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { JobsTable } from '../platform/database/tables/jobs.ts';
import type { ImportFormat } from './file-format.ts';
import { emptyProgress, type ImportProgress, type ReportLine } from './import-run.ts';
import type { ImportChoices, ImportReportLine, ImportStatus, PreviewLine } from './imports.schema.ts';

/** What an import is made of, beside its state. */
export interface ImportInput {
  fileName: string;
  /** Name of the file in the folder of uploads. */
  storedAs: string;
  size: number;
  detectedFormat: ImportFormat | null;
  detectedEncoding: string | null;
  columns?: string[] | undefined;
  preview: PreviewLine[];
  choices: ImportChoices;
}

export interface StoredImport {
  id: number;
  status: ImportStatus;
  input: ImportInput;
  progress: ImportProgress | null;
  error: string | null;
  staffId: number | null;
  createdAt: string;
  finishedAt: string | null;
}

/** An import waits for its start as a job of another kind, which no worker takes. */
const PREVIEW = 'import-preview';
const STARTED = 'import';
const KINDS = [PREVIEW, STARTED];

export function insertImport(db: Db, input: ImportInput, staffId: number | null, now: string): Promise<number> {
  return insertAndGetId(db, 'jobs', {
    kind: PREVIEW,
    status: 'queued',
    input: JSON.stringify(input),
    staff_id: staffId,
    created_at: now,
  });
}

export async function findImport(db: Db, id: number): Promise<StoredImport | undefined> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', id)
    .where('kind', 'in', KINDS)
    .executeTakeFirst();
  return row === undefined ? undefined : toImport(row);
}

/** Lists imports, the newest first, before an id. */
export async function listImports(db: Db, before: number | undefined, limit: number): Promise<StoredImport[]> {
  let query = db.selectFrom('jobs').selectAll().where('kind', 'in', KINDS).orderBy('id', 'desc').limit(limit);
  if (before !== undefined) query = query.where('id', '<', before);
  return (await query.execute()).map(toImport);
}

function toImport(row: Selectable<JobsTable>): StoredImport {
  return {
    id: row.id,
    status: row.kind === PREVIEW && row.status === 'queued' ? 'preview' : row.status,
    input: JSON.parse(row.input) as ImportInput,
    // What an earlier version did not count is zero.
    progress: row.progress === null ? null : { ...emptyProgress(0), ...(JSON.parse(row.progress) as ImportProgress) },
    error: row.error,
    staffId: row.staff_id,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

/** Stores a new preview with its choices; false when the import was started meanwhile. */
export async function updatePreview(db: Db, id: number, input: ImportInput): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ input: JSON.stringify(input) })
    .where('id', '=', id)
    .where('kind', '=', PREVIEW)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Queues an import; false when it was started or cancelled before. */
export async function queueImport(db: Db, id: number, input: ImportInput): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ kind: STARTED, input: JSON.stringify(input) })
    .where('id', '=', id)
    .where('kind', '=', PREVIEW)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Cancels an import that is not over; false when it is. */
export async function cancelImport(db: Db, id: number, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ status: 'cancelled', finished_at: now, lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .where('kind', 'in', KINDS)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes the next import that waits, or whose worker died, under a lease; undefined when there is none. */
export async function claimImport(
  db: Db,
  lease: { owner: string; now: string; until: string },
): Promise<StoredImport | undefined> {
  const candidates = await db
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', STARTED)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'queued'),
        eb.and([
          eb('status', '=', 'running'),
          eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', lease.now)]),
        ]),
      ]),
    )
    .orderBy('id')
    .execute();
  for (const { id } of candidates) {
    const { numUpdatedRows } = await db
      .updateTable('jobs')
      .set((eb) => ({
        status: 'running',
        lease_owner: lease.owner,
        lease_until: lease.until,
        started_at: eb.fn.coalesce('started_at', eb.val(lease.now)),
      }))
      .where('id', '=', id)
      .where((eb) =>
        eb.or([
          eb('status', '=', 'queued'),
          eb.and([
            eb('status', '=', 'running'),
            eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', lease.now)]),
          ]),
        ]),
      )
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return findImport(db, id);
  }
  return undefined;
}

/** Stores how far an import is and lengthens its lease; false when it was cancelled or another worker has it. */
export async function storeProgress(
  db: Db,
  id: number,
  progress: ImportProgress,
  lease: { owner: string; until: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ progress: JSON.stringify(progress), lease_until: lease.until })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('lease_owner', '=', lease.owner)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives an import back, so that another process (or this one after its restart) goes on at once. */
export async function releaseImport(db: Db, id: number, owner: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .execute();
}

export async function finishImport(
  db: Db,
  id: number,
  owner: string,
  end: { status: 'done' | 'failed'; error: string | null; now: string },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ status: end.status, error: end.error, finished_at: end.now, lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .execute();
}

/** Lines kept for one import: a file of something else would otherwise fill the database with its refusals. */
export const MAX_REPORT_LINES = 10_000;

export async function insertReport(db: Db, jobId: number, lines: readonly ReportLine[]): Promise<void> {
  if (lines.length === 0) return;
  const { count } = await db
    .selectFrom('job_reports')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('job_id', '=', jobId)
    .executeTakeFirstOrThrow();
  const rows = lines.slice(0, Math.max(0, MAX_REPORT_LINES - Number(count))).map((line) => ({
    job_id: jobId,
    position: line.position,
    outcome: line.outcome,
    detail: JSON.stringify({
      title: line.title,
      code: line.outcome === 'refused' ? line.error.code : line.code,
      message: line.outcome === 'refused' ? line.error.message : line.message,
      excerpt: line.outcome === 'refused' ? line.excerpt : null,
    }),
  }));
  for (let at = 0; at < rows.length; at += 100) {
    await db
      .insertInto('job_reports')
      .values(rows.slice(at, at + 100))
      .execute();
  }
}

/** Lists lines of an import's report behind an id. */
export async function listReport(
  db: Db,
  jobId: number,
  outcome: 'refused' | 'warning',
  after: number,
  limit: number,
): Promise<{ id: number; line: ImportReportLine }[]> {
  const rows = await db
    .selectFrom('job_reports')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('outcome', '=', outcome)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, position, detail }) => ({ id, line: { position, outcome, ...JSON.parse(detail) } }));
}

/** Previews that nobody started since a moment. */
export async function findAbandonedPreviews(db: Db, before: string): Promise<StoredImport[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', PREVIEW)
    .where('status', '=', 'queued')
    .where('created_at', '<', before)
    .execute();
  return rows.map(toImport);
}

/** The names of the files whose imports are not over. */
export async function listNeededUploads(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('jobs')
    .select('input')
    .where('kind', 'in', KINDS)
    .where('status', 'in', ['queued', 'running'])
    .execute();
  return new Set(rows.map(({ input }) => (JSON.parse(input) as ImportInput).storedAs));
}

/** Tells whether a branch and an item type exist. */
export async function haveBranchAndType(db: Db, branchId: number, itemTypeId: number): Promise<boolean> {
  const branch = await db.selectFrom('branches').select('id').where('id', '=', branchId).executeTakeFirst();
  const type = await db.selectFrom('item_types').select('id').where('id', '=', itemTypeId).executeTakeFirst();
  return branch !== undefined && type !== undefined;
}
