import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TITLES } from './titles.test-data.ts';
import { openWorkerIndex } from './worker-index.ts';

test('what was asked before the index is closed is answered', async () => {
  const index = openWorkerIndex(':memory:');
  await index.apply({ upserts: TITLES, removals: [] });
  const query = { filters: {}, sort: 'relevance', limit: 3, after: null, includeSuppressed: false } as const;
  const asked = [index.search({ ...query, text: 'camus' }), index.search({ ...query, text: 'l' })];
  const suggested = index.suggest('cam', 5);
  await index.close();
  const [camus] = await Promise.all(asked);
  assert.equal(camus!.total, 5);
  assert.equal((await suggested)[0]!.text, 'Camus, Albert');
});
