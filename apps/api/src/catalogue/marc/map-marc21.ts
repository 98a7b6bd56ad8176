import type { RecordKind } from '../records.schema.ts';
import { isbnsIn, tidyRecord, yearIn, type BibliographicRecord } from './bibliographic-record.ts';
import { cleanImprint, stripBrackets, stripIsbd } from './isbd.ts';
import { languageCode } from './language-codes.ts';
import { controlValue, dataFields, subfield, subfieldValues, type DataField, type MarcRecord } from './marc-record.ts';

/** Maps a MARC 21 record to what Biblio Pro shows. A record without a title gets an empty one. */
export function mapMarc21(source: MarcRecord): BibliographicRecord {
  const record = fillFromVernacular(source);
  const coded = controlValue(record, '008') ?? '';
  const [title, ...furtherTitles] = dataFields(record, '245');
  const imprint = chooseImprint(record);
  const [physical] = dataFields(record, '300');
  const [edition] = dataFields(record, '250');
  return tidyRecord({
    controlNumber: controlValue(record, '001')?.trim() ?? null,
    kind: kindOf(record, coded),
    title: [titleOf(title), ...furtherTitles.map(titleOf), ...vernacular(source, '245').map(titleOf)]
      .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
      .join(' = '),
    subtitle: title === undefined ? null : stripIsbd(subfieldValues(title, 'b').map(stripIsbd).join(' : ')),
    responsibility: stripIsbd(subfield(title, 'c') ?? ''),
    authors: authorsOf(record, source),
    publisher: cleanImprint(imprint.publisher),
    place: cleanImprint(imprint.place),
    year: yearOf(coded, imprint.date),
    language:
      languageCode(coded.slice(35, 38)) ?? languageCode(subfield(dataFields(record, '041')[0], 'a')?.slice(0, 3)),
    isbns: isbnsIn(dataFields(record, '020').flatMap((field) => subfieldValues(field, 'a'))),
    subjects: subjectsOf(record),
    series: seriesOf(record),
    edition: edition === undefined ? null : stripIsbd(subfieldValues(edition, 'ab').join(' ')),
    extent: physical === undefined ? null : stripIsbd(subfieldValues(physical, 'abcef').join(' ')),
    classification: classificationOf(record),
    summary: dataFields(record, '520')
      .map((field) => subfieldValues(field, 'ab').join(' '))
      .join('\n'),
  });
}

/** The fields 880 that hold this field in its own script. */
function vernacular(record: MarcRecord, tag: string): DataField[] {
  return dataFields(record, '880').filter((field) => subfield(field, '6')?.startsWith(tag));
}

/** Where a record has a field only in its own script (880, unlinked), that stands in for the missing one. */
function fillFromVernacular(record: MarcRecord): MarcRecord {
  const present = new Set(record.fields.map(({ tag }) => tag));
  const missing = dataFields(record, '880').flatMap((field) => {
    const tag = subfield(field, '6')?.slice(0, 3);
    return tag === undefined || !/^\d{3}$/.test(tag) || present.has(tag) ? [] : [{ ...field, tag }];
  });
  return missing.length === 0 ? record : { ...record, fields: [...record.fields, ...missing] };
}

function titleOf(field: DataField | undefined): string {
  if (field === undefined) return '';
  let text = '';
  for (const { code, value } of field.subfields) {
    const part = stripIsbd(value);
    if (part === '' || !'anpks'.includes(code)) continue;
    // A part's name follows its number after a comma, everything else after a full stop.
    if (text === '') text = part;
    else
      text += code === 'p' && /(?:\d|[IVXLC])$/.test(text) ? `, ${part}` : `${/[.!?]$/.test(text) ? '' : '.'} ${part}`;
  }
  return text === '' ? stripIsbd(subfieldValues(field, 'btf').join(' ')) : text;
}

const AUTHOR_TAGS = ['100', '110', '111', '700', '710', '711', '720'];

function authorsOf(record: MarcRecord, source: MarcRecord): string[] {
  const own = dataFields(record, ...AUTHOR_TAGS).map(authorOf);
  const other = ['100', '110', '111'].flatMap((tag) => vernacular(source, tag).map(authorOf));
  return [...own, ...other].filter((name) => name !== '');
}

function authorOf(field: DataField): string {
  const parts =
    field.tag.endsWith('10') || field.tag === '880' ? subfieldValues(field, 'ab') : subfieldValues(field, 'aq');
  const [name = '', ...rest] = parts.map(stripIsbd);
  const numeration = field.tag.endsWith('00') ? subfield(field, 'b') : undefined;
  const whole = field.tag.endsWith('10') ? [name, ...rest].join('. ') : [name, stripIsbd(numeration ?? '')].join(' ');
  return whole.trim();
}

interface Imprint {
  place: string | undefined;
  publisher: string | undefined;
  date: string | undefined;
}

/** The publication statement: 264 with second indicator 1, else 260, else any 264. */
function chooseImprint(record: MarcRecord): Imprint {
  const all = dataFields(record, '264');
  const published = all.filter(({ ind2 }) => ind2 === '1');
  const fields = [
    ...published,
    ...dataFields(record, '260'),
    ...all.filter(({ ind2 }) => ind2 !== '1' && ind2 !== '4'),
  ];
  const first = (codes: string) => fields.map((field) => subfield(field, codes)).find((text) => text !== undefined);
  return { place: first('a'), publisher: first('b'), date: first('c') ?? subfield(all[0], 'c') };
}

function yearOf(coded: string, date: string | undefined): number | null {
  const fixed = /^\d{4}$/.test(coded.slice(7, 11)) && !'bn'.includes(coded[6] ?? 'n') ? Number(coded.slice(7, 11)) : 0;
  return fixed >= 1000 && fixed <= 2100 ? fixed : yearIn(date);
}

const SUBJECT_TAGS = ['600', '610', '611', '630', '648', '650', '651', '653', '655', '690', '691'];

function subjectsOf(record: MarcRecord): string[] {
  return dataFields(record, ...SUBJECT_TAGS).flatMap((field) => {
    // Each $a of an uncontrolled index term is a term of its own.
    if (field.tag === '653') return subfieldValues(field, 'a').map(stripIsbd);
    const head = stripIsbd(subfieldValues(field, 'abcdnpqt').join(' '));
    return [[head, ...subfieldValues(field, 'vxyz').map(stripIsbd)].filter((part) => part !== '').join(' -- ')];
  });
}

function seriesOf(record: MarcRecord): string | null {
  const [field] = dataFields(record, '490', '440', '830');
  if (field === undefined) return null;
  const name = subfieldValues(field, 'anp').map(stripIsbd).join('. ');
  const volume = subfield(field, 'v');
  return volume === undefined ? name : `${name} ; ${stripIsbd(volume)}`;
}

function classificationOf(record: MarcRecord): string | null {
  const [field] = [...dataFields(record, '082'), ...dataFields(record, '080', '084', '050', '090', '060', '099')];
  if (field === undefined) return null;
  return field.tag === '082' ? (subfield(field, 'a') ?? '').replaceAll('/', '') : subfieldValues(field, 'ab').join(' ');
}

const COMIC = /comic|graphic novel|bandes? dessin|manga(?:s|\b)/i;

function kindOf(record: MarcRecord, coded: string): RecordKind {
  const type = record.leader[6] ?? 'a';
  switch (type) {
    case 'c':
    case 'd':
    case 'j':
      return 'music';
    case 'e':
    case 'f':
      return 'map';
    case 'g':
      return 'film';
    case 'm':
      return coded[26] === 'g' ? 'game' : coded[26] === 'd' || coded[26] === 'e' ? 'ebook' : 'other';
    case 'r':
      return coded[33] === 'g' ? 'game' : 'other';
    case 'i':
    case 'k':
    case 'o':
    case 'p':
      return 'other';
    default:
      break;
  }
  if ('bis'.includes(record.leader[7] ?? 'm')) return 'periodical';
  const form = dataFields(record, '655').flatMap((field) => subfieldValues(field, 'a'));
  const subdivisions = dataFields(record, '650').flatMap((field) => subfieldValues(field, 'v'));
  if (coded.slice(24, 28).includes('6') || [...form, ...subdivisions].some((text) => COMIC.test(text))) return 'comic';
  const isOnline = 'os'.includes(coded[23] ?? ' ') || (controlValue(record, '007') ?? '').startsWith('cr');
  const medium = stripBrackets(subfield(dataFields(record, '245')[0], 'h') ?? '');
  return isOnline || /electronic|[ée]lectronique/i.test(medium) ? 'ebook' : 'book';
}
