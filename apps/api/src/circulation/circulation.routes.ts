import { ItemSummary } from '../catalogue/items.schema.ts';
import { Availability, RecordSummary } from '../catalogue/records.schema.ts';
import type { App, AppContext } from '../platform/context.ts';
import { registerDeskRoutes } from './desk.routes.ts';
import { registerHoldRoutes } from './holds.routes.ts';
import { registerLoanRoutes } from './loans.routes.ts';
import { AccountLineSchema, EXPLANATION_SHAPES, RefusalSchema } from './shapes.schema.ts';

/** The routes of loans, holds and the desk. Registered after the catalogue and the accounts, some of whose shapes it answers with. */
export function registerCirculationRoutes(app: App, context: AppContext): void {
  const shapes = [RefusalSchema, ...EXPLANATION_SHAPES, AccountLineSchema, ItemSummary, Availability, RecordSummary];
  for (const schema of shapes) {
    const { $id } = schema as { $id?: string };
    if ($id !== undefined && app.getSchema($id) === undefined) app.addSchema(schema);
  }
  registerLoanRoutes(app, context);
  registerHoldRoutes(app, context);
  registerDeskRoutes(app, context);
}
