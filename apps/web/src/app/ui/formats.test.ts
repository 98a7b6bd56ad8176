import { formatDate } from './local-date-pipe';
import { formatMoney, parseMoney, parseSignedMoney } from './money-pipe';
import { fieldErrorOf } from './field-error';
import { ProblemError } from '../session/problem-error';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatMoney', () => {
  it.each([
    [250, 'EUR', 'fr', '2,50 €'],
    [250, 'EUR', 'en', '€2.50'],
    [1500, 'XOF', 'fr', '1 500 F CFA'],
  ])('writes %d minor units of %s in %s', (amount, currency, language, expected) => {
    expect(plain(formatMoney(amount, currency, language))).toBe(expected);
  });
});

describe('parseMoney', () => {
  it.each([
    ['2,50', 'EUR', 250],
    ['2.5', 'EUR', 250],
    ['1 200', 'EUR', 120000],
    ['0,29', 'EUR', 29],
    ['1500', 'XOF', 1500],
    ['2,505', 'EUR', null],
    ['abc', 'EUR', null],
    ['-3', 'EUR', null],
  ])('reads %s of %s', (text, currency, expected) => {
    expect(parseMoney(text, currency)).toBe(expected);
  });
});

describe('parseSignedMoney', () => {
  it.each([
    ['2,50', 250],
    ['-2,50', -250],
    ['− 3', -300],
    ['0', 0],
    ['--3', null],
    ['-', null],
    ['', null],
  ])('reads %s', (text, expected) => {
    expect(parseSignedMoney(text, 'EUR')).toBe(expected);
  });
});

describe('formatDate', () => {
  it('keeps a day the same day in every time zone', () => {
    expect(formatDate('2026-11-23', 'fr', 'day', 'Pacific/Auckland')).toBe('23 nov. 2026');
  });
  it('shows an instant in the branch’s own time', () => {
    expect(formatDate('2026-11-23T23:30:00.000Z', 'en', 'day', 'Europe/Paris')).toBe('24 Nov 2026');
  });
});

describe('fieldErrorOf', () => {
  const problem = new ProblemError({
    code: 'invalid_request',
    errors: [{ path: '/authors/0', code: 'minLength', message: '' }],
  });
  it.each(['authors.0', '/authors/0', '/body/authors/0'])('finds the complaint at %s', (path) => {
    expect(fieldErrorOf(problem, path)?.code).toBe('minLength');
  });
  it('finds none elsewhere', () => {
    expect(fieldErrorOf(problem, 'authors')).toBeNull();
    expect(fieldErrorOf(new Error('else'), 'authors')).toBeNull();
  });
});
