/** ISO 639-2/B, then ISO 639-1, the terminology code where it differs, and names in English and French. */
const LANGUAGES = `
afr af afrikaans
alb sq sqi albanian albanais
ara ar arabic arabe
arm hy hye armenian arménien
baq eu eus basque
bel be belarusian biélorusse
ben bn bengali
bos bs bosnian bosniaque
bre br breton
bul bg bulgarian bulgare
bur my mya burmese birman
cat ca catalan
chi zh zho chinese chinois
cos co corsican corse
cze cs ces czech tchèque
dan da danish danois
dut nl nld dutch néerlandais
eng en english anglais
epo eo esperanto espéranto
est et estonian estonien
fin fi finnish finnois
fre fr fra french français
geo ka kat georgian géorgien
ger de deu german allemand
gle ga irish irlandais
glg gl galician galicien
gre el ell greek grec
hat ht haitian haïtien
heb he hebrew hébreu
hin hi hindi
hrv hr croatian croate
hun hu hungarian hongrois
ice is isl icelandic islandais
ind id indonesian indonésien
ita it italian italien
jpn ja japanese japonais
khm km khmer
kor ko korean coréen
kur ku kurdish kurde
lat la latin
lav lv latvian letton
lit lt lithuanian lituanien
ltz lb luxembourgish luxembourgeois
mac mk mkd macedonian macédonien
mlg mg malagasy malgache
may ms msa malay malais
mul multilingual multilingue
nep ne nepali népalais
nor no nb nn norwegian norvégien
oci oc occitan
per fa fas persian persan
pol pl polish polonais
por pt portuguese portugais
rum ro ron romanian roumain
rus ru russian russe
san sa sanskrit
slo sk slk slovak slovaque
slv sl slovenian slovène
spa es spanish espagnol castilian castillan
srp sr serbian serbe
swa sw swahili
swe sv swedish suédois
tgl tl tagalog
tha th thai thaï
tib bo bod tibetan tibétain
tur tr turkish turc
ukr uk ukrainian ukrainien
urd ur urdu ourdou
vie vi vietnamese vietnamien
wel cy cym welsh gallois
wol wo wolof
yid yi yiddish
yor yo yoruba
`;

const CODES = new Map<string, string>();
for (const line of LANGUAGES.trim().split('\n')) {
  const [code, ...others] = line.split(' ');
  for (const name of [code!, ...others]) CODES.set(name, code!);
}

const NOT_A_LANGUAGE = new Set(['und', 'zxx', 'xxx', 'mis', 'unk', 'n/a']);

/**
 * Gives the ISO 639-2/B code (`fre`) of any code or name of a language: `fr`, `fra`, `fr-FR`, `Français`. Other codes of
 * three letters are taken as they are; null for "undetermined" and for what is no language.
 */
export function languageCode(text: string | null | undefined): string | null {
  if (text == null) return null;
  const word = text.trim().toLowerCase().normalize('NFC');
  const known = CODES.get(word) ?? CODES.get(word.split(/[-_]/)[0]!);
  if (known !== undefined) return known;
  return /^[a-z]{3}$/.test(word) && !NOT_A_LANGUAGE.has(word) ? word : null;
}
