import { setTimeout as sleep } from 'node:timers/promises';
import { findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { tryCanary } from './canary.ts';
import { apply, getOne, kubectl, KubectlError } from './kubectl.ts';
import { Judge, p95, type Budget } from './metrics.ts';
import { brokenOff, narrow, PodMetrics, revisionsOf, stateOf, undo, type Revision } from './rollout.ts';
import { smokeTest } from './smoke-test.ts';
import { say, StopError, timed } from './stages.ts';

export const API = 'biblio-api';
/** In the order in which they roll out: the API first, since an old web app knows how to talk to it. */
export const ROLLED_OUT = [API, 'biblio-worker', 'biblio-web', 'biblio-backup-log'];

export interface ReleaseOptions {
  /** How long the first new pod alone takes its share of users' requests, at most. */
  canarySeconds: number;
  /** How long the release is watched after the rollout. */
  watchSeconds: number;
  budget: Budget;
}

/** Rolls a release out behind a canary, tries it and watches it. @throws StopError when it did not last; it is rolled back then. */
export async function rollOut(options: ReleaseOptions, namespace: string, release: Manifest[]): Promise<void> {
  const former = new Map<string, Revision>();
  for (const name of ROLLED_OUT) {
    const [newest] = await revisionsOf(namespace, name);
    if (newest !== undefined) former.set(name, newest);
  }
  const watched = { metrics: new PodMetrics(namespace, API), judge: new Judge(options.budget) };
  try {
    const api = findManifest(release, 'Deployment', API);
    const formerApi = former.get(API);
    if (api !== undefined && formerApi !== undefined) {
      await timed('canary', () => tryCanary(options, namespace, { deployment: api, former: formerApi, ...watched }));
    }
    await timed('roll out', async () => {
      await apply(release);
      await wakeAutoscaled(namespace, release);
      await watchRollout(namespace, release, watched);
    });
    await timed('smoke test', () => smokeTest(namespace));
    await timed('watch', () => watchRelease(options, watched));
  } catch (error) {
    if (!(error instanceof StopError) && !(error instanceof KubectlError)) throw error;
    await timed('roll back', () => rollBack(namespace, former, error.message));
  } finally {
    await watched.metrics.close();
  }
}

/** Begins where a deployment that was broken off has left the library: with its canary, past which users are led. */
export async function takeUp(namespace: string): Promise<void> {
  const number = await brokenOff(namespace, API);
  const former = (await revisionsOf(namespace, API)).find((revision) => revision.number === number);
  if (former === undefined) return;
  say('A deployment was broken off before; its canary is taken away first.');
  await undo(namespace, API, former);
  await narrow(namespace, API, null);
}

interface Watched {
  metrics: PodMetrics;
  judge: Judge;
}

/** @throws StopError when what the new pods answered speaks against the release. */
async function hear({ metrics, judge }: Watched) {
  const answers = await metrics.read();
  const { objection } = judge.hear(answers);
  if (objection !== null) throw new StopError(objection);
  return answers;
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

async function watchRollout(namespace: string, release: Manifest[], watched: Watched): Promise<void> {
  const there = release.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
  const waiting = new Set(ROLLED_OUT.filter((name) => there.includes(name)));
  while (waiting.size > 0) {
    const names = [...waiting];
    const [states] = await Promise.all([Promise.all(names.map((name) => stateOf(namespace, name))), hear(watched)]);
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

async function watchRelease({ watchSeconds }: ReleaseOptions, watched: Watched): Promise<void> {
  const until = Date.now() + watchSeconds * 1000;
  let answers = await hear(watched);
  while (Date.now() < until) {
    await sleep(500);
    answers = await hear(watched);
  }
  const { requests, failed } = answers;
  say(`The new pods answered ${requests} requests, ${failed} with an error; 95 % within ${p95(answers)} s.`);
}

/** @throws StopError in any case: the deployment has failed. */
async function rollBack(namespace: string, former: Map<string, Revision>, reason: string): Promise<never> {
  say(`\n✗ ${reason}`);
  // All at once: users meet the faulty pods until the last of them is gone.
  const undone = ROLLED_OUT.map(async (name) => {
    const revision = former.get(name);
    const [newest] = await revisionsOf(namespace, name);
    if (revision === undefined || newest === undefined || newest.hash === revision.hash) return [];
    await undo(namespace, name, revision);
    return [name];
  });
  const back = (await Promise.all(undone)).flat();
  if (former.has(API)) await narrow(namespace, API, null);
  const told =
    back.length > 0
      ? `Rolled back ${back.join(', ')} to the release before. The schema stays as it is; the release before works with it.`
      : 'There was no release before, so everything stays for you to look at: kubectl get pods, describe, logs.';
  throw new StopError(`${reason}\n  ${told}`);
}
