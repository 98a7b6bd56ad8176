import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { Counter, Gauge, type Registry } from 'prom-client';
import { problem } from '../errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the request is counted among those being answered. */
    isCounted: boolean;
  }
  interface FastifyContextConfig {
    /** A request that lasts by its nature (an upload, a stream of events) is not counted. */
    isLongLived?: boolean;
  }
}

/** Seconds after which a refused client should try again. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Answers at most so many requests at one time; more are refused with 503 before they cost anything. A process that is asked
 * for more than it can do goes on doing what it can, at a steady pace and in bounded memory, instead of ever more slowly.
 *
 * A request with a body counts from when the body is there, so that slow senders take no place. What operators ask
 * (outside `/api/v1`) is always answered.
 */
export const overload = fastifyPlugin<{ limit: number; metrics: Registry }>(async (app, { limit, metrics }) => {
  let count = 0;
  const refused = new Counter({
    name: 'biblio_http_requests_refused_total',
    help: 'Requests refused because too many others were being answered',
    registers: [metrics],
  });
  new Gauge({
    name: 'biblio_http_requests_in_progress',
    help: 'Requests under /api/v1 being answered',
    registers: [metrics],
    collect() {
      this.set(count);
    },
  });
  new Gauge({
    name: 'biblio_http_requests_limit',
    help: 'Requests that are answered at one time at most',
    registers: [metrics],
  }).set(limit);

  app.decorateRequest('isCounted', false);
  const enter = (request: FastifyRequest, reply: FastifyReply) => {
    if (count >= limit) {
      refused.inc();
      return problem('overloaded', { retryAfter: RETRY_AFTER_SECONDS });
    }
    count += 1;
    request.isCounted = true;
    // A client that has gone is no answer: its place is free when the work for it is over too.
    reply.raw.once('close', () => reply.sent && leave(request));
    return undefined;
  };
  const leave = (request: FastifyRequest) => {
    if (!request.isCounted) return;
    request.isCounted = false;
    count -= 1;
  };

  app.addHook('onRequest', (request, reply, done) => {
    done(counts(request) && !hasBody(request) ? enter(request, reply) : undefined);
  });
  app.addHook('preValidation', (request, reply, done) => {
    done(counts(request) && hasBody(request) ? enter(request, reply) : undefined);
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.raw.destroyed) leave(request);
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    leave(request);
    done();
  });
});

function counts({ url, routeOptions }: FastifyRequest): boolean {
  return url.startsWith('/api/v1') && routeOptions.config.isLongLived !== true;
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
