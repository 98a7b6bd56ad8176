/** One line of a MARC record as cataloguers read it: tag, indicators (blank as `#`), subfields. */
export interface MarcLine {
  readonly tag: string;
  readonly indicators: string;
  readonly value: string | null;
  readonly subfields: readonly { readonly code: string; readonly value: string }[];
}

type Loose = Record<string, unknown>;

/**
 * Reads a MARC record in JSON, either with named parts (`{tag, ind1, ind2, subfields: [{code, value}]}`) or in the
 * MARC-in-JSON form (`{"245": {ind1, ind2, subfields: [{"a": "…"}]}}`), as lines.
 */
export function marcLines(record: unknown): MarcLine[] {
  const { leader, fields } = (record ?? {}) as { leader?: unknown; fields?: unknown };
  const lines: MarcLine[] =
    typeof leader === 'string' ? [{ tag: 'LDR', indicators: '', value: leader, subfields: [] }] : [];
  if (Array.isArray(fields)) lines.push(...fields.map(lineOf));
  return lines;
}

function lineOf(field: Loose): MarcLine {
  if (typeof field['tag'] === 'string') return lineOfParts(field['tag'], field);
  const [tag = '', content] = Object.entries(field)[0] ?? [];
  return typeof content === 'string' ? controlLine(tag, content) : lineOfParts(tag, (content ?? {}) as Loose);
}

function lineOfParts(tag: string, parts: Loose): MarcLine {
  if (typeof parts['value'] === 'string') return controlLine(tag, parts['value']);
  const subfields = Array.isArray(parts['subfields']) ? (parts['subfields'] as Loose[]) : [];
  const indicators = [parts['ind1'], parts['ind2']].map((sign) =>
    typeof sign === 'string' && sign.trim() !== '' ? sign : '#',
  );
  return { tag, indicators: indicators.join(''), value: null, subfields: subfields.map(subfieldOf) };
}

function subfieldOf(subfield: Loose) {
  if (typeof subfield['code'] === 'string') return { code: subfield['code'], value: String(subfield['value'] ?? '') };
  const [code = '', value = ''] = Object.entries(subfield)[0] ?? [];
  return { code, value: String(value) };
}

function controlLine(tag: string, value: string): MarcLine {
  return { tag, indicators: '', value, subfields: [] };
}
