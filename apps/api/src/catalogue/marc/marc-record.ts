/** One subfield: a code of one character, and its text in Unicode (NFC). */
export interface Subfield {
  code: string;
  value: string;
}

/** A field below 010: plain text without indicators. */
export interface ControlField {
  tag: string;
  value: string;
}

/** A field from 010 up: two indicators of one character, and subfields. */
export interface DataField {
  tag: string;
  ind1: string;
  ind2: string;
  subfields: Subfield[];
}

export type MarcField = ControlField | DataField;

/** A record of MARC 21 or UNIMARC as it was read: fields in their order, whatever their tags. */
export interface MarcRecord {
  /** 24 characters; lengths and addresses inside it are those of where it came from. */
  leader: string;
  fields: MarcField[];
}

/** The two families of tags that Biblio Pro reads. */
export type MarcFlavour = 'marc21' | 'unimarc';

/** What reading noticed and repaired without refusing the record. */
export type MarcWarning =
  | 'characters_replaced'
  | 'directory_repaired'
  | 'encoding_mislabelled'
  | 'junk_skipped'
  | 'length_repaired'
  | 'terminator_missing';

/** Why a record cannot be read. */
export interface MarcProblem {
  code: 'invalid_leader' | 'malformed' | 'no_fields' | 'no_records' | 'not_a_record' | 'record_truncated' | 'too_long';
  /** A sentence in English with what was found. */
  message: string;
}

/** Where a record stands in its file. */
export interface ReadPlace {
  /** 1 for the first record of the file. */
  position: number;
  /** Where it begins, in bytes from the start of the file. */
  offset: number;
  /** The record as it stood in the file; of a broken one at most the first kilobytes. */
  bytes: Uint8Array;
}

/** A record that was read, perhaps with repairs, or the reason why not. */
export type ReadOutcome =
  { record: MarcRecord; warnings: MarcWarning[]; error?: undefined } | { error: MarcProblem; record?: undefined };

/** What a streaming reader gives for each record of a file. */
export type ReadRecord = ReadPlace & ReadOutcome;

export function isControlField(field: MarcField): field is ControlField {
  return 'value' in field;
}

/** The text of the first control field with this tag. */
export function controlValue(record: MarcRecord, tag: string): string | undefined {
  for (const field of record.fields) if (field.tag === tag && 'value' in field) return field.value;
  return undefined;
}

/** The data fields with one of these tags, in the record's order. */
export function dataFields(record: MarcRecord, ...tags: string[]): DataField[] {
  const found: DataField[] = [];
  for (const field of record.fields) if ('subfields' in field && tags.includes(field.tag)) found.push(field);
  return found;
}

/** The first non-empty subfield with one of these codes, trimmed. */
export function subfield(field: DataField | undefined, codes: string): string | undefined {
  if (field === undefined) return undefined;
  for (const { code, value } of field.subfields) {
    if (codes.includes(code)) {
      const text = value.trim();
      if (text !== '') return text;
    }
  }
  return undefined;
}

/** Every non-empty subfield with one of these codes, trimmed, in the field's order. */
export function subfieldValues(field: DataField, codes: string): string[] {
  const values: string[] = [];
  for (const { code, value } of field.subfields) {
    if (codes.includes(code)) {
      const text = value.trim();
      if (text !== '') values.push(text);
    }
  }
  return values;
}

/** Makes a data field from pairs of code and text; empty texts are left out. */
export function makeField(
  tag: string,
  indicators: string,
  ...subfields: (readonly [code: string, value: string | null | undefined])[]
): DataField {
  return {
    tag,
    ind1: indicators[0] ?? ' ',
    ind2: indicators[1] ?? ' ',
    subfields: subfields.flatMap(([code, value]) => (value == null || value === '' ? [] : [{ code, value }])),
  };
}
