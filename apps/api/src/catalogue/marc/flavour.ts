import { dataFields, subfield, type MarcFlavour, type MarcRecord } from './marc-record.ts';

/**
 * Tells the family of tags of one record; undefined when nothing speaks for either (a record without a title). The title's
 * tag decides, since leaders and coded fields are the first thing that exports get wrong.
 */
export function detectFlavour(record: MarcRecord): MarcFlavour | undefined {
  let unimarc = 0;
  let marc21 = 0;
  for (const { tag } of record.fields) {
    if (tag === '245') marc21 += 4;
    else if (tag === '200') unimarc += 4;
    else if (tag === '008' || tag === '260' || tag === '264' || tag === '040' || tag === '650') marc21 += 1;
    else if (tag === '210' || tag === '214' || tag === '801' || tag === '606' || tag === '101') unimarc += 1;
  }
  const [general] = dataFields(record, '100');
  if (/^\d{8}[a-z ].{27}$/.test(subfield(general, 'a') ?? '')) unimarc += 4;
  if (marc21 === unimarc) return undefined;
  return marc21 > unimarc ? 'marc21' : 'unimarc';
}

/**
 * Tells a title's record from an authority, which in UNIMARC has field 200 too (a name). The leader's type alone does not
 * decide: some systems export every title as type "x".
 */
export function isBibliographic(record: MarcRecord, flavour: MarcFlavour): boolean {
  if (flavour === 'marc21' || !'xyz'.includes(record.leader[6] ?? ' ')) return true;
  const [general] = dataFields(record, '100');
  return (subfield(general, 'a') ?? '').length >= 30 || dataFields(record, '700', '701', '214', '010').length > 0;
}
