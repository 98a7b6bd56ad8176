import { describe, expect, it } from 'vitest';
import { cleanScan, isDoubleScan, isWorthSuggesting, looksLikeCode } from './scan-text';

describe('cleanScan', () => {
  it.each([
    ['  3000000012 ', '3000000012'],
    ['\u0002 3000000012\u0003\r', '3000000012'],
    ['Marie   Curie', 'Marie Curie'],
    ['é&à"\'(-è_ç', '2103456789'],
    ['éààààààà&', '200000001'],
    ['é', 'é'],
    ['c’est', 'c’est'],
  ])('reads %j as %j', (typed, expected) => {
    expect(cleanScan(typed)).toBe(expected);
  });
});

describe('looksLikeCode', () => {
  it.each([
    ['3000000012', true],
    ['BP-000123', true],
    ['Curie', false],
    ['1984', true],
    ['12', false],
    ['Fahrenheit 451', false],
  ])('%j: %j', (text, expected) => {
    expect(looksLikeCode(text)).toBe(expected);
  });
});

describe('isWorthSuggesting', () => {
  it.each([
    ['du', true],
    ['d', false],
    ['3000000012', false],
    ['20 000 lieues', true],
  ])('%j: %j', (text, expected) => {
    expect(isWorthSuggesting(text)).toBe(expected);
  });
});

describe('isDoubleScan', () => {
  const first = { text: '3000000012', at: 10_000 };
  it('takes the same code within a moment for a bounce', () => {
    expect(isDoubleScan(first, '3000000012', 11_000)).toBe(true);
  });
  it('lets the same code through later, and another code at once', () => {
    expect(isDoubleScan(first, '3000000012', 11_500)).toBe(false);
    expect(isDoubleScan(first, '3000000013', 10_100)).toBe(false);
  });
  it('never takes a typed name for a bounce', () => {
    expect(isDoubleScan({ text: 'curie', at: 0 }, 'curie', 100)).toBe(false);
    expect(isDoubleScan(null, '3000000012', 0)).toBe(false);
  });
});
