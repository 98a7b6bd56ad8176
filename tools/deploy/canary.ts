import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../kubernetes/manifest.ts';
import { apply, Forward, getJson, tryKubectl } from './kubectl.ts';
import { tooManyErrors, type Judge } from './metrics.ts';
import type { ReleaseOptions } from './release.ts';
import {
  isSeen,
  narrow,
  pause,
  podsOf,
  resume,
  revisionsOf,
  stateOf,
  type PodMetrics,
  type Revision,
} from './rollout.ts';
import { say, StopError } from './stages.ts';
import { SequentialTest } from './verdict.ts';

/** What a visitor's browser asks for. Words that differ from one time to the next, so that no answer is one that was kept. */
const QUESTIONS = [
  () => '/api/v1/session',
  () => '/api/v1/branches',
  () => '/api/v1/records/newest',
  (number: number) => `/api/v1/records?q=${String.fromCodePoint(97 + (number % 26))}&page=${1 + (number % 7)}`,
];
/** By then the test has decided, unless the release is on the very border. */
const MOST_QUESTIONS = 400;
const AT_ONCE = 4;
const READY_SECONDS = 300;

interface Canary {
  deployment: Manifest;
  former: Revision;
  metrics: PodMetrics;
  judge: Judge;
}

/**
 * Brings in one new pod and halts. While the Service leads past it, it is asked what a visitor asks; when that goes well, it takes its
 * share of users' requests for a while; when they go well too, the rollout goes on.
 *
 * @throws StopError when it answers badly: nobody is led to it any more then, and the rollout still halts.
 */
export async function tryCanary(options: ReleaseOptions, namespace: string, canary: Canary): Promise<void> {
  const { deployment, former, metrics, judge } = canary;
  const { name } = deployment.metadata;
  if (await isAsleep(namespace, name)) {
    say(`${name} has no pods that could serve meanwhile, so it gets no canary.`);
    return;
  }
  await apply([deployment]);
  while (!(await isSeen(namespace, name))) await sleep(100);
  const [newest] = await revisionsOf(namespace, name);
  if (newest?.hash === former.hash) {
    // What the pods that stay answered before says nothing of what comes.
    judge.begin(await metrics.read());
    say(`${name} stays as it is.`);
    return;
  }
  // Long before the first new pod counts as available, which is what the next waits for. In this order: were this broken off here, a
  // rollout that goes on would leave a narrowed Service without pods.
  await pause(namespace, name, former);
  try {
    await narrow(namespace, name, former.hash);
    const pod = await canaryOf(namespace, name);
    await ask(options, namespace, pod);
    await narrow(namespace, name, null);
    await listen(options, canary);
  } catch (error) {
    await narrow(namespace, name, former.hash);
    await sendAway(namespace, name);
    throw error;
  }
  await resume(namespace, name);
}

/** Whether a Deployment is scaled to nothing, as for a restore. */
async function isAsleep(namespace: string, name: string): Promise<boolean> {
  return (await getJson<Manifest>(['deployment', name, '--namespace', namespace])).spec?.replicas === 0;
}

/** The first new pod, once it is ready. A halted rollout has no deadline of its own. */
async function canaryOf(namespace: string, name: string): Promise<string> {
  for (const start = Date.now(); Date.now() - start < READY_SECONDS * 1000;) {
    const [[pod], state] = await Promise.all([podsOf(namespace, name), stateOf(namespace, name)]);
    const isReady = pod?.status.containerStatuses?.every(({ ready }) => ready) === true;
    if (pod !== undefined && isReady) return pod.metadata.name;
    if (state.step === 'broken') throw new StopError(`${name} does not come up: ${state.said}.`);
    await sleep(250);
  }
  throw new StopError(`${name} does not come up: no new pod was ready within ${READY_SECONDS} s.`);
}

/** Asks a pod, past every Service, until the answers are enough for a verdict. */
async function ask({ budget }: ReleaseOptions, namespace: string, pod: string): Promise<void> {
  const test = new SequentialTest(budget.errorShare);
  const seen = { requests: 0, failed: 0 };
  let isOver = false;
  const forward = await Forward.open(namespace, `pod/${pod}`, 8080);
  const lane = async () => {
    while (!isOver && seen.requests < MOST_QUESTIONS) {
      const number = (seen.requests += 1);
      const failed = (await isAnswered(forward.url + QUESTIONS[number % QUESTIONS.length]!(number))) ? 0 : 1;
      seen.failed += failed;
      if (isOver) return;
      const verdict = test.add({ failed, succeeded: 1 - failed });
      if (verdict === 'faulty') throw new StopError(`Before users met it: ${tooManyErrors(seen, budget)}`);
      isOver = verdict === 'sound';
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    isOver = true;
    await forward.close();
  }
  say(`The canary answered ${seen.requests} questions before users met it, ${seen.failed} with an error.`);
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const headers = { 'user-agent': 'biblio-deploy', accept: 'application/json' };
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
    await answer.arrayBuffer();
    return answer.status < 500;
  } catch (error) {
    // No answer is what a visitor would see as well.
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return false;
    throw error;
  }
}

/** Hears what users get from the canary until that is enough for a verdict, or the time is over: at night nobody may come. */
async function listen({ canarySeconds }: ReleaseOptions, { metrics, judge }: Canary): Promise<void> {
  const until = Date.now() + canarySeconds * 1000;
  // What it was asked before is no users' request.
  const own = await metrics.read();
  judge.begin(own);
  for (;;) {
    const answers = await metrics.read();
    const { objection, isSound } = judge.hear(answers);
    if (objection !== null) throw new StopError(objection);
    if (isSound || Date.now() > until) {
      say(`The canary answered ${answers.requests - own.requests} requests of users.`);
      return;
    }
    await sleep(100);
  }
}

/**
 * Lets the pods of the newest revision drain at once: they end each connection with the next answer. Deleting alone would let them keep
 * the connections that they have until `preStop` is over.
 */
async function sendAway(namespace: string, name: string): Promise<void> {
  const drain = ['--', '/nodejs/bin/node', '--eval', "process.kill(1, 'SIGTERM')"];
  const pods = await podsOf(namespace, name);
  // A pod that is not running has nobody to send away.
  await Promise.all(
    pods.map(({ metadata }) => tryKubectl(['exec', metadata.name, '--namespace', namespace, ...drain])),
  );
}
