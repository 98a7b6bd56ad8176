import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { openRedis } from '../src/platform/redis/redis.ts';
import { makeRecord } from './factories.ts';
import { makeRedisServer, NO_REDIS, type RedisServer } from './redis-server.ts';
import { createTestApp, type TestApp } from './test-app.ts';

const LIMIT = '20';

describe('a library with Redis', { skip: NO_REDIS }, () => {
  let redis: RedisServer;
  let t: TestApp;
  beforeEach(async () => {
    redis = await makeRedisServer();
    await redis.start();
    t = await createTestApp({ environment: { REDIS_URL: redis.url, RATE_LIMIT: LIMIT } });
    await until(() => t.context.redis!.isUp);
  });
  afterEach(async () => {
    await t.close();
    await redis.stop();
  });

  const until = async (holds: () => boolean | Promise<boolean>) => {
    while (!(await holds())) await breathe();
  };
  const failures = ({ app }: TestApp) => figure('biblio_redis_failures_total{use="rate_limit"}', app);
  const figure = async (name: string, app = t.app) => {
    const { body } = await app.inject('/metrics');
    return Number(new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} (\\S+)`, 'm').exec(body)![1]);
  };
  const search = (address = '10.0.0.1') => t.app.inject({ url: '/api/v1/records?q=tempest', remoteAddress: address });

  it('keeps answers to visitors until the catalogue changes, and gives staff their own', async () => {
    await makeRecord(t.db, { title: 'The Tempest' });
    await t.context.search.rebuild();
    const first = await search();
    assert.equal(first.json().total, 1);
    await until(
      async () => (await search()).statusCode === 200 && (await figure('biblio_shared_cache_total{result="hit"}')) > 0,
    );
    const kept = await search();
    assert.equal(kept.body, first.body);
    assert.equal(kept.headers['content-type'], first.headers['content-type']);
    assert.equal(kept.headers['cache-control'], first.headers['cache-control']);

    const hits = await figure('biblio_shared_cache_total{result="hit"}');
    const created = await t.as('librarian')({
      method: 'POST',
      url: '/api/v1/records',
      payload: { kind: 'book', title: 'The Tempest, annotated', language: 'eng' },
    });
    assert.equal(created.statusCode, 201, created.body);
    await t.context.search.refresh();
    assert.equal((await search()).json().total, 2);
    assert.equal((await t.as('librarian')({ url: '/api/v1/records?q=tempest' })).json().total, 2);
    assert.equal(await figure('biblio_shared_cache_total{result="hit"}'), hits);
  });

  it('counts the requests of a client over all processes', async () => {
    const other = await createTestApp({ environment: { REDIS_URL: redis.url, RATE_LIMIT: LIMIT } });
    await until(() => other.context.redis!.isUp);
    try {
      const unanswered = async () => (await failures(t)) + (await failures(other));
      let statuses: number[] = [];
      // On a machine with too much to do Redis may be too late to be waited for; then each process counts alone.
      for (let client = 2, before = -1; before !== (await unanswered()); client += 1) {
        before = await unanswered();
        statuses = [];
        for (let n = 0; n < Number(LIMIT) + 2; n += 1) {
          const { app } = n % 2 === 0 ? t : other;
          statuses.push((await app.inject({ url: '/api/v1/branches', remoteAddress: `10.0.0.${client}` })).statusCode);
        }
      }
      assert.deepEqual(statuses.slice(-3), [200, 429, 429]);
    } finally {
      await other.close();
    }
  });

  for (const [state, spoil, heal] of [
    ['stopped', () => redis.stop(), () => redis.start()],
    ['frozen', async () => redis.freeze(), async () => redis.thaw()],
  ] as const) {
    it(`goes on alone while it is ${state}, and comes back by itself`, async () => {
      await spoil();
      assert.equal((await search()).statusCode, 200);
      await until(() => !t.context.redis!.isUp);
      assert.equal(await figure('biblio_redis_up'), 0);
      const failed = await figure('biblio_redis_failures_total{use="rate_limit"}');
      for (let n = 0; n < 10; n += 1) assert.equal((await search('10.0.0.3')).statusCode, 200);
      const alone: number[] = [];
      for (let n = 0; n < Number(LIMIT) + 1; n += 1) alone.push((await search('10.0.0.4')).statusCode);
      assert.equal(alone.at(-1), 429, 'without Redis a process must go on counting by itself');
      // Nobody was sent to a Redis that is known to be away.
      assert.equal(await figure('biblio_redis_failures_total{use="rate_limit"}'), failed);
      assert.equal((await t.app.inject('/readyz')).statusCode, 200);
      await heal();
      await until(() => t.context.redis!.isUp);
      assert.equal(await figure('biblio_redis_up'), 1);
      assert.equal((await search('10.0.0.5')).statusCode, 200);
    });
  }

  it('goes on while it is full', async () => {
    await t.context.redis!.ask('cache', (one) => one.call('CONFIG', 'SET', 'maxmemory', '1'));
    for (let n = 0; n < 5; n += 1) assert.equal((await search('10.0.0.6')).statusCode, 200);
    assert.ok((await figure('biblio_redis_failures_total{use="rate_limit"}')) >= 5);
    assert.equal(await figure('biblio_redis_up'), 1);
  });
});

describe('two processes at one Redis', { skip: NO_REDIS }, () => {
  it('hear each other when it came late, and again after it was restarted', async () => {
    const redis = await makeRedisServer();
    const quiet = { warn: () => {}, info: () => {} };
    const [speaker, hearer] = [openRedis(redis.url, quiet), openRedis(redis.url, quiet)];
    let heard = 0;
    hearer.subscribe('changes', () => (heard += 1));
    try {
      for (const state of ['came late', 'was restarted']) {
        assert.ok(!hearer.isUp, state);
        await redis.start();
        heard = 0;
        while (heard === 0) {
          speaker.publish('changes', state);
          await breathe();
        }
        await redis.stop();
        while (speaker.isUp || hearer.isUp) await breathe();
      }
    } finally {
      await Promise.all([speaker.close(), hearer.close()]);
      await redis.stop();
    }
  });
});

describe('a library whose Redis was never there', () => {
  it('opens, answers and says so', async () => {
    const t = await createTestApp({ environment: { REDIS_URL: 'redis://127.0.0.1:1', RATE_LIMIT: LIMIT } });
    try {
      assert.equal((await t.app.inject('/api/v1/branches')).statusCode, 200);
      assert.equal((await t.app.inject('/readyz')).statusCode, 200);
      assert.match((await t.app.inject('/metrics')).body, /^biblio_redis_up 0$/m);
    } finally {
      await t.close();
    }
  });
});
