import { Type, type Static } from 'typebox';
import { ItemSummary } from '../catalogue/items.schema.ts';
import { RecordSummary } from '../catalogue/records.schema.ts';
import { PatronSchema, PatronSummarySchema } from '../patrons/patrons.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';
import { HoldSchema } from './holds.schema.ts';
import { LoanSchema } from './loans.schema.ts';
import { AccountLineSchema, RecordReferenceSchema, RefusalSchema } from './shapes.schema.ts';

const FoundItemSchema = Type.Object({ ...ItemSummary.properties, record: RecordReferenceSchema });

export const DeskLookupQuery = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

export const DeskLookupSchema = Type.Object(
  {
    match: OneOf(['patron', 'item', 'none', 'several']),
    patron: Type.Optional(Ref(PatronSummarySchema)),
    item: Type.Optional(FoundItemSchema),
    patrons: Type.Array(Ref(PatronSummarySchema)),
    records: Type.Array(Ref(RecordSummary)),
  },
  { $id: 'DeskLookup' },
);
export type DeskLookup = Static<typeof DeskLookupSchema>;

export const DeskPatronSchema = Type.Object(
  {
    patron: Ref(PatronSchema),
    loans: Type.Array(Ref(LoanSchema)),
    holds: Type.Array(Ref(HoldSchema)),
    balance: Type.Integer(),
    lines: Type.Array(Ref(AccountLineSchema), { description: 'The last ten, and whatever is left to pay' }),
    blocks: Type.Array(Ref(RefusalSchema), {
      description: 'What stands against lending to this reader, whatever the item',
    }),
    limits: Type.Object({ loans: Type.Integer(), max: Nullable(Type.Integer()) }),
  },
  { $id: 'DeskPatron' },
);
export type DeskPatron = Static<typeof DeskPatronSchema>;
