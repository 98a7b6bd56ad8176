import { isControlField, type MarcFlavour, type MarcRecord } from './marc-record.ts';

const NAMESPACE = 'http://www.loc.gov/MARC21/slim';

/** The beginning of a MARCXML file; records follow, then `marcXmlFooter`. */
export const MARCXML_HEADER = `<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="${NAMESPACE}">\n`;
export const MARCXML_FOOTER = '</collection>\n';

/** Writes one record as a `<record>` element, to stand inside a collection. */
export function writeMarcXmlRecord(record: MarcRecord, flavour: MarcFlavour = 'marc21'): string {
  const lines = [`<record${flavour === 'unimarc' ? ' format="UNIMARC" type="Bibliographic"' : ''}>`];
  lines.push(`  <leader>${escapeXml(record.leader)}</leader>`);
  for (const field of record.fields) {
    if (isControlField(field)) {
      lines.push(`  <controlfield tag="${escapeXml(field.tag)}">${escapeXml(field.value)}</controlfield>`);
      continue;
    }
    const { tag, ind1, ind2, subfields } = field;
    lines.push(`  <datafield tag="${escapeXml(tag)}" ind1="${escapeXml(ind1)}" ind2="${escapeXml(ind2)}">`);
    for (const { code, value } of subfields) {
      lines.push(`    <subfield code="${escapeXml(code)}">${escapeXml(value)}</subfield>`);
    }
    lines.push('  </datafield>');
  }
  lines.push('</record>\n');
  return lines.join('\n');
}

/** Writes one record as a document of its own. */
export function writeMarcXmlDocument(record: MarcRecord, flavour?: MarcFlavour): string {
  return MARCXML_HEADER + writeMarcXmlRecord(record, flavour) + MARCXML_FOOTER;
}

// XML 1.0 has no way to write most control characters and lone surrogates, not even as references.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const SPECIAL = /[&<>"\r]/g;

function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}
