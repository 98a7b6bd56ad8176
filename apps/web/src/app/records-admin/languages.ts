import type { Option } from '../forms/select-field';

/** ISO 639-2/B codes that records carry most, with the tag by which the browser knows their names. */
const codes: Readonly<Record<string, string>> = {
  fre: 'fr',
  eng: 'en',
  ger: 'de',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  dut: 'nl',
  cat: 'ca',
  bre: 'br',
  oci: 'oc',
  baq: 'eu',
  lat: 'la',
  grc: 'grc',
  gre: 'el',
  rus: 'ru',
  ukr: 'uk',
  pol: 'pl',
  cze: 'cs',
  hun: 'hu',
  rum: 'ro',
  swe: 'sv',
  nor: 'no',
  dan: 'da',
  fin: 'fi',
  tur: 'tr',
  ara: 'ar',
  heb: 'he',
  per: 'fa',
  hin: 'hi',
  nep: 'ne',
  chi: 'zh',
  jpn: 'ja',
  kor: 'ko',
  vie: 'vi',
  epo: 'eo',
};

/** The languages to choose from, by name; a code of the record that is not among them is kept. */
export function languageOptions(language: string, current: string, none: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const known = Object.entries(codes)
    .map(([value, tag]): Option => ({ value, label: capitalised(names.of(tag) ?? value) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const extra = current !== '' && !(current in codes) ? [{ value: current, label: current }] : [];
  return [{ value: '', label: none }, ...extra, ...known];
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
