/** Short forms whose full stop belongs to the word. */
const ABBREVIATION =
  /(?:^|[\s(.,-])(?:\p{L}|[A-Z]\.[A-Z]|abbr|app|augm|ca|chap|cie|cm|co|coll|corp|corr|dept|dir|div|dr|ed|éd|etc|fig|ill|impr|inc|jr|ltd|mm|mr|mrs|ms|no|nouv|p|pl|pp|prof|pseud|publ|pub|rev|ser|sr|st|ste|suppl|t|th|tr|trad|univ|v|vol|vols)\.$/iu;

/**
 * Takes the punctuation that ISBD puts between areas off the end of a text (` /`, ` :`, ` ;`, ` =`, `,`), and a closing full
 * stop unless it belongs to an initial or a short form.
 */
export function stripIsbd(text: string): string {
  let clean = text.trim();
  for (;;) {
    let shorter = clean.replace(/(?:\s*[/:;=,]|\s[.+])$/u, '').trimEnd();
    if (shorter.endsWith('.') && !shorter.endsWith('..') && !ABBREVIATION.test(shorter)) shorter = shorter.slice(0, -1);
    if (shorter === clean) return clean;
    clean = shorter.trimEnd();
  }
}

/** Takes the brackets off a text that a cataloguer supplied: `[Paris]`, `[New York?]`. */
export function stripBrackets(text: string): string {
  const inner = /^\[([^[\]]*)\]?$/.exec(text.trim())?.[1] ?? /^([^[\]]*)\]$/.exec(text.trim())?.[1];
  return inner === undefined ? text : inner.trim().replace(/\?$/, '').trim();
}

/** Place and publisher: without ISBD and brackets, and nothing at all for "sine loco" and "sine nomine". */
export function cleanImprint(text: string | undefined): string | null {
  if (text === undefined) return null;
  const clean = stripBrackets(stripIsbd(stripBrackets(text)));
  const isUnknown =
    /^\(?(?:s\.?\s?[ln]\.?(?:\s?,\s?s\.?\s?n\.?)?|lieu|place|[ée]diteur|publisher|of publication|not identified|non identifi[ée]|inconnu|unknown|\s|de publication|d'[ée]dition)*,?\)?$/i;
  return clean === '' || isUnknown.test(clean) ? null : clean;
}

/** UNIMARC marks words that do not sort (`¬Le ¬`) with control characters; they are not part of the text. */
export function stripNonSortingMarks(text: string): string {
  return text.replace(/[\u0088\u0089\u0098\u009c]/g, '').replace(/¬/g, '');
}
