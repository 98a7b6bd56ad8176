/** What people look for: common and rare words, names, numbers, errors. */
export const QUERIES = [
  'dickens',
  'history of england',
  'history',
  'the',
  'a',
  'voyage',
  'shakspeare',
  'letters',
  'poems 1890',
  'science',
  'lamour',
];

/** What finds most of the catalogue: words in every other title, first letters. */
export const BROAD_QUERIES = ['the', 'of the', 'de la', 'a', 's', 'the h', 'p'];

/** What nobody types who means well, or a machine by mistake. None may take long. */
export const HOSTILE_QUERIES: Record<string, string> = {
  'very long': 'lorem ipsum dolor sit amet '.repeat(180),
  '1,000 distinct words': Array.from({ length: 1000 }, (_, i) => `w${i.toString(36)}x`).join(' '),
  'ten words of one letter': 'a b c d e f g h i j',
  'ten misspelled words': 'histroy englnad sciense lettres voyaeg pomes natrual phylosophy dictionnary grammer',
  quotes: '"history"" AND ("england" OR \'NEAR/2',
  wildcards: '*his?ory* %_% his* [a-z]* {title}: ^',
  emoji: '👩‍👩‍👧‍👦📚🔥 history 📖',
  'one letter forty times': 'a'.repeat(40),
  'combining marks': `h${'\u0301'.repeat(250)}istory`,
  'Han, Hebrew, Arabic': '紅樓夢 ספר كتاب',
  'digits only': '1234567890 1234567890 9 99 999',
};

/** Addresses of searches. Points before a word mean nothing, but make the query another text. */
export function searches(variants: number, queries: readonly string[]): string[] {
  return Array.from({ length: variants }, (_, variant) =>
    queries.map((query) => {
      const points = '.'.repeat(variant % 200);
      return `/api/v1/records?q=${encodeURIComponent(points + query)}&limit=${20 + Math.floor(variant / 200)}`;
    }),
  ).flat();
}
