import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAbout } from './shipping-health.ts';

test('shipping is ready while all is stored that the server has, and alive as long as it answers', async () => {
  let now = 0;
  const health = await answerAbout(0, () => now);
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${health.port}${path}`)).status;
  try {
    assert.deepEqual([await ask('/healthz'), await ask('/readyz')], [200, 503], 'nothing is stored yet');
    health.noteReach();
    assert.equal(await ask('/readyz'), 200);
    now = 5 * 60_000 + 1;
    assert.deepEqual([await ask('/healthz'), await ask('/readyz'), await ask('/')], [200, 503, 404]);
  } finally {
    health.close();
  }
});
