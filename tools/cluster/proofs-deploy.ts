import { findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { StopError } from '../deploy/stages.ts';
import { failures, inWords, underLoad } from './load.ts';
import { ProofError, type Proof, type Watch, type World } from './world.ts';

export const api = (manifests: Manifest[]) => findManifest(manifests, 'Deployment', 'biblio-api')!.spec!.template!;

/** A setting that only this rollout has, so that the pods roll. */
function mark(manifests: Manifest[], value: string): void {
  const { metadata } = api(manifests);
  metadata!.annotations = { ...metadata!.annotations, 'biblio.pro/proof': value };
}

export function setVariable(manifests: Manifest[], name: string, value: string): void {
  (api(manifests).spec.containers[0]!.env ??= []).push({ name, value });
}

/** What a program does that has not heard of draining. */
const EXIT_AT_ONCE = "process.on('SIGTERM', () => process.reallyExit(0));";

export const deployment: Proof = {
  id: 'deploy',
  claim: 'One command brings the library up, or a new version in, in under 60 seconds with the images on the node',
  run: async (world) => {
    const start = performance.now();
    await world.deploy((manifests) => mark(manifests, String(Date.now())));
    const seconds = (performance.now() - start) / 1000;
    const ready = await world.readyPods('biblio-api');
    if (ready.length < 2) throw new ProofError(`only ${ready.length} pods are ready`);
    if (seconds > 60) throw new ProofError(`took ${seconds.toFixed(0)} s`);
    return `${seconds.toFixed(0)} s`;
  },
  control: async (world) => {
    const said = await expectStop(world, (manifests) => {
      api(manifests).spec.containers[0]!.image += '-that-is-nowhere';
    });
    const ready = await world.readyPods('biblio-api');
    if (ready.length < 2) throw new ProofError('the release before is not back');
    return `an image that is nowhere: ${/ErrImagePull|ImagePullBackOff|ErrImageNeverPull/.exec(said)?.[0] ?? 'stopped'}, rolled back`;
  },
};

export const rolloutUnderLoad: Proof = {
  id: 'rollout-under-load',
  promise: 1,
  claim: 'Rollouts under load with keep-alive clients at a constant rate fail no request',
  run: async (world) => {
    const rounds = world.settings.isSmall ? 1 : 3;
    const tally = await underLoad(world, async () => {
      for (let round = 1; round <= rounds; round += 1) {
        await world.deploy((manifests) => mark(manifests, `rollout ${round} ${Date.now()}`), {
          seconds: 3,
          errorShare: 0.02,
        });
      }
    });
    if (failures(tally) > 0) throw new ProofError(inWords(tally));
    return `${rounds} rollouts: ${inWords(tally)}`;
  },
  control: async (world) => {
    // Policies refuse such an environment, so it goes around the deployment, as somebody in a hurry would.
    const manifests = await world.manifests();
    const { spec } = api(manifests);
    setVariable(manifests, 'NODE_OPTIONS', `--import data:text/javascript,${encodeURIComponent(EXIT_AT_ONCE)}`);
    delete spec.containers[0]!.lifecycle;
    // The Service goes on leading to pods that leave or are not ready, as a balancer does that lags.
    Object.assign(findManifest(manifests, 'Service', 'biblio-api')!.spec!, { publishNotReadyAddresses: true });
    try {
      for (const kind of ['Service', 'Deployment']) await world.apply(findManifest(manifests, kind, 'biblio-api')!);
      await world.kubectl(['rollout', 'status', 'deployment/biblio-api', '--timeout=180s']);
      const tally = await underLoad(
        world,
        async () => {
          await world.kubectl(['rollout', 'restart', 'deployment/biblio-api']);
          await world.kubectl(['rollout', 'status', 'deployment/biblio-api', '--timeout=180s']);
        },
        { clients: 40 },
      );
      if (failures(tally) === 0) throw new ProofError(`without draining nothing failed either: ${inWords(tally)}`);
      return `without draining, at a Service that lags: ${inWords(tally)}`;
    } finally {
      await world.deploy();
    }
  },
};

export const settings: Proof = {
  id: 'settings-roll',
  claim: 'A changed ConfigMap rolls the pods that read it',
  run: async (world) => {
    const before = new Set((await world.pods('biblio-api')).map(({ metadata }) => metadata.uid));
    await world.deploy((manifests) => changeSettings(manifests, 'warn'));
    const pods = await world.readyPods('biblio-api');
    if (pods.some(({ metadata }) => before.has(metadata.uid))) throw new ProofError('a pod of before is still there');
    const { stdout } = await world.node(pods[0]!.metadata.name, 'process.stdout.write(process.env.LOG_LEVEL)');
    if (stdout !== 'warn') throw new ProofError(`the new pods read ${stdout}`);
    return `${pods.length} new pods read LOG_LEVEL=${stdout}`;
  },
  control: async (world) => {
    const before = (await world.pods('biblio-api')).map(({ metadata }) => metadata.uid).sort();
    await world.deploy((manifests) => changeSettings(manifests, 'warn'));
    const after = (await world.pods('biblio-api')).map(({ metadata }) => metadata.uid).sort();
    await world.deploy();
    if (before.join() !== after.join()) throw new ProofError('pods rolled although nothing had changed');
    return 'the same settings again: the same pods';
  },
};

/** As kustomize does it: the content gives the name, and whoever reads it names it. */
function changeSettings(manifests: Manifest[], level: string): void {
  const config = manifests.find(({ metadata }) => metadata.name.startsWith('biblio-settings-'))!;
  const [former, name] = [config.metadata.name, `${config.metadata.name}-${level}`];
  config.data!['LOG_LEVEL'] = level;
  for (const manifest of manifests) {
    const text = JSON.stringify(manifest).replaceAll(`"${former}"`, `"${name}"`);
    Object.assign(manifest, JSON.parse(text));
  }
}

/** Deploys what must not last. @returns what the deployment said. */
export async function expectStop(
  world: World,
  change: (manifests: Manifest[]) => void,
  watch?: Watch,
): Promise<string> {
  try {
    await world.deploy(change, watch);
  } catch (error) {
    // This is what is waited for.
    if (error instanceof StopError) return error.message;
    throw error;
  }
  throw new ProofError('the deployment succeeded');
}
