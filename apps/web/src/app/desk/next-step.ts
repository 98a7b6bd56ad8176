import type { DeskLookup } from '../api-types';
import type { FoundItem } from './desk-types';

export type DeskMode = 'lend' | 'return';

/** What the desk does with one line from the box. */
export type NextStep =
  | { kind: 'open-patron'; patronId: number }
  | { kind: 'checkout'; patronId: number; barcode: string; title: string }
  | { kind: 'return'; barcode: string; title: string }
  | { kind: 'show-item'; item: FoundItem }
  | { kind: 'choose' }
  | { kind: 'nothing-found' };

/** Situations of an item that only a return can settle, so that scanning it without a reader means "take it back". */
const RETURNED_WHEN_SCANNED_ALONE = new Set(['on_loan', 'in_transit', 'claimed_returned', 'lost']);

/**
 * Decides what a looked-up line means here and now: a card opens its reader; an item is taken back in return mode, lent
 * when a reader is present, taken back when it is out and nobody is present, and otherwise only shown.
 */
export function decideNextStep(lookup: DeskLookup, context: { mode: DeskMode; patronId: number | null }): NextStep {
  if (lookup.match === 'patron' && lookup.patron) return { kind: 'open-patron', patronId: lookup.patron.id };
  if (lookup.match === 'item' && lookup.item) {
    const { item } = lookup;
    const { barcode } = item;
    const { title } = item.record;
    if (context.mode === 'return') return { kind: 'return', barcode, title };
    if (context.patronId !== null) return { kind: 'checkout', patronId: context.patronId, barcode, title };
    if (RETURNED_WHEN_SCANNED_ALONE.has(item.state)) return { kind: 'return', barcode, title };
    return { kind: 'show-item', item };
  }
  if (lookup.patrons.length + lookup.records.length > 0) return { kind: 'choose' };
  return { kind: 'nothing-found' };
}
