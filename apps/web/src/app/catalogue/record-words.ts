/** “Hugo, Victor, 1802-1885” as one says it: “Victor Hugo”. Names that are not inverted stay as they are. */
export function spokenName(name: string): string {
  const parts = name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/\d{3,4}/.test(part));
  const [family, given, ...rest] = parts;
  if (family === undefined) return name;
  if (given === undefined || rest.length > 0) return parts.join(', ');
  return /['’]$/.test(given) ? `${given}${family}` : `${given} ${family}`.replace(/ ([dl][’'])\s*(?=\S)/i, ' $1');
}

/** ISO 639-2/B codes whose terminology code, the one browsers know, differs. */
const BIBLIOGRAPHIC: Readonly<Record<string, string>> = {
  alb: 'sq',
  arm: 'hy',
  baq: 'eu',
  bur: 'my',
  chi: 'zh',
  cze: 'cs',
  dut: 'nl',
  fre: 'fr',
  geo: 'ka',
  ger: 'de',
  gre: 'el',
  ice: 'is',
  mac: 'mk',
  mao: 'mi',
  may: 'ms',
  per: 'fa',
  rum: 'ro',
  slo: 'sk',
  tib: 'bo',
  wel: 'cy',
};

/** A language's name, capitalised, by its ISO 639-2/B code. */
export function languageName(code: string, language: string): string {
  if (!/^[a-z]{3}$/.test(code)) return code;
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(BIBLIOGRAPHIC[code] ?? code) ?? code;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** “XIXe siècle” / “19th century” for the hundred years that begin with `firstYear`. */
export function centuryName(firstYear: number, language: string): string {
  const number = Math.floor(firstYear / 100) + 1;
  if (firstYear < 0) return String(firstYear);
  if (language === 'fr') return `${roman(number)}${number === 1 ? 'er' : 'e'} siècle`;
  return `${number}${ordinalEnding(number)} century`;
}

/** “3e” / “3rd” */
export function ordinal(number: number, language: string): string {
  return language === 'fr' ? `${number}${number === 1 ? 'er' : 'e'}` : `${number}${ordinalEnding(number)}`;
}

function ordinalEnding(number: number): string {
  const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)] ?? 'th';
}

function roman(number: number): string {
  const numerals: [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = number;
  let text = '';
  for (const [value, numeral] of numerals) {
    while (rest >= value) {
      text += numeral;
      rest -= value;
    }
  }
  return text;
}
