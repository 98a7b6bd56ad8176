import { Type } from 'typebox';
import { ANY_BRANCH, anyBranchWith, branchOf, WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { toTimestamp } from '../platform/clock.ts';
import { problem } from '../platform/errors.ts';
import { decodeCursor, isIdPosition, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, Ref } from '../platform/schema.ts';
import { findNotice, listNotices } from './notices.queries.ts';
import {
  NoticeDetailSchema,
  NoticeSchema,
  NoticesQuery,
  NoticeSummarySchema,
  OwnNoticesSchema,
  UpcomingSchema,
} from './notices.schema.ts';
import { cancelNotice, readOwnNotices, readUpcoming, retryNotice } from './notices.service.ts';
import { countByState, findOldestDue } from './outbox.queries.ts';
import { registerTemplateRoutes } from './templates.routes.ts';

const tags = ['Notices'];
const DetailRef = Ref(NoticeDetailSchema);

/** Routes for the mails that readers get, and for their texts. */
export function registerNoticeRoutes(app: App, context: AppContext): void {
  const { db, clock, mailer } = context;
  for (const schema of [NoticeSchema, NoticeDetailSchema, NoticeSummarySchema, UpcomingSchema, OwnNoticesSchema]) {
    app.addSchema(schema);
  }
  registerTemplateRoutes(app, context);
  const ofNotice = branchOf('the branch of the mail', async (id) => {
    const notice = await findNotice(db, id);
    return notice === undefined ? [] : [notice.branchId];
  });

  app.get(
    '/api/v1/notices',
    {
      config: { permission: 'circulation.desk', branch: anyBranchWith(['patronId'], WHOLE_LIBRARY) },
      schema: {
        operationId: 'listNotices',
        tags,
        summary: 'Mails to readers, the newest first',
        querystring: NoticesQuery,
        response: { 200: Type.Object({ items: Type.Array(Ref(NoticeSchema)), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      const beforeId = decodeCursor(cursor, isIdPosition);
      return toPage(await listNotices(db, filter, { limit: limit + 1, beforeId }), limit, ({ id }) => id);
    },
  );

  app.get(
    '/api/v1/notices/summary',
    {
      config: { permission: 'circulation.desk', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'getNoticeSummary',
        tags,
        summary: 'Whether mail is set up, and how many mails are in each state',
        response: { 200: Ref(NoticeSummarySchema) },
      },
    },
    async () => ({
      isMailConfigured: mailer !== null,
      counts: (await countByState(db)) as Record<string, number>,
      oldestDueAt: await findOldestDue(db, toTimestamp(clock())),
    }),
  );

  app.get(
    '/api/v1/notices/upcoming',
    {
      config: { permission: 'circulation.desk', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'listUpcomingNotices',
        tags,
        summary: 'The reminders that the coming days will bring, as far as loans stay as they are',
        querystring: Type.Object(
          { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30, default: 7 })) },
          { additionalProperties: false },
        ),
        response: { 200: Ref(UpcomingSchema) },
      },
    },
    (request) => readUpcoming(context, request.query.days ?? 7),
  );

  app.get(
    '/api/v1/notices/:id',
    {
      config: { permission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'getNotice',
        tags,
        summary: 'A mail with its text and what it is about',
        params: IdParams,
        response: { 200: DetailRef },
      },
    },
    async (request) => {
      const notice = await findNotice(db, request.params.id);
      if (notice === undefined) throw problem('not_found');
      return notice;
    },
  );

  app.post(
    '/api/v1/notices/:id/retry',
    {
      config: { permission: 'notices.manage', branch: ofNotice },
      schema: {
        operationId: 'retryNotice',
        tags,
        summary: 'Send a mail that failed, was cancelled or waits, within the next minute',
        params: IdParams,
        response: { 200: DetailRef },
      },
    },
    (request) => retryNotice(context, request.actor, request.params.id),
  );

  app.post(
    '/api/v1/notices/:id/cancel',
    {
      config: { permission: 'notices.manage', branch: ofNotice },
      schema: {
        operationId: 'cancelNotice',
        tags,
        summary: 'Do not send a mail',
        params: IdParams,
        response: { 200: DetailRef },
      },
    },
    (request) => cancelNotice(context, request.actor, request.params.id),
  );

  app.get(
    '/api/v1/me/notices',
    {
      config: { permission: 'patron' },
      schema: {
        operationId: 'listMyNotices',
        tags: ['Me'],
        summary: 'The mails I was sent, and which ones I want',
        response: { 200: Ref(OwnNoticesSchema) },
      },
    },
    (request) => readOwnNotices(context, request.actor.id!),
  );
}
