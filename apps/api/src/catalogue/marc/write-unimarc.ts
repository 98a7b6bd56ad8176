import type { RecordKind } from '../records.schema.ts';
import type { BibliographicRecord } from './bibliographic-record.ts';
import {
  insertSorted,
  overwrite,
  rewriteChanged,
  withControlField,
  type FieldGroup,
  type Writing,
} from './field-groups.ts';
import { mapUnimarc } from './map-unimarc.ts';
import { dataFields, makeField, subfield, type MarcRecord } from './marc-record.ts';

const GROUPS: readonly FieldGroup[] = [
  {
    attributes: ['isbns'],
    tags: ['010', '073'],
    build: ({ isbns }) => isbns.map((isbn) => makeField('010', '  ', ['a', isbn])),
  },
  {
    attributes: ['language'],
    tags: ['101'],
    build: ({ language }) => (language === null ? [] : [makeField('101', '0 ', ['a', language])]),
  },
  {
    attributes: ['title', 'subtitle', 'responsibility'],
    tags: ['200', '461'],
    build: ({ title, subtitle, responsibility }) => [
      makeField('200', '1 ', ['a', title], ['e', subtitle], ['f', responsibility]),
    ],
  },
  {
    attributes: ['edition'],
    tags: ['205'],
    build: ({ edition }) => (edition === null ? [] : [makeField('205', '  ', ['a', edition])]),
  },
  {
    attributes: ['place', 'publisher', 'year'],
    tags: ['210', '214', '219'],
    build: ({ place, publisher, year }) =>
      place === null && publisher === null && year === null
        ? []
        : [makeField('214', ' 0', ['a', place], ['c', publisher], ['d', year === null ? null : String(year)])],
  },
  {
    attributes: ['extent'],
    tags: ['215'],
    build: ({ extent }) => (extent === null ? [] : [makeField('215', '  ', ['a', extent])]),
  },
  {
    attributes: ['series'],
    tags: ['225', '410'],
    build: ({ series }) => {
      if (series === null) return [];
      const [, name = series, volume] = /^(.*) ; ([^;]+)$/.exec(series) ?? [];
      return [makeField('225', '| ', ['a', name], ['v', volume])];
    },
  },
  {
    attributes: ['summary'],
    tags: ['330'],
    build: ({ summary }) => (summary === null ? [] : [makeField('330', '  ', ['a', summary])]),
  },
  {
    attributes: ['subjects'],
    tags: ['600', '601', '602', '604', '605', '606', '607', '608', '610', '615', '616'],
    build: ({ subjects }) =>
      subjects.map((subject) => {
        const [head, ...subdivisions] = subject.split(' -- ');
        return makeField('606', '  ', ['a', head], ...subdivisions.map((text) => ['x', text] as const));
      }),
  },
  {
    attributes: ['classification'],
    tags: ['675', '676', '680', '686'],
    build: ({ classification }) => (classification === null ? [] : [makeField('676', '  ', ['a', classification])]),
  },
  {
    attributes: ['authors'],
    tags: ['700', '701', '702', '703', '710', '711', '712', '716', '720'],
    build: ({ authors }) =>
      authors.map((name, index) => {
        const [, family = name, given] = /^([^,]+), (.+)$/.exec(name) ?? [];
        return makeField(index === 0 ? '700' : '701', ` ${given === undefined ? 0 : 1}`, ['a', family], ['b', given]);
      }),
  },
];

/** Type of record and bibliographic level (leader 06–07), and a further coded field. */
const KINDS: Record<RecordKind, { leader: string; field?: [tag: string, code: string] }> = {
  book: { leader: 'am' },
  comic: { leader: 'am', field: ['105', 'y   t   000yy'] },
  ebook: { leader: 'am', field: ['106', 's'] },
  periodical: { leader: 'as' },
  music: { leader: 'jm' },
  film: { leader: 'gm' },
  map: { leader: 'em' },
  game: { leader: 'rm', field: ['608', 'Jeux'] },
  other: { leader: 'mm' },
};

const BLANK_100 = '00000000u        u  y0frey50      ba';

const WRITING: Writing = {
  groups: GROUPS,
  map: mapUnimarc,
  applyCoded(marc, record, changed) {
    let { leader } = marc;
    let { fields } = marc;
    if (changed.has('kind')) {
      const { leader: kind, field } = KINDS[record.kind];
      leader = overwrite(leader, 6, kind);
      fields = fields.filter(({ tag }) => tag !== '105' && tag !== '106' && tag !== '110');
      if (field !== undefined) fields = insertSorted(fields, makeField(field[0], '  ', ['a', field[1]]));
    }
    if (changed.has('year')) {
      const [general] = dataFields(marc, '100');
      const coded = subfield(general, 'a') ?? BLANK_100;
      const year = record.year === null ? 'u        ' : `d${String(record.year).padStart(4, '0')}    `;
      const rewritten = makeField('100', '  ', ['a', overwrite(coded, 8, year)]);
      fields = insertSorted(
        fields.filter(({ tag }) => tag !== '100'),
        rewritten,
      );
    }
    const coded = { ...marc, leader, fields };
    if (!changed.has('controlNumber') || record.controlNumber === null) return coded;
    return withControlField(coded, '001', record.controlNumber);
  },
};

/** Writes a record that was made here as UNIMARC. */
export function writeUnimarc(record: BibliographicRecord): MarcRecord {
  const blank = { leader: '00000nam  2200000   450 ', fields: [makeField('100', '  ', ['a', BLANK_100])] };
  return rewriteUnimarc(blank, record);
}

/** Brings a UNIMARC record up to what our record says now; what did not change stays as it came. */
export function rewriteUnimarc(source: MarcRecord, record: BibliographicRecord): MarcRecord {
  return rewriteChanged(source, record, WRITING);
}
