import { setTimeout as pause } from 'node:timers/promises';
import { Forward } from '../deploy/kubectl.ts';
import { findManifest, type Manifest } from '../kubernetes/manifest.ts';
import { failures, inWords, underLoad } from './load.ts';
import { ProofError, scriptPod, type Proof, type World } from './world.ts';

const DEPLOYMENTS = ['biblio-api', 'biblio-worker', 'biblio-web'];
const RENAMED_MS = 5000;
const DESKS = { desks: 4, secondsBetweenErrands: 0.1 };
/** Named after its content, and neither compressed nor a map. */
const CHUNK = /-[\w-]{8}\.js$/;

const lacks = async ({ settings: { before, kept } }: World) =>
  before === undefined || kept === undefined ? 'there are no images of the release before' : null;

/** Gives every pod the image of another version, as a rollback does: without its migrations. */
async function putRelease(world: World, tag: string): Promise<void> {
  const manifests = await world.manifests();
  for (const name of DEPLOYMENTS) {
    const deployment = findManifest(manifests, 'Deployment', name)!;
    retag(deployment, tag);
    await world.apply(deployment);
  }
  for (const name of DEPLOYMENTS) await world.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=300s']);
}

const imageOf = (deployment: Manifest) => deployment.spec!.template!.spec.containers[0]!.image;

function retag(deployment: Manifest, tag: string): void {
  const container = deployment.spec!.template!.spec.containers[0]!;
  container.image = `${container.image.replace(/:[^:/]*$/, '')}:${tag}`;
}

/** What the code of an API pod says when it is to migrate the schema that is there. */
async function tryToMigrate(world: World): Promise<string> {
  const [pod] = await world.readyPods('biblio-api');
  const { stdout, stderr } = await world.biblio(pod!.metadata.name, 'migrate');
  return stdout + stderr;
}

export const oldAndNew: Proof = {
  id: 'old-and-new',
  promise: 8,
  lacks,
  claim:
    'While a release comes and while it goes, old and new pods work side by side on the schema of the new one, for readers and at desks',
  run: async (world) => {
    let said = '';
    const tally = await underLoad(
      world,
      async () => {
        await putRelease(world, world.settings.before!);
        said = await tryToMigrate(world);
        await world.deploy();
      },
      DESKS,
    );
    if (!said.includes('schema_newer')) throw new ProofError(`the schema is not newer for the old code: ${said}`);
    if (failures(tally) > 0) throw new ProofError(inWords(tally));
    return `back to the release before and forth again: ${inWords(tally)}, ${tally.lent.length} loans among them; for the old code the schema is newer`;
  },
  control: async (world) => {
    // A migration that takes away in the same release what the old code reads.
    const rename = (from: string, to: string) => world.sql(`alter table biblio.loans rename column ${from} to ${to};`);
    await putRelease(world, world.settings.before!);
    let isRenamed = false;
    try {
      const tally = await underLoad(
        world,
        async () => {
          await rename('due_at', 'due_on');
          isRenamed = true;
          await pause(RENAMED_MS);
        },
        DESKS,
      );
      if (failures(tally) === 0) throw new ProofError('without a column that the old code reads nothing failed either');
      return `with a column renamed at once: ${inWords(tally)}`;
    } finally {
      if (isRenamed) await rename('due_on', 'due_at');
      await world.deploy();
    }
  },
};

/** The scripts of a release's web app. */
async function chunksOf(world: World, image: string): Promise<string[]> {
  const pod = scriptPod('proof-files', { app: 'files' }, image, '') as {
    spec: { containers: { command: string[] }[] };
  };
  pod.spec.containers[0]!.command = ['ls', '/srv/web/current/plain'];
  await world.apply(pod);
  try {
    await world.until('the files are listed', 60, async () => {
      return (await world.kubectl(['get', 'pod', 'proof-files', '--output=jsonpath={.status.phase}'])) === 'Succeeded';
    });
    return (await world.kubectl(['logs', 'proof-files'])).split('\n').filter((name) => CHUNK.test(name));
  } finally {
    await world.kubectl(['delete', 'pod', 'proof-files', '--ignore-not-found', '--grace-period=0', '--force']);
  }
}

/**
 * Rolls a web image out, and asks it for the scripts that only the release before has.
 *
 * @param tag of the image; without it, the environment's own
 * @returns how many scripts were answered, by status.
 */
async function askForFormer(world: World, tag?: string): Promise<Map<number, number>> {
  const web = findManifest(await world.manifests(), 'Deployment', 'biblio-web')!;
  const present = new Set(await chunksOf(world, imageOf(web)));
  retag(web, world.settings.before!);
  const former = await chunksOf(world, imageOf(web));
  const asked = former.filter((name) => !present.has(name));
  if (asked.length === 0) throw new ProofError('the release before has no script of its own');
  await world.deploy((manifests) => {
    if (tag !== undefined) retag(findManifest(manifests, 'Deployment', 'biblio-web')!, tag);
  });
  const statuses = new Map<number, number>();
  const forward = await Forward.open(world.namespace, 'service/biblio-web', 8080);
  try {
    for (const name of asked) {
      const { status } = await fetch(`${forward.url}/${name}`);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  } finally {
    await forward.close();
  }
  return statuses;
}

const counted = (statuses: Map<number, number>) =>
  [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');

export const filesKept: Proof = {
  id: 'files-of-before',
  promise: 8,
  lacks,
  claim: 'After a rollout the scripts of the release before are still served to tabs that were open',
  run: async (world) => {
    const statuses = await askForFormer(world, world.settings.kept!);
    if (statuses.size !== 1 || !statuses.has(200)) throw new ProofError(counted(statuses));
    return `of the scripts that only the release before has: ${counted(statuses)}`;
  },
  control: async (world) => {
    const statuses = await askForFormer(world);
    await world.deploy();
    if (statuses.size !== 1 || !statuses.has(404)) throw new ProofError(counted(statuses));
    return `an image built without PREVIOUS_WEB: ${counted(statuses)}`;
  },
};
