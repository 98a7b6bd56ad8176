import { describe, expect, it } from 'vitest';
import { DeskTerms } from './desk-terms';
import { ScannerBurst } from './scanner-burst';

describe('what deviates from the ordinary at a desk', () => {
  it('goes with each scan only while it holds', () => {
    const terms = new DeskTerms();
    expect(terms.ofScan()).toEqual({});
    terms.returnedAt.set('2026-11-27T18:00');
    expect(terms.ofScan()).toEqual({ returnedAt: '2026-11-27T18:00' });
    terms.returnedAt.set(null);
    terms.due.set({ at: '2026-12-24', patronId: 7 });
    expect(terms.ofScan()).toEqual({ due: { at: '2026-12-24', patronId: 7 } });
  });

  it('a burst says when it began, so that a date typed before it stays', () => {
    const burst = new ScannerBurst();
    burst.press('1', 1_000);
    for (const [index, key] of [...'30000012'].entries()) burst.press(key, 2_000 + index * 10);
    expect(burst.press('Enter', 2_090)).toBe('30000012');
    expect(burst.beganAt).toBe(2_000);
  });
});
