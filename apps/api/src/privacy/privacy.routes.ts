import type { App, AppContext } from '../platform/context.ts';
import { registerDataExportRoutes } from './data-export.routes.ts';
import { registerErasureRoutes } from './erasure.routes.ts';
import { registerRetentionRoutes } from './retention.routes.ts';

/** Routes for what people may ask of their data, and for how long it is kept. */
export function registerPrivacyRoutes(app: App, context: AppContext): void {
  registerRetentionRoutes(app, context);
  registerErasureRoutes(app, context);
  registerDataExportRoutes(app, context);
}
