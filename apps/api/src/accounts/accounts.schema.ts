import { Type, type Static } from 'typebox';
import { AccountLineSchema, CHARGE_REASONS } from '../circulation/shapes.schema.ts';
import { LanguageSchema } from '../auth/session.schema.ts';
import { RECEIPT_PAPERS } from '../platform/pdf/sheet.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

export const AccountSchema = Type.Object(
  {
    balance: Type.Integer({ description: 'What the reader owes, in minor units; below zero the library owes' }),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'Newest first' }),
  },
  { $id: 'Account' },
);
export type Account = Static<typeof AccountSchema>;

export const Method = OneOf(['cash', 'card', 'cheque', 'transfer']);

export const PaymentSchema = Type.Object(
  {
    id: Type.Integer(),
    number: Type.String({ description: 'The receipt’s number, without gaps within a year: 2026-000012' }),
    patronId: Type.Integer(),
    kind: OneOf(['payment', 'refund', 'void']),
    method: Method,
    reference: Nullable(Type.String({ description: 'Such as the number of a cheque' })),
    amount: Type.Integer({ description: 'Minor units, above zero whichever way the money went' }),
    reversesId: Nullable(Type.Integer({ description: 'The payment that was given back or voided' })),
    reversesNumber: Nullable(Type.String({ description: 'That payment’s number' })),
    givenBack: Type.Integer({ description: 'How much of a payment was refunded or voided' }),
    branchId: Nullable(Type.Integer({ description: 'Whose cash it is in' })),
    bookedOn: Nullable(
      Type.String({ description: 'The day of cash that it counts for: the next one when its own was closed already' }),
    ),
    staffName: Nullable(Type.String()),
    createdAt: Type.String(),
  },
  { $id: 'Payment' },
);
export type Payment = Static<typeof PaymentSchema>;

export const AccountChangeSchema = Type.Object(
  {
    balance: Type.Integer({ description: 'What the reader owes now' }),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'The lines that were added' }),
    payment: Nullable(Ref(PaymentSchema)),
  },
  { $id: 'AccountChange' },
);
export type AccountChange = Static<typeof AccountChangeSchema>;

const Amount = Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Minor units' });
const Reference = Type.String({ maxLength: 200 });
const BranchId = Type.Integer({ minimum: 1, description: 'The desk’s branch; by default the actor’s' });
const Note = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

export const NewChargeSchema = Type.Object(
  {
    amount: Amount,
    reason: Type.Optional(OneOf(CHARGE_REASONS)),
    note: Type.Optional(
      Type.String({ maxLength: 500, description: 'Free text; required unless the reason says it already' }),
    ),
    branchId: Type.Optional(BranchId),
  },
  { $id: 'NewCharge', additionalProperties: false },
);
export type NewCharge = Static<typeof NewChargeSchema>;

export const NewPaymentSchema = Type.Object(
  {
    amount: Amount,
    method: Type.Optional(Method),
    reference: Type.Optional(Reference),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    branchId: Type.Optional(BranchId),
    lineIds: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), {
        minItems: 1,
        maxItems: 200,
        description: 'The charges to pay; without it the oldest first',
      }),
    ),
  },
  { $id: 'NewPayment', additionalProperties: false },
);
export type NewPayment = Static<typeof NewPaymentSchema>;

export const NewWaiverSchema = Type.Object(
  { lineId: Type.Integer({ minimum: 1 }), amount: Amount, note: Note },
  { $id: 'NewWaiver', additionalProperties: false },
);
export type NewWaiver = Static<typeof NewWaiverSchema>;

export const NewRefundSchema = Type.Object(
  {
    amount: Amount,
    paymentId: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The payment to give back; without it the reader’s credit' }),
    ),
    method: Type.Optional(Method),
    reference: Type.Optional(Reference),
    note: Note,
    branchId: Type.Optional(BranchId),
  },
  { $id: 'NewRefund', additionalProperties: false },
);
export type NewRefund = Static<typeof NewRefundSchema>;

export const NewVoidSchema = Type.Object({ note: Note }, { $id: 'NewVoid', additionalProperties: false });
export type NewVoid = Static<typeof NewVoidSchema>;

/** How a receipt is wanted on paper. */
export const ReceiptFileQuery = Type.Object(
  {
    format: Type.Optional(OneOf(RECEIPT_PAPERS)),
    language: Type.Optional({ ...LanguageSchema, description: 'By default the reader’s' }),
  },
  { additionalProperties: false },
);
