import { Type, type Static } from 'typebox';
import { AccountLineSchema } from '../circulation/shapes.schema.ts';
import { Ref } from '../platform/schema.ts';

export const AccountSchema = Type.Object(
  {
    balance: Type.Integer({ description: 'What the reader owes, in minor units; below zero the library owes' }),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'Newest first' }),
  },
  { $id: 'Account' },
);
export type Account = Static<typeof AccountSchema>;

export const AccountChangeSchema = Type.Object(
  {
    balance: Type.Integer({ description: 'What the reader owes now' }),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'The lines that were added' }),
  },
  { $id: 'AccountChange' },
);
export type AccountChange = Static<typeof AccountChangeSchema>;

const Amount = Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Minor units' });
const Note = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

export const NewChargeSchema = Type.Object(
  { amount: Amount, note: Note },
  { $id: 'NewCharge', additionalProperties: false },
);
export type NewCharge = Static<typeof NewChargeSchema>;

export const NewPaymentSchema = Type.Object(
  {
    amount: Amount,
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
