import type { RecordKind } from '../records.schema.ts';
import { isbnsIn, tidyRecord, yearIn, type BibliographicRecord } from './bibliographic-record.ts';
import { cleanImprint, stripIsbd, stripNonSortingMarks } from './isbd.ts';
import { languageCode } from './language-codes.ts';
import { controlValue, dataFields, subfield, subfieldValues, type DataField, type MarcRecord } from './marc-record.ts';

/** Maps a UNIMARC record to what Biblio Pro shows. A record without a title gets an empty one. */
export function mapUnimarc(source: MarcRecord): BibliographicRecord {
  const record = withoutNonSortingMarks(source);
  const [general] = dataFields(record, '100');
  const coded = subfield(general, 'a') ?? '';
  const [title] = dataFields(record, '200');
  const imprint = chooseImprint(record);
  const [physical] = dataFields(record, '215');
  const [edition] = dataFields(record, '205');
  const isbnTexts = dataFields(record, '010', '073').flatMap((field) => subfieldValues(field, 'a'));
  return tidyRecord({
    controlNumber: controlValue(record, '001')?.trim() ?? null,
    kind: kindOf(record),
    title: titleOf(record, title),
    subtitle: title === undefined ? null : subfieldValues(title, 'e').map(stripIsbd).join(' : '),
    responsibility: title === undefined ? null : subfieldValues(title, 'fg').map(stripIsbd).join(' ; '),
    authors: authorsOf(record),
    publisher: cleanImprint(imprint.publisher),
    place: cleanImprint(imprint.place),
    year: yearOf(coded, imprint.date),
    language: languageCode(subfield(dataFields(record, '101')[0], 'a')),
    isbns: isbnsIn(isbnTexts),
    subjects: subjectsOf(record),
    series: seriesOf(record),
    edition: edition === undefined ? null : subfieldValues(edition, 'abd').map(stripIsbd).join(', '),
    extent: extentOf(physical),
    classification: subfield(dataFields(record, '676')[0] ?? dataFields(record, '675', '680', '686')[0], 'a') ?? null,
    summary: dataFields(record, '330')
      .map((field) => subfieldValues(field, 'a').join(' '))
      .join('\n'),
  });
}

function withoutNonSortingMarks(record: MarcRecord): MarcRecord {
  return {
    ...record,
    fields: record.fields.map((field) =>
      'subfields' in field
        ? {
            ...field,
            subfields: field.subfields.map(({ code, value }) => ({ code, value: stripNonSortingMarks(value) })),
          }
        : field,
    ),
  };
}

const VOLUME_ONLY =
  /^\[?(?:tome|t\.|volume|vol\.?|partie|livre|band|bd\.?|part|book|n[°o]\.?)?\s*(?:\d+|[ivxlc]+)\]?$/i;

function titleOf(record: MarcRecord, field: DataField | undefined): string {
  if (field === undefined) return '';
  const works = subfieldValues(field, 'a').map(stripIsbd);
  const parallel = subfieldValues(field, 'd').map((text) => stripIsbd(text.replace(/^=\s*/, '')));
  let text = [works.join(' ; '), ...parallel].filter((part) => part !== '').join(' = ');
  for (const { code, value } of field.subfields) {
    const part = stripIsbd(value);
    if (part === '' || (code !== 'h' && code !== 'i')) continue;
    if (text === '') text = part;
    else text += code === 'i' && /\d$/.test(text) ? `, ${part}` : `. ${part}`;
  }
  // A volume whose own title is only its number says little without the set that it belongs to.
  const set = subfield(dataFields(record, '461')[0], 't');
  return set !== undefined && VOLUME_ONLY.test(text) ? `${stripIsbd(set)}. ${text}` : text;
}

function authorsOf(record: MarcRecord): string[] {
  return dataFields(record, '700', '701', '702', '703', '710', '711', '712', '716', '720')
    .map((field) => {
      const family = stripIsbd(subfield(field, 'a') ?? '');
      const rest = subfieldValues(field, 'b').map((text) => stripIsbd(text.replace(/^,\s*/, '')));
      const separator = field.tag.startsWith('71') ? '. ' : ', ';
      return [family, ...rest].filter((part) => part !== '').join(separator);
    })
    .filter((name) => name !== '');
}

function chooseImprint(record: MarcRecord): { place?: string; publisher?: string; date?: string } {
  const published = dataFields(record, '214').filter(({ ind2 }) => ind2 !== '4');
  const fields = [...published.sort((a, b) => rank(a) - rank(b)), ...dataFields(record, '210', '219')];
  const first = (code: string) => fields.map((field) => subfield(field, code)).find((text) => text !== undefined);
  const parts: { place?: string; publisher?: string; date?: string } = {};
  const place = first('a');
  const publisher = first('c');
  const date = first('d') ?? subfield(dataFields(record, '214')[0], 'd');
  if (place !== undefined) parts.place = place;
  if (publisher !== undefined) parts.publisher = publisher;
  if (date !== undefined) parts.date = date;
  return parts;
}

/** Second indicator 0 is publication; production, distribution and printing follow. */
function rank(field: DataField): number {
  return field.ind2 === '0' || field.ind2 === ' ' ? 0 : 1;
}

function yearOf(coded: string, date: string | undefined): number | null {
  const fixed = /^\d{4}$/.test(coded.slice(9, 13)) ? Number(coded.slice(9, 13)) : 0;
  return fixed >= 1000 && fixed <= 2100 ? fixed : yearIn(date);
}

function subjectsOf(record: MarcRecord): string[] {
  const tags = ['600', '601', '602', '604', '605', '606', '607', '608', '610', '615', '616'];
  return dataFields(record, ...tags).flatMap((field) => {
    if (field.tag === '610') return subfieldValues(field, 'a').map(stripIsbd);
    const isPerson = field.tag === '600';
    const head = isPerson
      ? subfieldValues(field, 'ab')
          .map((text) => stripIsbd(text.replace(/^,\s*/, '')))
          .join(', ')
      : subfieldValues(field, 'abt').map(stripIsbd).join('. ');
    return [[head, ...subfieldValues(field, 'jxyz').map(stripIsbd)].filter((part) => part !== '').join(' -- ')];
  });
}

function seriesOf(record: MarcRecord): string | null {
  const [field] = dataFields(record, '225');
  const [link] = dataFields(record, '410');
  const name = field === undefined ? subfield(link, 't') : subfieldValues(field, 'ahi').map(stripIsbd).join('. ');
  if (name === undefined || name === '') return null;
  const volume = subfield(field ?? link, 'v');
  return volume === undefined ? name : `${name} ; ${stripIsbd(volume)}`;
}

function extentOf(field: DataField | undefined): string | null {
  if (field === undefined) return null;
  let text = '';
  for (const { code, value } of field.subfields) {
    const part = stripIsbd(value);
    if (part === '' || !'acde'.includes(code)) continue;
    const separator = code === 'c' ? ' : ' : code === 'd' ? ' ; ' : ' + ';
    text += text === '' ? part : separator + part;
  }
  return text;
}

const COMIC = /bandes? dessin|comic|manga(?:s|\b)|romans? graphiques?/i;

function kindOf(record: MarcRecord): RecordKind {
  switch (record.leader[6] ?? 'a') {
    case 'c':
    case 'd':
    case 'j':
      return 'music';
    case 'e':
    case 'f':
      return 'map';
    case 'g':
      return 'film';
    case 'l':
      return dataFields(record, '135').some((field) => /^.?d/.test(subfield(field, 'a') ?? '')) ? 'ebook' : 'other';
    case 'i':
    case 'k':
    case 'm':
    case 'r':
      return dataFields(record, '606', '608').some((field) => /^jeux?\b/i.test(subfield(field, 'a') ?? ''))
        ? 'game'
        : 'other';
    default:
      break;
  }
  if ('si'.includes(record.leader[7] ?? 'm') || dataFields(record, '110').length > 0) return 'periodical';
  const coded = subfield(dataFields(record, '105')[0], 'a') ?? '';
  const forms = dataFields(record, '608', '606', '686').flatMap((field) => subfieldValues(field, 'ajx'));
  if (coded.slice(4, 8).includes('t') || forms.some((text) => COMIC.test(text))) return 'comic';
  const medium = subfield(dataFields(record, '200')[0], 'b') ?? '';
  const isOnline = subfield(dataFields(record, '106')[0], 'a') === 's' || /[ée]lectronique|electronic/i.test(medium);
  return isOnline ? 'ebook' : 'book';
}
