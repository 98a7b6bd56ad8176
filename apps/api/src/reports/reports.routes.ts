import { Type } from 'typebox';
import { isLoanPosition, positionOfLoan } from '../circulation/loans.queries.ts';
import type { App, AppContext } from '../platform/context.ts';
import { decodeCursor, toPage } from '../platform/pagination.ts';
import { Nullable, Ref } from '../platform/schema.ts';
import { readDashboard } from './dashboard.service.ts';
import { isShelfPosition, listHoldsShelf, listOverdueLoans } from './desk-lists.queries.ts';
import {
  BranchListQuery,
  DashboardQuery,
  DashboardSchema,
  OverdueLoanSchema,
  ShelvedHoldSchema,
} from './reports.schema.ts';

const tags = ['Reports'];
const config = { permission: 'reports.view' } as const;

/** Routes for what the library has to show, and the lists that staff work through. */
export function registerReportRoutes(app: App, context: AppContext): void {
  const { db, clock } = context;
  for (const schema of [DashboardSchema, OverdueLoanSchema, ShelvedHoldSchema]) app.addSchema(schema);

  app.get(
    '/api/v1/reports/dashboard',
    {
      config,
      schema: {
        operationId: 'getDashboard',
        tags,
        summary: 'The library’s figures of today and of the last days',
        querystring: DashboardQuery,
        response: { 200: Ref(DashboardSchema) },
      },
    },
    ({ query: { days = 30, branchId } }) => readDashboard(context, { days, branchId }),
  );

  app.get(
    '/api/v1/reports/overdue',
    {
      config,
      schema: {
        operationId: 'listOverdueLoans',
        tags,
        summary: 'Overdue loans, the longest overdue first, with how to reach the readers',
        querystring: BranchListQuery,
        response: {
          200: Type.Object({ items: Type.Array(Ref(OverdueLoanSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ query: { limit = 20, cursor, branchId } }) => {
      const after = decodeCursor(cursor, isLoanPosition);
      const loans = await listOverdueLoans(db, { branchId }, { now: clock(), limit: limit + 1, after });
      return toPage(loans, limit, (loan) => positionOfLoan(loan, 'overdue'));
    },
  );

  app.get(
    '/api/v1/reports/holds-shelf',
    {
      config,
      schema: {
        operationId: 'listHoldsShelf',
        tags,
        summary: 'What waits on the hold shelf, by the reader’s name',
        querystring: BranchListQuery,
        response: {
          200: Type.Object({ items: Type.Array(Ref(ShelvedHoldSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ query: { limit = 20, cursor, branchId } }) => {
      const after = decodeCursor(cursor, isShelfPosition);
      const shelved = await listHoldsShelf(db, { branchId }, { now: clock(), limit: limit + 1, after });
      const { items, nextCursor } = toPage(shelved, limit, ({ position }) => position);
      return { items: items.map(({ hold }) => hold), nextCursor };
    },
  );
}
