/** What a column of a CSV file may be imported as, in the order of a description. */
export const mappableFields = [
  'title',
  'subtitle',
  'responsibility',
  'authors',
  'publisher',
  'place',
  'year',
  'language',
  'isbns',
  'subjects',
  'kind',
  'series',
  'edition',
  'extent',
  'classification',
  'summary',
  'controlNumber',
  'barcode',
  'callNumber',
  'volume',
  'location',
  'branch',
  'itemType',
  'price',
  'note',
  'key',
] as const;

export type MappableField = (typeof mappableFields)[number];

/** Column heading to field; columns that are left out are not imported. The server guesses the first one. */
export type ColumnMapping = Readonly<Record<string, MappableField>>;

/** The mapping with one column given to another field, or left out by an empty one. */
export function mapColumn(mapping: ColumnMapping, column: string, field: string): ColumnMapping {
  const others = Object.entries(mapping).filter(([name]) => name !== column);
  const isField = (name: string): name is MappableField => (mappableFields as readonly string[]).includes(name);
  return Object.fromEntries(isField(field) ? [...others, [column, field]] : others);
}

/** Fields that two or more columns claim; the import takes one column a field, but ISBN often come in two. */
export function doubledFields(mapping: ColumnMapping): MappableField[] {
  const fields = Object.values(mapping);
  return mappableFields.filter((field) => field !== 'isbns' && fields.filter((other) => other === field).length > 1);
}
