import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runDrill } from '../stress/drill.ts';
import { NO_TOOLS } from './backup-scene.ts';
import { ENGINE } from './test-database.ts';

// The same at full size: npm run drill, on a server with -- --engine mysql.
describe('a library whose database is destroyed under its desks', { skip: NO_TOOLS }, () => {
  it('has after its restore whatever was acknowledged before the last that was stored', async () => {
    const result = await runDrill({ records: 200, desks: 4, seed: 3 });
    assert.deepEqual(result.faults, []);
    assert.ok(result.acknowledged > 10, `only ${result.acknowledged} changes were made`);
    if (ENGINE === 'sqlite') assert.ok(result.gone > 0, 'nothing was done after the backup');
    assert.ok(result.recoveryPointSeconds > 0);
  });
});
