import { Type } from 'typebox';
import { ReceiptFileQuery } from '../accounts/accounts.schema.ts';
import { ANY_BRANCH } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { sendPdf } from '../platform/http/file-answers.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { ReceiptMailSchema, ReceiptQuery, ReceiptSchema } from './receipts.schema.ts';
import { mailReceipt, readReceipt, writeLoanList } from './receipts.service.ts';

const tags = ['Patrons'];

/** Routes for what a reader takes home in print or by mail. */
export function registerReceiptRoutes(app: App, context: AppContext): void {
  app.addSchema(ReceiptSchema);

  app.get(
    '/api/v1/patrons/:id/receipt',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'getReceipt',
        tags,
        summary: 'What a reader lent, brought back and paid since a moment, to print',
        params: IdParams,
        querystring: ReceiptQuery,
        response: { 200: Ref(ReceiptSchema) },
      },
    },
    (request) => readReceipt(context, request.params.id, request.query.since),
  );

  app.post(
    '/api/v1/patrons/:id/receipt/mail',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'mailReceipt',
        tags,
        summary: 'Send that receipt to the reader’s e-mail address; it is on its way within a minute',
        params: IdParams,
        body: ReceiptMailSchema,
        response: { 202: Type.Object({ to: Type.String() }) },
      },
    },
    async (request, reply) => {
      const to = await mailReceipt(context, request.params.id, request.body.since);
      return reply.code(202).send({ to });
    },
  );

  app.get(
    '/api/v1/patrons/:id/loans.pdf',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'getLoanList',
        tags,
        summary: 'What a reader has on loan and when it is due, as a PDF',
        params: IdParams,
        querystring: ReceiptFileQuery,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => sendPdf(reply, await writeLoanList(context, request.params.id, request.query), 'loans'),
  );
}
