import { setTimeout as pause } from 'node:timers/promises';
import { tryKubectl } from '../deploy/kubectl.ts';
import { findManifest } from '../kubernetes/manifest.ts';
import { failures, underLoad, type Tally } from './load.ts';
import { replaceMysql } from './mysql.ts';
import { ProofError, type Proof, type World } from './world.ts';

const AVAILABILITY = 0.995;
const MEAN_MS = 200;
const SECONDS_BETWEEN_KILLS = 60;
const KILLED = ['biblio-api', 'biblio-web', 'biblio-worker'];

/** What a library is asked for: visitors mostly, some of staff, and two desks. About twelve requests a second. */
async function usualMix(world: World) {
  const ids = (await world.sql('select id from biblio.records order by id limit 200;')).split('\n');
  const records = ids.map((id) => `/api/v1/records/${id}`);
  const searches = ['paris', 'roman', 'histoire', 'amour', 'jeu', 'hugo', 'mer'].map((q) => `/api/v1/records?q=${q}`);
  const paths = records.flatMap((record, index) => [
    record,
    searches[index % searches.length]!,
    ['/', '/api/v1/session', '/api/v1/records/newest'][index % 3]!,
  ]);
  const staffPaths = [
    '/api/v1/reports/dashboard',
    '/api/v1/desk/lookup?q=martin',
    '/api/v1/patrons?q=dur',
    '/api/v1/circulation/overdue-loans',
    '/api/v1/circulation/hold-shelf',
  ];
  const often = Array.from({ length: 20 }, () => staffPaths).flat();
  return {
    host: 'biblio-web' as const,
    clients: 8,
    perSecond: 1.3,
    paths,
    staffPaths: often,
    desks: 2,
    secondsBetweenErrands: 1,
  };
}

/** Takes a pod away at random, with a second to go in. @returns of which Deployment it was. */
async function killOne(world: World, names: string[]): Promise<string> {
  const pods = (await Promise.all(names.map((name) => world.pods(name)))).flat();
  const pod = pods[Math.floor(Math.random() * pods.length)]!;
  await world.kubectl(['delete', 'pod', pod.metadata.name, '--grace-period=1', '--wait=false']);
  return names.find((name) => pod.metadata.name.startsWith(name))!;
}

/** How busy the nodes' processors are, as a share; null where the cluster measures nothing. */
async function busyShare(): Promise<number | null> {
  const { code, stdout } = await tryKubectl(['top', 'nodes', '--no-headers']);
  const shares = [...stdout.matchAll(/(\d+)%/g)].map(([, share]) => Number(share));
  // Of each node, its processors and then its memory.
  const processors = shares.filter((_, index) => index % 2 === 0);
  if (code !== 0 || processors.length === 0) return null;
  return processors.reduce((sum, share) => sum + share, 0) / processors.length / 100;
}

interface Disturbance {
  minutes: number;
  secondsBetweenKills: number;
  names: string[];
  others: { atShare: number; what: string; disturb: () => Promise<unknown> }[];
}

/** What happened, and when, in seconds since 1970. */
interface Happening {
  second: number;
  what: string;
}

/** Kills pods at random, does the others at their time, and looks how busy the nodes are. */
async function disturb(world: World, { minutes, secondsBetweenKills, names, others }: Disturbance) {
  const [start, end] = [Date.now(), Date.now() + minutes * 60_000];
  const happenings: Happening[] = [];
  const happened = (what: string) => happenings.push({ second: Math.floor(Date.now() / 1000), what });
  const busy: number[] = [];
  const due = [...others];
  for (let nextKill = start + secondsBetweenKills * 1000; Date.now() < end;) {
    if (due.length > 0 && Date.now() > start + due[0]!.atShare * minutes * 60_000) {
      const { what, disturb } = due.shift()!;
      happened(what);
      await disturb();
    }
    if (Date.now() > nextKill) {
      happened(`a kill of ${await killOne(world, names)}`);
      nextKill = Date.now() + secondsBetweenKills * 1000;
    }
    busy.push((await busyShare()) ?? NaN);
    await pause(Math.max(0, Math.min(5000, end - Date.now())));
  }
  const seconds = (Date.now() - start) / 1000;
  return { seconds, happenings, busy: busy.reduce((sum, share) => sum + share, 0) / busy.length };
}

/** After what so many requests failed, and in how many seconds; the worst first. */
function blame({ failuresBySecond }: Tally, happenings: Happening[]): string[] {
  const blamed = new Map<string, { failed: number; seconds: number }>();
  for (const [second, failed] of Object.entries(failuresBySecond)) {
    const what = happenings.findLast((one) => one.second <= Number(second))?.what ?? 'nothing';
    const before = blamed.get(what) ?? { failed: 0, seconds: 0 };
    blamed.set(what, { failed: before.failed + failed, seconds: before.seconds + 1 });
  }
  return [...blamed]
    .sort(([, one], [, other]) => other.failed - one.failed)
    .map(([what, { failed, seconds }]) => `${failed} in ${seconds} s after ${what}`);
}

const share = ({ ok, ...others }: Tally) => ok / (ok + failures({ ok, ...others }));
const percent = (figure: number) => `${(figure * 100).toFixed(2)} %`;

export const availability: Proof = {
  id: 'availability',
  claim: `A steady load of the usual mix, with pods killed at random, a rollout and a restart of the database: at least ${percent(AVAILABILITY)} of the requests succeed, in ${MEAN_MS} ms on average at most`,
  run: async (world) => {
    let seen = { seconds: 0, happenings: [] as Happening[], busy: NaN };
    const rollOut = () =>
      world.deploy((manifests) => {
        const { metadata } = findManifest(manifests, 'Deployment', 'biblio-api')!.spec!.template!;
        metadata!.annotations = { ...metadata!.annotations, 'biblio.pro/proof': `availability ${Date.now()}` };
      });
    const others = [
      { atShare: 1 / 3, what: 'the rollout', disturb: rollOut },
      { atShare: 2 / 3, what: 'the restart of the database', disturb: () => replaceMysql(world) },
    ];
    const { minutes } = world.settings;
    const tally = await underLoad(
      world,
      async () => {
        seen = await disturb(world, { minutes, secondsBetweenKills: SECONDS_BETWEEN_KILLS, names: KILLED, others });
      },
      await usualMix(world),
    );
    const kills = seen.happenings.length - others.length;
    const all = tally.ok + failures(tally);
    const kinds = Object.entries(tally.failed).map(([kind, count]) => `${count} × ${kind}`);
    const figure = [
      `${percent(share(tally))} of ${all} requests in ${(seen.seconds / 60).toFixed(0)} minutes (${(all / seen.seconds).toFixed(0)} a second)`,
      `mean ${tally.meanMs} ms, 95 % within ${tally.p95Ms} ms`,
      `${kills} kills, failed: ${kinds.join(', ') || 'none'}`,
      ...blame(tally, seen.happenings),
      `the processors ${Number.isNaN(seen.busy) ? 'not measured' : `${percent(seen.busy)} busy on average`}`,
    ].join('; ');
    if (share(tally) < AVAILABILITY || tally.meanMs > MEAN_MS) throw new ProofError(figure);
    return figure;
  },
  control: async (world) => {
    const alone = { spec: { minReplicas: 1, maxReplicas: 1 } };
    await world.kubectl(['patch', 'horizontalpodautoscaler', 'biblio-api', '--patch', JSON.stringify(alone)]);
    await world.kubectl(['scale', 'deployment/biblio-web', '--replicas=1']);
    try {
      const names = ['biblio-api', 'biblio-web'];
      await world.until('one pod of each is left', 180, async () => {
        return (await Promise.all(names.map((name) => world.pods(name)))).every((pods) => pods.length === 1);
      });
      const minutes = Math.min(2, world.settings.minutes);
      const tally = await underLoad(
        world,
        () => disturb(world, { minutes, secondsBetweenKills: 20, names, others: [] }),
        await usualMix(world),
      );
      if (share(tally) >= AVAILABILITY) throw new ProofError(`with one pod of each it is ${percent(share(tally))} too`);
      return `with one pod of each, and a kill every 20 s: ${percent(share(tally))}`;
    } finally {
      await world.deploy();
    }
  },
};
