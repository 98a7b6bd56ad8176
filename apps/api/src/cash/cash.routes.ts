import { ASKED_BRANCH, BRANCH_OF_BODY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { sendCsv, sendPdf } from '../platform/http/file-answers.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { Ref } from '../platform/schema.ts';
import { readSettings } from '../platform/settings.queries.ts';
import {
  CashClosingSchema,
  CashDaySchema,
  CashExportQuery,
  CashMonthSchema,
  CashQuery,
  CashTotalsSchema,
  DayParams,
  MonthParams,
  NewClosingSchema,
} from './cash.schema.ts';
import { closeCashDay, readCashDay, readCashMonth } from './cash.service.ts';
import { writeDayCsv, writeMonthCsv } from './cash-csv.ts';
import { toDaySheet, toMonthSheet, type SheetFacts } from './cash-sheets.ts';
import { listBranches } from '../branches/branches.queries.ts';

const tags = ['Cash'];
const config = { permission: 'accounts.take_payment', branch: ASKED_BRANCH } as const;
const produces = ['text/csv', 'application/pdf'];

/** Routes for what is in the till: days and months of cash, and closing a day with what was counted. */
export function registerCashRoutes(app: App, context: AppContext): void {
  const { db } = context;
  for (const schema of [CashTotalsSchema, CashClosingSchema, CashDaySchema, CashMonthSchema]) app.addSchema(schema);

  app.get(
    '/api/v1/cash/days/:day',
    {
      config,
      schema: {
        operationId: 'getCashDay',
        tags,
        summary: 'A day of cash: totals by method and by member of staff, every receipt, and the closing',
        params: DayParams,
        querystring: CashQuery,
        response: { 200: Ref(CashDaySchema) },
      },
    },
    async ({ params, query }, reply) => {
      const day = await readCashDay(context, query.branchId ?? null, params.day);
      return reply.header('etag', etagOf(day.version)).send(day);
    },
  );

  app.get(
    '/api/v1/cash/days/:day/export',
    {
      config,
      schema: {
        operationId: 'exportCashDay',
        tags,
        summary: 'The same as a file: each receipt in a line, or a report to print and sign',
        params: DayParams,
        querystring: CashExportQuery,
        produces,
      },
    },
    async ({ params, query: { branchId = null, format, language }, actor }, reply) => {
      const day = await readCashDay(context, branchId, params.day);
      const facts = await readFacts(language ?? actor.language);
      const name = `cash-${params.day}`;
      if (format === 'pdf') return sendPdf(reply, await context.pdf.write(toDaySheet(day, facts)), name);
      return sendCsv(reply, writeDayCsv(day, facts), name);
    },
  );

  app.post(
    '/api/v1/cash/days/:day/closing',
    {
      config: { ...config, branch: BRANCH_OF_BODY },
      schema: {
        operationId: 'closeCashDay',
        tags,
        summary: 'Close a day with what was counted (If-Match: the day that was seen)',
        params: DayParams,
        body: NewClosingSchema,
        response: { 201: Ref(CashClosingSchema) },
      },
    },
    async (request, reply) => {
      const requireCurrent = (version: number) => requireVersion(request, version);
      const closing = await closeCashDay(context, request.actor, request.params.day, request.body, requireCurrent);
      return reply.code(201).send(closing);
    },
  );

  app.get(
    '/api/v1/cash/months/:month',
    {
      config,
      schema: {
        operationId: 'getCashMonth',
        tags,
        summary: 'A month of cash day by day, with what is carried from day to day',
        params: MonthParams,
        querystring: CashQuery,
        response: { 200: Ref(CashMonthSchema) },
      },
    },
    ({ params, query }) => readCashMonth(db, query.branchId ?? null, params.month),
  );

  app.get(
    '/api/v1/cash/months/:month/export',
    {
      config,
      schema: {
        operationId: 'exportCashMonth',
        tags,
        summary: 'The same as a file: each day in a line, or a report to print',
        params: MonthParams,
        querystring: CashExportQuery,
        produces,
      },
    },
    async ({ params, query: { branchId = null, format, language }, actor }, reply) => {
      const month = await readCashMonth(db, branchId, params.month);
      const facts = await readFacts(language ?? actor.language);
      const name = `cash-${params.month}`;
      if (format === 'pdf') return sendPdf(reply, await context.pdf.write(toMonthSheet(month, facts)), name);
      return sendCsv(reply, writeMonthCsv(month, facts), name);
    },
  );

  async function readFacts(language: SheetFacts['language']): Promise<SheetFacts> {
    const { libraryName, currency } = await readSettings(db);
    return { language, libraryName, currency, branches: await listBranches(db), now: context.clock() };
  }
}
