import { Type, type Static } from 'typebox';
import { AccountLineSchema } from '../circulation/shapes.schema.ts';
import { LoanSchema } from '../circulation/loans.schema.ts';
import { Nullable, Ref } from '../platform/schema.ts';

const Since = Type.String({ format: 'date-time', maxLength: 40, description: 'By default the beginning of today' });

export const ReceiptQuery = Type.Object({ since: Type.Optional(Since) }, { additionalProperties: false });

export const ReceiptSchema = Type.Object(
  {
    patron: Type.Object({ id: Type.Integer(), name: Type.String(), cardNumber: Nullable(Type.String()) }),
    loans: Type.Array(Ref(LoanSchema), { description: 'Lent or renewed since, and still out' }),
    returns: Type.Array(Ref(LoanSchema)),
    payments: Type.Array(Ref(AccountLineSchema)),
    balance: Type.Integer(),
    at: Type.String(),
  },
  { $id: 'Receipt' },
);
export type Receipt = Static<typeof ReceiptSchema>;

export const ReceiptMailSchema = Type.Object(
  { since: Type.Optional(Since) },
  { $id: 'ReceiptMail', additionalProperties: false },
);
