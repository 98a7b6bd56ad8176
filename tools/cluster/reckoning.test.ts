import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reckon, type Kept, type Told } from './reckoning.ts';

const told: Told = {
  lent: [
    [1, 'A'],
    [2, 'B'],
    [3, 'A'],
  ],
  returned: [1, 2],
};
const rows: Kept[] = [
  { id: 1, barcode: 'A', isReturned: true },
  { id: 2, barcode: 'B', isReturned: true },
  { id: 3, barcode: 'A', isReturned: false },
];

test('a database that has everything once has lost nothing', () => {
  assert.deepEqual(reckon(told, rows), { gone: 0, untold: 0 });
});

test('a loan that is not there is gone', () => {
  assert.deepEqual(reckon(told, rows.slice(0, 2)), { gone: 1, untold: 0 });
});

test('a return that is not there is gone, and with its loan twice', () => {
  const open = rows.map((row) => ({ ...row, isReturned: false }));
  assert.deepEqual(reckon(told, open), { gone: 2, untold: 0 });
  assert.deepEqual(reckon(told, rows.slice(1)), { gone: 2, untold: 0 });
});

test('a number that another loan got is a loan that is gone', () => {
  const lent: Told['lent'] = [...told.lent, [3, 'A']];
  assert.deepEqual(reckon({ ...told, lent }, rows), { gone: 1, untold: 0 });
  const other = rows.map((row) => (row.id === 3 ? { ...row, barcode: 'C' } : row));
  assert.deepEqual(reckon(told, other), { gone: 1, untold: 1 });
});

test('a loan that no desk was told of was made besides', () => {
  const more = [...rows, { id: 4, barcode: 'B', isReturned: false }];
  assert.deepEqual(reckon(told, more), { gone: 0, untold: 1 });
});
