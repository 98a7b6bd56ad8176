import { Type, type Static } from 'typebox';
import { Nullable, OneOf } from '../platform/schema.ts';
import {
  RETENTION_PURPOSES,
  RETENTION_RULES,
  type RetentionPurpose,
  type RetentionRule,
} from './retention-purposes.ts';

const [first, ...others] = RETENTION_PURPOSES;
const PurposeSchema = OneOf([first!, ...others], { title: 'RetentionPurpose' });
const Moment = Type.String({ format: 'date-time' });

export const RetentionSchema = Type.Object(
  {
    version: Type.Integer(),
    isHistoryChoiceOffered: Type.Boolean({ description: 'Whether readers choose what becomes of their past loans' }),
    purposes: Type.Array(
      Type.Object({
        purpose: PurposeSchema,
        days: Nullable(Type.Integer({ description: 'For how many days it is kept; null without an end' })),
        standard: Type.Integer(),
        least: Type.Integer(),
        most: Type.Integer(),
        canBeEndless: Type.Boolean(),
        lastRemoved: Nullable(Type.Integer({ description: 'By the last run' })),
      }),
    ),
    lastRunAt: Nullable(Moment),
    nextRunAt: Nullable(Moment),
    warningDays: Type.Integer({ description: 'Between the warning of an inactive reader and the erasure' }),
  },
  { $id: 'Retention' },
);
export type RetentionView = Static<typeof RetentionSchema>;

function daysSchema(purpose: RetentionPurpose) {
  const { least, most, canBeEndless }: RetentionRule = RETENTION_RULES[purpose];
  const days = Type.Integer({ minimum: least, maximum: most });
  return canBeEndless ? Nullable(days) : days;
}

export const RetentionChangesSchema = Type.Object(
  {
    isHistoryChoiceOffered: Type.Optional(Type.Boolean()),
    days: Type.Optional(
      Type.Unsafe<Partial<Record<RetentionPurpose, number | null>>>(
        Type.Partial(Type.Object(Object.fromEntries(RETENTION_PURPOSES.map((one) => [one, daysSchema(one)]))), {
          additionalProperties: false,
        }),
      ),
    ),
  },
  { $id: 'RetentionChanges', additionalProperties: false, minProperties: 1 },
);
export type RetentionChanges = Static<typeof RetentionChangesSchema>;

export const RetentionPreviewSchema = Type.Object(
  {
    at: Moment,
    purposes: Type.Array(
      Type.Object({
        purpose: PurposeSchema,
        count: Type.Integer({ description: 'What a run at this moment would remove' }),
      }),
    ),
    readersToWarn: Type.Integer({ description: 'Readers who would be told of their erasure' }),
  },
  { $id: 'RetentionPreview' },
);
export type RetentionPreview = Static<typeof RetentionPreviewSchema>;

export const WarnedReaderSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    expiresOn: Type.String(),
    warnedAt: Moment,
    hasEmail: Type.Boolean({ description: 'Without an address the reader could not be told by mail' }),
    erasedFrom: Type.String({ format: 'date' }),
  },
  { $id: 'WarnedReader' },
);
