import { Type, type Static } from 'typebox';
import { Nullable } from '../platform/schema.ts';

const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'Local time, such as 09:30' });
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' });

export const OpeningHoursSchema = Type.Object(
  {
    weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 for Monday to 7 for Sunday' }),
    opens: Time,
    closes: Time,
  },
  { $id: 'OpeningHours', additionalProperties: false },
);
export type OpeningHours = Static<typeof OpeningHoursSchema>;

const closure = {
  firstDay: Day,
  lastDay: Type.String({ format: 'date', description: 'YYYY-MM-DD; closed on this day too' }),
  reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  isYearly: Type.Boolean({ description: 'Comes back on the same days of every year' }),
};

export const ClosureSchema = Type.Object(
  { id: Type.Integer(), branchId: Nullable(Type.Integer({ description: 'null: every branch' })), ...closure },
  { $id: 'Closure' },
);
export type Closure = Static<typeof ClosureSchema>;

export const NewClosureSchema = Type.Object(
  {
    branchId: Nullable(Type.Integer({ minimum: 1 })),
    ...closure,
    isYearly: Type.Optional(closure.isYearly),
  },
  { $id: 'NewClosure', additionalProperties: false },
);
export type NewClosure = Static<typeof NewClosureSchema>;

export const CalendarSchema = Type.Object(
  {
    hours: Type.Array(Type.Unsafe<OpeningHours>({ $ref: 'OpeningHours#' })),
    closures: Type.Array(Type.Unsafe<Closure>({ $ref: 'Closure#' }), {
      description: 'The branch’s own closures; those of the whole library are at /closures',
    }),
    version: Type.Integer({ description: 'The branch’s version: a new calendar counts it up' }),
  },
  { $id: 'Calendar' },
);
export type Calendar = Static<typeof CalendarSchema>;

export const CalendarChangesSchema = Type.Object(
  {
    hours: Type.Array(Type.Unsafe<OpeningHours>({ $ref: 'OpeningHours#' }), { maxItems: 100 }),
    closures: Type.Array(
      Type.Object(
        {
          id: Type.Optional(
            Type.Integer({ minimum: 1, description: 'Keeps this closure; without it a new one is made' }),
          ),
          branchId: Type.Optional(Nullable(Type.Integer())),
          ...closure,
          isYearly: Type.Optional(closure.isYearly),
        },
        { additionalProperties: false },
      ),
      { maxItems: 500 },
    ),
    version: Type.Optional(Type.Integer({ description: 'The version that was read; instead of If-Match' })),
  },
  { $id: 'CalendarChanges', additionalProperties: false },
);
export type CalendarChanges = Static<typeof CalendarChangesSchema>;

export const DueDateMovesSchema = Type.Object(
  {
    loans: Type.Integer({ description: 'Open loans whose due date would move' }),
    moves: Type.Array(Type.Object({ branchId: Type.Integer(), from: Day, to: Day, loans: Type.Integer() }), {
      description: 'The same by day, the first 60',
    }),
  },
  { $id: 'DueDateMoves' },
);
export type DueDateMoves = Static<typeof DueDateMovesSchema>;
