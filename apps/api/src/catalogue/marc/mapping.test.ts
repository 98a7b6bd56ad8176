import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanImprint, stripIsbd } from './isbd.ts';
import { isbnsIn, yearIn } from './bibliographic-record.ts';
import { detectFlavour } from './flavour.ts';
import { languageCode } from './language-codes.ts';
import { mapMarc21 } from './map-marc21.ts';
import { mapUnimarc } from './map-unimarc.ts';
import { itemsOf, parsePrice } from './marc-items.ts';
import { makeField, type MarcField, type MarcRecord } from './marc-record.ts';

const marc = (leader: string, ...fields: MarcField[]): MarcRecord => ({ leader: `00000${leader}`.padEnd(24), fields });
const coded008 = (text: Record<number, string>): MarcField => {
  let value = ' '.repeat(40);
  for (const [at, part] of Object.entries(text))
    value = value.slice(0, Number(at)) + part + value.slice(Number(at) + part.length);
  return { tag: '008', value };
};

test('MARC 21: punctuation goes, headings stay whole, the edition in hand counts', () => {
  const record = mapMarc21(
    marc(
      'nam a22',
      { tag: '001', value: ' 12 ' },
      coded008({ 6: 's1993', 35: 'eng' }),
      makeField('020', '  ', ['a', '0-19-877306-4 (pbk.) :'], ['c', '£12']),
      makeField('020', '  ', ['a', '0198773065']),
      makeField('100', '1 ', ['a', 'Rowling, J. K.,'], ['d', '1965-'], ['e', 'author.']),
      makeField(
        '245',
        '10',
        ['a', 'Macroeconomics.'],
        ['n', 'Part 2,'],
        ['p', 'Money :'],
        ['b', 'a European text /'],
        ['c', 'by J. K.'],
      ),
      makeField('260', '  ', ['a', '[London?] :'], ['b', 'Penguin,'], ['c', 'c1993.']),
      makeField('300', '  ', ['a', '486 p. :'], ['b', 'ill. ;'], ['c', '25 cm']),
      makeField('490', '1 ', ['a', 'Series ;'], ['v', '4']),
      makeField('650', ' 0', ['a', 'Money'], ['x', 'History.'], ['2', 'x']),
      makeField('700', '1 ', ['a', 'Pius'], ['b', 'IX,'], ['c', 'Pope']),
    ),
  );
  assert.deepEqual(record, {
    controlNumber: '12',
    kind: 'book',
    title: 'Macroeconomics. Part 2, Money',
    subtitle: 'a European text',
    responsibility: 'by J. K.',
    authors: ['Rowling, J. K.', 'Pius IX'],
    publisher: 'Penguin',
    place: 'London',
    year: 1993,
    language: 'eng',
    isbns: ['9780198773061'],
    subjects: ['Money -- History'],
    series: 'Series ; 4',
    edition: null,
    extent: '486 p. : ill. ; 25 cm',
    classification: null,
    summary: null,
  });
});

test('MARC 21: other scripts stand beside or in the place of the romanised text', () => {
  const linked = mapMarc21(
    marc(
      'nam a22',
      makeField('245', '00', ['6', '880-01'], ['a', 'Torah']),
      makeField('880', '00', ['6', '245-01/(2/r'], ['a', 'תורה']),
    ),
  );
  assert.equal(linked.title, 'Torah = תורה');
  const alone = mapMarc21(marc('nam a22', makeField('880', '00', ['6', '245-00'], ['a', '中国'])));
  assert.equal(alone.title, '中国');
  assert.equal(mapMarc21(marc('nam a22')).title, '');
});

test('kinds of MARC 21', () => {
  const kind = (leader: string, coded: Record<number, string> = {}, ...fields: MarcField[]) =>
    mapMarc21(marc(leader, coded008(coded), ...fields)).kind;
  assert.equal(kind('nam a22'), 'book');
  assert.equal(kind('nas a22'), 'periodical');
  assert.equal(kind('njm a22'), 'music');
  assert.equal(kind('ngm a22'), 'film');
  assert.equal(kind('nem a22'), 'map');
  assert.equal(kind('nrm a22', { 33: 'g' }), 'game');
  assert.equal(kind('nam a22', { 24: '6' }), 'comic');
  assert.equal(kind('nam a22', { 23: 'o' }), 'ebook');
  assert.equal(kind('nam a22', {}, makeField('655', ' 7', ['a', 'Bandes dessinées.'])), 'comic');
  assert.equal(kind('nkm a22'), 'other');
});

test('UNIMARC: non-sorting marks, names in two parts, sets and imprints', () => {
  const source = marc(
    'nam  22',
    { tag: '001', value: 'FRBNF1' },
    makeField('010', '  ', ['a', '978-2-07-054127-0'], ['b', 'br.'], ['d', '8 EUR']),
    makeField('100', '  ', ['a', '20010101d2001    m  y0frey50      ba']),
    makeField('101', '1 ', ['a', 'fre'], ['c', 'eng']),
    makeField(
      '200',
      '1 ',
      ['a', '\u0098Le \u009cseigneur'],
      ['b', 'Texte imprimé'],
      ['e', 'roman'],
      ['f', 'J. Tolkien'],
      ['g', 'trad. X'],
    ),
    makeField('214', ' 4', ['d', 'C 1999']),
    makeField('214', ' 0', ['a', 'Paris'], ['c', 'Gallimard'], ['d', 'DL 2001']),
    makeField('215', '  ', ['a', '300 p.'], ['c', 'ill.'], ['d', '18 cm']),
    makeField('225', '| ', ['a', 'Folio'], ['v', '12']),
    makeField('606', '  ', ['a', 'Magie'], ['x', 'Fiction']),
    makeField('608', '  ', ['a', 'Bandes dessinées']),
    makeField('676', '  ', ['a', '823']),
    makeField('700', ' 1', ['a', 'Tolkien'], ['b', 'John Ronald'], ['f', '1892-1973']),
  );
  assert.equal(detectFlavour(source), 'unimarc');
  assert.deepEqual(mapUnimarc(source), {
    controlNumber: 'FRBNF1',
    kind: 'comic',
    title: 'Le seigneur',
    subtitle: 'roman',
    responsibility: 'J. Tolkien ; trad. X',
    authors: ['Tolkien, John Ronald'],
    publisher: 'Gallimard',
    place: 'Paris',
    year: 2001,
    language: 'fre',
    isbns: ['9782070541270'],
    subjects: ['Magie -- Fiction', 'Bandes dessinées'],
    series: 'Folio ; 12',
    edition: null,
    extent: '300 p. : ill. ; 18 cm',
    classification: '823',
    summary: null,
  });
  const volume = marc(
    'nam  22',
    makeField('200', '1 ', ['a', 'Tome 2']),
    makeField('461', ' 0', ['t', 'Les Misérables']),
  );
  assert.equal(mapUnimarc(volume).title, 'Les Misérables. Tome 2');
});

test('the flavour of a record', () => {
  assert.equal(
    detectFlavour(marc('nam', makeField('245', '00', ['a', 'T']), makeField('100', '1 ', ['a', 'X'.repeat(36)]))),
    'marc21',
  );
  assert.equal(detectFlavour(marc('nam', makeField('200', '1 ', ['a', 'T']))), 'unimarc');
  assert.equal(detectFlavour(marc('nam', makeField('999', '  ', ['a', 'T']))), undefined);
});

test('copies from 952, 995, 852 and 876', () => {
  const koha = marc(
    'nam',
    makeField(
      '952',
      '  ',
      ['p', ' 39 001 '],
      ['a', 'MAIN'],
      ['o', 'R LEC'],
      ['v', '19,90 €'],
      ['7', '1'],
      ['h', '2026/05'],
    ),
  );
  assert.deepEqual(itemsOf(koha, 'marc21')[0], {
    barcode: '39001',
    branch: 'MAIN',
    location: null,
    callNumber: 'R LEC',
    volume: '2026/05',
    itemType: null,
    price: '19,90 €',
    status: 'not_for_loan',
    note: null,
  });
  const french = marc(
    'nam',
    makeField('995', '  ', ['f', '12'], ['b', 'B1'], ['k', 'BD'], ['o', '3'], ['v', 'T. 3']),
    makeField('995', '  ', ['k', 'no barcode']),
    makeField('995', '  ', ['u', 'nothing that tells a copy']),
  );
  assert.deepEqual(
    itemsOf(french, 'unimarc').map(({ barcode, status, volume }) => [barcode, status, volume]),
    [
      ['12', 'not_for_loan', 'T. 3'],
      [null, 'available', null],
    ],
  );
  const unlabelled = marc('nam', makeField('852', '  ', ['b', 'BR1'], ['h', 'QB']), makeField('876', '  ', ['c', '9']));
  assert.deepEqual(
    itemsOf(unlabelled, 'marc21').map(({ barcode, branch, callNumber }) => [barcode, branch, callNumber]),
    [[null, 'BR1', 'QB']],
  );
  const evergreen = marc('nam', makeField('852', '4 ', ['b', 'BR1'], ['p', '33'], ['h', 'QB'], ['i', '.X']));
  assert.equal(itemsOf(evergreen, 'marc21')[0]?.callNumber, 'QB .X');
  const holdings = marc(
    'nas',
    makeField('852', '  ', ['8', '1'], ['b', 'BR1'], ['h', 'QB']),
    makeField('852', '  ', ['8', '2'], ['b', 'BR2'], ['c', 'Stacks']),
    makeField('876', '  ', ['8', '2.1'], ['p', '44'], ['3', 'v.7 (2025)'], ['c', '12.00']),
    makeField('876', '  ', ['8', '1.1'], ['p', '45'], ['3', 'v.8 (2026)']),
  );
  assert.deepEqual(
    itemsOf(holdings, 'marc21').map(({ barcode, branch, volume, location, price }) => [
      barcode,
      branch,
      volume,
      location,
      price,
    ]),
    [
      ['44', 'BR2', 'v.7 (2025)', 'Stacks', '12.00'],
      ['45', 'BR1', 'v.8 (2026)', null, null],
    ],
  );
});

test('punctuation, imprints, prices, years, ISBNs, languages', () => {
  for (const [given, expected] of [
    ['A title /', 'A title'],
    ['Rowling, J. K.', 'Rowling, J. K.'],
    ['Москва :.', 'Москва'],
    ['Wait...', 'Wait...'],
    ['Penguin Co.', 'Penguin Co.'],
    ['The end.', 'The end'],
  ] as const) {
    assert.equal(stripIsbd(given), expected);
  }
  assert.equal(cleanImprint('[S.l. :'), null);
  assert.equal(cleanImprint('[s.n.],'), null);
  assert.equal(cleanImprint('[Paris]'), 'Paris');
  assert.equal(parsePrice('1 234,50 €', 2), 123_450);
  assert.equal(parsePrice('$p5.99', 2), 599);
  assert.equal(parsePrice('1500', 0), 1500);
  assert.equal(parsePrice('1.234', 2), 123_400);
  assert.equal(parsePrice('free', 2), null);
  assert.equal(yearIn('[c1961?]'), 1961);
  assert.equal(yearIn('12345'), null);
  assert.deepEqual(isbnsIn(['0198773064 (x) 9780198773061', '1234567890']), ['9780198773061']);
  assert.equal(languageCode('Français'), 'fre');
  assert.equal(languageCode('fr-FR'), 'fre');
  assert.equal(languageCode('deu'), 'ger');
  assert.equal(languageCode('und'), null);
  assert.equal(languageCode('gsw'), 'gsw');
});
