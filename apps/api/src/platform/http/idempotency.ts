import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { toTimestamp, type Clock } from '../clock.ts';
import { EFFECT_COMMITTED, isUniqueViolation, type Db } from '../database/database.ts';
import { effectScope, type EffectScope } from '../database/effect-scope.ts';
import { problem } from '../errors.ts';
import { deleteKeysBefore, findKey, freeKey, insertKey, storeAnswer, takeOverKey } from './idempotency.queries.ts';

/** A key whose request has no effect after this long belongs to a process that died. */
const ABANDONED_AFTER_SECONDS = 60;
/** How long an answer is kept for a retry. */
const KEPT_HOURS = 48;

declare module 'fastify' {
  interface FastifyRequest {
    idempotencyKey: EffectScope | null;
  }
}

/**
 * Answers a repeated change with the first answer: a desk that lost its network may send the same request again with the same
 * `Idempotency-Key`, and nothing is done twice. Keys belong to whoever sent them and live for 48 hours.
 */
export const idempotency = fastifyPlugin<{ db: Db; clock: Clock }>(async (app, { db, clock }) => {
  app.decorateRequest('idempotencyKey', null);

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (key === undefined || ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.isMultipart?.()) return;
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
        return replay(reply, known.status, known.body ?? '');
      }
    }
    request.idempotencyKey = { keyHash, takenAt };
    return undefined;
  });

  // A hook with a callback: only what runs inside the callback is in the scope.
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.idempotencyKey === null) done();
    else effectScope.run(request.idempotencyKey, done);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const key = request.idempotencyKey;
    if (key === null) return payload;
    request.idempotencyKey = null;
    if (reply.statusCode >= 500) await freeKey(db, key);
    else await storeAnswer(db, key, reply.statusCode, typeof payload === 'string' ? payload : '');
    return payload;
  });

  app.addHook('onReady', async () => {
    await deleteKeysBefore(db, toTimestamp(clock().subtract({ hours: KEPT_HOURS })));
  });
});

function replay(reply: FastifyReply, status: number, body: string): FastifyReply {
  reply.header('idempotent-replayed', 'true').code(status);
  if (body === '') return reply.send();
  return reply.type(status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8').send(body);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
