import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini } from 's3mini';
import { Problem, problem } from '../platform/errors.ts';
import type { Storage } from './storage.ts';

/** How an S3-compatible store is reached. */
export interface S3Access {
  /** The store's address; null for Amazon's in the region. */
  endpoint: string | null;
  region: string;
  accessKeyId: string | null;
  secretAccessKey: string | null;
}

/** A part of an upload: the smallest that S3 takes is 5 MiB, and it takes 10,000 of them. */
const PART_BYTES = 16 * 1024 ** 2;

/**
 * Asks by undici 8, connections included, instead of Node's own: that of Node 24 ends the whole process when a server closes the
 * connection of an answer that is read slowly (nodejs/undici#5360). Without an agent of its own, undici takes the connections of Node's
 * wherever anything has loaded that before. Only who has a bucket pays for its memory.
 */
function fetchByUndici(): typeof fetch {
  const loaded = import('undici').then(({ Agent, fetch: ask }) => ({ ask, dispatcher: new Agent() }));
  return async (input, init) => {
    const { ask, dispatcher } = await loaded;
    return (await ask(input as string, { ...(init as object), dispatcher })) as unknown as Response;
  };
}

/**
 * Backups in a bucket, `s3://bucket/prefix`. What is sent is held in memory one part at a time.
 *
 * @throws Problem `backup_storage_unavailable` from every operation that the store does not carry out.
 */
export function s3Storage(place: string, { endpoint, region, accessKeyId, secretAccessKey }: S3Access): Storage {
  const { hostname: bucket, pathname } = new URL(place);
  if (accessKeyId === null || secretAccessKey === null) throw problem('backup_storage_credentials_missing', { place });
  const address = endpoint ?? `https://s3.${region}.amazonaws.com`;
  const access = { accessKeyId, secretAccessKey, region, endpoint: `${address}/${bucket}` };
  const store = new S3mini({ ...access, fetch: fetchByUndici() });
  const prefix = pathname.replace(/^\/+|\/+$/g, '');
  const keyOf = (name: string) => (prefix === '' ? name : `${prefix}/${name}`);
  const nameOf = (key: string) => (prefix === '' ? key : key.slice(prefix.length + 1));
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw problem('backup_storage_unavailable', { place, reason: (error as Error).message });
    }
  };
  return {
    place,
    put: async (name, content) => {
      const key = keyOf(name);
      const parts = partsOf(content);
      const first = (await parts.next()).value ?? Buffer.alloc(0);
      const second = await parts.next();
      if (second.done === true) {
        await ask(() => store.putObject(key, first));
        return;
      }
      const uploadId = await ask(() => store.getMultipartUploadId(key));
      const sent: { partNumber: number; etag: string }[] = [];
      const send = async (part: Buffer) => {
        sent.push(await ask(() => store.uploadPart(key, uploadId, part, sent.length + 1)));
      };
      try {
        await send(first);
        await send(second.value);
        for await (const part of parts) await send(part);
        await ask(() => store.completeMultipartUpload(key, uploadId, sent));
      } catch (error) {
        // What was sent would be paid for without ever being seen.
        await ask(() => store.abortMultipartUpload(key, uploadId));
        throw error;
      }
    },
    get: async (name) => {
      const answer = await ask(() => store.getObjectResponse(keyOf(name)));
      if (answer === null) throw problem('backup_missing', { name, place });
      return answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as unknown as ReadableStream);
    },
    list: async (below) => {
      const found = await ask(() => store.listObjects('/', keyOf(below)));
      if (found === null) throw problem('backup_storage_unavailable', { place, reason: 'There is no such bucket.' });
      return found
        .map(({ Key, Size }) => ({ name: nameOf(Key), bytes: Number(Size) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    remove: async (name) => {
      await ask(() => store.deleteObject(keyOf(name)));
    },
  };
}

async function* partsOf(content: Readable): AsyncGenerator<Buffer, undefined> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(chunks);
    [chunks, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(chunks);
  return undefined;
}
