import { describe, expect, it } from 'vitest';
import type { DeskLookup, ItemState } from '../api-types';
import type { FoundItem } from './desk-types';
import { decideNextStep } from './next-step';

const NOTHING: DeskLookup = { match: 'none', patrons: [], records: [] };
const patron = { id: 7 } as NonNullable<DeskLookup['patron']>;

function itemLookup(state: ItemState): DeskLookup {
  return { ...NOTHING, match: 'item', item: { barcode: '3000000012', state, record: { title: 'Emma' } } as FoundItem };
}

describe('decideNextStep', () => {
  it('opens the reader of a card in both modes', () => {
    for (const mode of ['lend', 'return'] as const) {
      expect(decideNextStep({ ...NOTHING, match: 'patron', patron }, { mode, patronId: 3 })).toEqual({
        kind: 'open-patron',
        patronId: 7,
      });
    }
  });

  it.each(['available', 'on_loan', 'on_hold_shelf', 'damaged', 'lost'] as const)(
    'lends an item that is %s to the reader present, and lets the server judge',
    (state) => {
      expect(decideNextStep(itemLookup(state), { mode: 'lend', patronId: 7 })).toEqual({
        kind: 'checkout',
        patronId: 7,
        barcode: '3000000012',
        title: 'Emma',
      });
    },
  );

  it.each(['available', 'on_loan', 'on_hold_shelf', 'in_transit'] as const)(
    'takes back an item that is %s in return mode, reader or not',
    (state) => {
      for (const patronId of [7, null]) {
        expect(decideNextStep(itemLookup(state), { mode: 'return', patronId }).kind).toBe('return');
      }
    },
  );

  it.each([
    ['on_loan', 'return'],
    ['in_transit', 'return'],
    ['claimed_returned', 'return'],
    ['lost', 'return'],
    ['available', 'show-item'],
    ['on_hold_shelf', 'show-item'],
    ['not_for_loan', 'show-item'],
    ['withdrawn', 'show-item'],
  ] as const)('without a reader, an item that is %s: %s', (state, kind) => {
    expect(decideNextStep(itemLookup(state), { mode: 'lend', patronId: null }).kind).toBe(kind);
  });

  it('lets one choose when several readers or titles answer', () => {
    expect(
      decideNextStep({ ...NOTHING, match: 'several', patrons: [patron, patron] }, { mode: 'lend', patronId: null }),
    ).toEqual({ kind: 'choose' });
  });

  it('says so when nothing answers', () => {
    expect(decideNextStep(NOTHING, { mode: 'return', patronId: null })).toEqual({ kind: 'nothing-found' });
  });
});
