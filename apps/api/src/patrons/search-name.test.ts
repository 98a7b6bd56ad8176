import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSearchName, toSearchText } from './search-name.ts';

describe('toSearchText', () => {
  const cases: [written: string, searched: string][] = [
    ['Éloïse', 'eloise'],
    ['D’Ormesson-Œdipe', 'd ormesson oedipe'],
    ["  O'Brien,   J. ", 'o brien j'],
    ['Straße', 'strasse'],
    ['Łukasz Đorđe Ærø', 'lukasz dorde aero'],
    ['İbrahim Yıldız', 'ibrahim yildiz'],
    ['Ｗｉｄｅ', 'wide'],
    ['Фёдор', 'федор'],
    ['王小明', '王小明'],
    ['— !', ''],
  ];
  for (const [written, searched] of cases) it(written, () => assert.equal(toSearchText(written), searched));

  it('puts the family name first', () => assert.equal(toSearchName('de Staël', 'Germaine'), 'de stael germaine'));
});
