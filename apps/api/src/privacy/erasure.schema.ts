import { Type, type Static } from 'typebox';
import { LanguageSchema } from '../auth/session.schema.ts';
import { RefusalSchema } from '../circulation/shapes.schema.ts';
import { PageQuery } from '../platform/pagination.ts';
import { RECEIPT_PAPERS } from '../platform/pdf/sheet.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

/** What goes with a reader, and what stays of one and for what. */
export const ERASED_THINGS = [
  'profile',
  'cards',
  'sessions',
  'notices',
  'open_holds',
  'audit_details',
  'erasure_request',
  'calendar_feed',
] as const;
export const KEPT_THINGS = ['loans', 'holds', 'account_lines', 'payments', 'audit_entries'] as const;
export const KEPT_FOR = ['statistics', 'accounting', 'accountability'] as const;

const Moment = Type.String({ format: 'date-time' });

export const ErasureReceiptSchema = Type.Object(
  {
    id: Type.Integer(),
    number: Type.String({ description: 'To quote, such as `E-2026-000017`' }),
    erasedAt: Moment,
    reason: OneOf(['staff', 'request', 'inactivity']),
    erased: Type.Array(Type.Object({ what: OneOf(ERASED_THINGS), count: Type.Integer() })),
    kept: Type.Array(Type.Object({ what: OneOf(KEPT_THINGS), count: Type.Integer(), why: OneOf(KEPT_FOR) }), {
      description: 'Without anything that leads to the reader',
    }),
  },
  { $id: 'ErasureReceipt', description: 'Nothing in it says who was erased' },
);
export type ErasureReceipt = Static<typeof ErasureReceiptSchema>;

export const ErasureRequestSchema = Type.Object(
  {
    requestedAt: Moment,
    answerBy: Type.String({ format: 'date', description: 'A month after the request' }),
    declinedAt: Nullable(Moment),
    declineReason: Nullable(Type.String()),
  },
  { $id: 'ErasureRequest' },
);
export type ErasureRequest = Static<typeof ErasureRequestSchema>;

const refusals = Type.Array(Ref(RefusalSchema), { description: 'Everything that stands against the erasure' });

/** What erasing a reader would come to. */
export const ErasurePreviewSchema = Type.Object(
  {
    refusals,
    erased: ErasureReceiptSchema.properties.erased,
    kept: ErasureReceiptSchema.properties.kept,
    request: Nullable(Ref(ErasureRequestSchema)),
  },
  { $id: 'ErasurePreview' },
);

export const OwnErasureSchema = Type.Object(
  { refusals, request: Nullable(Ref(ErasureRequestSchema)) },
  { $id: 'OwnErasure' },
);

export const PendingErasureSchema = Type.Object(
  {
    ...ErasureRequestSchema.properties,
    patron: Type.Object({ id: Type.Integer(), name: Type.String() }),
    refusals,
  },
  { $id: 'PendingErasure' },
);

export const DeclineSchema = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', description: 'The reader sees it' }) },
  { $id: 'DeclinedErasure', additionalProperties: false },
);

export const ListQuery = Type.Object(PageQuery, { additionalProperties: false });

export const ReceiptListQuery = Type.Object(
  {
    ...PageQuery,
    number: Type.Optional(Type.String({ maxLength: 40, description: 'Only the receipt with this number' })),
  },
  { additionalProperties: false },
);

export const ReceiptPaperQuery = Type.Object(
  {
    format: Type.Optional(OneOf(RECEIPT_PAPERS)),
    language: Type.Optional({ ...LanguageSchema, description: 'By default the library’s' }),
  },
  { additionalProperties: false },
);
