import type { RecordKind } from '../records.schema.ts';
import type { BibliographicRecord } from './bibliographic-record.ts';
import { overwrite, rewriteChanged, withControlField, type FieldGroup, type Writing } from './field-groups.ts';
import { mapMarc21 } from './map-marc21.ts';
import { controlValue, makeField, type MarcRecord } from './marc-record.ts';

const GROUPS: readonly FieldGroup[] = [
  {
    attributes: ['isbns'],
    tags: ['020'],
    build: ({ isbns }) => isbns.map((isbn) => makeField('020', '  ', ['a', isbn])),
  },
  {
    attributes: ['language'],
    tags: ['041'],
    build: ({ language }) => (language === null ? [] : [makeField('041', '0 ', ['a', language])]),
  },
  {
    attributes: ['classification'],
    tags: ['050', '060', '080', '082', '084', '090', '099'],
    build: ({ classification }) =>
      classification === null
        ? []
        : [makeField(/^\d{3}(?:\.\d+)?$/.test(classification) ? '082' : '084', '  ', ['a', classification])],
  },
  {
    attributes: ['authors'],
    tags: ['100', '110', '111', '700', '710', '711', '720'],
    build: ({ authors }) =>
      authors.map((name, index) =>
        makeField(index === 0 ? '100' : '700', `${name.includes(',') ? 1 : 0} `, ['a', name]),
      ),
  },
  {
    attributes: ['title', 'subtitle', 'responsibility'],
    tags: ['245'],
    build: ({ title, subtitle, responsibility, authors }) => [
      makeField(
        '245',
        `${authors.length === 0 ? 0 : 1}0`,
        ['a', title + (subtitle !== null ? ' :' : responsibility !== null ? ' /' : '')],
        ['b', subtitle === null ? null : subtitle + (responsibility === null ? '' : ' /')],
        ['c', responsibility],
      ),
    ],
  },
  {
    attributes: ['edition'],
    tags: ['250'],
    build: ({ edition }) => (edition === null ? [] : [makeField('250', '  ', ['a', edition])]),
  },
  {
    attributes: ['place', 'publisher', 'year'],
    tags: ['260', '264'],
    build: ({ place, publisher, year }) =>
      place === null && publisher === null && year === null
        ? []
        : [
            makeField(
              '264',
              ' 1',
              ['a', place === null ? null : place + (publisher === null ? '' : ' :')],
              ['b', publisher === null ? null : publisher + (year === null ? '' : ',')],
              ['c', year === null ? null : String(year)],
            ),
          ],
  },
  {
    attributes: ['extent'],
    tags: ['300'],
    build: ({ extent }) => (extent === null ? [] : [makeField('300', '  ', ['a', extent])]),
  },
  {
    attributes: ['series'],
    tags: ['440', '490', '830'],
    build: ({ series }) => {
      if (series === null) return [];
      const [, name = series, volume] = /^(.*) ; ([^;]+)$/.exec(series) ?? [];
      return [makeField('490', '0 ', ['a', volume === undefined ? name : `${name} ;`], ['v', volume])];
    },
  },
  {
    attributes: ['summary'],
    tags: ['520'],
    build: ({ summary }) => (summary === null ? [] : [makeField('520', '  ', ['a', summary])]),
  },
  {
    attributes: ['subjects'],
    tags: ['600', '610', '611', '630', '648', '650', '651', '653', '655', '690', '691'],
    build: ({ subjects }) =>
      subjects.map((subject) => {
        const [head, ...subdivisions] = subject.split(' -- ');
        return makeField('650', ' 4', ['a', head], ...subdivisions.map((text) => ['x', text] as const));
      }),
  },
];

/** Type of record and bibliographic level (leader 06–07), and a place in field 008 with its code. */
const KINDS: Record<RecordKind, { leader: string; coded?: [position: number, code: string] }> = {
  book: { leader: 'am' },
  comic: { leader: 'am', coded: [24, '6'] },
  ebook: { leader: 'am', coded: [23, 'o'] },
  periodical: { leader: 'as' },
  music: { leader: 'jm' },
  film: { leader: 'gm', coded: [33, 'v'] },
  map: { leader: 'em' },
  game: { leader: 'rm', coded: [33, 'g'] },
  other: { leader: 'om' },
};

const BLANK_008 = `${' '.repeat(6)}n${' '.repeat(8)}xx ${' '.repeat(17)}und d`;

const WRITING: Writing = {
  groups: GROUPS,
  map: mapMarc21,
  applyCoded(marc, record, changed) {
    let { leader } = marc;
    let coded = (controlValue(marc, '008') ?? BLANK_008).padEnd(40);
    if (changed.has('year')) {
      coded = overwrite(coded, 6, record.year === null ? 'nuuuu    ' : `s${String(record.year).padStart(4, '0')}    `);
    }
    if (changed.has('language')) coded = overwrite(coded, 35, record.language ?? 'und');
    if (changed.has('kind')) {
      const { leader: kind, coded: place } = KINDS[record.kind];
      leader = overwrite(leader, 6, kind);
      coded = overwrite(coded, 23, '     ');
      if (place !== undefined) coded = overwrite(coded, ...place);
    }
    const withCoded = withControlField({ ...marc, leader }, '008', coded);
    if (!changed.has('controlNumber') || record.controlNumber === null) return withCoded;
    return withControlField(withCoded, '001', record.controlNumber);
  },
};

/** Writes a record that was made here as MARC 21. */
export function writeMarc21(record: BibliographicRecord): MarcRecord {
  return rewriteMarc21({ leader: '00000nam a2200000 i 4500', fields: [{ tag: '008', value: BLANK_008 }] }, record);
}

/** Brings a MARC 21 record up to what our record says now; what did not change stays as it came. */
export function rewriteMarc21(source: MarcRecord, record: BibliographicRecord): MarcRecord {
  return rewriteChanged(source, record, WRITING);
}
