import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSmtpUrl } from '../notices/smtp-options.ts';
import { parseMysqlUrl } from './database/mysql-address.ts';

/** Everything that the environment decides. Read once, at the start. */
export interface Config {
  /** TCP port; 0 takes any free one. */
  port: number;
  host: string;
  /** Folder of the embedded database, the search index and uploads. */
  dataDir: string;
  /** `sqlite:` and a file's path, or `mysql://user:password@host:port/database` with TLS parameters. */
  databaseUrl: string;
  /** Connections that this process opens to a database server at most. */
  databasePoolSize: number;
  /** Redis, which the processes of a library share: `redis://` or `rediss://`; null means that each is alone. */
  redisUrl: string | null;
  /** Address that people use, without a trailing slash; null means the one they came by. */
  publicUrl: string | null;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** SMTP server for mails, such as `smtp://user:password@host:587?tls=required`; null means no mail. */
  smtpUrl: string | null;
  mailFrom: string;
  /** Whether X-Forwarded-* headers are believed: only behind a proxy that sets them. */
  isBehindProxy: boolean;
  /** Largest upload, in bytes. */
  uploadLimit: number;
  /** Requests a minute and client; 0 means no limit. */
  rateLimit: number;
  /** Requests answered at one time; more are refused at once. */
  concurrencyLimit: number;
  /** Whether this process runs jobs, imports and rehearsals, or leaves them to others. */
  runsJobs: boolean;
  /** After a signal: seconds in which the process says that it is not ready and goes on answering. */
  shutdownDelaySeconds: number;
  /** After a signal and the delay: seconds that requests under way have before the process leaves all the same. */
  shutdownDeadlineSeconds: number;
}

/** A wrong setting: the sentence says which one and why. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>;
type Parse<T> = (text: string, name: string) => T;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Reads and checks the configuration. Each setting `X` may instead be given as `X_FILE`, the path of a file that holds it,
 * as container platforms hand over secrets.
 *
 * @throws ConfigError naming the setting, the value and what is allowed.
 */
export function readConfig(environment: Environment): Config {
  const read = <T>(name: string, fallback: string | null, parse: Parse<T>): T | null => {
    const text = readSetting(environment, name) ?? fallback;
    return text === null ? null : parse(text, name);
  };
  const dataDir = read('BIBLIO_DATA_DIR', 'data', (text) => path.resolve(text))!;
  return {
    port: read('PORT', '8080', integer(0, 65_535))!,
    host: read('HOST', '127.0.0.1', (text) => text)!,
    dataDir,
    databaseUrl: read('DATABASE_URL', `sqlite:${path.join(dataDir, 'biblio.sqlite')}`, databaseUrl)!,
    databasePoolSize: read('DATABASE_POOL_SIZE', '10', integer(1, 500))!,
    redisUrl: read('REDIS_URL', null, urlOf(['redis:', 'rediss:'])),
    publicUrl: read('PUBLIC_URL', null, httpUrl),
    logLevel: read('LOG_LEVEL', 'warn', oneOf(LOG_LEVELS))!,
    smtpUrl: read('SMTP_URL', null, smtpUrl),
    mailFrom: read('MAIL_FROM', 'Biblio Pro <biblio@localhost>', (text) => text)!,
    isBehindProxy: read('TRUST_PROXY', 'false', oneOf(['true', 'false']))! === 'true',
    uploadLimit: read('UPLOAD_LIMIT_BYTES', String(2 * 1024 ** 3), integer(1024, 2 ** 40))!,
    rateLimit: read('RATE_LIMIT', '1200', integer(0, 1_000_000))!,
    concurrencyLimit: read('MAX_CONCURRENT_REQUESTS', '100', integer(1, 100_000))!,
    runsJobs: read('RUN_JOBS', 'true', oneOf(['true', 'false']))! === 'true',
    shutdownDelaySeconds: read('SHUTDOWN_DELAY_SECONDS', '0', integer(0, 300))!,
    shutdownDeadlineSeconds: read('SHUTDOWN_DEADLINE_SECONDS', '10', integer(1, 600))!,
  };
}

function readSetting(environment: Environment, name: string): string | null {
  const direct = environment[name];
  const file = environment[`${name}_FILE`];
  if (direct !== undefined && file !== undefined) {
    throw new ConfigError(`${name} and ${name}_FILE are both set; keep one of them.`);
  }
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8').trim();
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
