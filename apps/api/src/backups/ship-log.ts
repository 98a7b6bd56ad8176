import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toTimestamp } from '../platform/clock.ts';
import { openDatabase, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { rest } from '../platform/rest.ts';
import { listBackups } from './catalogue.ts';
import { requireRecipients, seal } from './envelope.ts';
import { findEventEnd } from './log-events.ts';
import { assembleLog, nameOfRange, numberOf, type LogRange } from './log-ranges.ts';
import { listRanges, writeReach, type Reach } from './log-storage.ts';
import type { BackupContext } from './make-backup.ts';
import { permitted } from './permitted.ts';
import { openMysqlTools, type MysqlTools } from './mysql-tools.ts';
import { listLogFiles, readLogEnd, readLogOwner, readServer } from './server.queries.ts';

/** How the binary log is followed. */
export interface Shipping {
  /** Whether to end when all is stored that was there at the beginning. */
  isOnce: boolean;
  /** Milliseconds between two looks at what has come. */
  every: number;
  signal: AbortSignal;
  /** Is told after each look up to where the log is stored. */
  onReach: (reach: Reach & { server: string }) => Promise<void>;
  /** Is told that files between the last stored one and the first that the server still has are gone for good. */
  onGap: (after: string, next: string) => void;
}

/** A reach is written down so often while nothing happens. */
const REACH_EVERY_MS = 60_000;
const FOLDER_PREFIX = 'log-';
/** A work folder that was not touched for so long is nobody's: whoever follows a log touches its own with each look. */
const FORSAKEN_MS = 3_600_000;

/**
 * Copies the server's binary log to the storage as it grows, by the server's own tool, in parts that end with an event. What
 * is stored of a file is put together in one part when the server has ended the file. Goes on where an earlier one has left
 * off, whatever ended that.
 *
 * @throws Problem `backup_log_off`; `backup_tool_failed` when the tool ends, as when the server goes away.
 */
export async function shipLog(context: BackupContext, shipping: Shipping): Promise<void> {
  const { config } = context;
  requireRecipients(config.backupAgeRecipients);
  const url = config.backupDatabaseUrl ?? config.databaseUrl;
  const db = openDatabase(url, { poolSize: 1, isPatient: true });
  try {
    const { engine } = await readServer(db);
    if ((await permitted(() => readLogEnd(db, engine))) === null) throw problem('backup_log_off');
    const tools = await openMysqlTools(url, engine, config.backupToolsDir, ['log']);
    mkdirSync(config.dataDir, { recursive: true });
    removeForsaken(config.dataDir);
    const folder = mkdtempSync(path.join(config.dataDir, FOLDER_PREFIX));
    try {
      const server = await readLogOwner(db, engine);
      const ranges = await listRanges(context.storage, server);
      const first = await chooseFirstFile(context, db, server, ranges, shipping);
      await new Shipper({ context, shipping, db, tools, folder, server, ranges }, first).run();
    } finally {
      tools.close();
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    await db.destroy();
  }
}

/** What a process that was killed has left: it holds copies of the log, which grow to the size of the server's. */
function removeForsaken(dataDir: string): void {
  const oldest = Date.now() - FORSAKEN_MS;
  for (const name of readdirSync(dataDir).filter((name) => name.startsWith(FOLDER_PREFIX))) {
    const folder = path.join(dataDir, name);
    // Another that begins at the same time may have removed it.
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory() === true && found.mtimeMs < oldest) rmSync(folder, { recursive: true, force: true });
  }
}

/** The file after the last that is stored whole, or the first that a backup needs, or the one that is being written. */
async function chooseFirstFile(
  { storage }: BackupContext,
  db: Db,
  server: string,
  ranges: readonly LogRange[],
  { onGap }: Shipping,
): Promise<string> {
  const files = (await listLogFiles(db)).map(({ file }) => file);
  const stored = ranges.toSorted((a, b) => numberOf(a.file) - numberOf(b.file)).at(-1);
  const needed = (await listBackups(storage)).map(({ manifest: { log } }) =>
    log?.server === server ? log.file : null,
  );
  const isStoredWhole = stored !== undefined && assembleLog(ranges, stored.file)[0]?.isEnd === true;
  const wanted = stored?.file ?? needed.find((file) => file !== null) ?? files.at(-1)!;
  const number = numberOf(wanted) + (isStoredWhole ? 1 : 0);
  const first = files.find((file) => numberOf(file) >= number) ?? files.at(-1)!;
  if (numberOf(first) > number) onGap(wanted, first);
  return first;
}

interface Ground {
  context: BackupContext;
  shipping: Shipping;
  db: Db;
  tools: MysqlTools;
  /** Where the tool writes the server's files anew, under their names. */
  folder: string;
  server: string;
  /** What is stored of this log. */
  ranges: LogRange[];
}

/** Follows the log of one server. */
class Shipper {
  readonly #ground: Ground;
  #file: string;
  /** Up to where the file is stored. */
  #offset = 0;
  #written: Reach | null = null;

  constructor(ground: Ground, first: string) {
    this.#ground = ground;
    this.#file = first;
    this.#offset = assembleLog(ground.ranges, first)[0]?.to ?? 0;
  }

  async run(): Promise<void> {
    const { tools, folder, shipping } = this.#ground;
    const number = String(randomInt(2 ** 30, 2 ** 31));
    const { child, complaint } = tools.start('log', [
      '--read-from-remote-server',
      '--raw',
      '--stop-never',
      `--${tools.engine === 'mysql' ? 'connection-server-id' : 'stop-never-slave-server-id'}=${number}`,
      `--result-file=${folder}${path.sep}`,
      this.#file,
    ]);
    try {
      for (;;) {
        const isLast = shipping.signal.aborted;
        const isReached = await this.#look();
        if (isLast || (shipping.isOnce && isReached)) return;
        if (child.exitCode !== null || child.signalCode !== null)
          throw problem('backup_tool_failed', { tool: 'mysqlbinlog', reason: complaint() });
        await rest(shipping.every, shipping.signal);
      }
    } finally {
      child.kill();
    }
  }

  /** Stores what has come. Answers whether that is all that the server had when the look began. */
  async #look(): Promise<boolean> {
    const { db, context, tools, server, shipping, folder } = this.#ground;
    const at = toTimestamp(context.clock());
    const now = new Date();
    utimesSync(folder, now, now);
    const end = await readLogEnd(db, tools.engine);
    if (end === null) throw problem('backup_log_off');
    while (await this.#storeFile()) {
      // The server has ended that file and begun the next.
    }
    const isReached =
      numberOf(this.#file) > numberOf(end.file) || (this.#file === end.file && this.#offset >= end.offset);
    if (!isReached) return false;
    const reach = { file: this.#file, offset: this.#offset, at };
    const isNews = this.#written?.file !== reach.file || this.#written.offset !== reach.offset;
    if (isNews || Date.parse(at) - Date.parse(this.#written!.at) >= REACH_EVERY_MS) {
      await writeReach(context.storage, server, reach);
      this.#written = reach;
    }
    await shipping.onReach({ ...reach, server });
    return true;
  }

  /** Stores what the present file has got. Answers whether it has ended, and then goes on with the next. */
  async #storeFile(): Promise<boolean> {
    const { folder } = this.#ground;
    const source = path.join(folder, this.#file);
    // Looked for first: whatever the file has got by then is all that it will ever have.
    const next = this.#nextFile();
    if (!existsSync(source)) return false;
    if (next === null) {
      const to = await findEventEnd(source, this.#offset);
      if (to > this.#offset) await this.#store(source, this.#offset, to, false);
      this.#offset = Math.max(to, this.#offset);
      return false;
    }
    const { size } = statSync(source);
    await this.#store(source, 0, size, true);
    await this.#removeParts();
    rmSync(source);
    this.#file = next;
    this.#offset = 0;
    return true;
  }

  /** The file after the present one, when the tool has begun it. */
  #nextFile(): string | null {
    const digits = /\d+$/.exec(this.#file)![0];
    const next = this.#file.slice(0, -digits.length) + String(Number(digits) + 1).padStart(digits.length, '0');
    return existsSync(path.join(this.#ground.folder, next)) ? next : null;
  }

  /** Its name holds the checksum of what is stored, so it is sealed in the folder first. */
  async #store(source: string, from: number, to: number, isEnd: boolean): Promise<void> {
    const { context, folder, server, ranges } = this.#ground;
    const { backupAgeRecipients: recipients } = context.config;
    const file = this.#file;
    const part = path.join(folder, 'part');
    const { sealed, measure } = await seal(createReadStream(source, { start: from, end: to - 1 }), recipients);
    await pipeline(sealed, createWriteStream(part, { mode: 0o600 }));
    const { sha256 } = measure().stored;
    const range = { server, file, from, to, isEnd, sha256, isEncrypted: recipients.length > 0 };
    await context.storage.put(nameOfRange(range), createReadStream(part));
    ranges.push(range);
    rmSync(part);
  }

  /** The parts of the present file that its one part makes needless. */
  async #removeParts(): Promise<void> {
    const { context, ranges } = this.#ground;
    const parts = ranges.filter(({ file, isEnd }) => file === this.#file && !isEnd);
    for (const part of parts) {
      await context.storage.remove(nameOfRange(part));
      ranges.splice(ranges.indexOf(part), 1);
    }
  }
}
