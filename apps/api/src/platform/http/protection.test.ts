import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { protection } from './protection.ts';

describe('security headers', () => {
  let app: FastifyInstance;
  before(async () => {
    app = Fastify();
    await app.register(protection, { rateLimit: 0, redis: null, isSecure: true });
    app.get('/data', async () => ({ fine: true }));
    app.get('/problem', async (_request, reply) => reply.code(400).type('application/problem+json').send('{}'));
    app.get('/page', async (_request, reply) => reply.type('text/html; charset=utf-8').send('<p>'));
    app.get('/file', async (_request, reply) => reply.type('application/pdf').send(Buffer.from('%PDF')));
    app.get('/nothing', async (_request, reply) => reply.code(204).send());
  });
  after(() => app.close());

  const headersOf = async (url: string) => (await app.inject(url)).headers;

  for (const url of ['/data', '/problem', '/missing']) {
    test(`${url} is data: it may load nothing, be framed by nobody and be taken for nothing else`, async () => {
      const headers = await headersOf(url);
      assert.equal(headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.match(String(headers['strict-transport-security']), /^max-age=\d{7,}/);
      assert.equal(headers['permissions-policy'], undefined);
    });
  }

  for (const url of ['/page', '/file', '/nothing']) {
    test(`${url} gets what a browser needs to run our pages and nothing else`, async () => {
      const headers = await headersOf(url);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /script-src 'self';/);
      assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.match(policy, /upgrade-insecure-requests/);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.match(String(headers['permissions-policy']), /geolocation=\(\)/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    });
  }
});
