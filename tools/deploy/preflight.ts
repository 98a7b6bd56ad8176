import type { Environment } from '../kubernetes/combinations.ts';
import { findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { findingsOf } from '../kubernetes/policies.ts';
import { getJson, kubectl, tryKubectl } from './kubectl.ts';
import { missingSecrets, neededSecrets } from './secrets.ts';

export interface Preflight {
  /** What was found well, as sentences. */
  well: string[];
  /** What must be done first, as sentences that say how. */
  wrong: string[];
  missingSecrets: string[];
  isFirst: boolean;
}

const OLDEST_MINOR = 30;

/** Looks for everything that would make a deployment fail half-way. */
export async function preflight(
  environment: Environment,
  namespace: string,
  manifests: Manifest[],
): Promise<Preflight> {
  const well: string[] = [];
  const wrong: string[] = [];
  const say = (isWell: boolean, good: string, bad: string) => void (isWell ? well.push(good) : wrong.push(bad));

  const version = await serverVersion();
  if (version === null) {
    const said = 'The cluster does not answer. Does KUBECONFIG name it, and `kubectl get nodes` show it?';
    return { well, wrong: [said], missingSecrets: [], isFirst: true };
  }
  say(
    version.minor >= OLDEST_MINOR,
    `The cluster answers: Kubernetes 1.${version.minor}.`,
    `Kubernetes 1.${version.minor} is too old: 1.${OLDEST_MINOR} and newer know preStop.sleep, without which a rollout fails requests.`,
  );
  const refused = await refusedKinds(namespace, ['deployments.apps', 'jobs.batch', 'secrets', 'configmaps']);
  say(
    refused.length === 0,
    `You may deploy into ${namespace}.`,
    `You may not create ${refused.join(', ')} in ${namespace}.`,
  );

  const unknown = await unknownKinds(manifests);
  say(
    unknown.length === 0,
    'The cluster knows every kind of object.',
    `The cluster does not know ${unknown.join(', ')}. Install what brings it, or take the component out of the overlay ${environment}.`,
  );
  if (findManifest(manifests, 'Rollout') !== undefined) {
    wrong.push(
      'Argo Rollouts rolls this environment out, not this command: see the README of the component argo-rollouts.',
    );
  }
  const findings = findingsOf(manifests);
  say(findings.length === 0, 'Every policy holds.', `The overlay breaks policies: ${findings.join('; ')}.`);

  if (findManifest(manifests, 'StatefulSet') !== undefined) {
    const { items } = await getJson<{ items: Manifest[] }>(['storageclasses']);
    const isDefault = ({ metadata }: Manifest) =>
      metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
    say(
      items.some(isDefault),
      'There is a StorageClass for the database.',
      'No StorageClass is the default one. Mark one, or set storageClassName in the overlay.',
    );
  }
  const isFirst = (await tryKubectl(['get', 'namespace', namespace])).code !== 0;
  const needed = neededSecrets(manifests);
  const missing = isFirst ? [...needed.keys()] : await missingSecrets(namespace, needed);
  if (missing.length === 0) well.push('The Secrets are there.');
  return { well, wrong, missingSecrets: missing, isFirst };
}

async function serverVersion(): Promise<{ minor: number } | null> {
  const { code, stdout } = await tryKubectl(['get', '--raw', '/version', '--request-timeout=10s']);
  if (code !== 0) return null;
  const { minor } = JSON.parse(stdout) as { minor: string };
  return { minor: Number.parseInt(minor, 10) };
}

async function refusedKinds(namespace: string, kinds: string[]): Promise<string[]> {
  const asked = kinds.map(async (kind): Promise<[string, string]> => {
    const { stdout } = await tryKubectl(['auth', 'can-i', 'create', kind, '--namespace', namespace]);
    return [kind, stdout.trim()];
  });
  return (await Promise.all(asked)).filter(([, may]) => !may.startsWith('yes')).map(([kind]) => kind);
}

async function unknownKinds(manifests: Manifest[]): Promise<string[]> {
  const known = await kubectl(['api-resources', '--no-headers']);
  const pairs = new Set(
    known.split('\n').map((line) => {
      const columns = line.trim().split(/\s+/);
      return columns
        .slice(-3)
        .filter((_, index) => index !== 1)
        .join(' ');
    }),
  );
  const wanted = new Set(manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  return [...wanted].filter((pair) => !pairs.has(pair));
}
