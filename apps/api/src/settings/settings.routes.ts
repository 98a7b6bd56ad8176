import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { inTransaction } from '../platform/database/database.ts';
import { Ref } from '../platform/schema.ts';
import { readSettings, writeSettings } from '../platform/settings.queries.ts';
import { SettingsChangesSchema, SettingsSchema } from './settings.schema.ts';

const SettingsRef = Ref(SettingsSchema);
const tags = ['Settings'];

/** Routes for the library's settings. */
export function registerSettingsRoutes(app: App, { db, audit }: AppContext): void {
  app.addSchema(SettingsSchema);

  app.get(
    '/api/v1/settings',
    {
      config: { permission: 'staff' },
      schema: { operationId: 'getSettings', tags, summary: 'The library’s settings', response: { 200: SettingsRef } },
    },
    () => readSettings(db),
  );

  app.patch(
    '/api/v1/settings',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'changeSettings',
        tags,
        summary: 'Change some settings',
        body: SettingsChangesSchema,
        response: { 200: SettingsRef },
      },
    },
    (request) =>
      inTransaction(db, async (trx) => {
        const before = await readSettings(trx);
        await writeSettings(trx, request.body);
        const after = await readSettings(trx);
        await audit(trx, request.actor, {
          action: 'settings.change',
          entity: 'settings',
          entityId: null,
          before,
          after,
        });
        return after;
      }),
  );
}
