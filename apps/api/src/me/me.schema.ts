import { Type, type Static } from 'typebox';
import { HoldSchema } from '../circulation/holds.schema.ts';
import { LoanSchema } from '../circulation/loans.schema.ts';
import { CHARGE_REASONS } from '../circulation/shapes.schema.ts';
import { contactFields, HistoryChoiceSchema } from '../patrons/patrons.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

/** What readers may change about themselves. */
export const OwnChangesSchema = Type.Partial(Type.Object(contactFields), {
  $id: 'OwnChanges',
  additionalProperties: false,
  minProperties: 1,
});
export type OwnChanges = Static<typeof OwnChangesSchema>;

const nextCursor = Nullable(Type.String());

export const OwnLoansSchema = Type.Object({ items: Type.Array(Ref(LoanSchema)), nextCursor }, { $id: 'OwnLoans' });

export const OwnHistorySchema = Type.Object(
  {
    choice: HistoryChoiceSchema,
    isChoiceOffered: Type.Boolean({ description: 'Whether readers choose; when not, the library does for all' }),
    keptDays: Type.Integer({ description: 'Days after its return that the library forgets whose a loan was' }),
    items: Type.Array(Ref(LoanSchema), { description: 'Past loans that are still known, the latest first' }),
    nextCursor,
  },
  { $id: 'OwnHistory' },
);

export const OwnHoldsSchema = Type.Object({ items: Type.Array(Ref(HoldSchema)), nextCursor }, { $id: 'OwnHolds' });

/** A reader's account as the reader sees it: without the names of staff. */
export const OwnAccountSchema = Type.Object(
  {
    balance: Type.Integer({ description: 'What you owe, in minor units' }),
    lines: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: Type.String(),
        amount: Type.Integer(),
        outstanding: Type.Integer(),
        reason: Nullable(OneOf(CHARGE_REASONS)),
        note: Nullable(Type.String()),
        loanId: Nullable(Type.Integer()),
        title: Nullable(Type.String()),
        createdAt: Type.String(),
        branchId: Nullable(Type.Integer()),
        staffName: Type.Null(),
      }),
    ),
  },
  { $id: 'OwnAccount' },
);
