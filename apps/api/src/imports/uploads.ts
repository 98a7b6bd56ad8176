import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../platform/config.ts';
import { problem } from '../platform/errors.ts';

/** Where an uploaded file lies until its import is over. */
export function uploadPath(config: Config, storedAs: string): string {
  return path.join(config.dataDir, 'uploads', path.basename(storedAs));
}

/**
 * Streams an upload into the data folder; no more of it than a chunk is ever in memory. A refused or broken upload leaves
 * nothing behind.
 *
 * @throws Problem `upload_too_large` as soon as the limit is passed.
 */
export async function storeUpload(config: Config, file: Readable): Promise<{ storedAs: string; size: number }> {
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
  try {
    await pipeline(file, counted, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    // Whatever broke the upload, half a file is of no use to anybody.
    await rm(target, { force: true });
    throw error;
  }
  return { storedAs, size };
}

export async function removeUpload(config: Config, storedAs: string): Promise<void> {
  await rm(uploadPath(config, storedAs), { force: true });
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
