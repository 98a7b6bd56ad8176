import { ASKED_BRANCH } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { Ref } from '../platform/schema.ts';
import { readDashboard } from './dashboard.service.ts';
import { DashboardQuery, DashboardSchema } from './reports.schema.ts';

const tags = ['Reports'];
const config = { permission: 'reports.view', branch: ASKED_BRANCH } as const;

/** Routes for what the library has to show. */
export function registerReportRoutes(app: App, context: AppContext): void {
  app.addSchema(DashboardSchema);

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
}
