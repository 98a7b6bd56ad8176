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

/** The kinds of description that are no titles: authorities, holdings, classification, community information. */
export function isBibliographic(record: MarcRecord): boolean {
  const type = record.leader[6] ?? ' ';
  return !'uvxyzwq'.includes(type);
}
