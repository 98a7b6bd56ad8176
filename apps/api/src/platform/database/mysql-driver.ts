import { connect, isIP, type Socket } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { CompiledQuery, type Driver, type TransactionSettings } from 'kysely';
import type { ConnectionConfig } from 'mariadb';
import { problem } from '../errors.ts';
import { DatabaseUnavailable, isAway, isUnreachable } from './database-errors.ts';
import type { MysqlAddress, MysqlTls } from './mysql-address.ts';
import { BEGIN, MysqlConnection, type ConnectionOwner } from './mysql-connection.ts';
import type { DatabaseFigures } from './mysql-dialect.ts';

/** How long a connection may take to be made, and a request may wait for a free one. */
const CONNECT_MS = 3000;
const ACQUIRE_MS = 5000;
/** How soon a server that is away is tried anew while an attempt is still waited for: its packets may be lost, with where it was before. */
const TRY_EVERY_MS = 500;
/** How long one statement may take; reads are ended by the server, anything else by closing the connection. */
const READ_SECONDS = 30;
const STATEMENT_MS = 60_000;
/** An answer that takes longer than any wait for a lock raises the question whether the server is still there. */
const SILENT_MS = 3500;
const LOOK_EVERY_MS = 1000;

export interface MysqlOptions {
  poolSize: number;
  /** Whether statements may take as long as they need, as those of a migration. */
  isPatient: boolean;
}

/**
 * What every connection is set to, in one statement. Comments that begin with `/*!` are MySQL's to read, with `/*M!`
 * MariaDB's. READ COMMITTED: what a transaction reads after it has taken its locks is what the others left behind.
 */
function sessionSettings(isPatient: boolean): string {
  const seconds = isPatient ? 0 : READ_SECONDS;
  const modes =
    'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
  return `set time_zone = '+00:00', sql_mode = '${modes}', innodb_lock_wait_timeout = 3, lock_wait_timeout = 10
    /*!80017 , transaction_isolation = 'READ-COMMITTED', max_execution_time = ${seconds * 1000} */
    /*M!100205 , tx_isolation = 'READ-COMMITTED', max_statement_time = ${seconds} */`;
}

/**
 * The connections of a process to one MySQL server, and what they tell of it.
 *
 * A server that cannot be reached is tried by one request at a time, by another one every half a second while nothing is heard, and the
 * others are refused at once: a server that is silent takes seconds to fail. One that falls silent in the middle of its work is found out by a connection of its own.
 */
export class MysqlDriver implements Driver, ConnectionOwner {
  keepsRevisions = true;
  identityChanges = 0;
  /** Whether the server could not be reached when it was last tried. */
  isAway = false;
  readonly #address: MysqlAddress;
  readonly #options: MysqlOptions;
  readonly #connections = new Set<MysqlConnection>();
  #free: MysqlConnection[] = [];
  #opening = 0;
  /** Those who wait for a connection, in their order. */
  readonly #waiting = new Set<Waiting>();
  #watch: NodeJS.Timeout | undefined;
  /** When the newest attempt to reach it began that is still waited for. */
  #triedAt: number | null = null;
  #isClosed = false;

  constructor(address: MysqlAddress, options: MysqlOptions) {
    this.#address = address;
    this.#options = options;
  }

  async init(): Promise<void> {
    if (!this.#options.isPatient) this.#watch = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  async acquireConnection(): Promise<MysqlConnection> {
    const take = async () => this.#takeFree() ?? (await this.#openOrWait());
    if (this.isAway && this.#triedAt !== null && performance.now() - this.#triedAt < TRY_EVERY_MS) {
      throw new DatabaseUnavailable(new Error('The server was not reached.'), false);
    }
    try {
      return await (this.isAway ? this.#tryToReach(take) : take());
    } catch (error) {
      throw isAway(error) ? new DatabaseUnavailable(error, false) : error;
    }
  }

  async #tryToReach<T>(attempt: () => Promise<T>): Promise<T> {
    const triedAt = performance.now();
    this.#triedAt = triedAt;
    try {
      return await attempt();
    } finally {
      if (this.#triedAt === triedAt) this.#triedAt = null;
    }
  }

  #takeFree(): MysqlConnection | undefined {
    for (;;) {
      const connection = this.#free.pop();
      if (connection === undefined || connection.isOpen) return connection;
      this.#forget(connection);
    }
  }

  #openOrWait(): Promise<MysqlConnection> {
    if (this.#connections.size + this.#opening < this.#options.poolSize) return this.#open();
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(waiting);
      };
      const waiting: Waiting = {
        take: (connection) => {
          end();
          resolve(connection);
        },
        giveUp: (error) => {
          end();
          reject(error);
        },
      };
      const timer = setTimeout(() => waiting.giveUp(problem('database_busy', { retryAfter: 1 })), ACQUIRE_MS);
      this.#waiting.add(waiting);
    });
  }

  async #open(): Promise<MysqlConnection> {
    if (this.#isClosed) throw new Error('The database has been closed.');
    this.#opening += 1;
    try {
      const connection = await this.#connect();
      this.isAway = false;
      return connection;
    } catch (error) {
      if (isUnreachable(error)) this.#declareAway(error);
      throw error;
    } finally {
      this.#opening -= 1;
    }
  }

  /** A connection that is set to what every one of them is set to. */
  async #connect(): Promise<MysqlConnection> {
    // Only server mode pays for the driver's memory.
    const { createConnection } = await import('mariadb');
    const { host, port, user, password, database, tls } = this.#address;
    const sockets: Socket[] = [];
    const config: ConnectionConfig = {
      host,
      port,
      user,
      password,
      database,
      ...(tls === null ? { allowPublicKeyRetrieval: true } : { ssl: toTlsOptions(tls, host) }),
      // The socket is ours, to see when it closes and to close it at once.
      stream: (give) => give(undefined, openSocket(host, port, sockets)),
      connectTimeout: CONNECT_MS,
      collation: 'UTF8MB4_BIN',
      // Instants come as text, numbers as numbers; what looks like JSON stays text.
      dateStrings: true,
      bigIntAsNumber: true,
      insertIdAsNumber: true,
      decimalAsNumber: true,
      autoJsonMap: false,
      metaAsArray: true,
      checkDuplicate: false,
      // One packet may hold several statements. Values never reach them but as parameters.
      multipleStatements: true,
      logParam: false,
      prepareCacheLength: 0,
    };
    try {
      const raw = await createConnection(config);
      const connection = new MysqlConnection(raw, sockets[0]!, this);
      this.#connections.add(connection);
      sockets[0]!.once('close', () => this.#forget(connection));
      await connection.executeQuery(CompiledQuery.raw(sessionSettings(this.#options.isPatient)));
      return connection;
    } catch (error) {
      for (const socket of sockets) socket.destroy();
      throw error;
    }
  }

  #forget(connection: MysqlConnection): void {
    this.#connections.delete(connection);
    this.#free = this.#free.filter((one) => one !== connection);
  }

  #declareAway(cause: unknown): void {
    this.isAway = true;
    for (const { giveUp } of [...this.#waiting]) giveUp(new DatabaseUnavailable(cause, false));
  }

  /** Where an answer is overdue and the server cannot be reached anew either, nobody need wait any longer. */
  async #look(): Promise<void> {
    for (const connection of this.#connections) {
      if (connection.silence() > STATEMENT_MS) connection.break();
    }
    if (!this.#isAnswerOverdue()) return;
    if (!this.isAway && this.#triedAt === null) await this.#probe();
    // What came in while this process was busy elsewhere is read before anybody is blamed.
    await new Promise(setImmediate);
    if (!this.isAway || !this.#isAnswerOverdue()) return;
    for (const connection of this.#connections) connection.break();
  }

  #isAnswerOverdue(): boolean {
    return [...this.#connections].some((connection) => connection.silence() > SILENT_MS);
  }

  /** Tries to make a connection of its own. */
  async #probe(): Promise<void> {
    try {
      (await this.#tryToReach(() => this.#connect())).break();
    } catch (error) {
      if (isUnreachable(error)) this.#declareAway(error);
    }
  }

  async beginTransaction(connection: MysqlConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    const level =
      isolationLevel === undefined ? [] : [CompiledQuery.raw(`set transaction isolation level ${isolationLevel}`)];
    connection.begin([...level, BEGIN]);
  }

  commitTransaction(connection: MysqlConnection): Promise<void> {
    return connection.commit();
  }

  async rollbackTransaction(connection: MysqlConnection): Promise<void> {
    try {
      await connection.rollback();
    } catch {
      // Where nothing can be sent any more, the server undoes it by itself; the first error is the one that matters.
      connection.break();
    }
  }

  async releaseConnection(connection: MysqlConnection): Promise<void> {
    if (connection.isOpen) {
      // One that still works is proof that the server is there.
      this.isAway = false;
      this.#serve(connection);
      return;
    }
    this.#forget(connection);
    if (this.#waiting.size === 0) return;
    this.#open().then(
      (another) => this.#serve(another),
      (error: unknown) => this.#waiting.values().next().value?.giveUp(error),
    );
  }

  /** Gives a connection to who has waited longest. */
  #serve(connection: MysqlConnection): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free.push(connection);
    else next.take(connection);
  }

  async destroy(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#watch);
    await Promise.all([...this.#connections].map((connection) => connection.end()));
    this.#connections.clear();
    this.#free = [];
  }

  connections(): DatabaseFigures['connections'] {
    return { open: this.#connections.size, free: this.#free.length, waiting: this.#waiting.size };
  }
}

/** Somebody who waits for a connection. */
interface Waiting {
  take: (connection: MysqlConnection) => void;
  giveUp: (error: unknown) => void;
}

function openSocket(host: string, port: number, sockets: Socket[]): Socket {
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  sockets.push(socket);
  return socket;
}

/** The driver knows the host of sockets that it opens itself only, so that the name to check is given. */
function toTlsOptions({ verifyIdentity, ...tls }: MysqlTls, host: string) {
  return {
    ...tls,
    minVersion: 'TLSv1.2' as const,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    checkServerIdentity: (_: string, certificate: PeerCertificate) =>
      verifyIdentity ? checkServerIdentity(host, certificate) : undefined,
  };
}
