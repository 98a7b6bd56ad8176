import { Type, type Static } from 'typebox';
import { Method, PaymentSchema } from '../accounts/accounts.schema.ts';
import { LanguageSchema } from '../auth/session.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';

export type Method = Static<typeof Method>;

const Flow = Type.Object({ count: Type.Integer(), amount: Type.Integer({ description: 'Minor units' }) });

const totals = {
  payments: Flow,
  refunds: Flow,
  voids: Flow,
  net: Type.Integer({ description: 'Payments less refunds and voids' }),
};

export const CashTotalsSchema = Type.Object(totals, { $id: 'CashTotals' });
export type CashTotals = Static<typeof CashTotalsSchema>;

const ByMethod = Type.Array(Type.Object({ method: Method, ...totals }), { description: 'Every method' });

export const CashClosingSchema = Type.Object(
  {
    id: Type.Integer(),
    branchId: Type.Integer(),
    day: Type.String(),
    receipts: Type.Integer(),
    counts: Type.Array(
      Type.Object({ method: Method, expected: Type.Integer(), counted: Type.Integer(), difference: Type.Integer() }),
    ),
    difference: Type.Integer({ description: 'Counted less expected, over all methods' }),
    note: Nullable(Type.String()),
    staffName: Nullable(Type.String()),
    closedAt: Type.String(),
  },
  { $id: 'CashClosing' },
);
export type CashClosing = Static<typeof CashClosingSchema>;

const branchId = Nullable(Type.Integer({ description: 'Null: all branches together' }));

export const CashDaySchema = Type.Object(
  {
    branchId,
    day: Type.String(),
    today: Type.String({ description: 'The present day at the branch; a later one cannot be closed yet' }),
    version: Type.Integer({ description: 'Counts the receipts: what closing the day is held to, as its ETag' }),
    methods: ByMethod,
    total: Ref(CashTotalsSchema),
    staff: Type.Array(Type.Object({ staffName: Nullable(Type.String()), ...totals })),
    receipts: Type.Array(Ref(PaymentSchema), { description: 'In the order of their numbers' }),
    elsewhere: Type.Array(
      Type.Object({
        first: Type.String(),
        last: Type.String(),
        branchId: Nullable(Type.Integer()),
        bookedOn: Nullable(Type.String()),
      }),
      { description: 'Numbers between these receipts that another branch or day has' },
    ),
    closing: Nullable(Ref(CashClosingSchema)),
  },
  { $id: 'CashDay' },
);
export type CashDay = Static<typeof CashDaySchema>;

export const CashMonthSchema = Type.Object(
  {
    branchId,
    month: Type.String(),
    methods: ByMethod,
    total: Ref(CashTotalsSchema),
    days: Type.Array(
      Type.Object({
        day: Type.String(),
        ...totals,
        carried: Type.Integer({ description: 'The net of the month up to and with this day' }),
        isClosed: Type.Boolean(),
        difference: Nullable(Type.Integer({ description: 'Of the closed day: counted less expected' })),
      }),
      { description: 'The days with money or a closing' },
    ),
  },
  { $id: 'CashMonth' },
);
export type CashMonth = Static<typeof CashMonthSchema>;

export const DayParams = Type.Object({ day: Type.String({ format: 'date' }) });
export const MonthParams = Type.Object({ month: Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' }) });

const Branch = Type.Optional(Type.Integer({ minimum: 1, description: 'Without it: all branches together' }));
export const CashQuery = Type.Object({ branchId: Branch }, { additionalProperties: false });
export const CashExportQuery = Type.Object(
  {
    branchId: Branch,
    format: OneOf(['csv', 'pdf']),
    language: Type.Optional(LanguageSchema),
  },
  { additionalProperties: false },
);

const Counted = Type.Integer({ minimum: -100_000_000, maximum: 100_000_000, description: 'Minor units' });

export const NewClosingSchema = Type.Object(
  {
    branchId: Type.Integer({ minimum: 1 }),
    counted: Type.Partial(Type.Object({ cash: Counted, card: Counted, cheque: Counted, transfer: Counted }), {
      additionalProperties: false,
      description: 'What was counted, less the float that stays in the drawer. Every method with receipts is named',
    }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { $id: 'NewClosing', additionalProperties: false },
);
export type NewClosing = Static<typeof NewClosingSchema>;
