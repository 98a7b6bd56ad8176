import { nextRun, readStanding } from '../jobs/job-runner.ts';
import { readLastRuns } from '../jobs/jobs.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction } from '../platform/database/database.ts';
import { readSettings, writeSettings } from '../platform/settings.queries.ts';
import { listWarnedReaders } from './inactive-readers.queries.ts';
import { countInactiveReaders, erasureDay } from './inactivity.service.ts';
import { limitsOf, retentionJob } from './retention-jobs.ts';
import {
  daysFor,
  RETENTION_PURPOSES,
  RETENTION_RULES,
  WARNING_DAYS,
  type RetentionRule,
  type RetentionSettings,
} from './retention-purposes.ts';
import type { RetentionChanges, RetentionPreview, RetentionView } from './retention.schema.ts';
import { SWEEPS } from './retention-sweeps.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/** For how long everything is kept, what the last run removed, and when the next one comes. */
export async function readRetention({ db, clock }: Pick<AppContext, 'db' | 'clock'>): Promise<RetentionView> {
  const { retention } = await readSettings(db);
  const lastRun = (await readLastRuns(db, [retentionJob.name])).get(retentionJob.name);
  const next = nextRun(retentionJob, await readStanding(db), clock());
  return {
    version: retention.version,
    isHistoryChoiceOffered: retention.isHistoryChoiceOffered,
    purposes: RETENTION_PURPOSES.map((purpose) => ({
      purpose,
      days: daysFor(retention, purpose),
      ...(RETENTION_RULES[purpose] as RetentionRule),
      lastRemoved: lastRun === undefined ? null : (lastRun.state.counts[purpose] ?? 0),
    })),
    lastRunAt: lastRun?.started_at ?? null,
    nextRunAt: next === null ? null : toTimestamp(next),
    warningDays: WARNING_DAYS,
  };
}

/**
 * Changes for how long some things are kept, from the next run on.
 *
 * @param requireCurrent holds the change to the version that its author read.
 */
export function changeRetention(
  { db, clock, audit }: Context,
  actor: Actor,
  changes: RetentionChanges,
  requireCurrent: (version: number) => void,
): Promise<RetentionView> {
  return inTransaction(db, async (trx) => {
    const { retention: before } = await readSettings(trx);
    requireCurrent(before.version);
    const after: RetentionSettings = {
      version: before.version + 1,
      isHistoryChoiceOffered: changes.isHistoryChoiceOffered ?? before.isHistoryChoiceOffered,
      days: { ...before.days, ...changes.days },
    };
    await writeSettings(trx, { retention: after });
    const entry = { action: 'retention.change', entity: 'retention', entityId: null };
    await audit(trx, actor, { ...entry, before: toLogged(before), after: toLogged(after) });
    return readRetention({ db: trx, clock });
  });
}

/** What a run at this moment would remove. Changes nothing. */
export async function previewRetention({ db, clock }: Pick<AppContext, 'db' | 'clock'>): Promise<RetentionPreview> {
  const { retention } = await readSettings(db);
  const now = clock();
  const days = daysFor(retention, 'inactive_readers');
  const readers = days === null ? { erased: 0, warned: 0 } : await countInactiveReaders(db, days, now);
  const purposes: RetentionPreview['purposes'] = [];
  for (const purpose of RETENTION_PURPOSES) {
    const limits = limitsOf(retention, purpose, now);
    if (purpose === 'inactive_readers') purposes.push({ purpose, count: readers.erased });
    else purposes.push({ purpose, count: limits === null ? 0 : await SWEEPS[purpose].count(db, limits) });
  }
  return { at: toTimestamp(now), purposes, readersToWarn: readers.warned };
}

/** The readers who were told that they will be erased, the first first, and where the next page begins. */
export async function listReadersToBeErased(
  { db }: Pick<AppContext, 'db'>,
  page: { after?: [string, number] | undefined; limit: number },
) {
  const readers = await listWarnedReaders(db, page);
  return readers.map(({ id, givenName, familyName, email, expiresOn, warnedAt }) => ({
    id,
    name: `${givenName} ${familyName}`.trim(),
    expiresOn,
    warnedAt: warnedAt!,
    hasEmail: email !== null,
    erasedFrom: erasureDay(warnedAt!),
  }));
}

/** The whole of what holds, as the log keeps it. */
function toLogged(retention: RetentionSettings) {
  const days = Object.fromEntries(RETENTION_PURPOSES.map((purpose) => [purpose, daysFor(retention, purpose)]));
  return { isHistoryChoiceOffered: retention.isHistoryChoiceOffered, ...days };
}
