import { describe, expect, it } from 'vitest';
import { decimalsOf, moneyText, parseMoney } from './money-input';

describe('parseMoney', () => {
  it.each([
    ['12', 1200],
    ['12,5', 1250],
    ['12.50', 1250],
    ['0,05', 5],
    ['1 234,50', 123450],
    ['3,20 €', 320],
    ['$4', 400],
    ['0', null],
    ['', null],
    ['-3', null],
    ['1.234', null],
    ['twelve', null],
    ['1e3', null],
  ])('%j: %j', (text, expected) => {
    expect(parseMoney(text, 2)).toBe(expected);
  });

  it('knows currencies without decimals', () => {
    expect(parseMoney('1200', 0)).toBe(1200);
    expect(parseMoney('12.5', 0)).toBeNull();
    expect(decimalsOf('JPY')).toBe(0);
    expect(decimalsOf('EUR')).toBe(2);
  });

  it('reads back what it writes', () => {
    for (const language of ['fr', 'en']) expect(parseMoney(moneyText(123456, 2, language), 2)).toBe(123456);
  });
});
