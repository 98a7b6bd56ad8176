import { Type, type Static } from 'typebox';
import { PageQuery } from '../platform/pagination.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';
import { ExplanationSchema, PersonSchema, RecordReferenceSchema } from './shapes.schema.ts';

export const HOLD_STATUSES = ['waiting', 'in_transit', 'ready', 'fulfilled', 'cancelled', 'expired'] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

/** How a hold ended. */
export const HOLD_ENDS = ['lent', 'patron', 'staff', 'system', 'not_fetched', 'not_filled'] as const;
export type HoldEnd = (typeof HOLD_ENDS)[number];

export const HoldSchema = Type.Object(
  {
    id: Type.Integer(),
    record: RecordReferenceSchema,
    itemId: Nullable(Type.Integer({ description: 'The very item that is asked for' })),
    itemBarcode: Nullable(Type.String({ description: 'Its barcode' })),
    volume: Nullable(Type.String({ description: 'The volume that is asked for, of what comes in several' })),
    patron: Nullable(PersonSchema),
    pickupBranchId: Type.Integer(),
    status: OneOf(HOLD_STATUSES, { title: 'HoldStatus' }),
    position: Nullable(Type.Integer({ description: 'Place in the queue while it waits, from 1' })),
    placedAt: Type.String(),
    readyAt: Nullable(Type.String()),
    pickupUntil: Nullable(Type.String({ description: 'The last day on which it can be fetched' })),
    isSuspended: Type.Boolean(),
    suspendedUntil: Nullable(Type.String()),
    startsOn: Nullable(Type.String({ description: 'The first day on which it may be filled' })),
    expiresOn: Nullable(Type.String({ description: 'The last day on which it waits to be filled' })),
    closedAt: Nullable(Type.String()),
    closedReason: Nullable(
      OneOf(HOLD_ENDS, { description: 'How it ended; `patron`, `staff` and `system`: who cancelled it' }),
    ),
    closedNote: Nullable(Type.String({ description: 'Why staff cancelled it; for staff' })),
    trappedItem: Nullable(Type.Object({ id: Type.Integer(), barcode: Type.String() })),
    version: Type.Integer(),
  },
  { $id: 'Hold' },
);
export type Hold = Static<typeof HoldSchema>;

export const PlacedHoldSchema = Type.Object(
  { ...HoldSchema.properties, explanation: Ref(ExplanationSchema) },
  { $id: 'PlacedHold' },
);
export type PlacedHold = Static<typeof PlacedHoldSchema>;

const Day = Type.String({ format: 'date' });

export const NewHoldSchema = Type.Object(
  {
    recordId: Type.Integer({ minimum: 1 }),
    itemId: Type.Optional(Type.Integer({ minimum: 1 })),
    volume: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Instead of `itemId`' })),
    patronId: Type.Optional(Type.Integer({ minimum: 1, description: 'For whom, when staff asks' })),
    pickupBranchId: Type.Integer({ minimum: 1 }),
    startsOn: Type.Optional(Day),
    expiresOn: Type.Optional(Day),
  },
  { $id: 'NewHold', additionalProperties: false },
);
export type NewHold = Static<typeof NewHoldSchema>;

export const HoldQueueSchema = Type.Object(
  {
    items: Type.Array(Ref(HoldSchema)),
    version: Type.Integer({ description: 'Of the order in which they wait: a new order is held to it by If-Match' }),
  },
  { $id: 'HoldQueue' },
);

export const HoldChangesSchema = Type.Object(
  {
    pickupBranchId: Type.Optional(Type.Integer({ minimum: 1 })),
    isSuspended: Type.Optional(Type.Boolean()),
    suspendedUntil: Type.Optional(Nullable(Day)),
    startsOn: Type.Optional(Nullable(Day)),
    expiresOn: Type.Optional(Nullable(Day)),
  },
  { $id: 'HoldChanges', additionalProperties: false, minProperties: 1 },
);
export type HoldChanges = Static<typeof HoldChangesSchema>;

export const HoldsQuery = Type.Object(
  {
    ...PageQuery,
    status: Type.Optional(OneOf([...HOLD_STATUSES, 'open'])),
    recordId: Type.Optional(Type.Integer({ minimum: 1 })),
    patronId: Type.Optional(Type.Integer({ minimum: 1 })),
    pickupBranchId: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export const CancelHoldQuery = Type.Object(
  { reason: Type.Optional(Type.String({ maxLength: 500, description: 'Why, in staff’s words' })) },
  { additionalProperties: false },
);

export const HoldOrderSchema = Type.Object(
  { holdIds: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 1000 }) },
  { $id: 'HoldOrder', additionalProperties: false },
);
