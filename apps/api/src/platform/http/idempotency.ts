import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { toTimestamp, type Clock } from '../clock.ts';
import { EFFECT_COMMITTED, isUniqueViolation, type Db } from '../database/database.ts';
import { effectScope, type EffectScope, type KeptAnswer } from '../database/effect-scope.ts';
import { problem } from '../errors.ts';
import { findKey, insertAnswer, updateAnswer } from './idempotency.queries.ts';
import { PROBLEM_TYPE, toProblemText } from './problem-details.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

declare module 'fastify' {
  interface FastifyRequest {
    idempotencyKey: EffectScope | null;
  }
  interface FastifyContextConfig {
    /**
     * The status with which the handler sends what its one transaction answered. The answer is then kept in that transaction,
     * and not in another one after it.
     */
    answersTransaction?: number;
  }
}

/**
 * Answers a repeated change with the first answer: a desk that lost its network may send the same request again with the same
 * `Idempotency-Key`, and nothing is done twice. Keys belong to whoever sent them; housekeeping
 * forgets them.
 *
 * A key is kept by the transaction of the request's effect (`inTransaction`), or with the answer of a request that had none. Who
 * comes second finds that out there, its work is undone, and it is answered as the first was.
 */
export const idempotency = fastifyPlugin<{ db: Db; clock: Clock }>(async (app, { db, clock }) => {
  app.decorateRequest('idempotencyKey', null);

  // Hooks with callbacks: most requests carry no key, and pay nothing. And only what runs inside `effectScope.run` is in it.
  app.addHook('preHandler', (request, reply, done) => {
    const key = request.headers['idempotency-key'];
    if (key === undefined || SAFE_METHODS.has(request.method) || request.isMultipart?.()) {
      done();
      return;
    }
    if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
      done(problem('idempotency_key_invalid'));
      return;
    }
    request.idempotencyKey = scopeOf(request, reply, { key, at: toTimestamp(clock()) });
    effectScope.run(request.idempotencyKey, done);
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const scope = request.idempotencyKey;
    if (scope === null) {
      done(null, payload);
      return;
    }
    request.idempotencyKey = null;
    scope.isOver = true;
    const answer = { status: reply.statusCode, body: typeof payload === 'string' ? payload : '' };
    if (scope.isKept && (answer.status >= 500 || isSame(scope.kept, answer))) {
      done(null, payload);
      return;
    }
    keep(scope, answer).then(
      (first) => done(null, first === null ? payload : replay(request, reply, first)),
      (error: Error) => {
        // What was decided is decided: an effect is kept with its key, and whatever had none may be done again.
        request.log.error({ err: error }, 'an Idempotency-Key could not be kept up to date');
        done(null, payload);
      },
    );
  });

  /** Keeps the answer, or answers with what another request has kept under the key. */
  async function keep(scope: EffectScope, answer: KeptAnswer): Promise<KnownKey | null> {
    if (scope.isKept) {
      await updateAnswer(db, scope, answer);
      return null;
    }
    if (answer.status < 500) {
      try {
        await insertAnswer(db, scope, answer);
        return null;
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
      }
    }
    const known = await findKey(db, scope.keyHash);
    return known === undefined ? null : { ...known, isOfThisRequest: known.request_hash === scope.requestHash };
  }
});

function scopeOf(request: FastifyRequest, reply: FastifyReply, { key, at }: { key: string; at: string }): EffectScope {
  const { kind, id } = request.actor;
  const status = request.routeOptions.config.answersTransaction;
  return {
    keyHash: hash(`${kind}:${id}:${key}`),
    requestHash: hash(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`),
    at,
    answerTo:
      status === undefined
        ? null
        : (result) => ({
            status,
            body: reply.getSerializationFunction(String(status))!(result as Record<string, unknown>),
          }),
    isKept: false,
    kept: null,
    isOver: false,
  };
}

interface KnownKey {
  status: number | null;
  body: string | null;
  isOfThisRequest: boolean;
}

/** Makes the answer that the first request with the key got, and gives the text to be sent. */
function replay(request: FastifyRequest, reply: FastifyReply, { status, body, isOfThisRequest }: KnownKey): string {
  if (!isOfThisRequest || status === null || status === EFFECT_COMMITTED) {
    const found = problem(isOfThisRequest ? 'idempotency_answer_lost' : 'idempotency_key_reused');
    reply.code(found.status).type(PROBLEM_TYPE);
    return toProblemText(found, request);
  }
  reply.header('idempotent-replayed', 'true').code(status);
  if (body === null || body === '') reply.removeHeader('content-type');
  else reply.type(status >= 400 ? PROBLEM_TYPE : 'application/json; charset=utf-8');
  return body ?? '';
}

function isSame(kept: KeptAnswer | null, answer: KeptAnswer): boolean {
  return kept !== null && kept.status === answer.status && kept.body === answer.body;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
