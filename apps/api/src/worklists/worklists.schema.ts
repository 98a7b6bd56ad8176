import { Type, type Static } from 'typebox';
import { ItemSummary } from '../catalogue/items.schema.ts';
import { HoldSchema } from '../circulation/holds.schema.ts';
import { LoanSchema } from '../circulation/loans.schema.ts';
import { PersonSchema, RecordReferenceSchema } from '../circulation/shapes.schema.ts';
import { PageQuery } from '../platform/pagination.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

const Id = Type.Integer({ minimum: 1 });
const nextCursor = Nullable(Type.String());

// Overdue loans

export const OVERDUE_SITUATIONS = ['out', 'claimed_returned', 'lost'] as const;

const overdueFilter = {
  branchId: Type.Optional(Type.Integer({ minimum: 1, description: 'Where it was lent' })),
  categoryId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of the reader' })),
  level: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 3, description: 'The last overdue notice whose day has come; 0: none yet' }),
  ),
  situation: Type.Optional(
    OneOf(OVERDUE_SITUATIONS, { description: '`out`: neither lost nor claimed to be back; without it all' }),
  ),
};

export const OverdueQuery = Type.Object({ ...PageQuery, ...overdueFilter }, { additionalProperties: false });
export const OverdueFileQuery = Type.Object(
  {
    ...overdueFilter,
    language: Type.Optional(OneOf(['fr', 'en'], { description: 'Of the headings, and whose spreadsheets it is for' })),
  },
  { additionalProperties: false },
);
export type OverdueFilter = Omit<Static<typeof OverdueFileQuery>, 'language'>;

export const OverdueLoanSchema = Type.Object(
  {
    ...LoanSchema.properties,
    daysOverdue: Type.Integer({ description: 'Days of the branch; 0 for what was due earlier today' }),
    level: Type.Integer({ description: 'The last overdue notice whose day has come, 0 to 3' }),
    told: Nullable(
      Type.Object(
        { level: Type.Integer(), at: Type.String() },
        { description: 'The last overdue notice that was mailed about this due date' },
      ),
    ),
    reader: Type.Object({
      categoryId: Type.Integer(),
      cardNumber: Nullable(Type.String()),
      email: Nullable(Type.String()),
      phone: Nullable(Type.String()),
      street: Nullable(Type.String()),
      postalCode: Nullable(Type.String()),
      city: Nullable(Type.String()),
      notes: Nullable(Type.String()),
    }),
  },
  { $id: 'OverdueLoan' },
);
export type OverdueLoan = Static<typeof OverdueLoanSchema>;

export const OverdueLoansSchema = Type.Object(
  { items: Type.Array(Ref(OverdueLoanSchema)), nextCursor, total: Type.Integer() },
  { $id: 'OverdueLoans' },
);

// The hold shelf

export const HoldShelfQuery = Type.Object(
  {
    ...PageQuery,
    branchId: Type.Optional(Id),
    isExpired: Type.Optional(Type.Boolean({ description: 'Only what was not fetched in time, or only the rest' })),
  },
  { additionalProperties: false },
);

export const ShelvedHoldSchema = Type.Object(
  {
    ...HoldSchema.properties,
    callNumber: Nullable(Type.String()),
    cardNumber: Nullable(Type.String()),
    isExpired: Type.Boolean({ description: 'Was not fetched in time: back to the shelf, or to the next reader' }),
  },
  { $id: 'ShelvedHold' },
);
export type ShelvedHold = Static<typeof ShelvedHoldSchema>;

export const BranchQuery = Type.Object({ branchId: Type.Optional(Id) }, { additionalProperties: false });

export const LeftOnShelfSchema = Type.Object(
  {
    item: Ref(ItemSummary),
    record: RecordReferenceSchema,
    was: Type.Object({
      patron: Nullable(PersonSchema),
      status: OneOf(['waiting', 'in_transit', 'ready', 'fulfilled', 'cancelled', 'expired']),
      closedAt: Nullable(Type.String()),
    }),
    next: OneOf(['new_slip', 'send', 'take_off'], {
      description:
        '`new_slip`: it stays, for another reader; `send`: it goes to a branch; `take_off`: nobody waits for it',
    }),
    patron: Nullable(PersonSchema),
    sendTo: Nullable(Type.Integer()),
  },
  { $id: 'LeftOnShelf' },
);
export type LeftOnShelf = Static<typeof LeftOnShelfSchema>;

// What is to be fetched

export const ShelfPickSchema = Type.Object(
  {
    item: Ref(ItemSummary),
    record: RecordReferenceSchema,
    isOnHoldShelf: Type.Boolean({ description: 'It still lies there, from a reader who did not come' }),
    hold: Type.Object({
      id: Type.Integer(),
      patron: Nullable(PersonSchema),
      pickupBranchId: Type.Integer(),
      placedAt: Type.String(),
      position: Type.Integer(),
    }),
  },
  { $id: 'ShelfPick' },
);
export type ShelfPick = Static<typeof ShelfPickSchema>;

export const PickListQuery = Type.Object(
  { branchId: Type.Integer({ minimum: 1, description: 'Where the copies stand' }) },
  { additionalProperties: false },
);

export const PickListSchema = Type.Object(
  {
    items: Type.Array(Ref(ShelfPickSchema), { description: 'By place on the shelves; at most 500' }),
    total: Type.Integer({ description: 'How many there are altogether' }),
  },
  { $id: 'PickList' },
);

// On their way

export const TransfersQuery = Type.Object(
  {
    ...PageQuery,
    toBranchId: Type.Optional(Id),
    fromBranchId: Type.Optional(Id),
    isLate: Type.Optional(Type.Boolean({ description: 'Only what has been under way for a week or more' })),
  },
  { additionalProperties: false },
);

export const TransferSchema = Type.Object(
  {
    item: Ref(ItemSummary),
    record: RecordReferenceSchema,
    fromBranchId: Type.Integer(),
    toBranchId: Type.Integer(),
    since: Type.String(),
    daysUnderWay: Type.Integer(),
    isLate: Type.Boolean(),
    isOnHoldShelf: Type.Boolean({ description: 'It has not left the hold shelf of the branch that sends it' }),
    hold: Nullable(Type.Object({ id: Type.Integer(), patron: Nullable(PersonSchema) })),
  },
  { $id: 'Transfer' },
);
export type Transfer = Static<typeof TransferSchema>;
