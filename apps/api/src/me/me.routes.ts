import { Type } from 'typebox';
import { PaymentSchema, ReceiptFileQuery } from '../accounts/accounts.schema.ts';
import { readAccount, readPayments } from '../accounts/accounts.service.ts';
import { writeReceipt } from '../accounts/payment-receipt.service.ts';
import { listHolds } from '../circulation/holds.queries.ts';
import { isLoanPosition, listLoans, positionOfLoan } from '../circulation/loans.queries.ts';
import { toOwnPatron } from '../patrons/patrons.queries.ts';
import { OwnPatronSchema } from '../patrons/patrons.schema.ts';
import { changePatron, requirePatron } from '../patrons/patrons.service.ts';
import { writeLoanList } from '../patrons/receipts.service.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { App, AppContext } from '../platform/context.ts';
import { sendPdf } from '../platform/http/file-answers.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, isIdPosition, PageQuery, toPage } from '../platform/pagination.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { daysFor } from '../privacy/retention-purposes.ts';
import { OwnAccountSchema, OwnChangesSchema, OwnHistorySchema, OwnHoldsSchema, OwnLoansSchema } from './me.schema.ts';

const OwnPatronRef = Ref(OwnPatronSchema);
const tags = ['Me'];
const config = { permission: 'patron' } as const;
const querystring = Type.Object(PageQuery, { additionalProperties: false });

/** Routes for a reader's own data. Whose data it is comes from the session alone. */
export function registerMeRoutes(app: App, context: AppContext): void {
  const { db, clock } = context;
  for (const schema of [OwnPatronSchema, OwnLoansSchema, OwnHistorySchema, OwnHoldsSchema, OwnAccountSchema]) {
    app.addSchema(schema);
  }

  app.get(
    '/api/v1/me',
    {
      config,
      schema: {
        operationId: 'getMe',
        tags,
        summary: 'My data, as the library keeps it',
        response: { 200: OwnPatronRef },
      },
    },
    async (request, reply) => {
      const patron = await requirePatron(db, request.actor.id!);
      return reply.header('etag', etagOf(patron.version)).send(toOwnPatron(patron));
    },
  );

  app.patch(
    '/api/v1/me',
    {
      config,
      schema: {
        operationId: 'changeMe',
        tags,
        summary: 'Change how I am reached, my language, or how long past loans are kept (If-Match if wanted)',
        body: OwnChangesSchema,
        response: { 200: OwnPatronRef },
      },
    },
    async (request, reply) => {
      const patron = await changePatron(context, request.actor, request.actor.id!, request.body, (version) => {
        if (request.headers['if-match'] !== undefined) requireVersion(request, version);
      });
      return reply.header('etag', etagOf(patron.version)).send(toOwnPatron(patron));
    },
  );

  app.get(
    '/api/v1/me/loans',
    {
      config,
      schema: {
        operationId: 'listMyLoans',
        tags,
        summary: 'What I have on loan, the first due first',
        querystring,
        response: { 200: Ref(OwnLoansSchema) },
      },
    },
    (request) => readLoans('open', request.actor.id!, request.query),
  );

  app.get(
    '/api/v1/me/history',
    {
      config,
      schema: {
        operationId: 'listMyHistory',
        tags,
        summary: 'What I have borrowed, as far as it is kept',
        querystring,
        response: { 200: Ref(OwnHistorySchema) },
      },
    },
    async (request) => {
      const { historyChoice } = await requirePatron(db, request.actor.id!);
      const { retention } = await readSettings(db);
      return {
        choice: historyChoice,
        isChoiceOffered: retention.isHistoryChoiceOffered,
        keptDays: daysFor(retention, 'loan_history')!,
        ...(await readLoans('returned', request.actor.id!, request.query)),
      };
    },
  );

  app.get(
    '/api/v1/me/holds',
    {
      config,
      schema: {
        operationId: 'listMyHolds',
        tags,
        summary: 'My holds that are waiting, on their way or ready',
        querystring,
        response: { 200: Ref(OwnHoldsSchema) },
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      const beforeId = decodeCursor(cursor, isIdPosition);
      const filter = { patronId: request.actor.id!, status: 'open' } as const;
      const holds = await listHolds(db, filter, { limit: limit + 1, beforeId });
      return toPage(holds, limit, ({ id }) => id);
    },
  );

  app.get(
    '/api/v1/me/account',
    {
      config,
      schema: {
        operationId: 'getMyAccount',
        tags,
        summary: 'What I owe and paid',
        response: { 200: Ref(OwnAccountSchema) },
      },
    },
    async (request) => {
      const { balance, lines } = await readAccount(db, request.actor.id!);
      return { balance, lines: lines.map((line) => ({ ...line, staffName: null })) };
    },
  );

  app.get(
    '/api/v1/me/payments',
    {
      config,
      schema: {
        operationId: 'listMyPayments',
        tags,
        summary: 'What I paid and got back, newest first',
        response: { 200: Type.Object({ items: Type.Array(Ref(PaymentSchema)) }) },
      },
    },
    async (request) => {
      const payments = await readPayments(db, request.actor.id!);
      return { items: payments.map((payment) => ({ ...payment, staffName: null })) };
    },
  );

  app.get(
    '/api/v1/me/payments/:id/receipt.pdf',
    {
      config,
      schema: {
        operationId: 'getMyReceipt',
        tags,
        summary: 'The receipt of one of my payments as a PDF',
        params: IdParams,
        querystring: ReceiptFileQuery,
        produces: ['application/pdf'],
      },
    },
    async ({ params, query, actor }, reply) => {
      const { pdf, name } = await writeReceipt(context, params.id, query, actor.id!);
      return sendPdf(reply, pdf, name);
    },
  );

  app.get(
    '/api/v1/me/loans.pdf',
    {
      config,
      schema: {
        operationId: 'getMyLoanList',
        tags,
        summary: 'What I have on loan and when it is due, as a PDF',
        querystring: ReceiptFileQuery,
        produces: ['application/pdf'],
      },
    },
    async ({ query, actor }, reply) => sendPdf(reply, await writeLoanList(context, actor.id!, query), 'loans'),
  );

  async function readLoans(status: 'open' | 'returned', patronId: number, page: { limit?: number; cursor?: string }) {
    const { limit = 20, cursor } = page;
    const after = decodeCursor(cursor, isLoanPosition);
    const loans = await listLoans(db, { status, patronId }, { now: toTimestamp(clock()), limit: limit + 1, after });
    return toPage(loans, limit, (loan) => positionOfLoan(loan, status));
  }
}
