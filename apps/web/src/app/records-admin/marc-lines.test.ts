import { describe, expect, it } from 'vitest';
import { marcLines } from './marc-lines';

const expected = [
  { tag: 'LDR', indicators: '', value: '00000nam a', subfields: [] },
  { tag: '001', indicators: '', value: 'id1', subfields: [] },
  { tag: '245', indicators: '1#', value: null, subfields: [{ code: 'a', value: 'Title' }] },
];

describe('marcLines', () => {
  it('reads named parts', () => {
    const fields = [
      { tag: '001', value: 'id1' },
      { tag: '245', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: 'Title' }] },
    ];
    expect(marcLines({ leader: '00000nam a', fields })).toEqual(expected);
  });
  it('reads MARC-in-JSON', () => {
    const fields = [{ '001': 'id1' }, { '245': { ind1: '1', ind2: ' ', subfields: [{ a: 'Title' }] } }];
    expect(marcLines({ leader: '00000nam a', fields })).toEqual(expected);
  });
  it('makes nothing of nothing', () => {
    expect(marcLines(null)).toEqual([]);
  });
});
