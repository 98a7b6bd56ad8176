import { readFileSync } from 'node:fs';

/** Where a MySQL server is, and how it is spoken to. */
export interface MysqlAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** How the connection is encrypted; null when it is not. */
  tls: MysqlTls | null;
}

export interface MysqlTls {
  /** Certificates of the authorities to trust, as PEM; without it, those that Node trusts. */
  ca?: string;
  /** Whether the server's certificate must be signed by one of them. */
  rejectUnauthorized: boolean;
  /** Whether it must be for the host that the address names. */
  verifyIdentity: boolean;
}

const TLS_MODES: Record<string, Omit<MysqlTls, 'ca'> | null> = {
  disabled: null,
  required: { rejectUnauthorized: false, verifyIdentity: false },
  'verify-ca': { rejectUnauthorized: true, verifyIdentity: false },
  'verify-identity': { rejectUnauthorized: true, verifyIdentity: true },
};

const EXAMPLE = 'mysql://user:password@host:3306/database';

/**
 * Reads `mysql://user:password@host:port/database?ssl-mode=verify-ca&ssl-ca=/path/of/ca.pem`. What MySQL's own tools call
 * these two parameters, they are called here.
 *
 * @returns the address, or the end of a sentence that says what is wrong. It never repeats the password.
 */
export function parseMysqlUrl(text: string): MysqlAddress | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const database = decode(url?.pathname.slice(1) ?? '');
  if (url === undefined || url.hostname === '' || !/^[^/]+$/.test(database)) return `must look like ${EXAMPLE}.`;
  if (url.username === '') return `names no user; it must look like ${EXAMPLE}.`;
  const tls = readTls(url.searchParams);
  if (typeof tls === 'string') return tls;
  return {
    // An IPv6 address stands in brackets in a URL only.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 3306 : Number(url.port),
    user: decode(url.username),
    password: decode(url.password),
    database,
    tls,
  };
}

function readTls(parameters: URLSearchParams): MysqlTls | null | string {
  const given = new Map([...parameters].map(([name, value]) => [name.toLowerCase().replaceAll('_', '-'), value]));
  for (const name of given.keys()) {
    if (name !== 'ssl-mode' && name !== 'ssl-ca') return `has an unknown parameter ${name}; known: ssl-mode, ssl-ca.`;
  }
  const file = given.get('ssl-ca');
  const mode = (given.get('ssl-mode') ?? (file === undefined ? 'disabled' : 'verify-ca'))
    .toLowerCase()
    .replaceAll('_', '-');
  const tls = TLS_MODES[mode];
  if (tls === undefined) return `has ssl-mode=${mode}, but it must be one of ${Object.keys(TLS_MODES).join(', ')}.`;
  if (file === undefined || tls === null) return tls;
  try {
    return { ...tls, ca: readFileSync(file, 'utf8') };
  } catch (error) {
    return `names ssl-ca=${file}, which cannot be read: ${(error as Error).message}.`;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone per cent sign, which nobody needs to encode who does not know that it has a meaning.
    return text;
  }
}
