import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatSpan } from './measures';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('sizes and spans', () => {
  it.each([
    [0, 'en', '0 byte'],
    [999, 'en', '999 byte'],
    [1000, 'en', '1 kB'],
    [1_250_000, 'en', '1.3 MB'],
    [1_250_000, 'fr', '1,3 Mo'],
    [250_000_000_000, 'fr', '250 Go'],
  ])('%s bytes in %s', (bytes, language, text) => expect(plain(formatBytes(bytes, language))).toBe(text));

  it.each([
    [0, 'en', '0 seconds'],
    [59, 'en', '59 seconds'],
    [60, 'fr', '1 minute'],
    [7300, 'fr', '2 heures'],
    [200_000, 'en', '2 days'],
  ])('%s seconds in %s', (seconds, language, text) => expect(plain(formatSpan(seconds, language))).toBe(text));

  it.each([
    ['en', '6,483'],
    ['fr', '6 483'],
  ])('a number in %s', (language, text) => expect(plain(formatCount(6483, language))).toBe(text));
});
