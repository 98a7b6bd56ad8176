import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normaliseIsbn, isbn13CheckDigit } from '../../search/isbn.ts';
import { RECORD_KINDS } from '../records.schema.ts';
import { tidyRecord, type BibliographicRecord } from './bibliographic-record.ts';
import { mapMarc21 } from './map-marc21.ts';
import { mapUnimarc } from './map-unimarc.ts';
import { controlValue, dataFields, subfield } from './marc-record.ts';
import { rewriteMarc21, writeMarc21 } from './write-marc21.ts';
import { rewriteUnimarc, writeUnimarc } from './write-unimarc.ts';

const word = fc
  .stringMatching(/^[a-zéàçA-ZÉ0-9]{3,10}$/)
  .filter(
    (text) =>
      !/^(?:vols|chap|coll|corp|corr|dept|impr|nouv|prof|pseud|publ|suppl|trad|univ|abbr|augm|lieu|place|[ée]diteur|publisher|unknown|inconnu|tome|volume|livre|band|part|book|partie|[ivxlc]+|\d+)$/i.test(
        text,
      ),
  );
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const optional = fc.option(words, { nil: null });
const isbn = fc.integer({ min: 0, max: 999_999_999 }).map((n) => {
  const body = `978${String(n).padStart(9, '0')}`;
  return normaliseIsbn(body + isbn13CheckDigit(body))!;
});

const anyRecord: fc.Arbitrary<BibliographicRecord> = fc
  .record({
    controlNumber: fc.option(fc.stringMatching(/^[A-Z0-9]{1,12}$/), { nil: null }),
    kind: fc.constantFrom(...RECORD_KINDS),
    title: words,
    subtitle: optional,
    responsibility: optional,
    authors: fc.uniqueArray(
      fc.tuple(word, word).map(([family, given]) => `${family}, ${given}`),
      { maxLength: 4 },
    ),
    publisher: optional,
    place: optional,
    year: fc.option(fc.integer({ min: 1000, max: 2100 }), { nil: null }),
    language: fc.option(fc.constantFrom('fre', 'eng', 'ger', 'oci'), { nil: null }),
    isbns: fc.uniqueArray(isbn, { maxLength: 3 }),
    subjects: fc.uniqueArray(
      fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' -- ')),
      {
        maxLength: 4,
      },
    ),
    series: optional,
    edition: optional,
    extent: optional,
    classification: fc.option(fc.constantFrom('843.914', 'R LEC'), { nil: null }),
    summary: optional,
  })
  .map(tidyRecord);

test('a record written as MARC 21 says the same when it is read', () => {
  fc.assert(fc.property(anyRecord, (record) => assert.deepEqual(mapMarc21(writeMarc21(record)), record)));
});

test('a record written as UNIMARC says the same when it is read', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const read = mapUnimarc(writeUnimarc(record));
      // UNIMARC calls a game an object, and says by a subject heading that it is one.
      if (record.kind === 'game') read.subjects = read.subjects.filter((subject) => subject !== 'Jeux');
      assert.deepEqual(read, record);
    }),
  );
});

test('an edit rewrites only what it changed', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (before, after) => {
      assert.deepEqual(
        mapMarc21(
          rewriteMarc21(writeMarc21(before), { ...after, kind: before.kind, controlNumber: before.controlNumber }),
        ),
        {
          ...after,
          kind: before.kind,
          controlNumber: before.controlNumber,
        },
      );
    }),
  );
});

test('what is not ours stays when a title is edited', () => {
  const source = writeMarc21({ ...EMPTY, title: 'Old', year: 1999, language: 'fre' });
  source.fields.push({ tag: '500', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'A note.' }] });
  const edited = rewriteMarc21(source, { ...mapMarc21(source), title: 'New' });
  assert.equal(subfield(dataFields(edited, '245')[0], 'a'), 'New');
  assert.equal(subfield(dataFields(edited, '500')[0], 'a'), 'A note.');
  assert.equal(controlValue(edited, '008'), controlValue(source, '008'));
  assert.deepEqual(
    rewriteUnimarc(writeUnimarc({ ...EMPTY, title: 'A' }), { ...EMPTY, title: 'A' }),
    writeUnimarc({ ...EMPTY, title: 'A' }),
  );
});

const EMPTY: BibliographicRecord = {
  controlNumber: null,
  kind: 'book',
  title: '',
  subtitle: null,
  responsibility: null,
  authors: [],
  publisher: null,
  place: null,
  year: null,
  language: null,
  isbns: [],
  subjects: [],
  series: null,
  edition: null,
  extent: null,
  classification: null,
  summary: null,
};
