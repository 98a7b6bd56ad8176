import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Readable as Stream } from 'node:stream';
import type { Config } from '../platform/config.ts';
import { folderStorage } from './folder-storage.ts';
import { s3Storage } from './s3-storage.ts';

/** Something that lies in a storage. */
export interface StoredObject {
  /** Its name below the storage's place, with `/` between folders. */
  name: string;
  bytes: number;
}

/** Where backups lie: a folder, or a bucket of an S3-compatible store. */
export interface Storage {
  /** What it is called in front of people; never a secret. */
  place: string;
  /** Keeps a stream under a name: all of it, or nothing when the stream fails. */
  put: (name: string, content: Readable) => Promise<void>;
  /** Reads an object; Problem `backup_missing` when there is none of the name. */
  get: (name: string) => Promise<Readable>;
  /** Everything whose name begins so, ordered by name. */
  list: (prefix: string) => Promise<StoredObject[]>;
  remove: (name: string) => Promise<void>;
}

/** The storage of the configuration, or another place of the same kind. */
export function openStorage(config: Config, place = config.backupStore ?? defaultPlace(config)): Storage {
  const { backupS3Endpoint, backupS3Region, backupS3AccessKeyId, backupS3SecretAccessKey } = config;
  if (!place.startsWith('s3://')) return folderStorage(place);
  return s3Storage(place, {
    endpoint: backupS3Endpoint,
    region: backupS3Region,
    accessKeyId: backupS3AccessKeyId,
    secretAccessKey: backupS3SecretAccessKey,
  });
}

function defaultPlace({ dataDir }: Config): string {
  return `${dataDir}/backups`;
}

/** Reads a small object as text. */
export async function getText(storage: Storage, name: string): Promise<string> {
  return text(await storage.get(name));
}

/** Keeps a small text. */
export async function putText(storage: Storage, name: string, content: string): Promise<void> {
  await storage.put(name, Stream.from([Buffer.from(content)]));
}
