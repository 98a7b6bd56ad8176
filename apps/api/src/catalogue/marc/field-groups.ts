import type { BibliographicRecord } from './bibliographic-record.ts';
import type { DataField, MarcField, MarcRecord } from './marc-record.ts';

/** Fields that say one thing of a title: which attributes they carry, under which tags, and how they are written. */
export interface FieldGroup {
  attributes: readonly (keyof BibliographicRecord)[];
  /** Every tag that may carry the attributes: all of them go when the group is written anew. */
  tags: readonly string[];
  build: (record: BibliographicRecord) => DataField[];
}

/** How one family of tags is written. */
export interface Writing {
  groups: readonly FieldGroup[];
  /** Writes what stands in fixed places: leader and coded field, of the changed attributes only. */
  applyCoded: (
    marc: MarcRecord,
    record: BibliographicRecord,
    changed: ReadonlySet<keyof BibliographicRecord>,
  ) => MarcRecord;
  map: (marc: MarcRecord) => BibliographicRecord;
}

/** Writes anew the fields of a MARC record that no longer say what our record says; all others stay as they came. */
export function rewriteChanged(source: MarcRecord, record: BibliographicRecord, writing: Writing): MarcRecord {
  const before = writing.map(source);
  const changed = new Set<keyof BibliographicRecord>();
  for (const attribute of Object.keys(before) as (keyof BibliographicRecord)[]) {
    if (JSON.stringify(before[attribute]) !== JSON.stringify(record[attribute])) changed.add(attribute);
  }
  if (changed.size === 0) return source;
  let fields = source.fields;
  for (const group of writing.groups) {
    if (!group.attributes.some((attribute) => changed.has(attribute))) continue;
    fields = fields.filter((field) => !group.tags.includes(field.tag) && !isLinkedTo(field, group.tags));
    for (const field of group.build(record)) fields = insertSorted(fields, field);
  }
  return writing.applyCoded({ ...source, fields }, record, changed);
}

/** The same in another script (880): it would contradict the field that replaced its twin. */
function isLinkedTo(field: MarcField, tags: readonly string[]): boolean {
  if (field.tag !== '880' || !('subfields' in field)) return false;
  const link = field.subfields.find(({ code }) => code === '6')?.value.slice(0, 3);
  return link !== undefined && tags.includes(link);
}

/** Puts a field behind the last one whose tag is not greater. */
export function insertSorted(fields: readonly MarcField[], field: MarcField): MarcField[] {
  const after = fields.findLastIndex(({ tag }) => tag <= field.tag);
  return [...fields.slice(0, after + 1), field, ...fields.slice(after + 1)];
}

/** Puts text over the places of a fixed field from one position on, lengthening it with `|` (no attempt to code). */
export function overwrite(fixed: string, position: number, text: string): string {
  const padded = fixed.padEnd(position + text.length, '|');
  return padded.slice(0, position) + text + padded.slice(position + text.length);
}

/** Sets a control field, or adds it in its place. */
export function withControlField(record: MarcRecord, tag: string, value: string): MarcRecord {
  const rest = record.fields.filter((field) => field.tag !== tag);
  return { ...record, fields: insertSorted(rest, { tag, value }) };
}
