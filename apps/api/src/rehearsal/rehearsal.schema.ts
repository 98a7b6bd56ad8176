import { Type, type Static } from 'typebox';
import { NewClosureSchema, OpeningHoursSchema } from '../branches/calendars.schema.ts';
import { NewExceptionalDaysSchema } from '../branches/exceptional-days.schema.ts';
import { NewPolicyValueSchema } from '../circulation/policies.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

const BranchId = Type.Integer({ minimum: 1 });

export const DraftPolicySchema = Type.Object(
  {
    ...NewPolicyValueSchema.properties,
    isUnset: Type.Optional(
      Type.Boolean({ description: 'Takes the value at this scope away; `value` is then ignored' }),
    ),
  },
  { $id: 'DraftPolicy', additionalProperties: false },
);

export const RehearsalDraftSchema = Type.Object(
  {
    policies: Type.Array(Ref(DraftPolicySchema), { maxItems: 500 }),
    closures: Type.Object(
      {
        added: Type.Array(
          Type.Object({ ...NewClosureSchema.properties, isYearly: Type.Boolean() }, { additionalProperties: false }),
          { maxItems: 500 },
        ),
        removed: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500, description: 'Ids of closures' }),
      },
      { additionalProperties: false },
    ),
    hours: Type.Array(
      Type.Object(
        { branchId: BranchId, hours: Type.Array(Ref(OpeningHoursSchema), { maxItems: 100 }) },
        { additionalProperties: false },
      ),
      { maxItems: 100, description: 'The whole opening hours of a branch, in place of its own' },
    ),
    exceptionalDays: Type.Optional(
      Type.Object(
        {
          added: Type.Array(Ref(NewExceptionalDaysSchema), { maxItems: 500 }),
          removed: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 500, description: 'Their ids' }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'RehearsalDraft', additionalProperties: false },
);
export type RehearsalDraft = Static<typeof RehearsalDraftSchema>;

export const NewRehearsalSchema = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), draft: Ref(RehearsalDraftSchema) },
  { $id: 'NewRehearsal', additionalProperties: false },
);
export type NewRehearsal = Static<typeof NewRehearsalSchema>;

const Count = Type.Integer({ minimum: 0 });
const Amount = Type.Integer({ description: 'Minor units' });

export const RehearsalGroupSchema = Type.Object(
  {
    patronCategoryId: Type.Integer(),
    itemTypeId: Type.Integer(),
    loans: Count,
    dueEarlier: Count,
    dueLater: Count,
    refusalsAdded: Type.Integer({ minimum: 0, description: 'Loans, renewals and attempts that would now be refused' }),
    refusalsRemoved: Type.Integer({ minimum: 0, description: 'Those that would no longer be refused' }),
    chargesBefore: Amount,
    chargesAfter: Amount,
  },
  { $id: 'RehearsalGroup' },
);
export type RehearsalGroup = Static<typeof RehearsalGroupSchema>;

export const RehearsalExampleSchema = Type.Object(
  {
    kind: OneOf(['due_date', 'refusal', 'charge', 'suspension']),
    action: OneOf(['checkout', 'renewal', 'return']),
    loanId: Nullable(Type.Integer({ description: 'null for an attempt that was refused' })),
    title: Nullable(Type.String()),
    at: Type.String({ description: 'When it happened' }),
    branchId: Type.Integer(),
    patronCategoryId: Type.Integer(),
    itemTypeId: Type.Integer(),
    dueBefore: Nullable(Type.String()),
    dueAfter: Nullable(Type.String()),
    reasonsBefore: Type.Array(Type.String()),
    reasonsAfter: Type.Array(Type.String()),
    amountBefore: Nullable(Type.Integer({ description: 'Minor units, or days of a suspension' })),
    amountAfter: Nullable(Type.Integer()),
  },
  { $id: 'RehearsalExample' },
);
export type RehearsalExample = Static<typeof RehearsalExampleSchema>;

export const RehearsalReportSchema = Type.Object(
  {
    from: Type.String({ description: 'The oldest moment looked at' }),
    to: Type.String(),
    loans: Count,
    renewals: Count,
    returns: Count,
    refusedAttempts: Count,
    dueDates: Type.Object({
      earlier: Count,
      later: Count,
      daysSum: Type.Integer({ description: 'Of all moves together; below zero when more is taken than given' }),
    }),
    refusals: Type.Array(
      Type.Object({ action: OneOf(['checkout', 'renewal']), code: Type.String(), added: Count, removed: Count }),
      { description: 'By reason' },
    ),
    refusalsAdded: Count,
    refusalsRemoved: Count,
    charges: Type.Object({ changed: Count, before: Amount, after: Amount }),
    suspensions: Type.Object({ changed: Count, daysBefore: Count, daysAfter: Count }),
    groups: Type.Array(Ref(RehearsalGroupSchema)),
    examples: Type.Array(Ref(RehearsalExampleSchema)),
  },
  { $id: 'RehearsalReport' },
);
export type RehearsalReport = Static<typeof RehearsalReportSchema>;

export const REHEARSAL_STATUSES = ['draft', 'queued', 'running', 'done', 'failed', 'published'] as const;
export type RehearsalStatus = (typeof REHEARSAL_STATUSES)[number];

export const RehearsalSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    status: OneOf(REHEARSAL_STATUSES, { title: 'RehearsalStatus' }),
    draft: Ref(RehearsalDraftSchema),
    progress: Type.Object({ done: Count, total: Count }),
    report: Nullable(Ref(RehearsalReportSchema)),
    isOutdated: Type.Boolean({ description: 'The published rules that it changes are no longer those it began with' }),
    error: Nullable(Type.String()),
    staffName: Nullable(Type.String()),
    createdAt: Type.String(),
    startedAt: Nullable(Type.String()),
    finishedAt: Nullable(Type.String()),
    publishedAt: Nullable(Type.String()),
    version: Type.Integer(),
  },
  { $id: 'Rehearsal' },
);
export type Rehearsal = Static<typeof RehearsalSchema>;
