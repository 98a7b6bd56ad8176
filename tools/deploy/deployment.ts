import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../kubernetes/combinations.ts';
import { configMapData, findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { apply, diff, getOne, kubectl, KubectlError, tryKubectl } from './kubectl.ts';
import { judge, p95, type Budget } from './metrics.ts';
import { preflight } from './preflight.ts';
import { PodMetrics, revisionsOf, stateOf, undo } from './rollout.ts';
import { canCreate, createSecrets, stampSecrets } from './secrets.ts';
import { smokeTest } from './smoke-test.ts';
import { say, StopError, timed } from './stages.ts';

/** In the order in which they roll out: the API first, since an old web app knows how to talk to it. */
const ROLLED_OUT = ['biblio-api', 'biblio-worker', 'biblio-web', 'biblio-backup-log'];

export interface DeployOptions {
  environment: Environment;
  createsSecrets: boolean;
  /** How long the release is watched after the rollout. */
  watchSeconds: number;
  budget: Budget;
  isDryRun: boolean;
}

/**
 * Brings a rendered environment into the cluster: looks for what stands in the way, compares, prepares, migrates, rolls out while the
 * new pods are watched, tries it, and watches on.
 *
 * @throws StopError when it did not succeed; what had been rolled out is rolled back then.
 */
export async function deploy(manifests: Manifest[], options: DeployOptions): Promise<void> {
  const namespace = findManifest(manifests, 'Namespace')!.metadata.name;
  const { isFirst, missing } = await timed('preflight', () => inspect(options, namespace, manifests));
  await timed('compare', () => compare(namespace, manifests, isFirst));
  if (options.isDryRun) {
    say('\nNothing was changed (--dry-run).');
    return;
  }
  const { before, migration, once: onlyOnce, release } = divide(manifests);
  await timed('prepare', async () => {
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

async function rollOut(options: DeployOptions, namespace: string, release: Manifest[]): Promise<void> {
  const former = new Map<string, number>();
  for (const name of ROLLED_OUT) {
    const [newest] = await revisionsOf(namespace, name);
    if (newest !== undefined) former.set(name, newest.number);
  }
  const metrics = new PodMetrics(namespace, 'biblio-api');
  try {
    await timed('roll out', async () => {
      await apply(release);
      await wakeAutoscaled(namespace, release);
      await watchRollout(options, namespace, release, metrics);
    });
    await timed('smoke test', () => smokeTest(namespace));
    await timed('watch', () => watchRelease(options, metrics));
  } catch (error) {
    if (!(error instanceof StopError) && !(error instanceof KubectlError)) throw error;
    await timed('roll back', () => rollBack(namespace, former, error.message));
  } finally {
    await metrics.close();
  }
}

/** An autoscaler leaves alone what somebody has scaled to nothing, as for a restore. */
async function wakeAutoscaled(namespace: string, release: Manifest[]): Promise<void> {
  for (const { spec } of release.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')) {
    const { name } = spec!.scaleTargetRef!;
    const deployment = await getOne<Manifest>(['deployment', name, '--namespace', namespace]);
    if (deployment?.spec?.replicas !== 0) continue;
    await kubectl(['scale', 'deployment', name, '--namespace', namespace, `--replicas=${spec?.minReplicas ?? 1}`]);
  }
}

async function watchRollout(
  { budget }: DeployOptions,
  namespace: string,
  release: Manifest[],
  metrics: PodMetrics,
): Promise<void> {
  const there = release.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
  const waiting = new Set(ROLLED_OUT.filter((name) => there.includes(name)));
  while (waiting.size > 0) {
    const names = [...waiting];
    const [answers, states] = await Promise.all([
      metrics.read(),
      Promise.all(names.map((name) => stateOf(namespace, name))),
    ]);
    objectTo(answers, budget);
    for (const [index, state] of states.entries()) {
      const name = names[index]!;
      if (state.step === 'broken') throw new StopError(`${name} does not come up: ${state.said}.`);
      if (state.step === 'under way') continue;
      waiting.delete(name);
      say(`${name} is rolled out.`);
    }
    await sleep(500);
  }
}

async function watchRelease({ budget, watchSeconds }: DeployOptions, metrics: PodMetrics): Promise<void> {
  const until = Date.now() + watchSeconds * 1000;
  let answers = await metrics.read();
  while (Date.now() < until) {
    objectTo(answers, budget);
    await sleep(1000);
    answers = await metrics.read();
  }
  objectTo(answers, budget);
  const { requests, failed } = answers;
  say(`The new pods answered ${requests} requests, ${failed} with an error; 95 % within ${p95(answers)} s.`);
}

function objectTo(answers: Awaited<ReturnType<PodMetrics['read']>>, budget: Budget): void {
  const objection = judge(answers, budget);
  if (objection !== null) throw new StopError(objection);
}

/** @throws StopError in any case: the deployment has failed. */
async function rollBack(namespace: string, former: Map<string, number>, reason: string): Promise<never> {
  say(`\n✗ ${reason}`);
  // All at once: users meet the faulty pods until the last of them is gone.
  const undone = ROLLED_OUT.map(async (name) => {
    const revision = former.get(name);
    const [newest] = await revisionsOf(namespace, name);
    if (revision === undefined || newest === undefined || newest.number === revision) return [];
    await undo(namespace, name, revision);
    return [name];
  });
  const back = (await Promise.all(undone)).flat();
  const told =
    back.length > 0
      ? `Rolled back ${back.join(', ')} to the release before. The schema stays as it is; the release before works with it.`
      : 'There was no release before, so everything stays for you to look at: kubectl get pods, describe, logs.';
  throw new StopError(`${reason}\n  ${told}`);
}
