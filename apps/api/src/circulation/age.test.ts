import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageGroupOn, ageOn } from './age.ts';

describe('ages', () => {
  it('turn on the birthday', () => {
    assert.equal(ageOn('2010-06-15', '2026-06-14'), 15);
    assert.equal(ageOn('2010-06-15', '2026-06-15'), 16);
    assert.equal(ageOn('2012-02-29', '2026-02-28'), 13);
    assert.equal(ageOn('2012-02-29', '2026-03-01'), 14);
  });

  it('fall into groups, each up to and with its last age', () => {
    const groups = [0, 5, 6, 14, 15, 24, 25, 64, 65, 104].map((age) => ageGroupOn(`${2026 - age}-03-02`, '2026-03-02'));
    assert.deepEqual(groups, ['0-5', '0-5', '6-14', '6-14', '15-24', '15-24', '25-64', '25-64', '65+', '65+']);
    assert.equal(ageGroupOn(null, '2026-03-02'), null);
  });
});
