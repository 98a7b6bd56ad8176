import { inWords, failures, underLoad } from './load.ts';
import { ProofError, scriptPod, type Proof, type World } from './world.ts';

const twoReady = async (world: World) => (await world.readyPods('biblio-api')).length >= 2;

/** Disturbs one API pod under load, and waits until there are two again. */
async function heal(
  world: World,
  disturb: (pod: string) => Promise<unknown>,
  hasHealed: () => Promise<boolean>,
  limit: number,
) {
  await world.until('two API pods are ready', 120, () => twoReady(world));
  const [pod] = await world.readyPods('biblio-api');
  let seconds = 0;
  const tally = await underLoad(world, async () => {
    const start = performance.now();
    await disturb(pod!.metadata.name);
    await world.until('the pods are whole again', limit, async () => (await hasHealed()) && twoReady(world));
    seconds = (performance.now() - start) / 1000;
  });
  return `${seconds.toFixed(0)} s until whole; ${inWords(tally)} meanwhile`;
}

export const deletedPod: Proof = {
  id: 'pod-deleted',
  claim: 'A pod that is deleted is replaced, and no request fails',
  run: async (world) => {
    const before = (await world.pods('biblio-api')).map(({ metadata }) => metadata.uid);
    const tally = await underLoad(world, async () => {
      const [pod] = await world.readyPods('biblio-api');
      await world.kubectl(['delete', 'pod', pod!.metadata.name, '--wait=true']);
      await world.until('there is another', 120, () => twoReady(world));
    });
    const isNew = (await world.pods('biblio-api')).some(({ metadata }) => !before.includes(metadata.uid));
    if (!isNew) throw new ProofError('there is no new pod');
    if (failures(tally) > 0) throw new ProofError(inWords(tally));
    return `replaced; ${inWords(tally)}`;
  },
  control: async (world) => {
    await world.apply(scriptPod('proof-alone', { app: 'alone' }, await world.image(), 'setInterval(() => {}, 1000)'));
    await world.kubectl(['delete', 'pod', 'proof-alone', '--grace-period=1', '--wait=true']);
    const { stdout } = await world.try(['get', 'pod', 'proof-alone', '--ignore-not-found']);
    if (stdout !== '') throw new ProofError('a pod that nobody looks after came back');
    return 'a pod without a Deployment stays away';
  },
};

export const killedProcess: Proof = {
  id: 'process-killed',
  claim: 'A process that dies is started again',
  run: async (world) => {
    const before = await world.restarts('biblio-api');
    const hasRestarted = async () => (await world.restarts('biblio-api')) > before;
    // Not an exit, which may wait for the debugger for ever.
    return heal(world, (pod) => world.evaluate(pod, 'process.abort()'), hasRestarted, 90);
  },
  control: async (world) => {
    await world.apply(scriptPod('proof-alone', { app: 'alone' }, await world.image(), 'process.exit(9)'));
    try {
      await world.until('it has failed', 30, async () => {
        return (await world.kubectl(['get', 'pod', 'proof-alone', '--output=jsonpath={.status.phase}'])) === 'Failed';
      });
      return 'a pod that is not to be restarted stays failed';
    } finally {
      await world.kubectl(['delete', 'pod', 'proof-alone', '--ignore-not-found']);
    }
  },
};

export const hungProcess: Proof = {
  id: 'event-loop-hung',
  claim: 'A process whose event loop hangs is noticed and started again',
  run: async (world) => {
    const before = await world.restarts('biblio-api');
    const hasRestarted = async () => (await world.restarts('biblio-api')) > before;
    return heal(world, (pod) => world.evaluate(pod, 'for (;;) {}'), hasRestarted, 180);
  },
  control: async (world) => {
    // The same pods with nobody asking whether they live.
    const manifests = await world.manifests();
    const template = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'biblio-api')!;
    delete template.spec!.template!.spec.containers[0]!.livenessProbe;
    await world.apply(template);
    await world.kubectl(['rollout', 'status', 'deployment/biblio-api', '--timeout=180s']);
    try {
      const [pod] = await world.readyPods('biblio-api');
      const before = await world.restarts('biblio-api');
      await world.evaluate(pod!.metadata.name, 'for (;;) {}');
      const hasRestarted = async () => (await world.restarts('biblio-api')) > before;
      const didHeal = await world.until('', 70, hasRestarted).then(
        () => true,
        (error: unknown) => {
          // Waiting in vain is what this control is for.
          if (error instanceof ProofError) return false;
          throw error;
        },
      );
      if (didHeal) throw new ProofError('it was restarted without a liveness probe');
      await world.kubectl(['delete', 'pod', pod!.metadata.name, '--grace-period=1']);
      return 'without a liveness probe it hangs for good (70 s)';
    } finally {
      await world.deploy();
    }
  },
};

export const discovery: Proof = {
  id: 'service-discovery',
  claim: 'The web app finds the API by name, also after every pod of it has another address',
  run: async (world) => {
    const addresses = (await world.pods('biblio-api')).map(({ status }) => status.podIP);
    await world.kubectl(['rollout', 'restart', 'deployment/biblio-api']);
    await world.kubectl(['rollout', 'status', 'deployment/biblio-api', '--timeout=180s']);
    await world.until('the old pods are gone', 60, async () => {
      const now = (await world.pods('biblio-api')).map(({ status }) => status.podIP);
      return !now.some((address) => addresses.includes(address));
    });
    const answer = await throughWeb(world, 'biblio-api');
    if (answer !== '200') throw new ProofError(`the web pod got ${answer}`);
    return 'all addresses new, 200 through the same web pod';
  },
  control: async (world) => {
    const answer = await throughWeb(world, 'biblio-no-such-service');
    if (answer === '200') throw new ProofError('a name that nobody has was answered');
    return 'a name that nobody has is not found';
  },
};

async function throughWeb(world: World, host: string): Promise<string> {
  const [pod] = await world.readyPods('biblio-web');
  const name = `${host}.${world.namespace}.svc.cluster.local`;
  const url = host === 'biblio-api' ? 'http://127.0.0.1:8080/api/v1/session' : `http://${name}:8080/healthz`;
  const ask = `if command -v curl >/dev/null; then curl -fsS -m 10 -o /dev/null '${url}'; else wget -q -T 10 -O /dev/null '${url}'; fi && echo 200`;
  const { stdout, stderr } = await world.try(['exec', pod!.metadata.name, '--', 'sh', '-c', ask]);
  return stdout.trim() || stderr.trim();
}

export const oneServiceDown: Proof = {
  id: 'one-service-down',
  claim: 'While the web app and the worker are away, the API answers',
  run: async (world) => {
    const away = ['deployment/biblio-web', 'deployment/biblio-worker'];
    const tally = await underLoad(world, async () => {
      await world.kubectl(['scale', ...away, '--replicas=0']);
      await world.until('both are gone', 60, async () => {
        return (await world.pods('biblio-web')).length + (await world.pods('biblio-worker')).length === 0;
      });
      await world.deploy();
    });
    if (failures(tally) > 0) throw new ProofError(inWords(tally));
    return inWords(tally);
  },
  control: async (world) => {
    const tally = await underLoad(world, async () => {
      await world.kubectl(['delete', 'pod', '--selector=app.kubernetes.io/name=biblio-api', '--grace-period=1']);
      await world.until('two API pods are ready', 120, () => twoReady(world));
    });
    if (failures(tally) === 0) throw new ProofError('nothing failed while the API was away, so nothing was asked');
    return `with the API itself away: ${inWords(tally)}`;
  },
};
