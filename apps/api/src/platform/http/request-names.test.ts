import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../test/test-app.ts';

/** The name that a request gets whose header says another. */
async function nameOfRequest(environment: Record<string, string>): Promise<string> {
  const t = await createTestApp({ environment });
  try {
    // Fastify has it, its types do not.
    const app = t.app as unknown as { genReqId: (request: { headers: Record<string, string> }) => string };
    return app.genReqId({ headers: { 'x-request-id': 'as-nginx-says' } });
  } finally {
    await t.close();
  }
}

test('behind a proxy a request has the name that the proxy gave it', async () => {
  assert.equal(await nameOfRequest({ TRUST_PROXY: 'true' }), 'as-nginx-says');
});

test('without a proxy nobody else names requests', async () => {
  assert.notEqual(await nameOfRequest({}), 'as-nginx-says');
});
