import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toTimestamp } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { AppContext } from '../platform/context.ts';
import { isServer, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { deletePieces, findPiece, insertPiece, listUploadsBefore } from './uploads.queries.ts';

type Needs = Pick<AppContext, 'config' | 'db' | 'clock'>;

/** Small enough that some hundred of them fit into what any server takes as one statement. */
const PIECE_BYTES = 64 * 1024;
/** Pieces after which whoever fetches a file says that it is alive. */
const PIECES_PER_SIGN = 256;
/** An upload that is still coming has no import yet: only what has lain longer than this can be left over. */
const LEFT_OVER_AFTER_HOURS = 24;

/** Where an uploaded file lies in this process's data folder until its import is over. */
export function uploadPath(config: Config, storedAs: string): string {
  return path.join(config.dataDir, 'uploads', path.basename(storedAs));
}

/**
 * Streams an upload into the data folder; no more of it than some pieces is ever in memory. On a database server the database
 * keeps it too, for the process that will need it. A refused or broken upload leaves nothing behind.
 *
 * @throws Problem `upload_too_large` as soon as the limit is passed.
 */
export async function storeUpload(context: Needs, file: Readable): Promise<{ storedAs: string; size: number }> {
  const { config } = context;
  const storedAs = `${randomUUID()}.upload`;
  const target = uploadPath(config, storedAs);
  await mkdir(path.dirname(target), { recursive: true });
  let size = 0;
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > config.uploadLimit) throw problem('upload_too_large', { limit: config.uploadLimit });
      yield chunk;
    }
  };
  const kept = isServer(config.databaseUrl) ? keepPieces(context, storedAs) : passOn;
  try {
    await pipeline(file, counted, kept, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    // Whatever broke the upload, half a file is of no use to anybody.
    await removeUpload(context, storedAs);
    throw error;
  }
  return { storedAs, size };
}

async function* passOn(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* source;
}

function keepPieces({ db, clock }: Needs, storedAs: string): typeof passOn {
  return async function* (source) {
    let position = 0;
    let waiting: Uint8Array[] = [];
    let bytes = 0;
    const keep = async () => {
      const content = Buffer.concat(waiting);
      waiting = [];
      bytes = 0;
      for (let start = 0; start < content.length; start += PIECE_BYTES) {
        const piece = content.subarray(start, start + PIECE_BYTES);
        await insertPiece(db, { storedAs, position: position++, content: piece, now: toTimestamp(clock()) });
      }
    };
    for await (const chunk of source) {
      waiting.push(chunk);
      bytes += chunk.length;
      if (bytes >= PIECE_BYTES) await keep();
      yield chunk;
    }
    await keep();
  };
}

/**
 * Finds an uploaded file, and fetches it from the database when another process took it in.
 *
 * @param signOfLife is called now and then while a large file is fetched
 * @returns where it lies in the data folder
 * @throws Problem `upload_gone` when nobody has it, or not all of it.
 */
export async function findUpload(
  { config, db }: Pick<Needs, 'config' | 'db'>,
  { storedAs, size }: { storedAs: string; size: number },
  signOfLife: () => Promise<unknown> = async () => {},
): Promise<string> {
  const target = uploadPath(config, storedAs);
  if (existsSync(target)) return target;
  await mkdir(path.dirname(target), { recursive: true });
  const part = `${target}.${randomUUID()}.part`;
  try {
    await pipeline(
      Readable.from(readPieces(db, storedAs, signOfLife)),
      createWriteStream(part, { flags: 'wx', mode: 0o600 }),
    );
    if ((await stat(part)).size !== size || size === 0) throw problem('upload_gone');
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return target;
}

async function* readPieces(db: Db, storedAs: string, signOfLife: () => Promise<unknown>): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    if (position % PIECES_PER_SIGN === 0) await signOfLife();
    const piece = await findPiece(db, storedAs, position);
    if (piece === undefined) return;
    yield piece;
  }
}

/** Removes an uploaded file from this process's data folder and from the database. */
export async function removeUpload({ config, db }: Pick<Needs, 'config' | 'db'>, storedAs: string): Promise<void> {
  await rm(uploadPath(config, storedAs), { force: true });
  if (isServer(config.databaseUrl)) await deletePieces(db, storedAs);
}

/**
 * Removes what is left over in this process's data folder and in the database: files of imports that another process has
 * ended, and halves of uploads during which a process died.
 *
 * @param needed names of files whose imports are not over
 */
export async function removeLeftOvers({ config, db, clock }: Needs, needed: ReadonlySet<string>): Promise<void> {
  const before = clock().subtract({ hours: LEFT_OVER_AFTER_HOURS });
  const folder = path.dirname(uploadPath(config, 'any'));
  // No folder yet: nothing was ever uploaded.
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const { mtimeMs } = await stat(path.join(folder, name));
    if (mtimeMs < before.epochMilliseconds && !needed.has(name)) await rm(path.join(folder, name), { force: true });
  }
  for (const storedAs of await listUploadsBefore(db, toTimestamp(before))) {
    if (!needed.has(storedAs)) await deletePieces(db, storedAs);
  }
}

/** How long what is still coming of a refused upload is read and thrown away. */
const LINGER_MILLISECONDS = 5000;

/**
 * Closes the connection of an upload that was refused while it came. A client that still sends would miss the answer if the
 * connection broke at once, so the rest is discarded for some seconds first.
 */
export function discardRest(request: IncomingMessage): void {
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER_MILLISECONDS).unref();
  request.once('close', () => clearTimeout(timer));
}
