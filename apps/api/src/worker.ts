import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { createBackground } from './background.ts';
import { createJobContext, createLog } from './context.ts';
import { systemClock } from './platform/clock.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { namesOfAway, observeDatabase } from './platform/database/database-metrics.ts';
import { watchSchema } from './platform/database/schema-watch.ts';
import { observation } from './platform/http/observation.ts';
import { closeOnSignal, closeServer, type Lifecycle } from './platform/process-lifecycle.ts';
import { giveMemoryBackWhenQuiet } from './platform/quiet-memory.ts';

/**
 * A process that only works in the background: scheduled jobs, mails, imports, rehearsals. It answers `/healthz`, `/readyz`
 * and `/metrics` at PORT. Any number may run beside any number of API processes on one database.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  mkdirSync(config.dataDir, { recursive: true });
  const log = createLog(config);
  const db = openDatabase(config.databaseUrl, { poolSize: config.databasePoolSize });
  // A worker never changes the schema, not even of an embedded database: that is for the server beside it.
  const schema = watchSchema(db, log);
  const { context, close: closeContext } = await createJobContext({ config, db, clock: systemClock, log });
  const background = createBackground(context);
  let lifecycle: Lifecycle = { isDraining: false };
  const app = Fastify({ loggerInstance: log });
  await app.register(observation, {
    missing: () => (lifecycle.isDraining ? ['draining'] : schema.missing()),
    away: () => namesOfAway(db),
    indexLag: null,
  });
  observeDatabase(db, app.metrics);
  context.redis?.observe(app.metrics);
  lifecycle = closeOnSignal({
    log,
    config: { ...config, shutdownDelaySeconds: 0 },
    end: () => {
      schema.stop();
      return Promise.all([background.stop(), closeServer(app)]);
    },
    release: () => closeContext().then(() => db.destroy()),
  });
  await app.listen({ port: config.port, host: config.host });
  const { port } = app.server.address() as AddressInfo;
  const begin = async () => {
    await schema.current;
    if (!lifecycle.isDraining) background.begin(app.metrics);
  };
  giveMemoryBackWhenQuiet();
  begin().catch((error: unknown) => log.error({ err: error }, 'the work in the background could not begin'));
  process.stdout.write(`The worker is at work; its state is at http://${config.host}:${port}/readyz\n`);
}

try {
  await main();
} catch (error) {
  // The last stop: a person reads this, so a wrong setting is one sentence and the rest keeps its trace.
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
