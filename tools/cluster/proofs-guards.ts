import { ProofError, scriptPod, type Proof, type World } from './world.ts';

/** Whether a pod with these labels reaches a port of another. */
export async function reaches(
  world: World,
  labels: Record<string, string>,
  host: string,
  port: number,
): Promise<boolean> {
  const script = `
    const socket = require('node:net').connect(${port}, '${host}');
    socket.on('connect', () => { console.log('reached'); process.exit(0); });
    socket.on('error', (error) => { console.log(error.code); process.exit(0); });
    setTimeout(() => { console.log('silence'); process.exit(0); }, 5000);`;
  await world.kubectl(['delete', 'pod', 'proof-reach', '--ignore-not-found', '--wait=true']);
  await world.apply(scriptPod('proof-reach', labels, await world.image(), `setTimeout(() => {${script}}, 3000)`));
  try {
    await world.until('the connection was tried', 60, async () => {
      const phase = await world.kubectl(['get', 'pod', 'proof-reach', '--output=jsonpath={.status.phase}']);
      return phase === 'Succeeded';
    });
    return (await world.kubectl(['logs', 'proof-reach'])).includes('reached');
  } finally {
    await world.kubectl(['delete', 'pod', 'proof-reach', '--ignore-not-found', '--grace-period=0', '--force']);
  }
}

export const networkGuard: Proof = {
  id: 'forbidden-connection',
  promise: 9,
  claim: 'A pod that is not the database’s client cannot reach the database',
  run: async (world) => {
    if (await reaches(world, { app: 'stranger' }, 'biblio-mysql', 3306)) throw new ProofError('it reached MySQL');
    return 'no connection within 5 s';
  },
  control: async (world) => {
    const isIn = await reaches(world, { app: 'client', 'biblio.pro/uses-database': 'true' }, 'biblio-mysql', 3306);
    if (!isIn) throw new ProofError('a client does not reach MySQL either, so nothing was proved');
    return 'with the label of a client it is connected';
  },
};

type Spec = { securityContext: object; containers: { resources?: object; securityContext: object }[] };

async function admission(world: World, change: (spec: Spec) => void): Promise<string | null> {
  const pod = scriptPod('proof-admission', { app: 'proof' }, await world.image(), '') as { spec: Spec };
  change(pod.spec);
  const { code, stderr } = await world.try(['create', '--dry-run=server', '--filename=-'], JSON.stringify(pod));
  return code === 0 ? null : stderr.trim();
}

async function soundPodIsAdmitted(world: World): Promise<string> {
  const refusal = await admission(world, () => {});
  if (refusal !== null) throw new ProofError(`a sound pod is refused too: ${refusal}`);
  return 'the same pod without the fault is let in';
}

export const rootGuard: Proof = {
  id: 'root-refused',
  promise: 9,
  claim: 'A pod that wants to run as root is refused',
  run: async (world) => {
    const refusal = await admission(world, (spec) => {
      spec.securityContext = { runAsUser: 0, seccompProfile: { type: 'RuntimeDefault' } };
    });
    if (!/PodSecurity|restricted/.test(refusal ?? '')) throw new ProofError(`let in, or refused otherwise: ${refusal}`);
    return 'refused by the pod security standard “restricted”';
  },
  control: soundPodIsAdmitted,
};

export const limitsGuard: Proof = {
  id: 'no-limits-refused',
  promise: 9,
  claim: 'A pod without limits is refused',
  run: async (world) => {
    const refusal = await admission(world, ({ containers }) => delete containers[0]!.resources);
    if (!/must specify limits/.test(refusal ?? '')) throw new ProofError(`let in, or refused otherwise: ${refusal}`);
    return 'refused by the quota: must specify limits';
  },
  control: soundPodIsAdmitted,
};

async function evict(world: World, pod: string): Promise<number> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: world.namespace } };
  const address = `/api/v1/namespaces/${world.namespace}/pods/${pod}/eviction`;
  return (await world.try(['create', '--raw', address, '--filename=-'], JSON.stringify(eviction))).code;
}

async function evictAll(world: World): Promise<number> {
  await world.until('two API pods are ready', 120, async () => (await world.readyPods('biblio-api')).length >= 2);
  const pods = await world.readyPods('biblio-api');
  let evicted = 0;
  for (const { metadata } of pods.slice(0, 2)) if ((await evict(world, metadata.name)) === 0) evicted += 1;
  return evicted;
}

export const evictionGuard: Proof = {
  id: 'eviction-one-by-one',
  promise: 10,
  claim: 'Evictions, as the drain of a node makes them, take one API pod at a time',
  run: async (world) => {
    const evicted = await evictAll(world);
    if (evicted !== 1) throw new ProofError(`${evicted} pods were evicted at once`);
    return 'the second eviction is refused while the first pod is away';
  },
  control: async (world) => {
    await world.kubectl(['delete', 'poddisruptionbudget', 'biblio-api']);
    try {
      const evicted = await evictAll(world);
      if (evicted !== 2) throw new ProofError('without a budget only one went either');
      return 'without the budget both go at once';
    } finally {
      await world.deploy();
    }
  },
};
