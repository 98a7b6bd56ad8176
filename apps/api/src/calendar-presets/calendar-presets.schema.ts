import { Type, type Static } from 'typebox';
import { LanguageSchema } from '../auth/session.schema.ts';
import { Day, DueDateMovesSchema, type OpeningHours } from '../branches/calendars.schema.ts';
import { Nullable, OneOf, Ref } from '../platform/schema.ts';
import { HOLIDAY_COUNTRIES } from './holiday-countries.ts';
import { SCHOOL_ZONES } from './school-holidays-fr.ts';

const CountrySchema = OneOf(HOLIDAY_COUNTRIES, { title: 'HolidayCountry', description: 'ISO 3166 code' });
const ZoneSchema = OneOf(SCHOOL_ZONES, { title: 'SchoolZone' });
const Source = Type.Object({ name: Type.String(), url: Type.String() });

export const LanguageQuery = Type.Object({ language: LanguageSchema }, { additionalProperties: false });

export const CalendarPresetsSchema = Type.Object(
  {
    publicHolidays: Type.Object({
      countries: Type.Array(
        Type.Object({
          code: CountrySchema,
          regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }), {
            description: 'Regions with holidays of their own',
          }),
        }),
      ),
      source: Source,
    }),
    schoolHolidays: Type.Object({
      zones: Type.Array(
        Type.Object({
          code: ZoneSchema,
          academies: Type.Array(Type.String()),
          years: Type.Array(Type.String(), { description: 'School years whose dates are known, such as 2026-2027' }),
        }),
      ),
      source: Source,
    }),
  },
  { $id: 'CalendarPresets' },
);

const chosen = {
  branchId: Nullable(Type.Integer({ minimum: 1, description: 'null: the whole library' })),
  language: LanguageSchema,
  preset: OneOf(['public_holidays', 'school_holidays'], { title: 'CalendarPresetKind' }),
  country: Type.Optional(CountrySchema),
  region: Type.Optional(Nullable(Type.String({ maxLength: 10 }))),
  years: Type.Optional(
    Type.Array(Type.Integer({ minimum: 2000, maximum: 2100 }), { minItems: 1, maxItems: 10, uniqueItems: true }),
  ),
  zone: Type.Optional(ZoneSchema),
  schoolYears: Type.Optional(
    Type.Array(Type.String({ pattern: '^[0-9]{4}-[0-9]{4}$', description: 'Such as 2026-2027' }), {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
    }),
  ),
  use: OneOf(['closure', 'hours', 'note'], {
    title: 'CalendarPresetUse',
    description: 'What the days become: closures, exceptional hours, or notes that change nothing',
  }),
  hours: Type.Optional(Type.Array(Type.Unsafe<OpeningHours>({ $ref: 'OpeningHours#' }), { maxItems: 100 })),
  otherWeekdays: Type.Optional(OneOf(['usual', 'closed'])),
  isAboveClosures: Type.Optional(Type.Boolean()),
};
const keys = Type.Array(Type.String({ maxLength: 40 }), { maxItems: 500, uniqueItems: true });

export const PresetChoiceSchema = Type.Object(
  { ...chosen, keys: Type.Optional(keys) },
  { $id: 'CalendarPresetChoice', additionalProperties: false },
);
export type PresetChoice = Static<typeof PresetChoiceSchema>;

export const PresetApplicationSchema = Type.Object(
  { ...chosen, keys },
  { $id: 'CalendarPresetApplication', additionalProperties: false },
);

export const PresetEntrySchema = Type.Object(
  {
    key: Type.String({ description: 'Names these days within the preset' }),
    firstDay: Day,
    lastDay: Day,
    reason: Type.String(),
    isYearly: Type.Boolean({ description: 'Has this date in every year' }),
    isUsual: Type.Boolean({ description: 'False for what only some keep, such as a holiday of banks' }),
    isPresent: Type.Boolean({ description: 'The calendar says so already: adding it changes nothing' }),
  },
  { $id: 'CalendarPresetEntry' },
);

export const PresetPreviewSchema = Type.Object(
  {
    entries: Type.Array(Ref(PresetEntrySchema)),
    moves: Nullable(Ref(DueDateMovesSchema)),
  },
  { $id: 'CalendarPresetPreview', description: '`moves` is null when no keys were named' },
);
export type PresetPreview = Static<typeof PresetPreviewSchema>;

export const PresetResultSchema = Type.Object(
  { added: Type.Integer(), present: Type.Integer({ description: 'Of those named, how many were there already' }) },
  { $id: 'CalendarPresetResult' },
);
export type PresetResult = Static<typeof PresetResultSchema>;
