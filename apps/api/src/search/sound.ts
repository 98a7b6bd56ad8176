// prettier-ignore
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'e', ж: 'j', з: 'z', и: 'i', і: 'i', к: 'k', л: 'l',
  м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch',
  ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia',
};

/** In order: each rule sees what those before it left. `x` stands for every hushing sound. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/sch|tch|tsch|sh|ch|cz|kh/g, 'x'],
  [/(?:t|s)?x+/g, 'x'],
  [/zh/g, 'j'],
  [/ph/g, 'f'],
  [/ck|qu?|c(?![eiy])/g, 'k'],
  [/ts|tz|c|z/g, 's'],
  [/gu(?=[eiy])/g, 'g'],
  [/w/g, 'v'],
  [/ff$/, 'v'],
  [/ou|oo/g, 'u'],
  [/[jy]/g, 'i'],
  [/(?<=.)h/g, ''],
  [/(.)\1+/g, '$1'],
  [/(?<=[aeou])i(?=[aeou])/g, ''],
  [/i(?=e)/g, ''],
  [/(?<=[aou])e/g, ''],
  [/e$/, ''],
  [/(.)\1+/g, '$1'],
];

const MIN_LENGTH = 5;

/**
 * Gives the key that all transliterations of a name share: `dostoievsky`, `dostoyevski`, `dostoevskij` and `достоевскии`.
 * Null for words too short to tell apart by sound, and for other scripts.
 *
 * @param term a folded word
 */
export function soundKey(term: string): string | null {
  if (term.length < MIN_LENGTH) return null;
  let key = term.replace(/[а-яґєі]/g, (letter) => CYRILLIC[letter] ?? '');
  if (!/^[a-z]+$/.test(key)) return null;
  for (const [pattern, replacement] of RULES) key = key.replace(pattern, replacement);
  return key.length < 3 ? null : key;
}
