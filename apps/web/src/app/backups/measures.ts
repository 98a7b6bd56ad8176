const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const SPANS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A size in the reader's words, such as “12 MB”. */
export function formatBytes(bytes: number, language: string): string {
  const power = bytes < 1000 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(bytes) / 3));
  return format(bytes / 1000 ** power, BYTES[power]!, language, 'short');
}

/** A span of time in the largest unit that it fills, such as “3 hours”. */
export function formatSpan(seconds: number, language: string): string {
  const [unit, length] = SPANS.find(([, size]) => seconds >= size) ?? SPANS[3];
  return format(Math.floor(seconds / length), unit, language, 'long');
}

/** A number in the reader's words, such as “6,483”. */
export function formatCount(value: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(value);
}

function format(value: number, unit: string, language: string, unitDisplay: 'short' | 'long'): string {
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(localeOf(language), options).format(value);
}

function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : 'fr';
}
