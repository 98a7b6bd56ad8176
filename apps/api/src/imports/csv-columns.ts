/** What a column of a CSV file may be imported as. */
export const CSV_FIELDS = [
  'controlNumber',
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
  'series',
  'edition',
  'extent',
  'classification',
  'summary',
  'kind',
  'barcode',
  'branch',
  'location',
  'callNumber',
  'volume',
  'itemType',
  'price',
  'note',
  'key',
] as const;
export type CsvField = (typeof CSV_FIELDS)[number];

/** Column heading to field; columns that are left out are not imported. */
export type ColumnMapping = Record<string, CsvField>;

/** Headings in French and English, without case, accents and punctuation; an earlier one is the better guess. */
const HEADINGS: Record<CsvField, string> = {
  controlNumber:
    'control number|controlnumber|record id|numero de notice|notice|gutenberg id|001|book id|identifiant|id',
  title: 'title|titre|titre propre|main title|titre principal|intitule|name|nom',
  subtitle: 'subtitle|sous titre|complement du titre|remainder of title',
  responsibility: 'responsibility|responsabilite|mention de responsabilite|statement of responsibility',
  authors:
    'authors|author|auteurs|auteur|auteur s|creators|creator|author name|nom de l auteur|ecrivain|realisateur|artiste',
  publisher: 'publisher|editeur|maison d edition|editeur commercial|editeurs',
  place: 'place|lieu|place of publication|lieu de publication|lieu d edition|ville',
  year: 'year|publication year|annee de publication|annee d edition|original publication year|date de publication|date d edition|pubdate|annee|date',
  language: 'language|langue|lang|language code|code langue',
  isbns: 'isbn13|isbn 13|isbns|isbn|isbn10|isbn 10|ean13|ean|code ean',
  subjects:
    'subjects|subject|sujets|sujet|mots cles|keywords|keyword|themes|theme|matieres|matiere|lcsh|tags|genres|genre|categories|gutenberg bookshelf|shelf',
  series: 'series|serie|collection|titre de collection|collection titre',
  edition: 'edition|mention d edition',
  extent:
    'extent|pages|nombre de pages|num pages|number of pages|page count|collation|description materielle|importance materielle',
  classification: 'classification|dewey|indice dewey|indice|cdu|ddc|lcc',
  summary: 'summary|resume|description|abstract|synopsis',
  kind: 'kind|type de document|document type|material type|support|nature|type|format',
  barcode:
    'barcode|code barres|code barre|codebarres|cab|item barcode|numero d exemplaire|numero d inventaire|inventory number|inventaire',
  branch: 'branch|bibliotheque|library|site|bib|home branch|annexe|branche',
  location: 'location|localisation|emplacement|section|rayon|shelf location|secteur',
  callNumber: 'call number|callnumber|cote|shelfmark|item call number',
  volume:
    'volume|tome|volume number|numero de volume|tomaison|enumeration|enumeration and chronology|numero de fascicule|fascicule|issue',
  itemType: 'item type|itemtype|type d exemplaire|categorie d exemplaire|statut de pret',
  price: 'price|prix|cost|cout|valeur',
  key: 'biblioprokey',
  note: 'note|notes|item note|commentaire|remarque|observations',
};

/** Guesses what each column holds from its heading: each field once, the best heading first. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {};
  const taken = new Set<string>();
  for (const field of CSV_FIELDS) {
    const candidates = HEADINGS[field].split('|');
    for (const candidate of candidates) {
      const column = columns.find((name) => !taken.has(name) && plainHeading(name) === candidate);
      if (column === undefined) continue;
      mapping[column] = field;
      taken.add(column);
      // ISBNs often come in two columns; everything else once.
      if (field !== 'isbns') break;
    }
  }
  return mapping;
}

/** `Code-barres`, `code_barres` and `Code barres` are the same heading. */
function plainHeading(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Gives every column a name of its own: empty headings a number, repeated ones too. */
export function nameColumns(headings: readonly string[]): string[] {
  const seen = new Set<string>();
  return headings.map((heading, index) => {
    let name = heading.replace(/\s+/g, ' ').trim().slice(0, 200) || `#${index + 1}`;
    if (seen.has(name)) name = `${name} #${index + 1}`;
    seen.add(name);
    return name;
  });
}
