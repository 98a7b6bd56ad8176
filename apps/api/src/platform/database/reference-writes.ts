import { randomBytes } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Db } from './database.ts';
import { writesTo } from './written-tables.ts';

/**
 * The tables whose rows processes keep in memory (`reference-data.ts`): they are read by nearly every action at a desk and
 * changed a few times a year.
 */
const REFERENCE_TABLES: ReadonlySet<string> = new Set([
  'branches',
  'closures',
  'exceptional_days',
  'opening_hours',
  'policy_values',
  'roles',
  'settings',
  'staff',
  'staff_roles',
]);

/** Whether a statement may change what processes keep in memory. */
export function changesReferenceData(query: CompiledQuery): boolean {
  return writesTo(query, REFERENCE_TABLES);
}

/**
 * Gives the reference data a revision that it never had. By chance and not by counting: one whose transaction was undone must
 * not come back with other data.
 */
export function newRevision(): CompiledQuery {
  const value = randomBytes(12).toString('base64url');
  return CompiledQuery.raw("replace into revisions (name, value) values ('reference', ?)", [value]);
}

/** What a connection must offer so that a change and its new revision are kept together or not at all. */
export interface RevisedConnection {
  isInTransaction: () => boolean;
  send: (query: CompiledQuery) => Promise<unknown>;
}

/** Runs a statement that changes reference data, and gives it a new revision in the same transaction. */
export async function withNewRevision<Outcome>(
  { isInTransaction, send }: RevisedConnection,
  change: () => Promise<Outcome>,
): Promise<Outcome> {
  if (isInTransaction()) {
    await send(newRevision());
    return change();
  }
  await send(CompiledQuery.raw('begin'));
  try {
    await send(newRevision());
    const outcome = await change();
    await send(CompiledQuery.raw('commit'));
    return outcome;
  } catch (error) {
    await send(CompiledQuery.raw('rollback'));
    throw error;
  }
}

/** What an adapter offers to migrations: the first ones run before there is a table of revisions. */
export interface RevisingAdapter {
  /** Whether changes of reference data get a new revision. */
  keepsRevisions: boolean;
}

/** Does work on a database of a schema that may have no table of revisions yet. */
export async function withoutRevisions<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const adapter = db.getExecutor().adapter as Partial<RevisingAdapter>;
  adapter.keepsRevisions = false;
  try {
    return await work();
  } finally {
    adapter.keepsRevisions = true;
  }
}
