/** What a column of a CSV file may be imported as. */
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
  'location',
  'branch',
  'itemType',
  'price',
  'note',
] as const;

export type MappableField = (typeof mappableFields)[number];

/** Column header to field; columns that are left out are not imported. */
export type ColumnMapping = Readonly<Record<string, MappableField>>;

const words: Readonly<Record<MappableField, readonly string[]>> = {
  title: ['title', 'titre', 'titre propre', 'main title', 'name', 'nom', 'intitule'],
  subtitle: ['subtitle', 'sous titre', 'complement du titre', 'remainder of title'],
  responsibility: ['responsibility', 'responsabilite', 'mention de responsabilite', 'statement of responsibility'],
  authors: [
    'author',
    'authors',
    'auteur',
    'auteurs',
    'auteur s',
    'creator',
    'creators',
    'ecrivain',
    'author name',
    'nom de l auteur',
  ],
  publisher: ['publisher', 'editeur', 'maison d edition', 'editeur commercial'],
  place: ['place', 'lieu', 'place of publication', 'lieu de publication', 'lieu d edition', 'ville'],
  year: [
    'year',
    'annee',
    'date',
    'publication year',
    'annee de publication',
    'annee d edition',
    'date de publication',
    'date d edition',
    'pubdate',
    'original publication year',
  ],
  language: ['language', 'langue', 'lang', 'language code', 'code langue'],
  isbns: ['isbn', 'isbns', 'isbn13', 'isbn 13', 'isbn10', 'isbn 10', 'ean', 'ean13', 'code ean'],
  subjects: [
    'subject',
    'subjects',
    'sujet',
    'sujets',
    'mots cles',
    'keywords',
    'keyword',
    'tags',
    'theme',
    'themes',
    'genre',
    'matiere',
    'categories',
    'shelf',
  ],
  kind: ['kind', 'type', 'type de document', 'document type', 'support', 'nature', 'material type', 'format'],
  series: ['series', 'serie', 'collection', 'collection titre'],
  edition: ['edition', 'mention d edition'],
  extent: [
    'extent',
    'pages',
    'nombre de pages',
    'num pages',
    'number of pages',
    'page count',
    'collation',
    'description materielle',
  ],
  classification: ['classification', 'dewey', 'indice', 'indice dewey', 'cdu', 'lcc', 'ddc'],
  summary: ['summary', 'resume', 'description', 'abstract', 'synopsis', 'note de contenu'],
  controlNumber: [
    'control number',
    'id',
    'identifiant',
    'numero',
    'notice',
    'numero de notice',
    'record id',
    '001',
    'gutenberg id',
    'book id',
  ],
  barcode: [
    'barcode',
    'code barres',
    'code barre',
    'cab',
    'numero d exemplaire',
    'item barcode',
    'inventory number',
    'numero d inventaire',
    'inventaire',
  ],
  callNumber: ['call number', 'cote', 'shelfmark', 'item call number'],
  location: ['location', 'localisation', 'emplacement', 'section', 'rayon', 'shelf location'],
  branch: ['branch', 'bibliotheque', 'library', 'site', 'annexe', 'home branch'],
  itemType: ['item type', 'type d exemplaire', 'categorie d exemplaire'],
  price: ['price', 'prix', 'cost', 'cout', 'valeur'],
  note: ['note', 'notes', 'item note', 'commentaire', 'remarque', 'observations'],
};

/** Guesses what each column holds from its header; a field is given once, to the first header that fits it best. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const mapping: Record<string, MappableField> = {};
  const taken = new Set<MappableField>();
  for (const fits of [isSameWord, startsWithWord]) {
    for (const column of columns) {
      if (column in mapping) continue;
      const header = plain(column);
      const field = mappableFields.find((candidate) => !taken.has(candidate) && fits(header, words[candidate]));
      if (field === undefined) continue;
      mapping[column] = field;
      taken.add(field);
    }
  }
  return mapping;
}

/** Fields that two or more columns claim; the import takes one column a field, but ISBN often come in two. */
export function doubledFields(mapping: ColumnMapping): MappableField[] {
  const fields = Object.values(mapping);
  return mappableFields.filter((field) => field !== 'isbns' && fields.filter((other) => other === field).length > 1);
}

function isSameWord(header: string, candidates: readonly string[]): boolean {
  return candidates.includes(header);
}

function startsWithWord(header: string, candidates: readonly string[]): boolean {
  return candidates.some((candidate) => candidate.length >= 4 && header.startsWith(`${candidate} `));
}

/** Lower case, without accents, punctuation as single blanks: `Code-barres` and `code_barres` are the same header. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
