import { Type, type Static } from 'typebox';
import { Nullable, OneOf } from '../platform/schema.ts';
import { CONCERNS } from './backup-health.ts';
import { ATTEMPTS, type FailureView } from './failed-attempts.ts';

const Moment = Type.String({ format: 'date-time' });

export const BackupSchema = Type.Object(
  {
    id: Type.String(),
    madeAt: Moment,
    place: Type.String({ description: 'The folder or bucket that it lies in' }),
    engine: OneOf(['sqlite', 'mysql', 'mariadb']),
    release: Type.String(),
    schema: Type.String({ description: 'The last of its migrations' }),
    bytes: Type.Integer({ description: 'As it is stored' }),
    databaseBytes: Type.Integer({ description: 'Once it is decompressed' }),
    records: Type.Integer(),
    loans: Type.Integer(),
    isEncrypted: Type.Boolean(),
    hasLog: Type.Boolean({ description: 'Whether a binary log can bring it forward to any moment' }),
    verification: Nullable(
      Type.Object({
        verifiedAt: Moment,
        isSound: Type.Boolean(),
        findings: Type.Array(Type.String()),
        recoveryPoint: Moment,
        recoveryPointSeconds: Type.Integer({ description: 'From the recovery point to the verification' }),
        recoverySeconds: Type.Integer({ description: 'How long the restore took' }),
      }),
    ),
  },
  { $id: 'Backup' },
);
export type BackupView = Static<typeof BackupSchema>;

export const BackupFailureSchema = Type.Object(
  {
    action: OneOf(ATTEMPTS),
    code: Type.String({ description: 'A code of the catalogue of problems' }),
    reason: Type.String({ description: 'What was said of it, in its own words; may be empty' }),
    times: Type.Integer(),
    firstAt: Moment,
    lastAt: Moment,
    isStanding: Type.Boolean({ description: 'Whether the same has not been done since' }),
  },
  { $id: 'BackupFailure' },
);

export const BackupOverviewSchema = Type.Object(
  {
    items: Type.Array(Type.Unsafe<BackupView>({ $ref: 'Backup#' })),
    lastAt: Nullable(Moment),
    lastVerifiedAt: Nullable(
      Type.String({ format: 'date-time', description: 'The last restore that proved a backup' }),
    ),
    logReachAt: Nullable(Type.String({ format: 'date-time', description: 'Up to when the binary log is stored' })),
    failures: Type.Array(Type.Unsafe<FailureView>({ $ref: 'BackupFailure#' }), {
      description: 'Attempts that came to nothing, told once for each reason; what stands first',
    }),
    concerns: Type.Array(OneOf(CONCERNS), { description: 'What there is to worry about; nothing when all is well' }),
  },
  { $id: 'BackupOverview' },
);
