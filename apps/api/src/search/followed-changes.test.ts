import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FollowedChanges } from './followed-changes.ts';

describe('changes that were followed', () => {
  const recordsAfter = (changes: FollowedChanges, position: number) =>
    changes.after(position)?.map(({ recordId }) => recordId);

  it('are listed after a count', () => {
    const changes = new FollowedChanges();
    changes.add([7, 8]);
    const then = changes.last;
    assert.deepEqual(recordsAfter(changes, then), []);
    changes.add([9]);
    assert.deepEqual(recordsAfter(changes, then), [9]);
    assert.deepEqual(recordsAfter(changes, 0), [7, 8, 9]);
  });

  it('are unknown before the catalogue was read anew', () => {
    const changes = new FollowedChanges();
    changes.add([7]);
    const then = changes.last;
    changes.addAll();
    assert.equal(changes.after(then), null);
    assert.deepEqual(recordsAfter(changes, changes.last), []);
  });

  it('are remembered for some time and not for ever', () => {
    const changes = new FollowedChanges();
    for (let record = 1; record <= 2500; record += 1) changes.add([record]);
    assert.equal(changes.after(0), null);
    assert.equal(changes.after(1000), null);
    assert.deepEqual(recordsAfter(changes, 2498), [2499, 2500]);
    const known = changes.after(1500);
    assert.equal(known?.length, 1000);
  });
});
