import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toDrawnParts, toPrintable, wrapText } from './printable-text.ts';

/** A font that knows what is written in Latin, Cyrillic and Arabic. */
const KNOWN = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}\p{P}\p{Zs}]/u;
const hasGlyph = (codePoint: number) => KNOWN.test(String.fromCodePoint(codePoint));

describe('toPrintable', () => {
  const cases: [name: string, text: string, french: string, english: string][] = [
    ['what the font knows', 'Œuvres — Война и мир', 'Œuvres — Война и мир', 'Œuvres — Война и мир'],
    ['letters with loose accents', 'Bibliothe\u0300que', 'Bibliothèque', 'Bibliothèque'],
    ['a script that it lacks', '吾輩は猫である', '[japonais]', '[Japanese]'],
    ['characters that two languages share', '紅樓夢 (1791)', '[sinogrammes] (1791)', '[Han] (1791)'],
    ['several words of it', 'สี่ แผ่นดิน, tome 2', '[thaï], tome 2', '[Thai], tome 2'],
    ['a mark that it lacks with its letter', 'देवनागरी!', '[dévanagari]!', '[Devanagari]!'],
    ['a mark without a letter', 'a\u0310b', 'ab', 'ab'],
    ['pictures', 'Bravo 🎉🎉 !', 'Bravo […] !', 'Bravo […] !'],
    ['line ends and tabs', 'one\ttwo\r\nthree', 'one two three', 'one two three'],
    ['marks that turn the direction', 'a\u202eb\u200f', 'ab', 'ab'],
    ['half a character', 'a\ud800b', 'a[…]b', 'a[…]b'],
    ['nothing', '', '', ''],
  ];
  for (const [name, text, french, english] of cases) {
    it(name, () => {
      assert.equal(toPrintable(text, 'fr', hasGlyph), french);
      assert.equal(toPrintable(text, 'en', hasGlyph), english);
    });
  }

  it('leaves nothing that the font cannot draw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printable = toPrintable(text, 'en', hasGlyph);
        assert.ok(
          [...printable].every((character) => hasGlyph(character.codePointAt(0)!)),
          printable,
        );
      }),
    );
  });
});

describe('wrapText', () => {
  const widthOf = (text: string) => text.length;

  const cases: [name: string, text: string, width: number, lines: string[]][] = [
    ['at spaces', 'one two three', 7, ['one two', 'three']],
    ['a long word in itself', 'a incomprehensible b', 6, ['a', 'incomp', 'rehens', 'ible b']],
    ['nothing', '', 5, []],
    ['spaces that are too many', '  one   two ', 20, ['one two']],
    ['a character that is wider than all', 'ab', 0, ['a', 'b']],
  ];
  for (const [name, text, width, lines] of cases) {
    it(name, () => assert.deepEqual(wrapText(text, width, widthOf), lines));
  }

  it('loses nothing but spaces and keeps to the width', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 12 }), (text, width) => {
        const lines = wrapText(text, width, widthOf);
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
        assert.ok(lines.every((line) => line.length <= Math.max(width, 1)));
      }),
    );
  });
});

describe('toDrawnParts', () => {
  const cases: [name: string, line: string, parts: string[]][] = [
    ['a line that is read from the left', 'one two', ['one two']],
    ['Arabic words, the first at the right', 'كتاب الحيوان للجاحظ', ['للجاحظ', 'الحيوان', 'كتاب']],
    ['Hebrew inside French', 'Le mot שלום עולם ici', ['Le', 'mot', 'עולם', 'שלום', 'ici']],
    ['a dash between, and one after', 'שלום – עולם – fin', ['עולם', '–', 'שלום', '–', 'fin']],
  ];
  for (const [name, line, parts] of cases) it(name, () => assert.deepEqual(toDrawnParts(line), parts));
});
