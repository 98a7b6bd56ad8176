import { Type, type Static } from 'typebox';
import { Nullable, OneOf } from '../platform/schema.ts';
import { Day, type OpeningHours } from './calendars.schema.ts';

const hours = Type.Array(Type.Unsafe<OpeningHours>({ $ref: 'OpeningHours#' }), {
  maxItems: 100,
  description: 'When it opens, by weekday; empty for a note',
});
const otherWeekdays = OneOf(['usual', 'closed'], {
  description: 'What holds on weekdays that have no hours here: what any week says, or closed',
});
const isAboveClosures = Type.Boolean({ description: 'It opens at these hours even on the days of a closure' });
const days = {
  kind: OneOf(['hours', 'note'], {
    title: 'ExceptionalDaysKind',
    description: 'Hours of their own, or a note that changes nothing',
  }),
  firstDay: Day,
  lastDay: Type.String({ format: 'date', description: 'YYYY-MM-DD; belongs to them too' }),
  reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
};
const isYearly = Type.Boolean({ description: 'Comes back on the same days of every year' });

/** Days on which a branch has hours of its own, or about which there is something to know. */
export const ExceptionalDaysSchema = Type.Object(
  {
    id: Type.Integer(),
    branchId: Nullable(Type.Integer({ description: 'null: every branch' })),
    ...days,
    isYearly,
    hours,
    otherWeekdays,
    isAboveClosures,
  },
  { $id: 'ExceptionalDays' },
);
export type ExceptionalDays = Static<typeof ExceptionalDaysSchema>;

export const NewExceptionalDaysSchema = Type.Object(
  {
    branchId: Nullable(Type.Integer({ minimum: 1 })),
    ...days,
    isYearly: Type.Optional(isYearly),
    hours: Type.Optional(hours),
    otherWeekdays: Type.Optional(otherWeekdays),
    isAboveClosures: Type.Optional(isAboveClosures),
  },
  { $id: 'NewExceptionalDays', additionalProperties: false },
);
export type NewExceptionalDays = Static<typeof NewExceptionalDaysSchema>;
