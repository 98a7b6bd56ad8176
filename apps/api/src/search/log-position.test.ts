import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogPosition } from './log-position.ts';

const MINUTE = 60_000;

describe('a position in the change log', () => {
  it('waits for numbers that are missing, and is as low as the first of them', () => {
    const position = new LogPosition(3);
    position.advance([4, 7, 9], 0);
    assert.deepEqual([position.high, position.low, position.missing], [9, 4, [5, 6, 8]]);
    position.advance([5], MINUTE);
    assert.deepEqual([position.high, position.low, position.missing], [9, 5, [6, 8]]);
    position.advance([6, 8, 10], MINUTE);
    assert.deepEqual([position.high, position.low, position.missing], [10, 10, []]);
  });

  it('gives up what has not come after five minutes, each for itself', () => {
    const position = new LogPosition(0);
    position.advance([2], 0);
    position.advance([4], 3 * MINUTE);
    position.advance([], 5 * MINUTE);
    assert.deepEqual(position.missing, [1, 3]);
    position.advance([], 5 * MINUTE + 1);
    assert.deepEqual([position.low, position.missing], [2, [3]]);
    position.advance([], 9 * MINUTE);
    assert.deepEqual([position.low, position.missing], [4, []]);
  });

  it('has a name of its own for all that was read', () => {
    const [one, other] = [new LogPosition(3), new LogPosition(3)];
    one.advance([4, 7, 9], 0);
    other.advance([4, 6, 9], 0);
    assert.equal(new Set([one.name, other.name, new LogPosition(3).name, new LogPosition(9).name]).size, 4);
    one.advance([6], 0);
    other.advance([7], MINUTE);
    assert.equal(one.name, other.name);
  });

  it('waits for the last numbers of a gap that is too wide', () => {
    const position = new LogPosition(0);
    position.advance([1_000_000], 0);
    assert.deepEqual([position.missing.length, position.low], [10_000, 989_999]);
  });

  it('begins with numbers that were missing before, and copies move on their own', () => {
    const position = new LogPosition(9, [4, 8], 0);
    const copy = position.copy();
    copy.advance([4, 8, 10], 0);
    assert.deepEqual([position.low, position.missing], [3, [4, 8]]);
    assert.deepEqual([copy.low, copy.missing], [10, []]);
  });
});
