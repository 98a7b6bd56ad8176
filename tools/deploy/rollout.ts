import { Forward, getJson, kubectl, KubectlError } from './kubectl.ts';
import { addAnswers, readAnswers, type Answers } from './metrics.ts';

export interface Deployment {
  metadata: { name: string; generation: number; annotations?: Record<string, string> };
  spec: { replicas: number; selector: { matchLabels: Record<string, string> } };
  status: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
    conditions?: { type: string; status: string; reason?: string; message?: string }[];
  };
}

interface ReplicaSet {
  metadata: {
    name: string;
    annotations?: Record<string, string>;
    labels: Record<string, string>;
    ownerReferences?: { name: string }[];
  };
  spec: { template: { spec: { containers: { image: string }[] } } };
}

interface Pod {
  metadata: { name: string; deletionTimestamp?: string };
  status: {
    phase: string;
    containerStatuses?: {
      restartCount: number;
      state: { running?: object; waiting?: { reason: string; message?: string } };
      lastState?: { terminated?: { reason?: string; exitCode: number } };
    }[];
  };
}

export interface Revision {
  number: number;
  images: string[];
  hash: string;
}

/** What Kubernetes keeps of a Deployment's templates, the present one first. */
export async function revisionsOf(namespace: string, name: string): Promise<Revision[]> {
  const { items } = await getJson<{ items: ReplicaSet[] }>(['replicasets', '--namespace', namespace]);
  return items
    .filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.name === name) === true)
    .map(({ metadata, spec }) => ({
      number: Number(metadata.annotations?.['deployment.kubernetes.io/revision']),
      images: spec.template.spec.containers.map(({ image }) => image),
      hash: metadata.labels['pod-template-hash'] ?? '',
    }))
    .sort((one, other) => other.number - one.number);
}

/** Where a rollout stands. `broken` says why it will not end by itself. */
export type State = { step: 'done' } | { step: 'under way' } | { step: 'broken'; said: string };

/** Waiting reasons that do not pass by themselves. */
const HOPELESS = [
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
];
/** So many crashes are no coincidence. */
const CRASHES = 3;

export async function stateOf(namespace: string, name: string): Promise<State> {
  const deployment = await getJson<Deployment>(['deployment', name, '--namespace', namespace]);
  const { spec, status, metadata } = deployment;
  const isSeen = (status.observedGeneration ?? 0) >= metadata.generation;
  const stuck = status.conditions?.find(({ type, status: is }) => type === 'Progressing' && is === 'False');
  if (isSeen && stuck !== undefined) return { step: 'broken', said: stuck.message ?? 'no progress' };
  const updated = status.updatedReplicas ?? 0;
  const isDone =
    isSeen && updated === spec.replicas && status.replicas === updated && status.availableReplicas === updated;
  if (isDone) return { step: 'done' };
  const fault = (await podsOf(namespace, name)).map(faultOf).find((found) => found !== null);
  if (fault !== undefined && fault !== null) return { step: 'broken', said: fault };
  return { step: 'under way' };
}

/** The pods of the newest template. */
export async function podsOf(namespace: string, name: string): Promise<Pod[]> {
  const [newest] = await revisionsOf(namespace, name);
  if (newest === undefined) return [];
  const selector = `app.kubernetes.io/name=${name},pod-template-hash=${newest.hash}`;
  const { items } = await getJson<{ items: Pod[] }>(['pods', '--namespace', namespace, '--selector', selector]);
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

function faultOf({ metadata, status }: Pod): string | null {
  for (const { state, restartCount, lastState } of status.containerStatuses ?? []) {
    if (state.waiting !== undefined && HOPELESS.includes(state.waiting.reason)) {
      return `${metadata.name}: ${state.waiting.reason} ${state.waiting.message ?? ''}`.trim();
    }
    if (restartCount >= CRASHES) {
      const { terminated } = lastState ?? {};
      return `${metadata.name} ended ${restartCount} times (${terminated?.reason ?? ''} ${terminated?.exitCode ?? ''})`;
    }
  }
  return null;
}

/** Reads what the newest pods of a Deployment have answered since they started. */
export class PodMetrics {
  private readonly namespace: string;
  private readonly deployment: string;
  private readonly forwards = new Map<string, Forward>();
  private readonly latest = new Map<string, Answers>();

  constructor(namespace: string, deployment: string) {
    this.namespace = namespace;
    this.deployment = deployment;
  }

  async read(): Promise<Answers> {
    const pods = await podsOf(this.namespace, this.deployment);
    const running = pods.filter(({ status }) => status.containerStatuses?.every(({ state }) => state.running) === true);
    for (const { metadata } of running) {
      const answers = await this.readPod(metadata.name);
      if (answers !== null) this.latest.set(metadata.name, answers);
    }
    return addAnswers([...this.latest.values()]);
  }

  async close(): Promise<void> {
    await Promise.all([...this.forwards.values()].map((forward) => forward.close()));
  }

  private async readPod(pod: string): Promise<Answers | null> {
    try {
      let forward = this.forwards.get(pod);
      if (forward?.isOpen !== true) {
        forward = await Forward.open(this.namespace, `pod/${pod}`, 8080);
        this.forwards.set(pod, forward);
      }
      const answer = await fetch(`${forward.url}/metrics`, { signal: AbortSignal.timeout(5000) });
      return readAnswers(await answer.text());
    } catch (error) {
      // A pod that starts or leaves has nothing to tell; whether it lives is for stateOf() to judge.
      if (error instanceof KubectlError || error instanceof TypeError || (error as Error).name === 'TimeoutError')
        return null;
      throw error;
    }
  }
}

/** Brings a Deployment's former template back and waits until it is there. */
export async function undo(namespace: string, name: string, revision: number): Promise<void> {
  const deployment = `deployment/${name}`;
  await kubectl(['rollout', 'undo', deployment, '--namespace', namespace, `--to-revision=${revision}`]);
  await kubectl(['rollout', 'status', deployment, '--namespace', namespace, '--timeout=300s']);
}
