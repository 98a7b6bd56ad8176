import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stringify } from 'yaml';
import { parseManifests, type Manifest } from '../kubernetes/manifest.ts';
import { findingsOf } from '../kubernetes/policies.ts';
import { kustomizeCommand, render } from '../kubernetes/render.ts';
import { decryptSecrets } from './sops.ts';
import { StopError } from './stages.ts';

const lacking = ['sops', 'age-keygen'].filter((command) => !isThere(command));
if (kustomizeCommand() === null) lacking.push('kubectl or kustomize');
const skip = lacking.length > 0 ? `not in PATH: ${lacking.join(', ')}` : false;
const COMPONENT = path.join(import.meta.dirname, '../../deploy/kubernetes/components/sops');

describe('a Secret that sops has encrypted', { skip }, () => {
  let folder = '';
  const at = (name: string) => path.join(folder, name);

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'biblio-sops-test-'));
    execFileSync('age-keygen', ['-o', at('key')], { stdio: 'ignore' });
    const [, recipient] = /public key: (\S+)/.exec(readFileSync(at('key'), 'utf8'))!;
    const rules = readFileSync(path.join(COMPONENT, '.sops.yaml'), 'utf8').replace(/age: \S+/, `age: ${recipient}`);
    writeFileSync(at('.sops.yaml'), rules);
    writeFileSync(at('mail.sops.yaml'), stringify(secret('smtps://biblio:hunter2@mail.example.org')));
    execFileSync('sops', ['--encrypt', '--in-place', 'mail.sops.yaml'], { cwd: folder, stdio: 'ignore' });
    process.env['SOPS_AGE_KEY_FILE'] = at('key');
  });
  after(() => rmSync(folder, { recursive: true }));

  async function rendered(): Promise<Manifest[]> {
    const kustomization = { resources: ['mail.sops.yaml'], namespace: 'biblio-test', labels: [{ pairs: { a: 'b' } }] };
    writeFileSync(at('kustomization.yaml'), stringify(kustomization));
    return parseManifests(await render(folder));
  }

  test('passes through kustomize, holds to the policy and is decrypted for the cluster', async () => {
    const manifests = await rendered();
    const complaints = () => findingsOf(manifests).filter((finding) => finding.startsWith('keeps-secrets-out'));
    assert.deepEqual(complaints(), []);
    const [decrypted] = await decryptSecrets(manifests);
    assert.equal(decrypted!.stringData!['smtp-url'], 'smtps://biblio:hunter2@mail.example.org');
    assert.equal(decrypted!.metadata.namespace, 'biblio-test');
    assert.equal(decrypted!.sops, undefined);
  });

  test('is told in a sentence when the key is another', async () => {
    const manifests = await rendered();
    execFileSync('age-keygen', ['-o', at('another')], { stdio: 'ignore' });
    process.env['SOPS_AGE_KEY_FILE'] = at('another');
    const isRefusal = (error: unknown) =>
      error instanceof StopError && /biblio-mail cannot be decr/.test(error.message);
    await assert.rejects(decryptSecrets(manifests), isRefusal);
    process.env['SOPS_AGE_KEY_FILE'] = at('key');
  });

  test('is refused when its values were exchanged', async () => {
    const [manifest] = await rendered();
    const value = manifest!.stringData!['smtp-url']!;
    manifest!.stringData!['other'] = value;
    await assert.rejects(decryptSecrets([manifest!]), StopError);
  });
});

function secret(url: string): Manifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'biblio-mail' }, stringData: { 'smtp-url': url } };
}

function isThere(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // It is there and did not like the question.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
