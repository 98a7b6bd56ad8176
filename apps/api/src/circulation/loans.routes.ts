import { Type } from 'typebox';
import { ANY_BRANCH, anyBranchWith, ASKED_BRANCH, DESK } from '../platform/auth/branch-rules.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { App, AppContext } from '../platform/context.ts';
import { decodeCursor, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, Ref } from '../platform/schema.ts';
import { registerClaimRoutes } from './claims.routes.ts';
import { isLoanPosition, listLoans, positionOfLoan } from './loans.queries.ts';
import {
  CheckoutAnswerSchema,
  CheckoutInputSchema,
  LoanChangeSchema,
  LoanExplanationSchema,
  LoanSchema,
  LoansQuery,
  PullInputSchema,
  RenewalAnswerSchema,
  RenewalInputSchema,
  ReturnAnswerSchema,
  ReturnInputSchema,
  UndoInputSchema,
} from './loans.schema.ts';
import { checkOut } from './loans.service.ts';
import { explainLoan } from './loan-explanation.service.ts';
import { pullItem } from './pulls.service.ts';
import { renewLoan } from './renewals.service.ts';
import { returnItem } from './returns.service.ts';
import { undo } from './undo.service.ts';

const tags = ['Circulation'];
const atDesk = { permission: 'circulation.desk', branch: DESK } as const;

/** Routes for lending, renewing, taking back and undoing. */
export function registerLoanRoutes(app: App, context: AppContext): void {
  for (const schema of [
    LoanSchema,
    LoanExplanationSchema,
    CheckoutAnswerSchema,
    ReturnAnswerSchema,
    RenewalAnswerSchema,
    LoanChangeSchema,
  ])
    app.addSchema(schema);
  registerClaimRoutes(app, context);

  app.post(
    '/api/v1/circulation/checkouts',
    {
      config: { ...atDesk, answersTransaction: 201 },
      schema: {
        operationId: 'checkOut',
        tags,
        summary: 'Lend an item; 409 `checkout_refused` lists every reason in `refusals`',
        body: CheckoutInputSchema,
        response: { 201: Ref(CheckoutAnswerSchema) },
      },
    },
    async (request, reply) => reply.code(201).send(await checkOut(context, request.actor, request.body)),
  );

  app.post(
    '/api/v1/circulation/returns',
    {
      config: { ...atDesk, answersTransaction: 200 },
      schema: {
        operationId: 'returnItem',
        tags,
        summary: 'Take an item back, on loan or not, and say where it goes',
        body: ReturnInputSchema,
        response: { 200: Ref(ReturnAnswerSchema) },
      },
    },
    (request) => returnItem(context, request.actor, request.body),
  );

  app.post(
    '/api/v1/circulation/pulls',
    {
      config: { ...atDesk, answersTransaction: 200 },
      schema: {
        operationId: 'pullItem',
        tags,
        summary: 'Confirm that a copy was fetched from the shelf for the first reader who waits for it',
        body: PullInputSchema,
        response: { 200: Ref(ReturnAnswerSchema) },
      },
    },
    (request) => pullItem(context, request.actor, request.body),
  );

  app.post(
    '/api/v1/loans/:id/renew',
    {
      config: {
        permission: 'signed-in',
        staffPermission: 'circulation.desk',
        branch: ANY_BRANCH,
        answersTransaction: 200,
      },
      schema: {
        operationId: 'renewLoan',
        tags,
        summary: 'Renew a loan, at a desk or by its reader; 409 `renewal_refused` lists every reason',
        params: IdParams,
        body: Type.Optional(RenewalInputSchema),
        response: { 200: Ref(RenewalAnswerSchema) },
      },
    },
    (request) => renewLoan(context, request.actor, { ...request.body, loanId: request.params.id }),
  );

  app.post(
    '/api/v1/circulation/undo',
    {
      config: { permission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'undoDeskAction',
        tags,
        summary: 'Undo one’s own last action on a loan within ten minutes; an undone checkout answers no loan',
        body: UndoInputSchema,
        response: { 200: Type.Object({ loan: Nullable(Ref(LoanSchema)) }) },
      },
    },
    (request) => undo(context, request.actor, request.body),
  );

  app.get(
    '/api/v1/loans/:id/explanation',
    {
      config: { permission: 'signed-in', staffPermission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'explainLoan',
        tags,
        summary: 'How a loan’s due date and charges came about, at a desk or for the reader whose it is',
        params: IdParams,
        response: { 200: Ref(LoanExplanationSchema) },
      },
    },
    (request) => explainLoan(context, request.actor, request.params.id),
  );

  app.get(
    '/api/v1/loans',
    {
      config: { permission: 'circulation.desk', branch: anyBranchWith(['patronId'], ASKED_BRANCH) },
      schema: {
        operationId: 'listLoans',
        tags,
        summary: 'Loans: open and overdue ones by due date, others by checkout, the latest first',
        querystring: LoansQuery,
        response: { 200: Type.Object({ items: Type.Array(Ref(LoanSchema)), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, isLoanPosition);
      const now = toTimestamp(context.clock());
      const rows = await listLoans(context.db, filter, { now, limit: limit + 1, after });
      return toPage(rows, limit, (loan) => positionOfLoan(loan, filter.status));
    },
  );
}
