import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('csvOf', () => {
  it('quotes what needs it and doubles quotes', () => {
    expect(csvOf([['a', 'b, c', 'say "hi"', 'two\nlines']])).toBe('\uFEFFa,"b, c","say ""hi""","two\nlines"\r\n');
  });
  it('keeps a title that looks like a formula as text', () => {
    expect(csvOf([['=1+1', '-x', '@y', '+z']])).toBe("\uFEFF'=1+1,'-x,'@y,'+z\r\n");
  });
});
