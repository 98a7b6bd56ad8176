import { Type, type Static } from 'typebox';
import { AccountLineSchema } from '../circulation/shapes.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

export const AccountSchema = Type.Object(
  {
    balance: Type.Integer({ description: 'What the reader owes, in minor units; below zero the library owes' }),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'Newest first' }),
  },
  { $id: 'Account' },
);
export type Account = Static<typeof AccountSchema>;

const Method = OneOf(['cash', 'card', 'cheque', 'transfer']);

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
    givenBack: Type.Integer({ description: 'How much of a payment was refunded or voided' }),
    branchId: Nullable(Type.Integer()),
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
const Note = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

export const NewChargeSchema = Type.Object(
  { amount: Amount, note: Note },
  { $id: 'NewCharge', additionalProperties: false },
);
export type NewCharge = Static<typeof NewChargeSchema>;

export const NewPaymentSchema = Type.Object(
  {
    amount: Amount,
    method: Type.Optional(Method),
    reference: Type.Optional(Reference),
    note: Type.Optional(Type.String({ maxLength: 500 })),
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
  },
  { $id: 'NewRefund', additionalProperties: false },
);
export type NewRefund = Static<typeof NewRefundSchema>;

export const NewVoidSchema = Type.Object({ note: Note }, { $id: 'NewVoid', additionalProperties: false });
export type NewVoid = Static<typeof NewVoidSchema>;
