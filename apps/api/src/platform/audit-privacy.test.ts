import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redactEntryText, withoutPointers } from './audit-privacy.ts';

describe('entries of the audit log', () => {
  const entry = {
    loan: { id: 1, itemId: 2, patronId: 3, patronCategoryId: 4 },
    holds: [{ id: 5, patronId: 6, activeKey: '6:7:*', status: 'ready' }],
    patron: { id: 3, name: 'Ada' },
    restriction: { until: null, reason: 'Ada tore a map' },
    comment: 'Ada will pay',
    overridden: ['debt'],
    until: null,
  };

  it('do not say whose a loan or a hold is', () => {
    assert.deepEqual(withoutPointers(entry), {
      loan: { id: 1, itemId: 2, patronCategoryId: 4 },
      holds: [{ id: 5, status: 'ready' }],
      restriction: { until: null, reason: 'Ada tore a map' },
      comment: 'Ada will pay',
      overridden: ['debt'],
      until: null,
    });
    for (const plain of [null, 'text', 3, []]) assert.deepEqual(withoutPointers(plain), plain);
  });

  it('lose what was written about the reader when the loan is made anonymous', () => {
    assert.deepEqual(JSON.parse(redactEntryText(JSON.stringify(entry))!), {
      loan: { id: 1, itemId: 2, patronCategoryId: 4 },
      holds: [{ id: 5, status: 'ready' }],
      overridden: ['debt'],
      until: null,
    });
    assert.equal(redactEntryText(null), null);
  });
});
