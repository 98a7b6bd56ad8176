// npm run test:cluster: brings development up on the cluster that kubectl reaches, and proves each claim with its control.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { getJson, kubectl, KubectlError } from '../deploy/kubectl.ts';
import { say, StopError } from '../deploy/stages.ts';
import { kustomizeCommand } from '../kubernetes/render.ts';
import { hasCluster } from '../kubernetes/schemas.ts';
import { availability } from './proofs-availability.ts';
import { backupDrill, databaseLost } from './proofs-backup.ts';
import { autoscaling } from './proofs-capacity.ts';
import { externalDatabase, redis } from './proofs-components.ts';
import { dataSurvives, databaseKilled, secretsRotated } from './proofs-database.ts';
import { deployment, rolloutUnderLoad, settings } from './proofs-deploy.ts';
import { certificateExchanged, certificateRenewed } from './proofs-certificate.ts';
import { browserJourney } from './proofs-entrance.ts';
import { evictionGuard, limitsGuard, networkGuard, rootGuard } from './proofs-guards.ts';
import { deletedPod, discovery, hungProcess, killedProcess, oneServiceDown } from './proofs-healing.ts';
import { loansSurvive } from './proofs-loans.ts';
import { filesKept, oldAndNew } from './proofs-releases.ts';
import { automaticRollback, canaryRollback } from './proofs-rollback.ts';
import { toMarkdown, toTable, type Result } from './report.ts';
import { OWN_NAMESPACE, ProofError, World, type Proof } from './world.ts';

const USAGE = `Usage: npm run test:cluster [-- options]

  --image-tag TAG       the images' tag; without it, the overlay's
  --image-prefix NAME   the registry that the cluster takes them from
  --namespace NAME      another one than ${OWN_NAMESPACE}, beside others on the same cluster
  --before-tag TAG      images of the release before, and
  --kept-tag TAG        the web app's image that keeps its files (PREVIOUS_WEB): for the proofs of old and new together
  --minutes N           how long availability is measured (20)
  --only A,B            these proofs; --list names them
  --small               a selection, each smaller, for CI
  --record              writes docs/PROOFS.md and docs/proofs.json
  --keep                leaves the environment where it is

The namespace, on the cluster that kubectl reaches (KUBECONFIG), is made, disturbed, and deleted.
`;
const ROOT = path.dirname(path.dirname(import.meta.dirname));
const PROOFS: Proof[] = [
  deployment,
  networkGuard,
  rootGuard,
  limitsGuard,
  discovery,
  browserJourney,
  certificateExchanged,
  certificateRenewed,
  settings,
  rolloutUnderLoad,
  deletedPod,
  killedProcess,
  hungProcess,
  oneServiceDown,
  evictionGuard,
  autoscaling,
  automaticRollback,
  canaryRollback,
  dataSurvives,
  databaseKilled,
  loansSurvive,
  secretsRotated,
  backupDrill,
  databaseLost,
  oldAndNew,
  filesKept,
  redis,
  externalDatabase,
  availability,
];
// What is fast and sure: neither what measures for long, nor rollouts under load, whose control fails by a thin margin.
const SMALL = [
  networkGuard,
  rootGuard,
  limitsGuard,
  discovery,
  browserJourney,
  certificateExchanged,
  deletedPod,
  killedProcess,
  evictionGuard,
];

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: {
    'image-tag': TEXT,
    'image-prefix': TEXT,
    namespace: { ...TEXT, default: OWN_NAMESPACE },
    'before-tag': TEXT,
    'kept-tag': TEXT,
    minutes: { ...TEXT, default: '20' },
    only: TEXT,
    small: FLAG,
    record: FLAG,
    keep: FLAG,
    list: FLAG,
    help: FLAG,
  },
});
if (values.help) process.stdout.write(USAGE);
else if (values.list) for (const { id, claim } of PROOFS) say(`${id.padEnd(22)} ${claim}`);
else process.exitCode = await prove();

async function prove(): Promise<number> {
  if (kustomizeCommand() === null || !(await hasCluster())) {
    say('Nothing was proved: kubectl is not in PATH, or reaches no cluster.');
    return 2;
  }
  const world = new World({
    tag: values['image-tag'],
    prefix: values['image-prefix'],
    before: values['before-tag'],
    kept: values['kept-tag'],
    namespace: values.namespace,
    isSmall: values.small,
    minutes: Number(values.minutes),
  });
  const names = values.only?.split(',');
  const chosen = names === undefined ? (values.small ? SMALL : PROOFS) : PROOFS.filter(({ id }) => names.includes(id));
  const results: Result[] = [];
  const cluster = await describeCluster();
  try {
    // The first deployment makes the sample library, which is not what is measured.
    await world.deploy();
    for (const proof of chosen) {
      const lacking = (await proof.lacks?.(world)) ?? null;
      if (lacking === null) results.push({ ...(await tryOut(proof, world)), cluster });
      else say(`\n════ ${proof.id} is not tried: ${lacking}`);
    }
  } finally {
    if (!values.keep) await kubectl(['delete', 'namespace', world.namespace, '--ignore-not-found', '--wait=true']);
  }
  say(`\n${toTable(results)}\n`);
  const failed = results.filter(({ ok }) => !ok).length;
  say(`${results.length - failed} proved, ${failed} not.`);
  if (values.record) await record(results);
  return failed === 0 ? 0 : 1;
}

async function tryOut(proof: Proof, world: World): Promise<Omit<Result, 'cluster'>> {
  const { id, claim, promise } = proof;
  const start = performance.now();
  const attempt = async (work: (world: World) => Promise<string>): Promise<[boolean, string]> => {
    try {
      return [true, await work(world)];
    } catch (error) {
      // A proof that fails is a result, and the others are wanted too; a fault in the suite ends it.
      const isExpected = error instanceof ProofError || error instanceof StopError || error instanceof KubectlError;
      if (!isExpected) throw error;
      return [false, error.message];
    }
  };
  say(`\n════ ${id}: ${claim}`);
  const [holds, figure] = await attempt(proof.run);
  say(`\n════ ${id}, its control`);
  const [bites, control] = await attempt(proof.control);
  const seconds = Math.round((performance.now() - start) / 1000);
  const at = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const result = { id, ...(promise === undefined ? {} : { promise }), claim, ok: holds && bites, seconds, at };
  return {
    ...result,
    figure: holds ? figure : `FAILED: ${figure}`,
    control: bites ? control : `PASSED OR BROKE: ${control}`,
  };
}

/** Writes what was tried now over what was recorded of the same proofs before. */
async function record(results: Result[]): Promise<void> {
  const file = path.join(ROOT, 'docs/proofs.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result[]) : [];
  const latest = new Map([...before, ...results].map((result) => [result.id, result]));
  const ordered = PROOFS.flatMap(({ id }) => latest.get(id) ?? []);
  const write = async (name: string, text: string) => {
    const target = path.join(ROOT, 'docs', name);
    writeFileSync(target, await format(text, { ...(await resolveConfig(target)), filepath: target }));
  };
  const untried = PROOFS.filter(({ id }) => !latest.has(id)).map(({ claim }) => claim);
  await write('PROOFS.md', toMarkdown(ordered, untried));
  await write('proofs.json', JSON.stringify(ordered));
}

async function describeCluster(): Promise<string> {
  type Node = { status: { capacity: { cpu: string }; nodeInfo: { kubeletVersion: string } } };
  const { items } = await getJson<{ items: Node[] }>(['nodes']);
  const cores = items.map(({ status }) => status.capacity.cpu).join(' + ');
  return `${items.length} node(s) of Kubernetes ${items[0]?.status.nodeInfo.kubeletVersion} with ${cores} cores`;
}
