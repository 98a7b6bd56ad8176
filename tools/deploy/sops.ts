import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Manifest } from '../kubernetes/manifest.ts';
import { StopError } from './stages.ts';

/**
 * The manifests with every Secret that sops has encrypted in clear, for the cluster only: whatever is printed or kept is made of the
 * encrypted ones.
 *
 * @throws StopError when sops is not there or has none of the keys.
 */
export async function decryptSecrets(manifests: Manifest[]): Promise<Manifest[]> {
  return Promise.all(manifests.map((manifest) => (manifest.sops === undefined ? manifest : decrypt(manifest))));
}

async function decrypt(manifest: Manifest): Promise<Manifest> {
  const { name } = manifest.metadata;
  // sops reads files. What lies there is encrypted.
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-sops-'));
  try {
    const file = path.join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(manifest));
    const { stdout } = await promisify(execFile)('sops', ['--decrypt', file]);
    return JSON.parse(stdout) as Manifest;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new StopError(`The Secret ${name} is encrypted, and sops is not in PATH.`);
    if (stderr === undefined) throw error;
    const said = stderr.trim().split('\n').slice(0, 3).join(' ');
    throw new StopError(`The Secret ${name} cannot be decrypted. Is your key in SOPS_AGE_KEY_FILE? sops says: ${said}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
