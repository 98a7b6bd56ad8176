import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../kubernetes/combinations.ts';
import { configMapData, findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { apply, diff, getOne, kubectl, tryKubectl } from './kubectl.ts';
import { preflight } from './preflight.ts';
import { ROLLED_OUT, rollOut, takeUp, type ReleaseOptions } from './release.ts';
import { canCreate, createSecrets, stampSecrets } from './secrets.ts';
import { decryptSecrets } from './sops.ts';
import { say, StopError, timed } from './stages.ts';

export interface DeployOptions extends ReleaseOptions {
  environment: Environment;
  createsSecrets: boolean;
  isDryRun: boolean;
}

/**
 * Brings a rendered environment into the cluster: looks for what stands in the way, compares, prepares, migrates, tries a canary, rolls
 * out while the new pods are watched, tries it, and watches on.
 *
 * @throws StopError when it did not succeed; what had been rolled out is rolled back then.
 */
export async function deploy(rendered: Manifest[], options: DeployOptions): Promise<void> {
  const namespace = findManifest(rendered, 'Namespace')!.metadata.name;
  const { isFirst, missing } = await timed('preflight', () => inspect(options, namespace, rendered));
  const manifests = await decryptSecrets(rendered);
  await timed('compare', () => compare(namespace, manifests, isFirst));
  if (options.isDryRun) {
    say('\nNothing was changed (--dry-run).');
    return;
  }
  const { before, migration, once: onlyOnce, release } = divide(manifests);
  await timed('prepare', async () => {
    // Before anything is applied, which would lead users to it.
    if (!isFirst) await takeUp(namespace);
    await apply(manifests.filter(({ kind }) => kind === 'Namespace'));
    const host = new URL(configMapData(manifests, 'biblio-settings')['PUBLIC_URL'] ?? 'https://biblio.localhost')
      .hostname;
    const made = await createSecrets(namespace, missing, host);
    if (made.length > 0) say(`Made the Secrets ${made.join(', ')}.`);
    await apply(before);
    await waitForDependencies(namespace, before);
    await stampSecrets(namespace, release);
  });
  await timed('migrate', async () => {
    for (const job of migration) await runJob(namespace, job, 'again');
    for (const job of onlyOnce) await runJob(namespace, job, 'once');
  });
  await rollOut(options, namespace, release);
  say(`\nBiblio Pro runs in ${namespace}.`);
}

async function inspect(options: DeployOptions, namespace: string, manifests: Manifest[]) {
  const found = await preflight(options.environment, namespace, manifests);
  for (const sentence of found.well) say(`✓ ${sentence}`);
  const { wrong, missingSecrets } = found;
  const canMake = options.createsSecrets && canCreate(missingSecrets, manifests);
  if (missingSecrets.length > 0 && !canMake) {
    wrong.push(
      `Secrets are missing in ${namespace}: ${missingSecrets.join(', ')}. See the READMEs of the components, or use --create-secrets.`,
    );
  }
  if (wrong.length > 0) throw new StopError(`Not deployed, and nothing was changed:\n  - ${wrong.join('\n  - ')}`);
  if (missingSecrets.length > 0) say(`✓ Will make the Secrets ${missingSecrets.join(', ')}.`);
  return { isFirst: found.isFirst, missing: missingSecrets };
}

/** Objects that are run rather than kept differ each time, and are left out. */
async function compare(namespace: string, manifests: Manifest[], isFirst: boolean): Promise<void> {
  if (isFirst) {
    say(`${namespace} is new: ${manifests.length} objects will be made.`);
    return;
  }
  await stampSecrets(namespace, manifests);
  const kept = manifests.filter(({ kind }) => kind !== 'Job');
  const text = await diff(kept);
  if (text === '') say('Nothing differs from what runs.');
  else
    say(
      text.replace(/^(diff|---|\+\+\+) .*\n/gm, (line) =>
        line.startsWith('+++') ? `${line.split('/').pop()?.split('\t')[0]}\n` : '',
      ),
    );
}

/** What comes before the migration, the migrations, and what rolls out after them. */
function divide(manifests: Manifest[]) {
  const isRelease = ({ kind, metadata }: Manifest) =>
    (kind === 'Deployment' && ROLLED_OUT.includes(metadata.name)) || kind === 'HorizontalPodAutoscaler';
  const isOnce = ({ metadata }: Manifest) => metadata.labels?.['biblio.pro/once'] === 'true';
  const jobs = manifests.filter(({ kind }) => kind === 'Job');
  return {
    before: manifests.filter(
      (manifest) => manifest.kind !== 'Job' && manifest.kind !== 'Namespace' && !isRelease(manifest),
    ),
    migration: jobs.filter((job) => !isOnce(job)),
    once: jobs.filter(isOnce),
    release: manifests.filter(isRelease),
  };
}

async function waitForDependencies(namespace: string, before: Manifest[]): Promise<void> {
  for (const { kind, metadata } of before.filter(({ kind }) => ['StatefulSet', 'Deployment'].includes(kind))) {
    await kubectl(['rollout', 'status', `${kind}/${metadata.name}`, '--namespace', namespace, '--timeout=600s']);
  }
}

interface Job {
  status: { conditions?: { type: string; status: string; message?: string }[] };
}

async function runJob(namespace: string, job: Manifest, mode: 'once' | 'again'): Promise<void> {
  const { name } = job.metadata;
  const read = () => getOne<Job>(['job', name, '--namespace', namespace]);
  if (mode === 'once' && (await read()) !== null) return;
  await kubectl(['delete', 'job', name, '--namespace', namespace, '--ignore-not-found', '--wait=true']);
  await apply([job]);
  for (;;) {
    const ended = (await read())?.status.conditions?.find(
      ({ type, status }) => ['Complete', 'Failed'].includes(type) && status === 'True',
    );
    if (ended !== undefined) {
      const { stdout } = await tryKubectl(['logs', `job/${name}`, '--namespace', namespace, '--tail=20']);
      say(stdout.trim().replace(/^/gm, '  '));
      if (ended.type === 'Complete') return;
      throw new StopError(`${name} failed: ${ended.message}. Nothing was rolled out; the release before goes on.`);
    }
    await sleep(500);
  }
}
