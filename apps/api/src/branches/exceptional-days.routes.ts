import { Type } from 'typebox';
import { BRANCH_OF_BODY, branchOf } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { previewExceptionalDays } from './calendar-previews.service.ts';
import { DueDateMovesSchema } from './calendars.schema.ts';
import { findExceptionalDays, listExceptionalDays } from './exceptional-days.queries.ts';
import { ExceptionalDaysSchema, NewExceptionalDaysSchema } from './exceptional-days.schema.ts';
import { createExceptionalDays, removeExceptionalDays } from './exceptional-days.service.ts';

const tags = ['Calendars'];
const config = { permission: 'calendars.edit', branch: BRANCH_OF_BODY } as const;

/** Routes for days that have hours of their own, or a note. */
export function registerExceptionalDaysRoutes(app: App, context: AppContext): void {
  app.addSchema(ExceptionalDaysSchema);
  app.addSchema(NewExceptionalDaysSchema);
  const ofDays = branchOf('the branch of the exceptional days', async (id) => {
    const days = await findExceptionalDays(context.db, id);
    return days === undefined ? [] : [days.branchId];
  });

  app.get(
    '/api/v1/exceptional-days',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'listExceptionalDays',
        tags,
        summary:
          'Days with hours of their own or a note, by first day; those without a branch are of the whole library',
        response: { 200: Type.Object({ items: Type.Array(Ref(ExceptionalDaysSchema)) }) },
      },
    },
    async () => ({ items: await listExceptionalDays(context.db) }),
  );

  app.post(
    '/api/v1/exceptional-days',
    {
      config,
      schema: {
        operationId: 'createExceptionalDays',
        tags,
        summary: 'Give one branch or, without a branch, the whole library other hours, or a note, on some days',
        body: NewExceptionalDaysSchema,
        response: { 201: Ref(ExceptionalDaysSchema) },
      },
    },
    async (request, reply) => reply.code(201).send(await createExceptionalDays(context, request.actor, request.body)),
  );

  app.post(
    '/api/v1/exceptional-days/preview',
    {
      config,
      schema: {
        operationId: 'previewExceptionalDays',
        tags,
        summary: 'Which due dates new exceptional days would move; nothing is changed',
        body: NewExceptionalDaysSchema,
        response: { 200: Ref(DueDateMovesSchema) },
      },
    },
    ({ body }) => previewExceptionalDays(context, body),
  );

  app.delete(
    '/api/v1/exceptional-days/:id',
    {
      config: { ...config, branch: ofDays },
      schema: {
        operationId: 'deleteExceptionalDays',
        tags,
        summary: 'Remove exceptional days; a job moves due dates',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeExceptionalDays(context, request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
