import { Type } from 'typebox';
import { BRANCH_OF_ADDRESS, BRANCH_OF_BODY, branchOf } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { previewCalendar, previewClosure } from './calendar-previews.service.ts';
import { findCalendar, findClosure, listClosures } from './calendars.queries.ts';
import {
  CalendarChangesSchema,
  CalendarSchema,
  ClosureSchema,
  DueDateMovesSchema,
  NewClosureSchema,
  OpeningHoursSchema,
} from './calendars.schema.ts';
import { createClosure, removeClosure, replaceCalendar } from './calendars.service.ts';
import { registerExceptionalDaysRoutes } from './exceptional-days.routes.ts';

const CalendarRef = Ref(CalendarSchema);
const ClosureRef = Ref(ClosureSchema);
const tags = ['Calendars'];

/** Routes for opening hours, closures and exceptional days. */
export function registerCalendarRoutes(app: App, context: AppContext): void {
  for (const schema of [OpeningHoursSchema, ClosureSchema, CalendarSchema, DueDateMovesSchema]) app.addSchema(schema);
  registerExceptionalDaysRoutes(app, context);
  const ofClosure = branchOf('the branch of the closure', async (id) => {
    const closure = await findClosure(context.db, id);
    return closure === undefined ? [] : [closure.branchId];
  });

  app.get(
    '/api/v1/branches/:id/calendar',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getCalendar',
        tags,
        summary: 'A branch’s opening hours and its own closures',
        params: IdParams,
        response: { 200: CalendarRef },
      },
    },
    async (request, reply) => {
      const found = await findCalendar(context.db, request.params.id);
      if (found === undefined) throw problem('not_found');
      return reply.header('etag', etagOf(found.version)).send(found);
    },
  );

  app.put(
    '/api/v1/branches/:id/calendar',
    {
      config: { permission: 'calendars.edit', branch: BRANCH_OF_ADDRESS },
      schema: {
        operationId: 'replaceCalendar',
        tags,
        summary:
          'Replace a branch’s hours and closures (If-Match, or the version read in the body); a job moves due dates',
        params: IdParams,
        body: CalendarChangesSchema,
        response: { 200: CalendarRef },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const changed = await replaceCalendar(context, request.actor, request.params.id, body, (version) => {
        if (body.version === undefined || request.headers['if-match'] !== undefined) requireVersion(request, version);
        else if (body.version !== version) throw problem('precondition_failed', { version });
      });
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );

  app.post(
    '/api/v1/branches/:id/calendar/preview',
    {
      config: { permission: 'calendars.edit', branch: BRANCH_OF_ADDRESS },
      schema: {
        operationId: 'previewCalendar',
        tags,
        summary: 'Which due dates a branch’s new calendar would move; nothing is changed',
        params: IdParams,
        body: CalendarChangesSchema,
        response: { 200: Ref(DueDateMovesSchema) },
      },
    },
    ({ params, body }) => previewCalendar(context, params.id, body),
  );

  app.get(
    '/api/v1/closures',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'listClosures',
        tags,
        summary: 'All closures, by first day; those without a branch close the whole library',
        response: { 200: Type.Object({ items: Type.Array(ClosureRef) }) },
      },
    },
    async () => ({ items: await listClosures(context.db) }),
  );

  app.post(
    '/api/v1/closures',
    {
      config: { permission: 'calendars.edit', branch: BRANCH_OF_BODY },
      schema: {
        operationId: 'createClosure',
        tags,
        summary: 'Close one branch or, without a branch, the whole library; a job moves due dates',
        body: NewClosureSchema,
        response: { 201: ClosureRef },
      },
    },
    async (request, reply) => reply.code(201).send(await createClosure(context, request.actor, request.body)),
  );

  app.post(
    '/api/v1/closures/preview',
    {
      config: { permission: 'calendars.edit', branch: BRANCH_OF_BODY },
      schema: {
        operationId: 'previewClosure',
        tags,
        summary: 'Which due dates a new closure would move; nothing is changed',
        body: NewClosureSchema,
        response: { 200: Ref(DueDateMovesSchema) },
      },
    },
    ({ body }) => previewClosure(context, body),
  );

  app.delete(
    '/api/v1/closures/:id',
    {
      config: { permission: 'calendars.edit', branch: ofClosure },
      schema: {
        operationId: 'deleteClosure',
        tags,
        summary: 'Remove a closure',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeClosure(context, request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
