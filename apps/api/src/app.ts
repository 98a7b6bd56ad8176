import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { registerAccountRoutes } from './accounts/accounts.routes.ts';
import { registerAuditRoutes } from './audit/audit.routes.ts';
import { registerBackupRoutes } from './backups/backups.routes.ts';
import { registerReferenceDataRoutes } from './branches/reference-data.routes.ts';
import { registerCalendarFeedRoutes } from './calendar-feeds/calendar-feeds.routes.ts';
import { registerCalendarPresetRoutes } from './calendar-presets/calendar-presets.routes.ts';
import { registerCashRoutes } from './cash/cash.routes.ts';
import { registerCatalogueRoutes } from './catalogue/catalogue.routes.ts';
import { registerCirculationRoutes } from './circulation/circulation.routes.ts';
import { registerPolicyRoutes } from './circulation/policies.routes.ts';
import { registerSessionRoutes } from './auth/session.routes.ts';
import { registerTokenRoutes } from './auth/tokens.routes.ts';
import { registerExportRoutes } from './exports/exports.routes.ts';
import { registerImportRoutes } from './imports/imports.routes.ts';
import { registerJobRoutes } from './jobs/jobs.routes.ts';
import { registerLiveRoutes } from './live/live.routes.ts';
import { registerMeRoutes } from './me/me.routes.ts';
import { registerNoticeRoutes } from './notices/notices.routes.ts';
import { registerPatronRoutes } from './patrons/patrons.routes.ts';
import { authentication } from './platform/auth/authentication.ts';
import type { App, AppContext } from './platform/context.ts';
import { namesOfAway, observeDatabase } from './platform/database/database-metrics.ts';
import type { SchemaWatch } from './platform/database/schema-watch.ts';
import { problem } from './platform/errors.ts';
import { documentation, documentationPages } from './platform/http/documentation.ts';
import { idempotency } from './platform/http/idempotency.ts';
import { jsonBody } from './platform/http/json-body.ts';
import { observation } from './platform/http/observation.ts';
import { overload } from './platform/http/overload.ts';
import { sendError, ProblemSchema } from './platform/http/problem-details.ts';
import { protection } from './platform/http/protection.ts';
import { sharedCache } from './platform/http/shared-cache.ts';
import { createSchemaCompilers, type SchemaCompilers } from './platform/http/schema-compilers.ts';
import { webApp } from './platform/http/web-app.ts';
import { endConnectionsWhile } from './platform/process-lifecycle.ts';
import { VERSION } from './platform/version.ts';
import { registerPrivacyRoutes } from './privacy/privacy.routes.ts';
import { registerRehearsalRoutes } from './rehearsal/rehearsals.routes.ts';
import { registerReportRoutes } from './reports/reports.routes.ts';
import { registerSettingsRoutes } from './settings/settings.routes.ts';
import { registerStaffRoutes } from './staff/staff.routes.ts';
import { registerWorklistRoutes } from './worklists/worklists.routes.ts';

/** Every feature's routes. A feature adds its shapes with `app.addSchema` and its routes under `/api/v1`. */
const FEATURES: ((app: App, context: AppContext) => void)[] = [
  registerSessionRoutes,
  registerTokenRoutes,
  registerStaffRoutes,
  registerSettingsRoutes,
  registerAuditRoutes,
  registerBackupRoutes,
  registerReferenceDataRoutes,
  registerCalendarPresetRoutes,
  registerPatronRoutes,
  registerPrivacyRoutes,
  registerAccountRoutes,
  registerCashRoutes,
  registerPolicyRoutes,
  registerRehearsalRoutes,
  registerCatalogueRoutes,
  registerCirculationRoutes,
  registerExportRoutes,
  registerImportRoutes,
  registerJobRoutes,
  registerLiveRoutes,
  registerMeRoutes,
  registerCalendarFeedRoutes,
  registerReportRoutes,
  registerWorklistRoutes,
  registerNoticeRoutes,
];

/** Parts of the process that only its composition knows. */
export interface AppOptions {
  context: AppContext;
  /** Names of what is missing before requests can be served. */
  missing?: () => string[];
  /** What of it the database lacks: without that, no request of the API can be answered at all. */
  databaseMissing?: SchemaWatch['missing'];
  /** Whether the process is about to close. */
  isDraining?: () => boolean;
  /** Folder of the built web app. */
  webFolder?: string;
  /** What makes validators and serializers of schemas. */
  schemas?: SchemaCompilers;
}

/** Builds the whole HTTP application; it does not listen yet. */
export async function buildApp({
  context,
  missing = () => [],
  databaseMissing = () => [],
  isDraining = () => false,
  webFolder = WEB_FOLDER,
  schemas = createSchemaCompilers(),
}: AppOptions): Promise<App> {
  const { config, db, clock, redis, search } = context;
  const app = Fastify({
    loggerInstance: context.log,
    trustProxy: config.isBehindProxy,
    bodyLimit: 1024 * 1024,
    // A proxy names each request in its own log: ours then has the same name.
    requestIdHeader: config.isBehindProxy ? 'x-request-id' : false,
    routerOptions: { maxParamLength: 300 },
    schemaController: { compilersFactory: schemas.factories },
    // Who closes the process has waited until nobody comes any more; whoever does all the same gets an answer.
    return503OnClosing: false,
    // An address that cannot be decoded never reaches a route, nor the error handler.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply),
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;

  endConnectionsWhile(app, isDraining);
  app.setErrorHandler(sendError);
  app.addSchema(ProblemSchema);
  await app.register(jsonBody);
  await app.register(documentation, { version: VERSION });
  await app.register(protection, {
    rateLimit: config.rateLimit,
    redis,
    isSecure: config.publicUrl?.startsWith('https:') ?? false,
  });
  await app.register(observation, { missing, away: () => namesOfAway(db), indexLag: () => search.lag() });
  if (redis !== null) {
    redis.observe(app.metrics);
    await app.register(sharedCache, { redis, position: () => search.position(), metrics: app.metrics });
  }
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] });
  observeDatabase(db, app.metrics);
  await app.register(overload, { limit: config.concurrencyLimit, metrics: app.metrics });
  app.addHook('onRequest', (request, _reply, done) => {
    const [absent] = request.url.startsWith('/api/v1/') ? databaseMissing() : [];
    if (absent === undefined) return done();
    done(problem(absent === 'schema' ? 'schema_outdated' : 'database_unavailable', { retryAfter: 5 }));
  });
  await app.register(authentication, { db, clock, publicUrl: config.publicUrl });
  await app.register(idempotency, { db, clock });
  for (const register of FEATURES) register(app, context);
  await app.register(documentationPages);
  await app.register(webApp, { folder: webFolder });
  return app;
}

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url));
