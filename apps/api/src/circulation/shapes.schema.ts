import { Type, type Static } from 'typebox';
import { RECORD_KINDS } from '../catalogue/records.schema.ts';
import { Nullable, OneOf } from '../platform/schema.ts';

/** What a code carries with it; written out by the web in the reader's language. */
const ParamsSchema = Type.Record(Type.String(), Type.Unknown());

export const RefusalSchema = Type.Object(
  {
    code: Type.String(),
    severity: OneOf(['impossible', 'override', 'alert']),
    params: ParamsSchema,
    overridable: Type.Boolean({ description: 'The one who asked may override it' }),
    permission: Nullable(Type.String({ description: 'The permission that overriding it takes' })),
  },
  { $id: 'Refusal' },
);
export type Refusal = Static<typeof RefusalSchema>;

export const ExplanationSchema = Type.Object(
  { steps: Type.Array(Type.Object({ code: Type.String(), params: ParamsSchema })) },
  { $id: 'Explanation' },
);

export const RecordReferenceSchema = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  authors: Type.Array(Type.String()),
  kind: OneOf(RECORD_KINDS),
});
export type RecordReference = Static<typeof RecordReferenceSchema>;

export const PersonSchema = Type.Object({ id: Type.Integer(), name: Type.String() });

export const AccountLineSchema = Type.Object(
  {
    id: Type.Integer(),
    kind: OneOf(['overdue', 'lost', 'manual', 'payment', 'waiver', 'refund']),
    amount: Type.Integer(),
    outstanding: Type.Integer({ description: 'What is left to pay of a charge' }),
    note: Nullable(Type.String()),
    loanId: Nullable(Type.Integer()),
    title: Nullable(Type.String()),
    createdAt: Type.String(),
    branchId: Nullable(Type.Integer()),
    staffName: Nullable(Type.String()),
  },
  { $id: 'AccountLine' },
);
