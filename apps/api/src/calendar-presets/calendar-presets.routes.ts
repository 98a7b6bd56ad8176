import { ANY_BRANCH, BRANCH_OF_BODY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { Ref } from '../platform/schema.ts';
import {
  CalendarPresetsSchema,
  LanguageQuery,
  PresetApplicationSchema,
  PresetChoiceSchema,
  PresetEntrySchema,
  PresetPreviewSchema,
  PresetResultSchema,
} from './calendar-presets.schema.ts';
import { applyPreset, previewPreset } from './calendar-presets.service.ts';
import { listHolidayCountries, PUBLIC_HOLIDAYS_SOURCE } from './public-holidays.ts';
import { ACADEMIES, SCHOOL_HOLIDAYS_SOURCE, SCHOOL_ZONES, schoolYearsOf } from './school-holidays-fr.ts';

const tags = ['Calendars'];
const config = { permission: 'calendars.edit', branch: BRANCH_OF_BODY } as const;

/** Routes for public and school holidays that a calendar can take over. */
export function registerCalendarPresetRoutes(app: App, context: AppContext): void {
  for (const schema of [CalendarPresetsSchema, PresetEntrySchema, PresetPreviewSchema, PresetResultSchema]) {
    app.addSchema(schema);
  }

  app.get(
    '/api/v1/calendar-presets',
    {
      config: { ...config, branch: ANY_BRANCH },
      schema: {
        operationId: 'listCalendarPresets',
        tags,
        summary: 'Whose public and school holidays are known',
        querystring: LanguageQuery,
        response: { 200: Ref(CalendarPresetsSchema) },
      },
    },
    async ({ query }) => ({
      publicHolidays: { countries: await listHolidayCountries(query.language), source: PUBLIC_HOLIDAYS_SOURCE },
      schoolHolidays: {
        zones: SCHOOL_ZONES.map((code) => ({ code, academies: [...ACADEMIES[code]], years: schoolYearsOf(code) })),
        source: SCHOOL_HOLIDAYS_SOURCE,
      },
    }),
  );

  app.post(
    '/api/v1/calendar-presets/preview',
    {
      config,
      schema: {
        operationId: 'previewCalendarPreset',
        tags,
        summary: 'The days of a preset, which of them are there already, and which due dates the named ones would move',
        body: PresetChoiceSchema,
        response: { 200: Ref(PresetPreviewSchema) },
      },
    },
    ({ body }) => previewPreset(context, body),
  );

  app.post(
    '/api/v1/calendar-presets/apply',
    {
      config,
      schema: {
        operationId: 'applyCalendarPreset',
        tags,
        summary: 'Add the named days of a preset; what is there already is left alone, and a job moves due dates',
        body: PresetApplicationSchema,
        response: { 200: Ref(PresetResultSchema) },
      },
    },
    ({ body, actor }) => applyPreset(context, actor, body),
  );
}
