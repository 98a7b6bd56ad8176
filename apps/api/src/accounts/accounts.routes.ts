import { findLine } from '../circulation/loan-charges.queries.ts';
import { AccountLineSchema } from '../circulation/shapes.schema.ts';
import { ANY_BRANCH, branchOf, DESK, valueOf, type BranchRule } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { Type } from 'typebox';
import { sendPdf } from '../platform/http/file-answers.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import {
  AccountChangeSchema,
  AccountSchema,
  NewChargeSchema,
  NewPaymentSchema,
  NewRefundSchema,
  NewVoidSchema,
  NewWaiverSchema,
  PaymentSchema,
  ReceiptFileQuery,
} from './accounts.schema.ts';
import {
  chargeByHand,
  readAccount,
  readPayments,
  refund,
  takePayment,
  voidPayment,
  waiveCharge,
} from './accounts.service.ts';
import { findPayment } from './payments.queries.ts';
import { writeReceipt } from './payment-receipt.service.ts';

const AccountChangeRef = Ref(AccountChangeSchema);
const tags = ['Accounts'];

/** Routes for what readers owe and pay. */
export function registerAccountRoutes(app: App, context: AppContext): void {
  // Circulation answers with account lines too; whichever feature comes first adds the shape.
  if (app.getSchema('AccountLine') === undefined) app.addSchema(AccountLineSchema);
  app.addSchema(AccountSchema);
  app.addSchema(PaymentSchema);
  app.addSchema(AccountChangeSchema);
  const ofCharge: BranchRule = {
    name: 'the branch of the charge',
    find: async ({ body }) => {
      const line = await findLine(context.db, valueOf(body, 'lineId')!);
      return line === undefined ? [] : [line.branchId];
    },
  };
  const ofPayment = branchOf('the branch of the payment', async (id) => {
    const payment = await findPayment(context.db, id);
    return payment === undefined ? [] : [payment.branchId];
  });

  app.get(
    '/api/v1/patrons/:id/account',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'getAccount',
        tags,
        summary: 'A reader’s account: the balance and every line',
        params: IdParams,
        response: { 200: Ref(AccountSchema) },
      },
    },
    (request) => readAccount(context.db, request.params.id),
  );

  app.post(
    '/api/v1/patrons/:id/charges',
    {
      config: { permission: 'accounts.charge', branch: DESK },
      schema: {
        operationId: 'chargePatron',
        tags,
        summary: 'Charge an amount by hand',
        params: IdParams,
        body: NewChargeSchema,
        response: { 201: AccountChangeRef },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await chargeByHand(context, request.actor, request.params.id, request.body)),
  );

  app.post(
    '/api/v1/patrons/:id/payments',
    {
      config: { permission: 'accounts.take_payment', branch: DESK },
      schema: {
        operationId: 'takePayment',
        tags,
        summary: 'Take a payment, for chosen charges or the oldest first',
        params: IdParams,
        body: NewPaymentSchema,
        response: { 201: AccountChangeRef },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await takePayment(context, request.actor, request.params.id, request.body)),
  );

  app.post(
    '/api/v1/patrons/:id/waivers',
    {
      config: { permission: 'accounts.waive', branch: ofCharge },
      schema: {
        operationId: 'waiveCharge',
        tags,
        summary: 'Waive a charge, wholly or in part',
        params: IdParams,
        body: NewWaiverSchema,
        response: { 201: AccountChangeRef },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await waiveCharge(context, request.actor, request.params.id, request.body)),
  );

  app.get(
    '/api/v1/patrons/:id/payments',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'listPayments',
        tags,
        summary: 'The payments, refunds and voids of a reader, newest first',
        params: IdParams,
        response: { 200: Type.Object({ items: Type.Array(Ref(PaymentSchema)) }) },
      },
    },
    async (request) => ({ items: await readPayments(context.db, request.params.id) }),
  );

  app.post(
    '/api/v1/patrons/:id/refunds',
    {
      config: { permission: 'accounts.waive', branch: DESK },
      schema: {
        operationId: 'refundPatron',
        tags,
        summary: 'Give money back, of one payment or of the credit',
        params: IdParams,
        body: NewRefundSchema,
        response: { 201: AccountChangeRef },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await refund(context, request.actor, request.params.id, request.body)),
  );

  app.post(
    '/api/v1/payments/:id/void',
    {
      config: { permission: 'accounts.take_payment', branch: ofPayment },
      schema: {
        operationId: 'voidPayment',
        tags,
        summary: 'Take a mistaken payment back on the day it was booked',
        params: IdParams,
        body: NewVoidSchema,
        response: { 201: AccountChangeRef },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await voidPayment(context, request.actor, request.params.id, request.body)),
  );

  app.get(
    '/api/v1/payments/:id/receipt.pdf',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'getPaymentReceipt',
        tags,
        summary: 'The receipt of a payment, refund or void as a PDF',
        params: IdParams,
        querystring: ReceiptFileQuery,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { pdf, name } = await writeReceipt(context, request.params.id, request.query);
      return sendPdf(reply, pdf, name);
    },
  );
}
