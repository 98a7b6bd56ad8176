import { parseAllDocuments } from 'yaml';

/** What the tools read of a Kubernetes object; everything else is passed on as it is. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  data?: Record<string, string>;
  stringData?: Record<string, string>;
  /** How sops encrypted the values, where it did. */
  sops?: { mac?: string };
  spec?: Spec;
}

interface Room {
  maxSurge?: number | string;
  maxUnavailable?: number | string;
}

/** One step of a Rollout of Argo. */
interface CanaryStep {
  setWeight?: number;
  pause?: object;
  analysis?: { templates?: { templateName?: string }[] };
}

interface Spec {
  replicas?: number;
  strategy?: { type?: string; rollingUpdate?: Room; canary?: Room & { steps?: CanaryStep[] } };
  selector?: Selector;
  template?: { metadata?: Manifest['metadata']; spec: PodSpec };
  activeDeadlineSeconds?: number;
  concurrencyPolicy?: string;
  jobTemplate?: {
    spec: { activeDeadlineSeconds?: number; template: { metadata?: Manifest['metadata']; spec: PodSpec } };
  };
  podSelector?: Selector;
  policyTypes?: string[];
  ingress?: unknown[];
  egress?: unknown[];
  minReplicas?: number;
  maxReplicas?: number;
  scaleTargetRef?: { kind: string; name: string };
  minAvailable?: number | string;
  maxUnavailable?: number | string;
  hard?: Record<string, string>;
  tls?: { hosts?: string[] }[];
  rules?: { host?: string }[];
  hostnames?: string[];
  dnsNames?: string[];
  listeners?: { hostname?: string }[];
  workloadRef?: { kind: string; name: string; scaleDown?: string };
}

export interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: unknown[];
}

export interface PodSpec {
  automountServiceAccountToken?: boolean;
  terminationGracePeriodSeconds?: number;
  hostNetwork?: boolean;
  hostPID?: boolean;
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type: string } };
  containers: Container[];
  initContainers?: Container[];
}

export interface Container {
  name: string;
  image: string;
  env?: { name: string; value?: string }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  lifecycle?: { preStop?: { sleep?: { seconds: number } } };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    privileged?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
  };
}

interface Probe {
  httpGet?: { path?: string };
}

/** Reads a stream of YAML documents. @throws Error naming the first document that is no YAML. */
export function parseManifests(text: string): Manifest[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0]!;
    const manifest = document.toJS() as Manifest | null;
    return manifest === null ? [] : [manifest];
  });
}

export function findManifest(manifests: Manifest[], kind: string, name?: string): Manifest | undefined {
  return manifests.find(
    (manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name),
  );
}

/** The Rollout of Argo that has a Deployment's pods, where there is one. */
export function rolloutOf({ kind, metadata }: Manifest, manifests: Manifest[]): Manifest | undefined {
  return manifests.find(
    (one) =>
      one.kind === 'Rollout' && one.spec?.workloadRef?.kind === kind && one.spec.workloadRef.name === metadata.name,
  );
}

/** The data of a ConfigMap whose name begins so: kustomize adds a hash of the content. */
export function configMapData(manifests: Manifest[], name: string): Record<string, string> {
  const found = manifests.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && (metadata.name === name || metadata.name.startsWith(`${name}-`)),
  );
  return found?.data ?? {};
}

/** What runs for good: Deployments and StatefulSets. */
export function workloads(manifests: Manifest[]): (Manifest & { spec: Spec & { template: { spec: PodSpec } } })[] {
  return manifests.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind)) as ReturnType<typeof workloads>;
}

/** The pod that an object makes; null for one that makes none. */
export function podOf(manifest: Manifest): PodSpec | null {
  if (manifest.kind === 'Pod') return manifest.spec as unknown as PodSpec;
  return manifest.spec?.jobTemplate?.spec.template.spec ?? manifest.spec?.template?.spec ?? null;
}

export function containersOf(manifest: Manifest): Container[] {
  const pod = podOf(manifest);
  return pod === null ? [] : [...(pod.initContainers ?? []), ...pod.containers];
}

const FACTORS: Record<string, number> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** A Kubernetes quantity, such as `500m` or `2Gi`, as a number. @throws Error for what is none. */
export function quantity(text: string): number {
  const [, digits, unit] = /^([\d.]+)([a-zA-Z]*)$/.exec(String(text)) ?? [];
  const factor = unit === '' ? 1 : FACTORS[unit ?? ''];
  if (digits === undefined || factor === undefined) throw new Error(`${text} is no quantity.`);
  return Number(digits) * factor;
}
