import type { App, AppContext } from '../platform/context.ts';
import { registerItemRoutes } from './items.routes.ts';
import { ItemSummary } from './items.schema.ts';
import { registerRecordMarcRoutes } from './record-marc.routes.ts';
import { registerRecordSearchRoutes } from './record-search.routes.ts';
import { registerRecordRoutes } from './records.routes.ts';
import { Availability, RecordSummary } from './records.schema.ts';

/** The routes of the catalogue. Registered before the features that answer with its shapes. */
export function registerCatalogueRoutes(app: App, context: AppContext): void {
  for (const schema of [Availability, RecordSummary, ItemSummary]) app.addSchema(schema);
  registerRecordSearchRoutes(app, context);
  registerRecordRoutes(app, context);
  registerRecordMarcRoutes(app, context);
  registerItemRoutes(app, context);
}
