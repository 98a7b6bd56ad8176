import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { App, AppContext } from '../platform/context.ts';
import { Ref } from '../platform/schema.ts';
import { judgeBackups } from './backup-health.ts';
import { listKnownBackups } from './backups.queries.ts';
import { BackupFailureSchema, BackupOverviewSchema, BackupSchema, type BackupView } from './backups.schema.ts';
import { readAttempts } from './known-attempts.ts';

type Row = Awaited<ReturnType<typeof listKnownBackups>>[number];

/** The route by which staff see whether the library could be restored. */
export function registerBackupRoutes(app: App, { db, clock }: AppContext): void {
  app.addSchema(BackupSchema);
  app.addSchema(BackupFailureSchema);
  app.addSchema(BackupOverviewSchema);

  app.get(
    '/api/v1/backups',
    {
      config: { permission: 'reports.view', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'getBackups',
        tags: ['Backups'],
        summary: 'The backups that there are, the newest first, and what there is to worry about',
        response: { 200: Ref(BackupOverviewSchema) },
      },
    },
    async () => {
      const items = (await listKnownBackups(db)).map(present);
      const tried = items
        .flatMap(({ verification }) => verification ?? [])
        .sort((a, b) => (a.verifiedAt < b.verifiedAt ? 1 : -1));
      const { failures, failed, logReachAt } = await readAttempts(db);
      const lastAt = items[0]?.madeAt ?? null;
      const lastVerifiedAt = tried.find(({ isSound }) => isSound)?.verifiedAt ?? null;
      const isFaulty = tried[0]?.isSound === false;
      const facts = { lastAt, verifiedAt: lastVerifiedAt, isFaulty, logReachAt, failed };
      const concerns = judgeBackups(facts, toTimestamp(clock()));
      return { items, lastAt, lastVerifiedAt, logReachAt, concerns, failures };
    },
  );
}

function present(row: Row): BackupView {
  return {
    id: row.id,
    madeAt: row.made_at,
    place: row.place,
    engine: row.engine,
    release: row.release,
    schema: row.schema_name,
    bytes: row.bytes,
    databaseBytes: row.raw_bytes,
    records: row.records,
    loans: row.loans,
    isEncrypted: row.is_encrypted === 1,
    hasLog: row.has_log === 1,
    verification:
      row.verified_at === null
        ? null
        : {
            verifiedAt: row.verified_at,
            isSound: row.is_sound === 1,
            findings: JSON.parse(row.findings ?? '[]') as string[],
            recoveryPoint: row.recovery_point ?? row.made_at,
            recoveryPointSeconds: row.recovery_point_seconds ?? 0,
            recoverySeconds: row.recovery_seconds ?? 0,
          },
  };
}
