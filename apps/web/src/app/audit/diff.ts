export type DiffKind = 'added' | 'removed' | 'changed' | 'same';

/** One field of an audited change; `path` uses dots for nesting. Values are shown as text. */
export interface DiffLine {
  readonly path: string;
  readonly kind: DiffKind;
  readonly before: string | null;
  readonly after: string | null;
}

/** Compares what an audited thing was and what it became, field by field; lists are compared as a whole. */
export function diffValues(before: unknown, after: unknown): DiffLine[] {
  const old = flatten(before);
  const fresh = flatten(after);
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths.map((path): DiffLine => {
    const was = old.get(path) ?? null;
    const is = fresh.get(path) ?? null;
    return { path, kind: kindOf(was, is), before: was, after: is };
  });
}

function kindOf(before: string | null, after: string | null): DiffKind {
  if (before === after) return 'same';
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function flatten(value: unknown, prefix = '', into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return into;
  if (isPlainObject(value)) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, prefix === '' ? key : `${prefix}.${key}`, into);
    return into;
  }
  into.set(prefix, toText(value));
  return into;
}

function toText(value: unknown): string {
  if (Array.isArray(value))
    return value.map((entry) => (isPlainObject(entry) ? JSON.stringify(entry) : String(entry))).join(', ');
  return String(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
