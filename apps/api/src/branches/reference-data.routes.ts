import type { App, AppContext } from '../platform/context.ts';
import { registerBranchRoutes } from './branches.routes.ts';
import { registerCalendarRoutes } from './calendars.routes.ts';
import { registerItemTypeRoutes } from './item-types.routes.ts';
import { registerPatronCategoryRoutes } from './patron-categories.routes.ts';
import { Name2Schema } from './two-language-name.schema.ts';

/** Routes for what a library sets up once: branches, calendars, patron categories and item types. */
export function registerReferenceDataRoutes(app: App, context: AppContext): void {
  app.addSchema(Name2Schema);
  registerBranchRoutes(app, context);
  registerCalendarRoutes(app, context);
  registerPatronCategoryRoutes(app, context);
  registerItemTypeRoutes(app, context);
}
