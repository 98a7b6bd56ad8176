import { describe, expect, it } from 'vitest';
import { ScannerBurst } from './scanner-burst';

function typeAll(burst: ScannerBurst, text: string, gap: number, start = 0): { code: string | null; end: number } {
  let at = start;
  for (const key of text) {
    burst.press(key, at);
    at += gap;
  }
  return { code: burst.press('Enter', at), end: at };
}

describe('ScannerBurst', () => {
  it('recognises a scanner by its speed', () => {
    expect(typeAll(new ScannerBurst(), '3000000012', 8).code).toBe('3000000012');
  });

  it('leaves what fingers type alone', () => {
    expect(typeAll(new ScannerBurst(), '3000000012', 90).code).toBeNull();
  });

  it('separates the scan from a comment typed before it', () => {
    const burst = new ScannerBurst();
    let at = 0;
    for (const key of 'agreed ') burst.press(key, (at += 120));
    expect(typeAll(burst, '3000000012', 8, at + 400).code).toBe('3000000012');
  });

  it('ignores the Shift key between capitals', () => {
    const burst = new ScannerBurst();
    ['Shift', 'B', 'Shift', 'P', '0', '0', '7'].forEach((key, index) => burst.press(key, index * 10));
    expect(burst.press('Enter', 70)).toBe('BP007');
  });

  it('needs at least five characters', () => {
    expect(typeAll(new ScannerBurst(), '1234', 5).code).toBeNull();
  });

  it('begins anew after Enter', () => {
    const burst = new ScannerBurst();
    const { end } = typeAll(burst, '3000000012', 8);
    expect(burst.press('Enter', end + 5)).toBeNull();
  });
});
