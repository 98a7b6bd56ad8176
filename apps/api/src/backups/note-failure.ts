import { existsSync } from 'node:fs';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { isServer, openDatabase } from '../platform/database/database.ts';
import { fileOf } from '../platform/database/embedded-file.ts';
import { listPendingMigrations } from '../platform/database/migrate.ts';
import { Problem } from '../platform/errors.ts';
import { insertFailure } from './backups.queries.ts';
import type { Attempt, FailedAttempt } from './failed-attempts.ts';

/** How much of what was said is kept. */
const LONGEST_REASON = 500;

/** Refusals of how something was asked for: nothing was attempted. */
const REFUSALS: ReadonlySet<string> = new Set([
  'backup_engine_other',
  'backup_older',
  'backup_unknown',
  'library_in_use',
  'library_missing',
  'library_present',
]);

/** Attempts something, and tells the library when it comes to nothing, for its staff and its metrics. */
export async function noteFailure<T>(
  { config, clock }: { config: Config; clock: Clock },
  action: Attempt,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Noted on its way: whoever asked is told as well.
    const { code, reason } = describe(error);
    if (!REFUSALS.has(code)) await tell(config, { action, failedAt: toTimestamp(clock()), code, reason });
    throw error;
  }
}

async function tell({ databaseUrl }: Config, failure: FailedAttempt): Promise<void> {
  if (!isServer(databaseUrl) && !existsSync(fileOf(databaseUrl))) return;
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    if ((await listPendingMigrations(db)).length === 0) await insertFailure(db, failure);
  } catch {
    // A library that is away cannot be told. What is to be seen then is what the attempt failed of.
  } finally {
    await db.destroy();
  }
}

function describe(error: unknown): { code: string; reason: string } {
  if (!(error instanceof Problem)) return { code: 'internal_error', reason: shorten((error as Error).message) };
  const { code, cause, params } = error;
  const said = cause instanceof Error ? cause.message : params['reason'];
  return { code, reason: shorten(typeof said === 'string' ? said : describeParams(params)) };
}

/** What a refusal knows, such as the name of the file or the tool. */
function describeParams(params: Problem['params']): string {
  const entries = Object.entries(params).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return entries.map(([name, value]) => `${name}: ${String(value)}`).join(', ');
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST_REASON ? line : `${line.slice(0, LONGEST_REASON - 1)}…`;
}
