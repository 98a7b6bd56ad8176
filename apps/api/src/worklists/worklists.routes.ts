import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { isLoanPosition, positionOfLoan } from '../circulation/loans.queries.ts';
import { ASKED_BRANCH, oneOf, valueOf } from '../platform/auth/branch-rules.ts';
import { dayIn } from '../platform/clock.ts';
import type { App, AppContext } from '../platform/context.ts';
import { decodeCursor, toPage } from '../platform/pagination.ts';
import { Nullable, Ref } from '../platform/schema.ts';
import { isShelfPosition, listHoldShelf, listLeftOnShelf } from './hold-shelf.queries.ts';
import { exportOverdueLoans, openOverdueList } from './overdue-loans.service.ts';
import { readPickList } from './pick-list.service.ts';
import { isTransferPosition, listTransfers } from './transfers.queries.ts';
import {
  BranchQuery,
  HoldShelfQuery,
  LeftOnShelfSchema,
  OverdueFileQuery,
  OverdueLoanSchema,
  OverdueLoansSchema,
  OverdueQuery,
  PickListQuery,
  PickListSchema,
  ShelfPickSchema,
  ShelvedHoldSchema,
  TransferSchema,
  TransfersQuery,
} from './worklists.schema.ts';

const tags = ['Worklists'];
const config = { permission: 'circulation.desk', branch: ASKED_BRANCH } as const;
/** What is on its way concerns both ends; who works at one of them may see it. */
const ONE_END = oneOf(config.permission, {
  name: 'one of the branches asked for',
  find: ({ query }) => {
    const ends = [valueOf(query, 'toBranchId'), valueOf(query, 'fromBranchId')].filter((id) => id !== null);
    return ends.length === 0 ? [null] : ends;
  },
});
const nextCursor = Nullable(Type.String());

/** More than lies on any hold shelf for nobody. */
const MOST_LEFT = 500;

/** Routes for the lists that staff work through: what is late, held, to be fetched, and on its way. */
export function registerWorklistRoutes(app: App, context: AppContext): void {
  const { db, clock } = context;
  const shapes = [
    OverdueLoanSchema,
    OverdueLoansSchema,
    ShelvedHoldSchema,
    LeftOnShelfSchema,
    ShelfPickSchema,
    PickListSchema,
    TransferSchema,
  ];
  for (const schema of shapes) app.addSchema(schema);

  app.get(
    '/api/v1/circulation/overdue-loans',
    {
      config,
      schema: {
        operationId: 'listOverdueLoans',
        tags,
        summary: 'Overdue loans, the longest overdue first, with how to reach the readers',
        querystring: OverdueQuery,
        response: { 200: Ref(OverdueLoansSchema) },
      },
    },
    async ({ query: { limit = 20, cursor, ...filter } }) => {
      const after = decodeCursor(cursor, isLoanPosition);
      const list = await openOverdueList(context, filter);
      const loans = await list.read({ limit: limit + 1, after });
      const page = toPage(loans, limit, (loan) => positionOfLoan(loan, 'overdue'));
      return { ...page, total: await list.count() };
    },
  );

  app.get(
    '/api/v1/circulation/overdue-loans/file',
    {
      config: { ...config, compress: false },
      schema: {
        operationId: 'exportOverdueLoans',
        tags,
        summary: 'Overdue loans as CSV, for spreadsheets and letters',
        querystring: OverdueFileQuery,
        produces: ['text/csv'],
      },
    },
    async ({ query: { language = 'en', ...filter }, actor }, reply) => {
      const entry = { action: 'circulation.export_overdue', entity: 'circulation', entityId: null };
      await context.audit(db, actor, { ...entry, branchId: filter.branchId, after: filter });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="overdue-${dayIn(clock(), 'UTC')}.csv"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(exportOverdueLoans(context, filter, language)));
    },
  );

  app.get(
    '/api/v1/circulation/hold-shelf',
    {
      config,
      schema: {
        operationId: 'listHoldShelf',
        tags,
        summary: 'What waits on the hold shelf, by the reader’s name',
        querystring: HoldShelfQuery,
        response: { 200: Type.Object({ items: Type.Array(Ref(ShelvedHoldSchema)), nextCursor }) },
      },
    },
    async ({ query: { limit = 20, cursor, ...filter } }) => {
      const after = decodeCursor(cursor, isShelfPosition);
      const shelved = await listHoldShelf(db, filter, { now: clock(), limit: limit + 1, after });
      const page = toPage(shelved, limit, ({ position }) => position);
      return { ...page, items: page.items.map(({ hold }) => hold) };
    },
  );

  app.get(
    '/api/v1/circulation/hold-shelf/left',
    {
      config,
      schema: {
        operationId: 'listLeftOnShelf',
        tags,
        summary: 'What still lies on the hold shelf for a reader who does not come for it; a scan settles each',
        querystring: BranchQuery,
        response: { 200: Type.Object({ items: Type.Array(Ref(LeftOnShelfSchema)) }) },
      },
    },
    async ({ query: { branchId } }) => ({ items: await listLeftOnShelf(db, branchId, MOST_LEFT) }),
  );

  app.get(
    '/api/v1/circulation/pick-list',
    {
      config,
      schema: {
        operationId: 'getPickList',
        tags,
        summary: 'The copies to fetch from a branch’s shelves for who waits; `POST /circulation/pulls` confirms one',
        querystring: PickListQuery,
        response: { 200: Ref(PickListSchema) },
      },
    },
    ({ query: { branchId } }) => readPickList(context, branchId),
  );

  app.get(
    '/api/v1/circulation/transfers',
    {
      config: { ...config, branch: ONE_END },
      schema: {
        operationId: 'listTransfers',
        tags,
        summary: 'What is on its way between branches, the longest first; a return at the branch receives it',
        querystring: TransfersQuery,
        response: { 200: Type.Object({ items: Type.Array(Ref(TransferSchema)), nextCursor }) },
      },
    },
    async ({ query: { limit = 20, cursor, ...filter } }) => {
      const after = decodeCursor(cursor, isTransferPosition);
      const found = await listTransfers(db, filter, { now: clock(), limit: limit + 1, after });
      const page = toPage(found, limit, ({ position }) => position);
      return { ...page, items: page.items.map(({ transfer }) => transfer) };
    },
  );
}
