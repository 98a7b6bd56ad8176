import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseKeep, type Keep } from '../backups/retention.ts';
import { parseSmtpUrl } from '../notices/smtp-options.ts';
import { parseMysqlUrl } from './database/mysql-address.ts';

/** A wrong setting: the sentence says which one and why. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>;
type Parse<T> = (text: string, name: string) => T;

/** One setting of the environment, as `docs/configuration.md` tells about it too. */
interface Setting<T> {
  variable: string;
  /** What is read when nothing is said; null for nothing. */
  fallback: string | null;
  parse: Parse<Exclude<T, null>>;
  /** In words, as Markdown. */
  meaning: string;
  /** What the page says of the default, where it is not the fallback itself. */
  defaultInWords?: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting, in the order of the page. */
export const SETTINGS = {
  port: setting('PORT', '8080', integer(0, 65_535), 'TCP port; `0` takes any free one'),
  host: setting('HOST', '127.0.0.1', text, 'address to listen on; `0.0.0.0` for the whole network'),
  dataDir: setting(
    'BIBLIO_DATA_DIR',
    'data',
    (folder) => path.resolve(folder),
    'folder of the database, the search index and uploads',
  ),
  databaseUrl: optional('DATABASE_URL', databaseUrl, {
    meaning: 'the database: `sqlite:` and a file, or a server as below',
    defaultInWords: '`sqlite:` and `biblio.sqlite` in the data folder',
  }),
  databasePoolSize: setting(
    'DATABASE_POOL_SIZE',
    '10',
    integer(1, 500),
    'connections that a process opens to a database server at most',
  ),
  redisUrl: optional('REDIS_URL', urlOf(['redis:', 'rediss:']), {
    meaning:
      'Redis that several processes share: `redis://host:6379` or `rediss://`; see [operations](operations.md#redis)',
  }),
  publicUrl: optional('PUBLIC_URL', httpUrl, {
    meaning: 'the address that people use; with `https:` cookies become `Secure` and HSTS is sent',
    defaultInWords: 'the one that each came by',
  }),
  logLevel: setting(
    'LOG_LEVEL',
    'warn',
    oneOf(LOG_LEVELS),
    '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
  ),
  smtpUrl: optional('SMTP_URL', smtpUrl, {
    meaning:
      'mail server, such as `smtp://user:password@host:587?tls=required`; `smtps://` for TLS from the first byte; `?tls=required` or `never` (otherwise TLS is used where offered), `?verify=false` takes any certificate; without `SMTP_URL` nothing is mailed and nothing is queued',
  }),
  mailFrom: setting('MAIL_FROM', 'Biblio Pro <biblio@localhost>', text, 'sender of mails'),
  isBehindProxy: setting(
    'TRUST_PROXY',
    'false',
    bool,
    '`true` behind a proxy that sets `X-Forwarded-*`, and `X-Request-Id` for the log',
  ),
  uploadLimit: setting(
    'UPLOAD_LIMIT_BYTES',
    String(2 * 1024 ** 3),
    integer(1024, 2 ** 40),
    'largest import file, in bytes',
  ),
  rateLimit: setting('RATE_LIMIT', '1200', integer(0, 1_000_000), 'requests a minute and client; `0` for none'),
  concurrencyLimit: setting(
    'MAX_CONCURRENT_REQUESTS',
    '100',
    integer(1, 100_000),
    'requests answered at one time; more are refused with 503 and `Retry-After`',
  ),
  runsJobs: setting(
    'RUN_JOBS',
    'true',
    bool,
    '`false` where workers do the scheduled jobs, mails, imports and rehearsals',
  ),
  shutdownDelaySeconds: setting(
    'SHUTDOWN_DELAY_SECONDS',
    '0',
    integer(0, 300),
    'after SIGTERM: how long to go on answering, not ready, until a load balancer has noticed; longer than it takes to notice',
  ),
  shutdownDeadlineSeconds: setting(
    'SHUTDOWN_DEADLINE_SECONDS',
    '10',
    integer(1, 600),
    'after that: how long requests under way may take before the process leaves all the same',
  ),
  backupStore: optional('BACKUP_STORE', backupStore, {
    meaning:
      'where `biblio backup` keeps its backups: a folder, or `s3://bucket/prefix`; see [backups](disaster-recovery.md)',
    defaultInWords: '`backups` in the data folder',
  }),
  backupKeep: setting(
    'BACKUP_KEEP',
    '7d 4w 12m',
    backupKeep,
    'how many days, weeks and months keep their last backup; older ones are removed after each new one',
  ),
  backupAgeRecipients: setting(
    'BACKUP_AGE_RECIPIENTS',
    '',
    words,
    'public keys of [age](https://age-encryption.org) that backups are encrypted for, separated by spaces; without any they are not encrypted',
  ),
  backupAgeIdentity: optional('BACKUP_AGE_IDENTITY', text, {
    meaning:
      'what `age-keygen` wrote, to restore and to verify encrypted backups; keep it away from the library’s own machine, as `BACKUP_AGE_IDENTITY_FILE` where it is needed',
  }),
  backupS3Endpoint: optional('BACKUP_S3_ENDPOINT', httpUrl, {
    meaning: 'address of the S3-compatible store, such as `https://s3.example.org`',
    defaultInWords: 'Amazon’s, in the region',
  }),
  backupS3Region: setting('BACKUP_S3_REGION', 'us-east-1', text, 'region of the store; many know only one name'),
  backupS3AccessKeyId: optional('BACKUP_S3_ACCESS_KEY_ID', text, { meaning: 'who writes to the store' }),
  backupS3SecretAccessKey: optional('BACKUP_S3_SECRET_ACCESS_KEY', text, { meaning: 'and with which secret' }),
  backupDatabaseUrl: optional('BACKUP_DATABASE_URL', databaseUrl, {
    meaning: 'the same database with an account that may back up and restore; see [backups](disaster-recovery.md)',
    defaultInWords: '`DATABASE_URL`',
  }),
  backupToolsDir: optional('BACKUP_TOOLS_DIR', (folder) => path.resolve(folder), {
    meaning:
      'folder of `mysqldump`, `mysql` and `mysqlbinlog` (on MariaDB `mariadb-dump`, `mariadb`, `mariadb-binlog`)',
    defaultInWords: 'those of `PATH`',
  }),
};

type Read = { [Key in keyof typeof SETTINGS]: (typeof SETTINGS)[Key] extends Setting<infer T> ? T : never };

/** Everything that the environment decides. Read once, at the start. */
export type Config = Omit<Read, 'databaseUrl'> & { databaseUrl: string };

/**
 * Reads and checks the configuration. Each setting `X` may instead be given as `X_FILE`, the path of a file that holds it,
 * as container platforms hand over secrets. Nothing, or an empty file, says nothing.
 *
 * @throws ConfigError naming the setting, the value and what is allowed.
 */
export function readConfig(environment: Environment): Config {
  const values = Object.entries(SETTINGS).map(([key, { variable, fallback, parse }]) => {
    const value = readSetting(environment, variable) ?? fallback;
    return [key, value === null ? null : parse(value, variable)];
  });
  const { databaseUrl, ...others } = Object.fromEntries(values) as Read;
  return { ...others, databaseUrl: databaseUrl ?? `sqlite:${path.join(others.dataDir, 'biblio.sqlite')}` };
}

function setting<T>(variable: string, fallback: string, parse: Parse<T>, meaning: string): Setting<T> {
  return { variable, fallback, parse: parse as Parse<Exclude<T, null>>, meaning };
}

function optional<T>(
  variable: string,
  parse: Parse<T>,
  words: Pick<Setting<T>, 'meaning' | 'defaultInWords'>,
): Setting<T | null> {
  return { variable, fallback: null, parse: parse as Parse<Exclude<T, null>>, ...words };
}

function readSetting(environment: Environment, name: string): string | null {
  const direct = environment[name];
  const file = environment[`${name}_FILE`];
  if (direct !== undefined && file !== undefined) {
    throw new ConfigError(`${name} and ${name}_FILE are both set; keep one of them.`);
  }
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8').trim() || null;
    } catch (error) {
      throw new ConfigError(`${name}_FILE names ${file}, which cannot be read: ${(error as Error).message}.`);
    }
  }
  return direct === undefined || direct === '' ? null : direct;
}

function integer(minimum: number, maximum: number): Parse<number> {
  return (text, name) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum)) {
      throw new ConfigError(`${name} is "${text}", but must be a whole number from ${minimum} to ${maximum}.`);
    }
    return value;
  };
}

function text(value: string): string {
  return value;
}

function words(value: string): string[] {
  return value.split(/[\s,]+/).filter((word) => word !== '');
}

function backupKeep(value: string, name: string): Keep {
  const keep = parseKeep(value);
  if (keep === null) throw new ConfigError(`${name} is "${value}", but must look like 7d 4w 12m.`);
  return keep;
}

function backupStore(value: string, name: string): string {
  if (!value.startsWith('s3:')) return path.resolve(value);
  if (!/^s3:\/\/[a-z0-9.-]+(\/.*)?$/.test(value)) throw new ConfigError(`${name} must look like s3://bucket/prefix.`);
  return value;
}

function bool(value: string, name: string): boolean {
  return oneOf(['true', 'false'])(value, name) === 'true';
}

function oneOf<const T extends readonly string[]>(values: T): Parse<T[number]> {
  return (text, name) => {
    if (!values.includes(text)) {
      throw new ConfigError(`${name} is "${text}", but must be one of ${values.join(', ')}.`);
    }
    return text;
  };
}

function urlOf(protocols: string[]): Parse<string> {
  return (text, name) => {
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      throw new ConfigError(
        `${name} must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`,
      );
    }
    return text;
  };
}

function httpUrl(text: string, name: string): string {
  return urlOf(['http:', 'https:'])(text, name).replace(/\/+$/, '');
}

function smtpUrl(text: string, name: string): string {
  const parsed = parseSmtpUrl(text);
  if (typeof parsed === 'string') throw new ConfigError(`${name} ${parsed}`);
  return text;
}

function databaseUrl(text: string, name: string): string {
  // The value may hold a password, so the sentences do not repeat it.
  if (/^sqlite:.+/.test(text)) return text;
  if (!text.startsWith('mysql:')) {
    throw new ConfigError(
      `${name} must be sqlite: followed by a file's path, or an address that begins with mysql://.`,
    );
  }
  const parsed = parseMysqlUrl(text);
  if (typeof parsed === 'string') throw new ConfigError(`${name} ${parsed}`);
  return text;
}
