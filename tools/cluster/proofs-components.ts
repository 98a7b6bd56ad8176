import { randomBytes } from 'node:crypto';
import { kubectl } from '../deploy/kubectl.ts';
import { findManifest } from '../kubernetes/manifest.ts';
import { reaches } from './proofs-guards.ts';
import { failures, inWords, underLoad } from './load.ts';
import { ProofError, World, type Proof } from './world.ts';

/** One client may ask so often in a minute. */
const REQUESTS = 1200;
const AT_EACH = (REQUESTS / 3) * 2;

/** Asks from one address, each of two API pods two thirds as often as a client may. @returns how many were refused as too many. */
async function requestsRefused(world: World): Promise<number> {
  await world.until('two API pods are ready', 120, async () => (await world.readyPods('biblio-api')).length >= 2);
  const address = `10.201.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
  const script = `
    const headers = { 'x-forwarded-for': '${address}' };
    let left = ${AT_EACH}, refused = 0;
    const lane = async () => {
      while ((left -= 1) >= 0) {
        const answer = await fetch('http://127.0.0.1:8080/api/v1/session', { headers });
        await answer.arrayBuffer();
        if (answer.status === 429) refused += 1;
      }
    };
    Promise.all(Array.from({ length: 10 }, lane)).then(() => process.stdout.write(String(refused)));`;
  let refused = 0;
  for (const { metadata } of (await world.readyPods('biblio-api')).slice(0, 2)) {
    const { code, stdout, stderr } = await world.node(metadata.name, script);
    if (code !== 0) throw new ProofError(`asking failed: ${stderr}`);
    refused += Number(stdout);
  }
  return refused;
}

const WITH_REDIS = ['mysql', 'redis', 'ingress', 'monitoring', 'demo-data'];

export const redis: Proof = {
  id: 'redis',
  claim:
    'With the component `redis` the API pods count a client’s requests together, and no request fails when Redis dies',
  run: async (world) => {
    const shared = new World({ ...world.settings, components: WITH_REDIS });
    await shared.deploy();
    const refused = await requestsRefused(shared);
    if (refused === 0) throw new ProofError('each pod counted for itself');
    const tally = await underLoad(shared, async () => {
      await shared.kubectl(['delete', 'pod', '--selector=app.kubernetes.io/name=biblio-redis', '--grace-period=1']);
      await shared.kubectl(['rollout', 'status', 'deployment/biblio-redis', '--timeout=120s']);
    });
    if (failures(tally) > 0) throw new ProofError(`Redis killed: ${inWords(tally)}`);
    return `of ${2 * AT_EACH} requests of one client at two pods ${refused} were refused, ${REQUESTS} being allowed; Redis killed: ${inWords(tally)}`;
  },
  control: async (world) => {
    await world.deploy();
    const kinds = 'deployment,service,poddisruptionbudget,serviceaccount';
    await world.kubectl(['delete', kinds, 'biblio-redis', '--ignore-not-found']);
    const refused = await requestsRefused(world);
    if (refused > 0) throw new ProofError(`without Redis ${refused} were refused too`);
    return 'without Redis each pod counts for itself: none refused';
  },
};

/** A library in a namespace of its own, whose database is in MySQL of the environment. */
function elsewhereOf(world: World): World {
  const components = ['external-database', 'ingress', 'monitoring'];
  return new World({ ...world.settings, namespace: `${world.namespace}-elsewhere`, components });
}

const DATABASE_HOST = (world: World) => `biblio-mysql.${world.namespace}.svc.cluster.local`;

/** What somebody who runs a database gives: a database, a user, and a way in. */
async function giveDatabase(world: World, elsewhere: World): Promise<string> {
  const password = randomBytes(18).toString('base64url');
  await world.sql(
    `create database elsewhere; create user 'elsewhere'@'%' identified by '${password}';
     grant all on elsewhere.* to 'elsewhere'@'%';`,
  );
  const namespaces = { matchLabels: { 'kubernetes.io/metadata.name': elsewhere.namespace } };
  await world.apply({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'mysql-from-elsewhere' },
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'biblio-mysql' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: namespaces }], ports: [{ protocol: 'TCP', port: 3306 }] }],
    },
  });
  return `mysql://elsewhere:${password}@${DATABASE_HOST(world)}:3306/elsewhere`;
}

async function takeDatabaseBack(world: World, elsewhere: World): Promise<void> {
  await kubectl(['delete', 'namespace', elsewhere.namespace, '--ignore-not-found', '--wait=true']);
  await world.kubectl(['delete', 'networkpolicy', 'mysql-from-elsewhere', '--ignore-not-found']);
  await world.sql("drop database if exists elsewhere; drop user if exists 'elsewhere'@'%';");
}

const CLIENT = { app: 'client', 'biblio.pro/uses-database': 'true' };

export const externalDatabase: Proof = {
  id: 'external-database',
  claim: 'With the component `external-database` a library runs on a MySQL outside of its namespace',
  run: async (world) => {
    const elsewhere = elsewhereOf(world);
    await takeDatabaseBack(world, elsewhere);
    const url = await giveDatabase(world, elsewhere);
    await kubectl(['create', 'namespace', elsewhere.namespace]);
    await elsewhere.kubectl(['create', 'secret', 'generic', 'biblio-database', `--from-literal=database-url=${url}`]);
    await elsewhere.deploy((manifests) => {
      // Small, beside the environment on what may be one node.
      findManifest(manifests, 'HorizontalPodAutoscaler', 'biblio-api')!.spec!.minReplicas = 1;
      findManifest(manifests, 'Deployment', 'biblio-web')!.spec!.replicas = 1;
    });
    const [pod] = await elsewhere.readyPods('biblio-api');
    const { code, stdout, stderr } = await elsewhere.biblio(pod!.metadata.name, 'doctor');
    if (code !== 0) throw new ProofError(`the doctor says: ${stdout} ${stderr}`);
    const tables = await world.sql("select count(*) from information_schema.tables where table_schema = 'elsewhere';");
    return `${tables} tables made there; deployed, and the doctor content`;
  },
  control: async (world) => {
    const elsewhere = elsewhereOf(world);
    try {
      if (!(await reaches(elsewhere, CLIENT, DATABASE_HOST(world), 3306)))
        throw new ProofError('a client does not reach MySQL with the component either');
      await elsewhere.kubectl(['delete', 'networkpolicy', 'clients-to-external-database']);
      if (await reaches(elsewhere, CLIENT, DATABASE_HOST(world), 3306))
        throw new ProofError('a client reaches MySQL without the component’s policy too');
      return 'without the component’s policy a client does not reach it';
    } finally {
      await takeDatabaseBack(world, elsewhere);
    }
  },
};
