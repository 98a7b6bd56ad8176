import { Type, type Static } from 'typebox';
import { Nullable, OneOf } from '../platform/schema.ts';

const Moment = Type.String({ format: 'date-time' });

export const JobRunSchema = Type.Object(
  {
    id: Type.Integer(),
    job: Type.String(),
    status: OneOf(['queued', 'running', 'done', 'failed', 'cancelled']),
    startedBy: OneOf(['schedule', 'staff']),
    staffName: Nullable(Type.String()),
    createdAt: Moment,
    startedAt: Nullable(Moment),
    finishedAt: Nullable(Moment),
    counts: Type.Record(Type.String(), Type.Integer(), { description: 'What it did, by code' }),
    expected: Nullable(Type.Integer({ description: 'How many things the run has before it, where it can tell' })),
    days: Type.Object({ done: Type.Integer(), due: Type.Integer() }, { description: 'Local days of branches' }),
    failedDays: Type.Array(
      Type.Object({ branchId: Nullable(Type.Integer()), day: Type.String(), error: Type.String() }),
    ),
    error: Nullable(Type.String()),
  },
  { $id: 'JobRun' },
);
export type JobRunView = Static<typeof JobRunSchema>;

export const JobSchema = Type.Object(
  {
    name: Type.String(),
    kind: OneOf(['daily', 'interval', 'requested']),
    hour: Nullable(Type.Integer({ description: 'For a daily job: the local hour at which a day falls due' })),
    scope: Nullable(OneOf(['branch', 'library'])),
    minutes: Nullable(Type.Integer({ description: 'For an interval job: the minutes between two runs' })),
    state: OneOf(['idle', 'queued', 'running', 'waiting_to_retry']),
    failures: Type.Integer({ description: 'Failed runs since the last success' }),
    nextRunAt: Nullable(Moment),
    lastSuccessAt: Nullable(Moment),
    lastDurationMs: Nullable(Type.Integer()),
    lastRun: Nullable(Type.Unsafe<JobRunView>({ $ref: 'JobRun#' })),
  },
  { $id: 'Job' },
);
export type JobView = Static<typeof JobSchema>;

export const JobRunLineSchema = Type.Object(
  {
    id: Type.Integer(),
    outcome: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  { $id: 'JobRunLine' },
);
