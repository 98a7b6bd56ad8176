import { describe, expect, it } from 'vitest';
import { checkIsbn, comparableIsbn } from './isbn';

describe('checkIsbn', () => {
  it.each([
    ['978-2-07-036002-4', '9782070360024', null],
    ['2-07-036002-4', '2070360024', null],
    ['2070360025', '2070360025', 'checksum'],
    ['080442957X', '080442957X', null],
    ['0-8044-2957-x', '080442957X', null],
    ['9782070360025', '9782070360025', 'checksum'],
    ['97820703600', '97820703600', 'length'],
    ['978207036002X', '978207036002X', 'characters'],
    ['not an isbn', 'NOTANISBN', 'characters'],
    ['', '', 'length'],
  ])('reads %j', (text, compact, fault) => {
    expect(checkIsbn(text)).toEqual({ compact, fault });
  });
});

describe('comparableIsbn', () => {
  it('turns an ISBN-10 into its ISBN-13', () => {
    expect(comparableIsbn('0-306-40615-2')).toBe('9780306406157');
  });
  it('leaves a faulty one as it is', () => {
    expect(comparableIsbn('0-306-40615-3')).toBe('0306406153');
  });
});
