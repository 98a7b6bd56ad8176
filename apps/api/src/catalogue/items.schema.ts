import { Type, type Static } from 'typebox';
import { OneOf } from '../platform/schema.ts';
import { nullable } from './nullable.ts';

/** What staff say of a copy; whether it is on loan or on its way follows from loans, holds and transfers. */
export const ITEM_STATUSES = ['available', 'not_for_loan', 'damaged', 'lost', 'withdrawn', 'claimed_returned'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** Where a copy stands for a reader, from its status, loan, hold and transfer together. */
export const ITEM_STATES = [
  'available',
  'on_loan',
  'on_hold_shelf',
  'in_transit',
  'not_for_loan',
  'damaged',
  'lost',
  'withdrawn',
  'claimed_returned',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const ItemSummary = Type.Object(
  {
    id: Type.Integer(),
    recordId: Type.Integer(),
    barcode: Type.String(),
    itemTypeId: Type.Integer(),
    homeBranchId: Type.Integer(),
    currentBranchId: Type.Integer(),
    location: nullable(Type.String()),
    callNumber: nullable(Type.String()),
    volume: nullable(Type.String({ description: 'Which part of the title, such as `T. 3` or `2026/05`' })),
    status: OneOf(ITEM_STATUSES, { title: 'ItemStatus' }),
    state: OneOf(ITEM_STATES, { title: 'ItemState' }),
    dueAt: nullable(Type.String({ description: 'When the open loan ends' })),
    price: nullable(Type.Integer({ description: 'Replacement price in the minor unit of the currency' })),
    note: nullable(Type.String({ description: 'For staff; null for everybody else' })),
    version: Type.Integer(),
  },
  { $id: 'ItemSummary', additionalProperties: false },
);
export type ItemSummary = Static<typeof ItemSummary>;

const properties = {
  barcode: Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S+$' }),
  itemTypeId: Type.Integer(),
  homeBranchId: Type.Integer(),
  location: nullable(Type.String({ maxLength: 200 })),
  callNumber: nullable(Type.String({ maxLength: 200 })),
  volume: nullable(Type.String({ maxLength: 100 })),
  status: OneOf(ITEM_STATUSES, { title: 'ItemStatus' }),
  price: nullable(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  note: nullable(Type.String({ maxLength: 500 })),
};

const { barcode, itemTypeId, homeBranchId, ...optional } = properties;

export const NewItem = Type.Object(
  { barcode, itemTypeId, homeBranchId, ...Type.Partial(Type.Object(optional)).properties },
  { $id: 'NewItem', additionalProperties: false },
);
export type NewItem = Static<typeof NewItem>;

/** What a desk may say of a copy in hand, or of one that is not where it should be. */
export const ItemCondition = Type.Object(
  {
    status: Type.Optional(OneOf(['available', 'damaged', 'lost'])),
    note: Type.Optional(properties.note),
  },
  { $id: 'ItemCondition', additionalProperties: false, minProperties: 1 },
);

export const ItemChanges = Type.Partial(
  Type.Object({ ...properties, currentBranchId: Type.Integer({ description: 'Where the copy stands now' }) }),
  { $id: 'ItemChanges', additionalProperties: false, minProperties: 1 },
);
export type ItemChanges = Static<typeof ItemChanges>;
