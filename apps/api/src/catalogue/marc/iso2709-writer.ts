import { isControlField, type DataField, type MarcFlavour, type MarcRecord } from './marc-record.ts';

/**
 * Writes one record as ISO 2709 in UTF-8, its leader saying so. Numbers that five (or four) digits cannot hold are written
 * as nines, as other systems do; readers that follow the terminators, like ours, still read such a record.
 */
export function writeIso2709(record: MarcRecord, flavour: MarcFlavour = 'marc21'): Uint8Array {
  const parts: Buffer[] = [];
  let directory = '';
  let address = 0;
  for (const field of record.fields) {
    const body = isControlField(field) ? clean(field.value) : dataOf(declareUtf8(field, flavour));
    const bytes = Buffer.from(`${body}\u001e`);
    directory += asciiCharacters(field.tag, 3) + number(bytes.length, 4) + number(address, 5);
    parts.push(bytes);
    address += bytes.length;
  }
  const base = 24 + directory.length + 1;
  const length = base + address + 1;
  const given = asciiCharacters(record.leader, 24);
  const encoding = flavour === 'marc21' ? 'a' : ' ';
  const leader = `${number(length, 5)}${given.slice(5, 9)}${encoding}22${number(base, 5)}${given.slice(17, 20)}4500`;
  return Buffer.concat([Buffer.from(`${leader}${directory}\u001e`), ...parts, Buffer.from('\u001d')]);
}

function number(value: number, width: number): string {
  return String(Math.min(value, 10 ** width - 1)).padStart(width, '0');
}

/** The separators of the format cannot stand in text. */
function clean(text: string): string {
  return text.replace(/[\u001d-\u001f]/g, '');
}

function asciiCharacters(text: string, length: number): string {
  return text
    .replace(/[^\x20-\x7e]/g, ' ')
    .padEnd(length)
    .slice(0, length);
}

function dataOf(field: DataField): string {
  let text = asciiCharacters(field.ind1, 1) + asciiCharacters(field.ind2, 1);
  for (const { code, value } of field.subfields) text += `\u001f${clean(code) || ' '}${clean(value)}`;
  return text;
}

/** UNIMARC says its encoding in field 100 $a, positions 26 to 29: `50` is Unicode. */
function declareUtf8(field: DataField, flavour: MarcFlavour): DataField {
  if (flavour !== 'unimarc' || field.tag !== '100') return field;
  const subfields = field.subfields.map(({ code, value }) =>
    code === 'a' && value.length >= 30
      ? { code, value: `${value.slice(0, 26)}50  ${value.slice(30)}` }
      : { code, value },
  );
  return { ...field, subfields };
}
