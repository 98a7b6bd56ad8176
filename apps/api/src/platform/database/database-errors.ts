import { Problem } from '../errors.ts';

/** Why a transaction can be done over from its beginning: nothing of it was kept. */
export type RetryCause = 'deadlock' | 'lock_wait' | 'connection_lost' | 'outdated_read';

/** The database cannot be reached, or the connection broke. */
export class DatabaseUnavailable extends Problem {
  /** Whether there was a connection before: then the next attempt gets a new one, and may well succeed. */
  readonly wasConnected: boolean;

  constructor(cause: unknown, wasConnected: boolean) {
    super('database_unavailable', { retryAfter: 2 });
    this.cause = cause;
    this.wasConnected = wasConnected;
  }
}

/** Thrown by a transaction that locked the wrong rows, because what named them had changed: it is done over. */
export class OutdatedRead extends Error {}

interface DriverError {
  /** SQLite's. */
  errcode?: number;
  /** MySQL's. */
  errno?: number;
  code?: string;
}

function of(error: unknown): DriverError {
  return error instanceof Error ? (error as DriverError) : {};
}

/** Tells whether an error is the database refusing a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  const { errcode, errno } = of(error);
  const SQLITE_CONSTRAINT_UNIQUE = 2067;
  const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
  const MYSQL_DUPLICATE_ENTRY = 1062;
  return (
    errcode === SQLITE_CONSTRAINT_UNIQUE || errcode === SQLITE_CONSTRAINT_PRIMARYKEY || errno === MYSQL_DUPLICATE_ENTRY
  );
}

/** Tells whether an error is the database refusing to break a reference between rows. */
export function isForeignKeyViolation(error: unknown): boolean {
  const { errcode, errno } = of(error);
  const SQLITE_CONSTRAINT_FOREIGNKEY = 787;
  const MYSQL_ROW_IS_REFERENCED = 1451;
  const MYSQL_NO_REFERENCED_ROW = 1452;
  return (
    errcode === SQLITE_CONSTRAINT_FOREIGNKEY || errno === MYSQL_ROW_IS_REFERENCED || errno === MYSQL_NO_REFERENCED_ROW
  );
}

/** MySQL's numbers for transactions that it gave up for the sake of another. */
const DEADLOCKS = new Set([
  1213, // deadlock; on a cluster also a conflict that shows at the commit
  1020, // MariaDB: the row changed since it was read
  3101, // group replication undid it
]);
const LOCK_WAIT_TIMEOUT = 1205;

/**
 * Why a failed transaction may be done over, or null when it may not.
 *
 * @param isSealed whether its work was done and the commit on its way: a connection lost then leaves open whether it was kept.
 */
export function retryCause(error: unknown, isSealed: boolean): RetryCause | null {
  if (error instanceof OutdatedRead) return 'outdated_read';
  if (error instanceof DatabaseUnavailable) return error.wasConnected && !isSealed ? 'connection_lost' : null;
  const { errno } = of(error);
  if (errno === undefined) return null;
  if (DEADLOCKS.has(errno)) return 'deadlock';
  return errno === LOCK_WAIT_TIMEOUT ? 'lock_wait' : null;
}

const SQLITE_BUSY = 5;
/** MySQL's numbers for statements that took longer than they may. */
const OUT_OF_TIME = new Set([
  1969, // MariaDB's max_statement_time
  3024, // MySQL's max_execution_time
]);

/** Tells whether the database gave up a statement that took too long, or for the sake of another process. */
export function isBusy(error: unknown): boolean {
  const { errcode, errno = 0 } = of(error);
  return errcode === SQLITE_BUSY || OUT_OF_TIME.has(errno) || DEADLOCKS.has(errno) || errno === LOCK_WAIT_TIMEOUT;
}

/** Numbers with which a server takes its leave, or does not let anybody in at the moment. */
const AWAY = new Set([
  1040, // too many connections
  1044, // no access to the database
  1045, // wrong user or password
  1047, // a node that is out of its cluster
  1049, // no such database
  1053, // the server is shutting down
  1077, // the server was shut down
  1129, // host blocked after many failed connections
  1203, // too many connections of this user
  1226, // the user's allowance is used up
  1290, // read only, such as during a fail-over
  1836, // read only
  1927, // MariaDB: connection killed
  3032, // the server is offline, as before it is shut down
  3118, // account locked
  3168, // the server has not fully started
  4031, // the server closed an idle connection
]);
/** The codes of a server that is not there, or not to be spoken to. */
const UNREACHABLE = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ER_CMD_CONNECTION_CLOSED',
  'ER_CONNECTION_TIMEOUT',
  'ER_SERVER_SSL_DISABLED',
  'ER_SOCKET_UNEXPECTED_CLOSE',
]);

/** Tells whether a MySQL driver's error means that there is no connection, or no longer. */
export function isAway(error: unknown): boolean {
  const { errno } = of(error);
  return AWAY.has(errno ?? 0) || isUnreachable(error) || (error as { fatal?: boolean }).fatal === true;
}

/** Tells whether it means that nothing answers where the server should be, rather than that the server refuses. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.has(of(error).code ?? '');
}

const ACCESS_DENIED = 1045;

/** What to do about an error that lasts until somebody does something; null where waiting helps or nothing is known. */
export function adviceOn(error: unknown): string | null {
  const { errno } = of(error instanceof DatabaseUnavailable ? error.cause : error);
  if (errno !== ACCESS_DENIED) return null;
  return 'The database server refuses the user or the password of DATABASE_URL. It keeps the passwords that its data were made with, whatever its container is told later: bring the former password back, or change it on the server (ALTER USER … IDENTIFIED BY …).';
}
