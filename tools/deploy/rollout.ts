import { Forward, getJson, getOne, kubectl, KubectlError, MANAGER } from './kubectl.ts';
import { addAnswers, readAnswers, type Answers } from './metrics.ts';

export interface Deployment {
  metadata: { name: string; generation: number; annotations?: Record<string, string> };
  spec: { replicas: number; paused?: boolean; selector: { matchLabels: Record<string, string> } };
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
  spec: { template: PodTemplate };
}

interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: { containers: { image: string }[] };
}

interface Pod {
  metadata: { name: string; deletionTimestamp?: string };
  status: {
    phase: string;
    containerStatuses?: {
      ready: boolean;
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
  template: PodTemplate;
}

/** The label by which Kubernetes tells the pods of one revision from those of another. */
export const HASH = 'pod-template-hash';
/** On a paused Deployment, the number of the revision that it had before its canary. */
const CANARY_OF = 'biblio.pro/canary-of';

/** What Kubernetes keeps of a Deployment's templates, the present one first. */
export async function revisionsOf(namespace: string, name: string): Promise<Revision[]> {
  const { items } = await getJson<{ items: ReplicaSet[] }>(['replicasets', '--namespace', namespace]);
  return items
    .filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.name === name) === true)
    .map(({ metadata, spec }) => ({
      number: Number(metadata.annotations?.['deployment.kubernetes.io/revision']),
      images: spec.template.spec.containers.map(({ image }) => image),
      hash: metadata.labels[HASH] ?? '',
      template: spec.template,
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
  const hasSeen = (status.observedGeneration ?? 0) >= metadata.generation;
  const stuck = status.conditions?.find(({ type, status: is }) => type === 'Progressing' && is === 'False');
  if (hasSeen && stuck !== undefined) return { step: 'broken', said: stuck.message ?? 'no progress' };
  const updated = status.updatedReplicas ?? 0;
  const isDone =
    hasSeen && updated === spec.replicas && status.replicas === updated && status.availableReplicas === updated;
  if (isDone) return { step: 'done' };
  const fault = (await podsOf(namespace, name)).map(faultOf).find((found) => found !== null);
  if (fault !== undefined && fault !== null) return { step: 'broken', said: fault };
  return { step: 'under way' };
}

/** Whether the cluster has taken notice of what a Deployment is to be. */
export async function isSeen(namespace: string, name: string): Promise<boolean> {
  const { metadata, status } = await getJson<Deployment>(['deployment', name, '--namespace', namespace]);
  return (status.observedGeneration ?? 0) >= metadata.generation;
}

/** Stops a rollout where it stands, and notes on the Deployment what was there before. */
export async function pause(namespace: string, name: string, former: Revision): Promise<void> {
  const metadata = { annotations: { [CANARY_OF]: String(former.number) } };
  await patch(namespace, 'deployment', name, { metadata, spec: { paused: true } });
}

export async function resume(namespace: string, name: string): Promise<void> {
  await patch(namespace, 'deployment', name, {
    metadata: { annotations: { [CANARY_OF]: null } },
    spec: { paused: false },
  });
}

/** The number of the revision that a deployment which was broken off left behind its canary; null for none. */
export async function brokenOff(namespace: string, name: string): Promise<number | null> {
  const found = await getOne<Deployment>(['deployment', name, '--namespace', namespace]);
  const number = found?.metadata.annotations?.[CANARY_OF];
  return found?.spec.paused === true && number !== undefined ? Number(number) : null;
}

/** Lets a Service lead to the pods of one revision only; with null, to all that it selects otherwise. */
export async function narrow(namespace: string, service: string, hash: string | null): Promise<void> {
  await patch(namespace, 'service', service, { spec: { selector: { [HASH]: hash } } });
}

async function patch(namespace: string, kind: string, name: string, change: object): Promise<void> {
  await kubectl(['patch', kind, name, '--namespace', namespace, '--type=merge', `--patch=${JSON.stringify(change)}`]);
}

/** The pods of the newest template. */
export async function podsOf(namespace: string, name: string): Promise<Pod[]> {
  const [newest] = await revisionsOf(namespace, name);
  if (newest === undefined) return [];
  const selector = `app.kubernetes.io/name=${name},${HASH}=${newest.hash}`;
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

const UNDO = 'biblio-undo';

interface Fields {
  [name: string]: Fields;
}

interface Managed {
  metadata: { managedFields: { manager: string; operation: string; fieldsV1: Fields }[] };
}

/**
 * Gives what was brought back to the manager that deployments apply by. Server-side apply only takes away what its own manager has set: a
 * setting of the former release would outlive every later one.
 */
async function handOver(namespace: string, name: string): Promise<void> {
  const place = ['deployment', name, '--namespace', namespace];
  const { managedFields } = (await getJson<Managed>([...place, '--show-managed-fields'])).metadata;
  const ours = managedFields.find(({ manager, operation }) => manager === MANAGER && operation === 'Apply');
  const undone = managedFields.find(({ manager }) => manager === UNDO);
  if (ours === undefined || undone === undefined) return;
  const others = managedFields.filter((one) => one !== ours && one !== undone);
  const value = [{ ...ours, fieldsV1: union(ours.fieldsV1, undone.fieldsV1) }, ...others];
  const changes = [{ op: 'replace', path: '/metadata/managedFields', value }];
  await kubectl(['patch', ...place, '--type=json', `--patch=${JSON.stringify(changes)}`]);
}

function union(one: Fields, other: Fields): Fields {
  const both = { ...one };
  for (const [name, fields] of Object.entries(other)) both[name] = union(one[name] ?? {}, fields);
  return both;
}

/** Brings a Deployment's former template back, whether it is paused or not, and waits until it is there. */
export async function undo(namespace: string, name: string, { template }: Revision): Promise<void> {
  const { [HASH]: _, ...labels } = template.metadata.labels;
  const former = { ...template, metadata: { ...template.metadata, labels } };
  // In one step: resumed first, a paused Deployment would go on with what is to be undone.
  const changes = [
    { op: 'replace', path: '/spec/template', value: former },
    { op: 'add', path: '/spec/paused', value: false },
  ];
  const deployment = ['--namespace', namespace, `deployment/${name}`];
  const asUndo = ['--type=json', `--field-manager=${UNDO}`, `--patch=${JSON.stringify(changes)}`];
  await kubectl(['patch', ...deployment, ...asUndo]);
  await handOver(namespace, name);
  await kubectl(['annotate', ...deployment, `${CANARY_OF}-`]);
  await kubectl(['rollout', 'status', ...deployment, '--timeout=300s']);
}
