import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeIdentity } from '../../apps/api/src/backups/envelope.ts';
import { findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { apply, getOne } from './kubectl.ts';

/** The Secrets that pods of these manifests cannot start without, with the keys that they read. */
export function neededSecrets(manifests: Manifest[]): Map<string, string[]> {
  const needed = new Map<string, string[]>([['biblio-database', ['database-url']]]);
  if (findManifest(manifests, 'StatefulSet', 'biblio-mysql')) needed.set('biblio-mysql', ['root-password', 'password']);
  if (findManifest(manifests, 'CronJob', 'biblio-backup')) {
    const hasOwnAccounts = findManifest(manifests, 'Job', 'biblio-backup-accounts') !== undefined;
    const password = hasOwnAccounts ? ['password'] : [];
    needed.set('biblio-backup', ['database-url', 'age-recipients', ...password]);
    needed.set('biblio-restore', ['database-url', 'age-identity', ...password]);
  }
  if (findManifest(manifests, 'Ingress') ?? findManifest(manifests, 'Gateway')) {
    needed.set('biblio-tls', ['tls.crt', 'tls.key']);
  }
  // These come by themselves: they are applied, or an operator makes them from what is.
  for (const { kind, metadata, spec } of manifests) {
    if (kind === 'Secret') needed.delete(metadata.name);
    const made = spec as { secretName?: string; target?: { name?: string } } | undefined;
    if (kind === 'Certificate') needed.delete(made?.secretName ?? '');
    if (kind === 'ExternalSecret') needed.delete(made?.target?.name ?? '');
  }
  return needed;
}

/** @returns what is missing of the Secrets, as `name` or `name (key)`. */
export async function missingSecrets(namespace: string, needed: Map<string, string[]>): Promise<string[]> {
  const missing: string[] = [];
  for (const [name, keys] of needed) {
    const secret = await getOne<Manifest>(['secret', name, '--namespace', namespace]);
    if (secret === null) missing.push(name);
    else missing.push(...keys.filter((key) => !(key in (secret.data ?? {}))).map((key) => `${name} (${key})`));
  }
  return missing;
}

/** Whether `createSecrets` can make all of these: a database elsewhere has a password of its own, and a Secret is never completed. */
export function canCreate(names: string[], manifests: Manifest[]): boolean {
  const hasOwnDatabase = findManifest(manifests, 'StatefulSet', 'biblio-mysql') !== undefined;
  const isPair = (one: string, other: string) => names.includes(one) === names.includes(other);
  const isWhole = isPair('biblio-mysql', 'biblio-database') && isPair('biblio-backup', 'biblio-restore');
  return names.every((name) => name === 'biblio-tls' || (hasOwnDatabase && isWhole && !name.includes('(')));
}

/** Makes Secrets that are missing altogether, with random passwords and a certificate that signs itself. */
export async function createSecrets(namespace: string, names: string[], host: string): Promise<string[]> {
  const made: string[] = [];
  const make = async (name: string, stringData: Record<string, string>, type = 'Opaque') => {
    const metadata = { name, namespace };
    await apply([{ apiVersion: 'v1', kind: 'Secret', metadata, stringData, type } as Manifest]);
    made.push(name);
  };
  if (names.includes('biblio-mysql') && names.includes('biblio-database')) {
    const password = randomBytes(24).toString('base64url');
    await make('biblio-mysql', { 'root-password': randomBytes(24).toString('base64url'), password });
    await make('biblio-database', { 'database-url': `mysql://biblio:${password}@biblio-mysql:3306/biblio` });
  }
  if (names.includes('biblio-backup') && names.includes('biblio-restore')) {
    const { identity, recipient } = await makeIdentity();
    const account = (name: string) => {
      const password = randomBytes(24).toString('base64url');
      return { password, 'database-url': `mysql://${name}:${password}@biblio-mysql:3306/biblio` };
    };
    await make('biblio-backup', { ...account('biblio_backup'), 'age-recipients': recipient });
    await make('biblio-restore', { ...account('biblio_restore'), 'age-identity': identity });
  }
  if (names.includes('biblio-tls')) {
    const certificate = selfSigned(host);
    if (certificate !== null) await make('biblio-tls', certificate, 'kubernetes.io/tls');
  }
  return made;
}

/** Made by openssl; null where there is none. */
export function selfSigned(host: string, days = 90): Record<string, string> | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-tls-'));
  const [key, crt] = [path.join(folder, 'tls.key'), path.join(folder, 'tls.crt')];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-days', String(days)];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', crt], { stdio: 'ignore' });
    return { 'tls.crt': readFileSync(crt, 'utf8'), 'tls.key': readFileSync(key, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Marks the pods with a hash of the Secrets that they read, so that a changed one rolls them as a changed setting does. The hash is of
 * the Secret's version, not of what it holds.
 */
export async function stampSecrets(namespace: string, manifests: Manifest[]): Promise<void> {
  for (const [name, secrets] of Object.entries(READ_BY)) {
    const template = findManifest(manifests, 'Deployment', name)?.spec?.template;
    if (template?.metadata === undefined) continue;
    const hash = await hashVersions(namespace, secrets);
    template.metadata.annotations = { ...template.metadata.annotations, 'biblio.pro/secrets': hash };
  }
}

const READ_BY: Record<string, string[]> = {
  'biblio-api': ['biblio-database', 'biblio-mail'],
  'biblio-worker': ['biblio-database', 'biblio-mail'],
  'biblio-backup-log': ['biblio-database', 'biblio-backup'],
};

async function hashVersions(namespace: string, names: string[]): Promise<string> {
  type Secret = { metadata: { uid: string; resourceVersion: string } };
  const versions: string[] = [];
  for (const name of names) {
    const secret = await getOne<Secret>(['secret', name, '--namespace', namespace]);
    if (secret !== null) versions.push(`${name} ${secret.metadata.uid} ${secret.metadata.resourceVersion}`);
  }
  return createHash('sha256').update(versions.join('\n')).digest('hex').slice(0, 16);
}
