import type { FastifyBaseLogger } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Registry;
  }
}

/** What the process must tell its operators: alive, ready, and figures. */
export interface Observed {
  /** What is missing before requests can be served, by name; empty when ready. */
  missing: () => string[];
  /** What is away for the time being, by name: requests may come, but those that need it are refused. */
  away: () => string[];
  /** Changes of the catalogue that the search index has not taken in yet; null in a process without an index. */
  indexLag: (() => number) | null;
}

/** Answers `GET /healthz` (the event loop turns), `GET /readyz` (requests may come) and `GET /metrics` (Prometheus). */
export const observation = fastifyPlugin<Observed>(async (app, { missing, away, indexLag }) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'biblio_' });
  const duration = new Histogram({
    name: 'biblio_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  if (indexLag !== null) {
    new Gauge({
      name: 'biblio_search_index_lag_changes',
      help: 'Changes of the catalogue that the search index has not taken in yet',
      registers: [registry],
      collect() {
        this.set(indexLag());
      },
    });
  }
  app.decorate('metrics', registry);

  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, never the address: an attacker must not be able to make time series.
    const route = request.routeOptions.url ?? 'unmatched';
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });

  app.get('/healthz', { schema: { hide: true }, logLevel: 'silent' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) => {
    const absent = missing();
    return reply
      .code(absent.length === 0 ? 200 : 503)
      .send({ status: absent.length === 0 ? 'ready' : 'not ready', missing: absent, away: away() });
  });
  app.get('/metrics', { schema: { hide: true }, logLevel: 'error' }, async (request, reply) =>
    reply.type(registry.contentType).send(await present(registry, request.log)),
  );
});

/** Every figure that can be had now: those that need a database which is away are left out, the others are wanted most then. */
async function present(registry: Registry, log: FastifyBaseLogger): Promise<string> {
  const texts = registry.getMetricsAsArray().map(async ({ name }) => {
    try {
      return await registry.getSingleMetricAsString(name);
    } catch (error) {
      log.error({ err: error, metric: name }, 'a metric could not be read');
      return '';
    }
  });
  return `${(await Promise.all(texts)).filter(Boolean).join('\n\n')}\n`;
}
