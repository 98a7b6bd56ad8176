import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { decodeCursor, isIdPosition, PageQuery, toPage } from '../platform/pagination.ts';
import { Nullable, Ref } from '../platform/schema.ts';
import { listLines, listRuns } from './jobs.queries.ts';
import { JobRunLineSchema, JobRunSchema, JobSchema } from './jobs.schema.ts';
import { listJobs, presentRun, requestRun, requireJob, requireRun } from './jobs.service.ts';

const tags = ['Jobs'];
const name = Type.String({ maxLength: 100 });
const NameParams = Type.Object({ name });
const RunParams = Type.Object({ name, id: Type.Integer({ minimum: 1 }) });
const config = { permission: 'reports.view', branch: WHOLE_LIBRARY } as const;

/** Routes to watch scheduled jobs and to start them by hand. */
export function registerJobRoutes(app: App, context: AppContext): void {
  const { db } = context;
  for (const schema of [JobRunSchema, JobSchema, JobRunLineSchema]) app.addSchema(schema);

  app.get(
    '/api/v1/jobs',
    {
      config,
      schema: {
        operationId: 'listJobs',
        tags,
        summary: 'Every scheduled job, its latest run and its next',
        response: { 200: Type.Object({ items: Type.Array(Ref(JobSchema)) }) },
      },
    },
    async () => ({ items: await listJobs(context) }),
  );

  app.get(
    '/api/v1/jobs/:name/runs',
    {
      config,
      schema: {
        operationId: 'listJobRuns',
        tags,
        summary: 'The runs of a job, the newest first',
        params: NameParams,
        querystring: Type.Object(PageQuery),
        response: {
          200: Type.Object({ items: Type.Array(Ref(JobRunSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ params, query: { limit = 20, cursor } }) => {
      const before = decodeCursor(cursor, isIdPosition);
      const runs = await listRuns(db, requireJob(params.name).name, { before, limit: limit + 1 });
      return toPage(runs.map(presentRun), limit, ({ id }) => id);
    },
  );

  app.get(
    '/api/v1/jobs/:name/runs/:id',
    {
      config,
      schema: {
        operationId: 'getJobRun',
        tags,
        summary: 'A run of a job, with its progress while it is under way',
        params: RunParams,
        response: { 200: Ref(JobRunSchema) },
      },
    },
    ({ params }) => requireRun(db, params.name, params.id),
  );

  app.get(
    '/api/v1/jobs/:name/runs/:id/lines',
    {
      config,
      schema: {
        operationId: 'listJobRunLines',
        tags,
        summary: 'What a run did or could not do, one by one (at most 10,000)',
        params: RunParams,
        querystring: Type.Object(PageQuery),
        response: {
          200: Type.Object({ items: Type.Array(Ref(JobRunLineSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ params, query: { limit = 20, cursor } }) => {
      await requireRun(db, params.name, params.id);
      const after = decodeCursor(cursor, isIdPosition);
      return toPage(await listLines(db, params.id, { after, limit: limit + 1 }), limit, ({ id }) => id);
    },
  );

  app.post(
    '/api/v1/jobs/:name/run',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'runJob',
        tags,
        summary: 'Run a job now; it begins within seconds',
        params: NameParams,
        response: { 202: Ref(JobRunSchema) },
      },
    },
    async (request, reply) => reply.code(202).send(await requestRun(context, request.actor, request.params.name)),
  );
}
