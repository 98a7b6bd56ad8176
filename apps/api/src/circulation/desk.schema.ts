import { Type, type Static } from 'typebox';
import { ItemSummary } from '../catalogue/items.schema.ts';
import { RecordSummary } from '../catalogue/records.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';
import { HoldSchema } from './holds.schema.ts';
import { LoanSchema } from './loans.schema.ts';
import { AccountLineSchema, RecordReferenceSchema, RefusalSchema } from './shapes.schema.ts';

/** A patron as a list at the desk shows one. */
const FoundPatronSchema = Type.Object({
  id: Type.Integer(),
  familyName: Type.String(),
  givenName: Type.String(),
  cardNumber: Nullable(Type.String()),
  categoryId: Type.Integer(),
  branchId: Type.Integer(),
  expiresOn: Type.String(),
  isRestricted: Type.Boolean(),
  loanCount: Type.Integer(),
  holdCount: Type.Integer(),
  balance: Type.Integer(),
});
export type FoundPatron = Static<typeof FoundPatronSchema>;

const FoundItemSchema = Type.Object({ ...ItemSummary.properties, record: RecordReferenceSchema });

export const DeskLookupQuery = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

export const DeskLookupSchema = Type.Object(
  {
    match: OneOf(['patron', 'item', 'none', 'several']),
    patron: Type.Optional(FoundPatronSchema),
    item: Type.Optional(FoundItemSchema),
    patrons: Type.Array(FoundPatronSchema),
    records: Type.Array(Ref(RecordSummary)),
  },
  { $id: 'DeskLookup' },
);
export type DeskLookup = Static<typeof DeskLookupSchema>;

const PatronAtDeskSchema = Type.Object({
  id: Type.Integer(),
  categoryId: Type.Integer(),
  branchId: Type.Integer(),
  familyName: Type.String(),
  givenName: Type.String(),
  birthDate: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  street: Nullable(Type.String()),
  postalCode: Nullable(Type.String()),
  city: Nullable(Type.String()),
  language: OneOf(['fr', 'en']),
  notes: Nullable(Type.String()),
  expiresOn: Type.String(),
  restrictedUntil: Nullable(Type.String()),
  restrictionReason: Nullable(Type.String()),
  isHistoryKept: Type.Boolean(),
  cards: Type.Array(
    Type.Object({ id: Type.Integer(), number: Type.String(), status: Type.String(), issuedAt: Type.String() }),
  ),
  version: Type.Integer(),
  createdAt: Type.String(),
});
export type PatronAtDesk = Static<typeof PatronAtDeskSchema>;

export const DeskPatronSchema = Type.Object(
  {
    patron: PatronAtDeskSchema,
    loans: Type.Array(Ref(LoanSchema)),
    holds: Type.Array(Ref(HoldSchema)),
    balance: Type.Integer(),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'The last ten' }),
    blocks: Type.Array(Ref(RefusalSchema), {
      description: 'What stands against lending to this reader, whatever the item',
    }),
    limits: Type.Object({ loans: Type.Integer(), max: Nullable(Type.Integer()) }),
  },
  { $id: 'DeskPatron' },
);
export type DeskPatron = Static<typeof DeskPatronSchema>;
