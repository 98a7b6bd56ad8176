import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';

/** The program: github.com/versity/versitygw, an S3 server on a folder. */
const PROGRAM = process.env['BIBLIO_TEST_VERSITYGW'] ?? 'versitygw';

/** Why there is no S3 server here; false when there is. */
export const NO_S3 =
  spawnSync(PROGRAM, ['--version']).status !== 0 &&
  'versitygw cannot be run; BIBLIO_TEST_VERSITYGW may say where it is';

/** An S3 server of a test's own, with one bucket. */
export interface S3Server {
  /** The settings that lead to it. */
  settings: Record<string, string>;
  stop: () => Promise<void>;
}

/** @param host address of this machine at which it is reached */
export async function startS3Server(host = '127.0.0.1'): Promise<S3Server> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-s3-'));
  const bucket = 'library-backups';
  // What it knows of objects beside their contents lies apart: not every file system keeps extended attributes.
  const [objects, sidecar] = [path.join(folder, 'objects'), path.join(folder, 'sidecar')];
  mkdirSync(path.join(objects, bucket), { recursive: true });
  mkdirSync(sidecar);
  const port = await findFreePort();
  const access = { accessKeyId: 'biblio', secretAccessKey: 'not-a-secret' };
  const child = spawn(
    PROGRAM,
    [
      '--port',
      `${host}:${port}`,
      '--access',
      access.accessKeyId,
      '--secret',
      access.secretAccessKey,
      'posix',
      '--sidecar',
      sidecar,
      objects,
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const endpoint = `http://${host}:${port}`;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) throw new Error(`versitygw ended with ${child.exitCode}.`);
    await pause(20);
  }
  return {
    settings: {
      BACKUP_STORE: `s3://${bucket}/town/library`,
      BACKUP_S3_ENDPOINT: endpoint,
      BACKUP_S3_ACCESS_KEY_ID: access.accessKeyId,
      BACKUP_S3_SECRET_ACCESS_KEY: access.secretAccessKey,
    },
    stop: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint);
    return true;
  } catch (error) {
    // Not listening yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
