import { Type, type Static } from 'typebox';
import { ITEM_STATUSES, ItemSummary } from '../catalogue/items.schema.ts';
import { PageQuery } from '../platform/pagination.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';
import { MOMENT_PATTERN } from './desk-moments.ts';
import { HoldSchema } from './holds.schema.ts';
import { LOAN_DECISIONS } from './loan-decisions.ts';
import {
  AccountLineSchema,
  ExplanationSchema,
  PersonSchema,
  RecordReferenceSchema,
  RefusalSchema,
} from './shapes.schema.ts';

export const LoanSchema = Type.Object(
  {
    id: Type.Integer(),
    item: Type.Object({
      id: Type.Integer(),
      barcode: Type.String(),
      callNumber: Nullable(Type.String()),
      volume: Nullable(Type.String()),
      status: OneOf(ITEM_STATUSES, { description: '`lost` or `claimed_returned` while the loan is open' }),
    }),
    record: RecordReferenceSchema,
    patron: Nullable(PersonSchema),
    branchId: Type.Integer({ description: 'Where it was lent' }),
    checkedOutAt: Type.String(),
    dueAt: Type.String(),
    isHourly: Type.Boolean(),
    isOverdue: Type.Boolean(),
    renewals: Type.Integer(),
    returnedAt: Nullable(Type.String()),
    recalledAt: Nullable(Type.String({ description: 'When another reader’s hold shortened it' })),
    version: Type.Integer(),
  },
  { $id: 'Loan' },
);
export type Loan = Static<typeof LoanSchema>;

const Moment = Type.String({
  pattern: MOMENT_PATTERN,
  maxLength: 40,
  description:
    'An instant with its offset, a time of the branch’s own clock, or one of its days, which means the end of it',
});
const Barcode = Type.String({ minLength: 1, maxLength: 100 });
const overrideFields = {
  overrides: Type.Optional(
    Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50, description: 'Codes of refusals to override' }),
  ),
  overrideComment: Type.Optional(Type.String({ maxLength: 500 })),
};

export const CheckoutInputSchema = Type.Object(
  {
    patronId: Type.Optional(Type.Integer({ minimum: 1 })),
    cardNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    barcode: Barcode,
    branchId: Type.Optional(Type.Integer({ minimum: 1, description: 'The desk’s branch; by default the actor’s' })),
    dueAt: Type.Optional(Moment),
    ...overrideFields,
  },
  { $id: 'CheckoutInput', additionalProperties: false },
);
export type CheckoutInput = Static<typeof CheckoutInputSchema>;

export const CheckoutAnswerSchema = Type.Object(
  {
    loan: Ref(LoanSchema),
    alerts: Type.Array(Ref(RefusalSchema)),
    isRenewal: Type.Boolean({ description: 'The reader had it already, so the loan was renewed' }),
    explanation: Ref(ExplanationSchema),
  },
  { $id: 'CheckoutAnswer' },
);
export type CheckoutAnswer = Static<typeof CheckoutAnswerSchema>;

export const ReturnInputSchema = Type.Object(
  {
    barcode: Barcode,
    branchId: Type.Optional(Type.Integer({ minimum: 1 })),
    returnedAt: Type.Optional(Moment),
  },
  { $id: 'ReturnInput', additionalProperties: false },
);
export type ReturnInput = Static<typeof ReturnInputSchema>;

export const PullInputSchema = Type.Object(
  { barcode: Barcode, branchId: Type.Optional(Type.Integer({ minimum: 1 })) },
  { $id: 'PullInput', additionalProperties: false },
);
export type PullInput = Static<typeof PullInputSchema>;

export const ReturnAnswerSchema = Type.Object(
  {
    loan: Nullable(Ref(LoanSchema)),
    item: Ref(ItemSummary),
    record: Type.Object({ id: Type.Integer(), title: Type.String() }),
    outcome: OneOf(['shelf', 'hold_shelf', 'transit', 'set_aside', 'not_on_loan']),
    hold: Nullable(Ref(HoldSchema)),
    transitTo: Nullable(Type.Integer()),
    charge: Nullable(Ref(AccountLineSchema)),
    alerts: Type.Array(Ref(RefusalSchema)),
    explanation: Ref(ExplanationSchema),
  },
  { $id: 'ReturnAnswer' },
);
export type ReturnAnswer = Static<typeof ReturnAnswerSchema>;

export const RenewalInputSchema = Type.Object(overrideFields, { $id: 'RenewalInput', additionalProperties: false });
export type RenewalInput = Static<typeof RenewalInputSchema>;

export const RenewalAnswerSchema = Type.Object(
  { loan: Ref(LoanSchema), explanation: Ref(ExplanationSchema) },
  { $id: 'RenewalAnswer' },
);
export type RenewalAnswer = Static<typeof RenewalAnswerSchema>;

export const LoanExplanationSchema = Type.Object(
  {
    loanId: Type.Integer(),
    decisions: Type.Array(
      Type.Object(
        {
          kind: OneOf(LOAN_DECISIONS),
          at: Type.String(),
          chargeId: Nullable(Type.Integer({ description: 'The line of the account that it led to' })),
          explanation: Ref(ExplanationSchema),
        },
        { title: 'LoanDecision' },
      ),
      { description: 'What was decided about the loan, the first first; the last one on its due date holds' },
    ),
  },
  { $id: 'LoanExplanation' },
);
export type LoanExplanation = Static<typeof LoanExplanationSchema>;

/** What is said of a loan whose copy the reader says they do not have. */
export const LoanRemarkSchema = Type.Object(
  { comment: Type.Optional(Type.String({ maxLength: 500 })) },
  { $id: 'LoanRemark', additionalProperties: false },
);
export type LoanRemark = Static<typeof LoanRemarkSchema>;

export const LoanChangeSchema = Type.Object(
  {
    loan: Ref(LoanSchema),
    charge: Nullable(Ref(AccountLineSchema)),
    explanation: Ref(ExplanationSchema),
  },
  { $id: 'LoanChange' },
);
export type LoanChange = Static<typeof LoanChangeSchema>;

const UNDOABLE = ['checkout', 'return', 'renew', 'claim', 'lost', 'missing'] as const;
export const UndoInputSchema = Type.Object(
  { action: OneOf(UNDOABLE), loanId: Type.Integer({ minimum: 1 }) },
  { $id: 'UndoInput', additionalProperties: false },
);
export type UndoInput = Static<typeof UndoInputSchema>;

export const LoansQuery = Type.Object(
  {
    ...PageQuery,
    patronId: Type.Optional(Type.Integer({ minimum: 1 })),
    branchId: Type.Optional(Type.Integer({ minimum: 1 })),
    status: Type.Optional(OneOf(['open', 'overdue', 'returned'])),
  },
  { additionalProperties: false },
);
