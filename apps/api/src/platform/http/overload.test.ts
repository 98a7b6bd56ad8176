import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { overload } from './overload.ts';
import { sendError } from './problem-details.ts';

const LIMIT = 2;

describe('too many requests at one time', () => {
  let app: FastifyInstance;
  let metrics: Registry;
  let port: number;
  /** Lets the answers that wait go, in their order. */
  let waiting: (() => void)[];
  let arrived: () => void;

  beforeEach(async () => {
    waiting = [];
    arrived = () => {};
    metrics = new Registry();
    app = Fastify();
    app.setErrorHandler(sendError);
    await app.register(overload, { limit: LIMIT, metrics });
    const handler = () =>
      new Promise((resolve) => {
        waiting.push(() => resolve({ ok: true }));
        arrived();
      });
    app.get('/api/v1/slow', handler);
    app.post('/api/v1/slow', handler);
    app.get('/api/v1/stream', { config: { isLongLived: true } }, handler);
    app.get('/healthz', async () => ({ status: 'ok' }));
    await app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = app.server.address() as AddressInfo);
  });
  afterEach(() => {
    for (const answer of waiting) answer();
    return app.close();
  });

  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  /** Waits until so many handlers are at work. */
  const until = async (count: number) => {
    while (waiting.length < count) await new Promise<void>((resolve) => (arrived = resolve));
  };
  const figure = async (name: string) => {
    const text = await metrics.metrics();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)![1]);
  };

  it('are refused with a code and a time, while those being answered go on', async () => {
    const first = [ask('/api/v1/slow'), ask('/api/v1/slow', { method: 'POST', body: '{}', headers: JSON_TYPE })];
    await until(LIMIT);
    const refused = await ask('/api/v1/slow');
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal(((await refused.json()) as { code: string }).code, 'overloaded');
    assert.equal(await figure('biblio_http_requests_refused_total'), 1);
    assert.equal((await ask('/healthz')).status, 200);
    for (const answer of waiting) answer();
    for (const answer of await Promise.all(first)) assert.equal(answer.status, 200);
    const next = ask('/api/v1/slow');
    await until(LIMIT + 1);
    waiting.at(-1)!();
    assert.equal((await next).status, 200);
    assert.equal(await figure('biblio_http_requests_in_progress'), 0);
  });

  it('do not count what lasts by its nature', async () => {
    const streams = [1, 2, 3].map(() => ask('/api/v1/stream'));
    await until(3);
    assert.equal(await figure('biblio_http_requests_in_progress'), 0);
    for (const answer of waiting) answer();
    await Promise.all(streams);
  });

  it('do not count a sender who has not sent its body yet', async () => {
    const slow = connect(port, '127.0.0.1');
    slow.write('POST /api/v1/slow HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{');
    const quick = [ask('/api/v1/slow'), ask('/api/v1/slow')];
    await until(LIMIT);
    slow.write('}');
    const [answer] = (await once(slow, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1.1 503 /);
    slow.destroy();
    for (const done of waiting) done();
    for (const one of await Promise.all(quick)) assert.equal(one.status, 200);
  });

  it('keep the place of a client that has gone until its work is over', async () => {
    const hungUp = once(app.server, 'connection').then(([socket]) => once(socket as Socket, 'close'));
    const gone = new AbortController();
    const asked = ask('/api/v1/slow', { signal: gone.signal }).catch(() => 'gone');
    await until(1);
    gone.abort();
    assert.equal(await asked, 'gone');
    await hungUp;
    assert.equal(await figure('biblio_http_requests_in_progress'), 1);
    waiting[0]!();
    while ((await figure('biblio_http_requests_in_progress')) > 0) await new Promise(setImmediate);
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };
