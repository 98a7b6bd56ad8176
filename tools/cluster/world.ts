import { setTimeout as sleep } from 'node:timers/promises';
import { apply, getJson, kubectl, tryKubectl, type Answer } from '../deploy/kubectl.ts';
import { deploy } from '../deploy/deployment.ts';
import { findManifest, parseManifests, type Container, type Manifest } from '../kubernetes/manifest.ts';
import { renderCombination, renderOverlay } from '../kubernetes/render.ts';

/** A proof that did not hold, or a control that did; the message is what was seen. */
export class ProofError extends Error {}

export interface Proof {
  id: string;
  /** Of the list of promises, where it is one of them. */
  promise?: number;
  claim: string;
  /** What it lacks, as a sentence: it is left out then; null for nothing. */
  lacks?: (world: World) => Promise<string | null>;
  /** @returns the figure that was measured. @throws ProofError */
  run: (world: World) => Promise<string>;
  /** The same with the protection taken away. @returns how it failed. @throws ProofError when it did not fail. */
  control: (world: World) => Promise<string>;
}

export interface RunningPod {
  metadata: { name: string; uid: string; deletionTimestamp?: string };
  status: {
    podIP?: string;
    phase: string;
    containerStatuses?: { restartCount: number; ready: boolean; state: { running?: { startedAt: string } } }[];
  };
}

/** How a deployment is watched. */
export interface Watch {
  seconds: number;
  errorShare: number;
  canarySeconds?: number;
}

/** Where development lives by itself; in another namespace the host is that one's name. */
export const OWN_NAMESPACE = 'biblio-development';
const OWN_HOST = 'biblio.localhost';

/** Which images are proved, and how. */
export interface Settings {
  tag?: string | undefined;
  prefix?: string | undefined;
  /** The tag of the release before. */
  before?: string | undefined;
  /** The tag of the web app's image that keeps the files of the release before. */
  kept?: string | undefined;
  namespace: string;
  isSmall: boolean;
  /** How long availability is measured. */
  minutes: number;
  /** Components in place of the overlay's own. */
  components?: string[];
}

/** The development environment on whatever cluster kubectl reaches, and the hands that disturb it. */
export class World {
  readonly namespace: string;
  readonly host: string;
  readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
    this.namespace = settings.namespace;
    this.host = this.namespace === OWN_NAMESPACE ? OWN_HOST : `${this.namespace}.localhost`;
  }

  async manifests(): Promise<Manifest[]> {
    const { components } = this.settings;
    const text =
      components === undefined
        ? await renderOverlay('development', this.settings)
        : await renderCombination({ environment: 'development', components }, this.settings);
    return parseManifests(text.replaceAll(OWN_NAMESPACE, this.namespace).replaceAll(OWN_HOST, this.host));
  }

  /** The image that the API's pods run. */
  async image(): Promise<string> {
    return findManifest(await this.manifests(), 'Deployment', 'biblio-api')!.spec!.template!.spec.containers[0]!.image;
  }

  /**
   * Deploys development as `npm run deploy` does, with what `change` does to it first. Errors do not count unless it is said: pods
   * that stay remember those of the proofs before.
   */
  async deploy(
    change: (manifests: Manifest[]) => void = () => {},
    watch: Watch = { seconds: 1, errorShare: 1 },
  ): Promise<void> {
    const manifests = await this.manifests();
    change(manifests);
    await deploy(manifests, {
      environment: 'development',
      createsSecrets: true,
      canarySeconds: watch.canarySeconds ?? 2,
      watchSeconds: watch.seconds,
      budget: { errorShare: watch.errorShare, p95Seconds: 5 },
      isDryRun: false,
    });
  }

  kubectl(args: string[], input = ''): Promise<string> {
    return kubectl(['--namespace', this.namespace, ...args], input);
  }

  try(args: string[], input = ''): Promise<Answer> {
    return tryKubectl(['--namespace', this.namespace, ...args], input);
  }

  apply(manifest: object): Promise<string[]> {
    const { metadata, ...others } = manifest as Manifest;
    return apply([{ ...others, metadata: { ...metadata, namespace: this.namespace } }]);
  }

  async pods(name: string): Promise<RunningPod[]> {
    const selector = ['--selector', `app.kubernetes.io/name=${name}`];
    const { items } = await getJson<{ items: RunningPod[] }>(['pods', '--namespace', this.namespace, ...selector]);
    return items.filter(
      ({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase === 'Running',
    );
  }

  async readyPods(name: string): Promise<RunningPod[]> {
    return (await this.pods(name)).filter(
      ({ status }) => status.containerStatuses?.every(({ ready }) => ready) === true,
    );
  }

  async restarts(name: string): Promise<number> {
    const pods = await this.pods(name);
    return pods
      .flatMap(({ status }) => status.containerStatuses ?? [])
      .reduce((sum, { restartCount }) => sum + restartCount, 0);
  }

  /** Where the ingress controller takes connections, as it says itself. */
  async entrance(): Promise<string> {
    const read = () =>
      this.kubectl([
        'get',
        'ingress',
        'biblio',
        '--output=jsonpath={.status.loadBalancer.ingress[0].ip}{.status.loadBalancer.ingress[0].hostname}',
      ]);
    await this.until('an ingress controller has taken up the ingress', 60, async () => (await read()) !== '');
    return read();
  }

  /** Runs a script with the Node of an API pod. */
  node(pod: string, script: string): Promise<Answer> {
    return this.try(['exec', pod, '--', '/nodejs/bin/node', '--eval', script]);
  }

  /** Runs a command of the command line in an API pod. */
  biblio(pod: string, ...command: string[]): Promise<Answer> {
    return this.try(['exec', pod, '--', '/nodejs/bin/node', '/app/image/start.mjs', 'biblio', ...command]);
  }

  /** Lets the first process of an API pod evaluate an expression: its debugger is woken and told. */
  async evaluate(pod: string, expression: string): Promise<void> {
    const script = `
      process.kill(1, 'SIGUSR1');
      const find = async () => {
        for (let n = 0; n < 100; n += 1) {
          try { return (await (await fetch('http://127.0.0.1:9229/json')).json())[0].webSocketDebuggerUrl; }
          catch { await new Promise((done) => setTimeout(done, 50)); }
        }
        process.exit(1);
      };
      const socket = new WebSocket(await find());
      socket.onopen = () => {
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: ${JSON.stringify(expression)} } }));
        setTimeout(() => process.exit(0), 300);
      };`;
    await this.try(['exec', pod, '--', '/nodejs/bin/node', '--input-type=module', '--eval', script]);
  }

  /** Asks MySQL as root, in its own pod, where the password is. */
  async sql(statement: string): Promise<string> {
    const ask =
      'MYSQL_PWD="$(cat /run/secrets/mysql/root-password)" exec mysql --user=root --batch --skip-column-names';
    return (await this.kubectl(['exec', '--stdin', 'biblio-mysql-0', '--', 'sh', '-c', ask], statement)).trim();
  }

  /** Waits until something holds. @returns how many seconds that took. @throws ProofError after the limit. */
  async until(what: string, limitSeconds: number, holds: () => Promise<boolean>): Promise<number> {
    const start = performance.now();
    for (;;) {
      const seconds = (performance.now() - start) / 1000;
      if (await holds()) return seconds;
      if (seconds > limitSeconds) throw new ProofError(`not within ${limitSeconds} s: ${what}`);
      await sleep(250);
    }
  }
}

/** Whether so much time has passed since the call. */
export function passed(milliseconds: number): () => Promise<boolean> {
  const start = Date.now();
  return async () => Date.now() - start > milliseconds;
}

/** A pod that holds to every rule of the namespace, to run a script of Node in. */
export function scriptPod(name: string, labels: Record<string, string>, image: string, script: string): object {
  const container: Container & { command: string[]; imagePullPolicy: string } = {
    name: 'script',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/nodejs/bin/node', '--eval', script],
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '1', memory: '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container],
    },
  };
}
