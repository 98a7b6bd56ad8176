import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { toTimestamp, type Clock } from '../clock.ts';
import { EFFECT_COMMITTED, isUniqueViolation, type Db } from '../database/database.ts';
import { effectScope, type EffectScope } from '../database/effect-scope.ts';
import { problem } from '../errors.ts';
import { findKey, freeKey, insertKey, storeAnswer, takeOverKey } from './idempotency.queries.ts';

/** A key whose request has no effect after this long belongs to a process that died. */
const ABANDONED_AFTER_SECONDS = 10;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

declare module 'fastify' {
  interface FastifyRequest {
    idempotencyKey: EffectScope | null;
  }
}

/**
 * Answers a repeated change with the first answer: a desk that lost its network may send the same request again with the same
 * `Idempotency-Key`, and nothing is done twice. Keys belong to whoever sent them; housekeeping
 * forgets them.
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
    takeKey(request, reply, key).then(
      (taken) => {
        if (taken === null) return;
        request.idempotencyKey = taken;
        effectScope.run(taken, done);
      },
      (error: Error) => done(error),
    );
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const key = request.idempotencyKey;
    if (key === null) {
      done(null, payload);
      return;
    }
    request.idempotencyKey = null;
    const isOver =
      reply.statusCode >= 500
        ? freeKey(db, key)
        : storeAnswer(db, key, reply.statusCode, typeof payload === 'string' ? payload : '');
    isOver.then(
      () => done(null, payload),
      (error: Error) => {
        // What was decided is decided: an effect is marked with its key, and a key without one may be taken over soon.
        request.log.error({ err: error }, 'an Idempotency-Key could not be kept up to date');
        done(null, payload);
      },
    );
  });

  /** Takes the key for this request, or answers with the first answer: then there is no key to go on with. */
  async function takeKey(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string | string[],
  ): Promise<EffectScope | null> {
    if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) throw problem('idempotency_key_invalid');
    const { kind, id } = request.actor;
    const keyHash = hash(`${kind}:${id}:${key}`);
    const requestHash = hash(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`);
    const now = clock();
    const takenAt = toTimestamp(now);
    try {
      await insertKey(db, keyHash, requestHash, takenAt);
    } catch (error) {
      // The key is known: either its answer is repeated, or this request is told why it cannot run.
      if (!isUniqueViolation(error)) throw error;
      const known = await findKey(db, keyHash);
      if (known !== undefined && known.request_hash !== requestHash) throw problem('idempotency_key_reused');
      if (known === undefined || known.status === null) {
        const abandoned = toTimestamp(now.subtract({ seconds: ABANDONED_AFTER_SECONDS }));
        if (!(await takeOverKey(db, keyHash, abandoned, takenAt))) throw problem('idempotency_key_in_use');
      } else if (known.status === EFFECT_COMMITTED) {
        throw problem('idempotency_answer_lost');
      } else {
        replay(reply, known.status, known.body ?? '');
        return null;
      }
    }
    return { keyHash, takenAt };
  }
});

function replay(reply: FastifyReply, status: number, body: string): FastifyReply {
  reply.header('idempotent-replayed', 'true').code(status);
  if (body === '') return reply.send();
  return reply.type(status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8').send(body);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
