import { capacity, peaks, quotaNeeds } from './capacity.ts';
import {
  configMapData,
  containersOf,
  findManifest,
  podOf,
  quantity,
  rolloutOf,
  workloads,
  type Manifest,
  type Selector,
} from './manifest.ts';

/** A rule over everything that one environment is made of. Each finding is a sentence that begins with whom it is about. */
export interface Policy {
  name: string;
  check: (manifests: Manifest[]) => string[];
}

const nameOf = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;
const LIMITED = ['cpu', 'memory'];

/** What every rendered environment must hold to, whatever components it is made of. */
export const POLICIES: Policy[] = [
  eachContainer('image-has-a-version', ({ image }) => {
    const tag = /:([^/:@]+)(?:@|$)/.exec(image)?.[1];
    return image.includes('@sha256:') || (tag !== undefined && tag !== 'latest') ? [] : [`takes ${image}`];
  }),
  eachContainer('resources-are-limited', ({ resources }) =>
    (['requests', 'limits'] as const).flatMap((part) =>
      LIMITED.filter((name) => resources?.[part]?.[name] === undefined).map((name) => `has no ${part} of ${name}`),
    ),
  ),
  {
    name: 'runs-without-rights',
    check: (manifests) => manifests.flatMap((manifest) => rightsOf(manifest)),
  },
  {
    name: 'gets-no-token',
    check: (manifests) => [
      ...manifests
        .filter((manifest) => podOf(manifest) !== null && podOf(manifest)?.automountServiceAccountToken !== false)
        .map((manifest) => `${nameOf(manifest)} gets a token for Kubernetes`),
    ],
  },
  {
    name: 'is-probed',
    check: (manifests) =>
      workloads(manifests).flatMap((workload) =>
        workload.spec.template.spec.containers.flatMap((container) =>
          PROBES.filter((probe) => container[probe] === undefined).map(
            (probe) => `${nameOf(workload)}: ${container.name} has no ${probe}`,
          ),
        ),
      ),
  },
  eachContainer('liveness-never-asks-the-database', ({ livenessProbe }) =>
    livenessProbe?.httpGet?.path === '/readyz' ? ['is restarted when it is not ready'] : [],
  ),
  {
    name: 'may-be-evicted-one-by-one',
    check: (manifests) => workloads(manifests).flatMap((workload) => disruptionFindings(workload, manifests)),
  },
  {
    name: 'keeps-secrets-out',
    check: (manifests) => [
      ...manifests
        .filter(({ kind, data, stringData }) => kind === 'Secret' && hasKeys(data, stringData))
        .filter((secret) => !isEncrypted(secret))
        .map((manifest) => `${nameOf(manifest)} is written in clear`),
      ...manifests.flatMap((manifest) =>
        literals(manifest)
          .filter(([, value]) => /^[a-z+]+:\/\/[^/\s:@]*:[^/\s@]+@/.test(value))
          .map(([name]) => `${nameOf(manifest)}: ${name} holds a password`),
      ),
      ...manifests.flatMap((manifest) =>
        literals(manifest)
          .filter(([name, value]) => /(PASSWORD|TOKEN|SECRET)$/.test(name) && value !== '')
          .map(([name]) => `${nameOf(manifest)}: ${name} is written in clear`),
      ),
    ],
  },
  { name: 'leaves-without-failing-a-request', check: drainFindings },
  { name: 'canary-is-analysed', check: canaryFindings },
  {
    name: 'rolls-out-without-a-gap',
    check: (manifests) =>
      workloads(manifests)
        .filter(({ metadata }) => ['biblio-api', 'biblio-web'].includes(metadata.name))
        .map((workload) => rolloutOf(workload, manifests) ?? workload)
        .filter(({ spec }) => (spec?.strategy?.canary ?? spec?.strategy?.rollingUpdate)?.maxUnavailable !== 0)
        .map((workload) => `${nameOf(workload)} may be without pods during a rollout (maxUnavailable)`),
  },
  {
    name: 'autoscaler-owns-replicas',
    check: (manifests) =>
      manifests
        .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
        .flatMap((scaler) => {
          const { kind, name } = scaler.spec!.scaleTargetRef!;
          const target = findManifest(manifests, kind, name);
          if (target === undefined) return [`${nameOf(scaler)} scales ${kind} ${name}, which is not there`];
          const rollout = rolloutOf(target, manifests);
          if (rollout !== undefined)
            return [`${nameOf(scaler)} scales ${name} past ${nameOf(rollout)}, whose pods they are`];
          if (target.spec?.replicas === undefined) return [];
          return [`${nameOf(target)} states replicas, which every rollout would set back`];
        }),
  },
  {
    name: 'jobs-end',
    check: (manifests) =>
      manifests.flatMap((manifest) => {
        const job = manifest.kind === 'Job' ? manifest.spec : manifest.spec?.jobTemplate?.spec;
        if (job === undefined) return [];
        return [
          ...(job.activeDeadlineSeconds === undefined ? [`${nameOf(manifest)} may hang for ever`] : []),
          ...(manifest.kind === 'CronJob' && manifest.spec?.concurrencyPolicy !== 'Forbid'
            ? [`${nameOf(manifest)} may run twice at one time`]
            : []),
        ];
      }),
  },
  {
    name: 'network-is-closed',
    check: (manifests) => {
      const denied = manifests
        .filter(({ kind, spec }) => kind === 'NetworkPolicy' && isEverything(spec?.podSelector))
        .filter(({ spec }) => spec?.ingress === undefined && spec?.egress === undefined)
        .flatMap(({ spec }) => spec?.policyTypes ?? []);
      return ['Ingress', 'Egress']
        .filter((type) => !denied.includes(type))
        .map((type) => `${type} is not denied by default`);
    },
  },
  {
    name: 'namespace-is-restricted',
    check: (manifests) => {
      const namespace = findManifest(manifests, 'Namespace');
      const isEnforced = namespace?.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted';
      return isEnforced ? [] : ['The namespace does not enforce the restricted pod security standard'];
    },
  },
  {
    name: 'one-host-everywhere',
    check: (manifests) => {
      const url = configMapData(manifests, 'biblio-settings')['PUBLIC_URL'];
      const host = url === undefined ? undefined : new URL(url).hostname;
      return manifests.flatMap((manifest) =>
        hostsOf(manifest)
          .filter((named) => named !== host)
          .map((named) => `${nameOf(manifest)} is for ${named}, PUBLIC_URL for ${host}`),
      );
    },
  },
  {
    name: 'connections-fit-the-database',
    check: (manifests) => {
      const { needed, allowed, sum } = capacity(manifests);
      return needed <= allowed ? [] : [`${sum} = ${needed} connections, more than 80 % of max_connections, ${allowed}`];
    },
  },
  {
    name: 'fits-its-quota',
    check: (manifests) => {
      const hard = findManifest(manifests, 'ResourceQuota')?.spec?.hard;
      if (hard === undefined) return ['There is no quota, so pods without limits are let in'];
      return Object.entries(quotaNeeds(manifests))
        .filter(([name, needed]) => !(quantity(hard[name] ?? '0') >= needed))
        .map(([name, needed]) => `The quota of ${name} is ${hard[name]}, but ${needed} may be needed`);
    },
  },
];

/** Everything that is wrong, each finding with the policy's name before it. */
export function findingsOf(manifests: Manifest[]): string[] {
  return POLICIES.flatMap(({ name, check }) => check(manifests).map((finding) => `${name}: ${finding}`));
}

function eachContainer(name: string, find: (container: ReturnType<typeof containersOf>[number]) => string[]): Policy {
  return {
    name,
    check: (manifests) =>
      manifests.flatMap((manifest) =>
        containersOf(manifest).flatMap((container) =>
          find(container).map((finding) => `${nameOf(manifest)}: ${container.name} ${finding}`),
        ),
      ),
  };
}

function rightsOf(manifest: Manifest): string[] {
  const pod = podOf(manifest);
  if (pod === null) return [];
  const { securityContext: own } = pod;
  const wrong: [boolean, string][] = [
    [own?.runAsNonRoot !== true || !(own.runAsUser! > 0), 'may run as root'],
    [own?.seccompProfile?.type !== 'RuntimeDefault', 'has no seccomp profile'],
    [pod.hostNetwork === true || pod.hostPID === true, 'shares the host'],
    ...containersOf(manifest).flatMap(({ name, securityContext: its }): [boolean, string][] => [
      [its?.allowPrivilegeEscalation !== false || its.privileged === true, `${name} may gain privileges`],
      [its?.readOnlyRootFilesystem !== true, `${name} may write into its image`],
      [its?.capabilities?.drop?.includes('ALL') !== true, `${name} keeps capabilities`],
    ]),
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, finding]) => `${nameOf(manifest)}: ${finding}`);
}

function disruptionFindings(workload: Manifest, manifests: Manifest[]): string[] {
  const labels = workload.spec!.template!.metadata?.labels ?? {};
  const budgets = manifests.filter(
    ({ kind, spec }) =>
      kind === 'PodDisruptionBudget' &&
      Object.entries(spec?.selector?.matchLabels ?? { none: '' }).every(([key, value]) => labels[key] === value),
  );
  if (budgets.length !== 1) return [`${nameOf(workload)} has ${budgets.length} disruption budgets in place of one`];
  const [{ spec }] = budgets as [Manifest];
  const least = peaks(workload, manifests).least;
  const blocks = spec?.maxUnavailable === 0 || Number(spec?.minAvailable ?? 0) >= least;
  return blocks ? [`${nameOf(workload)} may never be evicted, so its node can never be drained`] : [];
}

function drainFindings(manifests: Manifest[]): string[] {
  const settings = configMapData(manifests, 'biblio-settings');
  const delay = Number(settings['SHUTDOWN_DELAY_SECONDS'] ?? 0);
  const deadline = Number(settings['SHUTDOWN_DEADLINE_SECONDS'] ?? 10);
  return workloads(manifests)
    .filter(({ metadata }) => ['biblio-api', 'biblio-web'].includes(metadata.name))
    .flatMap((workload) => {
      const pod = workload.spec.template.spec;
      const sleep = Math.max(...pod.containers.map(({ lifecycle }) => lifecycle?.preStop?.sleep?.seconds ?? 0));
      const needed = workload.metadata.name === 'biblio-api' ? sleep + delay + deadline + 5 : sleep + 15;
      const grace = pod.terminationGracePeriodSeconds ?? 30;
      if (sleep < 3) return [`${nameOf(workload)} stops before its Service has noticed (preStop.sleep of ${sleep} s)`];
      return grace < needed ? [`${nameOf(workload)} is killed after ${grace} s, but may need ${needed}`] : [];
    });
}

function canaryFindings(manifests: Manifest[]): string[] {
  return manifests
    .filter(({ kind }) => kind === 'Rollout')
    .flatMap((rollout) => {
      const { workloadRef, strategy } = rollout.spec ?? {};
      const template = findManifest(manifests, workloadRef?.kind ?? '', workloadRef?.name);
      const steps = strategy?.canary?.steps ?? [];
      const first = steps.findIndex(({ analysis }) => analysis !== undefined);
      const isLate = first === -1 || steps.slice(0, first).some(({ setWeight = 0 }) => setWeight > 10);
      const names = steps.flatMap(({ analysis }) => analysis?.templates ?? []).map(({ templateName }) => templateName);
      const wrong: [boolean, string][] = [
        [template === undefined, 'has no Deployment to take its pods from'],
        // Two sets of pods would serve, and only one be judged.
        [
          !['onsuccess', 'progressively'].includes(workloadRef?.scaleDown ?? '') ||
            template?.spec?.replicas !== undefined,
          'stands beside pods of its Deployment for good (scaleDown, replicas)',
        ],
        [isLate, 'gives more than a tenth of the requests to pods that nothing has judged'],
        ...names
          .filter((name) => findManifest(manifests, 'AnalysisTemplate', name) === undefined)
          .map((name): [boolean, string] => [true, `is judged by AnalysisTemplate ${name}, which is not there`]),
      ];
      return wrong.filter(([isWrong]) => isWrong).map(([, finding]) => `${nameOf(rollout)} ${finding}`);
    });
}

/** Whether sops has encrypted every value. */
function isEncrypted({ data, stringData, sops }: Manifest): boolean {
  const values = [...Object.values(data ?? {}), ...Object.values(stringData ?? {})];
  return sops?.mac !== undefined && values.every((value) => value.startsWith('ENC['));
}

function literals(manifest: Manifest): [string, string][] {
  const settings = manifest.kind === 'ConfigMap' ? Object.entries(manifest.data ?? {}) : [];
  const variables = containersOf(manifest).flatMap(({ env }) => env ?? []);
  return [...settings, ...variables.map(({ name, value }): [string, string] => [name, value ?? ''])];
}

function hasKeys(...parts: (Record<string, string> | undefined)[]): boolean {
  return parts.some((part) => Object.keys(part ?? {}).length > 0);
}

function isEverything(selector: Selector | undefined): boolean {
  return selector !== undefined && selector.matchLabels === undefined && selector.matchExpressions === undefined;
}

function hostsOf({ kind, spec }: Manifest): string[] {
  if (!['Ingress', 'Gateway', 'HTTPRoute', 'Certificate'].includes(kind)) return [];
  const hosts = [
    ...(spec?.tls ?? []).flatMap((tls) => tls.hosts ?? []),
    ...(kind === 'Ingress' ? (spec?.rules ?? []).map(({ host }) => host) : []),
    ...(spec?.hostnames ?? []),
    ...(spec?.dnsNames ?? []),
    ...(spec?.listeners ?? []).map(({ hostname }) => hostname),
  ];
  return hosts.map((host) => host ?? 'any host');
}
