import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultsOf, runOverload } from '../stress/overload.ts';

// The same for longer: npm run stress -- --overload 60.
describe('a server that is asked for more than it can do', () => {
  it('goes on at its pace, in the memory it has, and recovers', async () => {
    const result = await runOverload(8);
    assert.deepEqual(faultsOf(result), [], JSON.stringify(result));
  });
});
