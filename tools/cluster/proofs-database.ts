import { crashMysql, freshMysql, replaceMysql } from './mysql.ts';
import { failures, inWords, unavailable, underLoad } from './load.ts';
import { ProofError, type Proof, type World } from './world.ts';

/** So many records that their answers are not kept from one time to the next. */
async function recordPaths(world: World): Promise<string[]> {
  const ids = await world.sql('select id from biblio.records order by id limit 800;');
  return ids.split('\n').map((id) => `/api/v1/records/${id}`);
}

export const databaseKilled: Proof = {
  id: 'database-killed',
  promise: 2,
  claim:
    'The database is killed: requests get 503 with Retry-After, no API pod is restarted or leaves its Service, all goes on by itself',
  run: async (world) => {
    await freshMysql(world);
    const restarts = await world.restarts('biblio-api');
    let seconds = 0;
    let leastReady = Infinity;
    const tally = await underLoad(
      world,
      async () => {
        const watched = new AbortController();
        const watching = (async () => {
          while (!watched.signal.aborted)
            leastReady = Math.min(leastReady, (await world.readyPods('biblio-api')).length);
        })();
        seconds = await crashMysql(world);
        watched.abort();
        await watching;
        await world.until('the API answers from the database', 30, async () => {
          const [pod] = await world.readyPods('biblio-api');
          const script =
            "fetch('http://127.0.0.1:8080/readyz').then(async (r) => process.stdout.write(await r.text()))";
          return pod !== undefined && (await world.node(pod.metadata.name, script)).stdout.includes('"away":[]');
        });
      },
      { paths: await recordPaths(world) },
    );
    const others = failures(tally) - unavailable(tally);
    if ((await world.restarts('biblio-api')) !== restarts) throw new ProofError('an API pod was restarted');
    if (leastReady < 2) throw new ProofError(`only ${leastReady} API pods were ready meanwhile`);
    if (others > 0) throw new ProofError(`not only 503: ${inWords(tally)}`);
    if (tally.withRetryAfter !== unavailable(tally)) throw new ProofError('a 503 came without Retry-After');
    const away = (tally.lastFailure - tally.firstFailure) / 1000;
    return `${inWords(tally)}, each with Retry-After, over ${away.toFixed(0)} s; MySQL ready after ${seconds.toFixed(0)} s; 0 restarts`;
  },
  control: async (world) => {
    // Readiness and liveness that ask the database, as is often done.
    const manifests = await world.manifests();
    const api = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'biblio-api')!;
    const ask = {
      exec: {
        command: [
          '/nodejs/bin/node',
          '--eval',
          "fetch('http://127.0.0.1:8080/readyz').then(async (r) => process.exit((await r.text()).includes('\"away\":[]') ? 0 : 1))",
        ],
      },
      periodSeconds: 2,
      timeoutSeconds: 5,
      failureThreshold: 1,
    };
    Object.assign(api.spec!.template!.spec.containers[0]!, { livenessProbe: ask });
    await world.apply(api);
    await world.kubectl(['rollout', 'status', 'deployment/biblio-api', '--timeout=180s']);
    try {
      await freshMysql(world);
      const restarts = await world.restarts('biblio-api');
      let seconds = 0;
      // A process learns that its database is away from those who ask for something.
      await underLoad(
        world,
        async () => {
          await crashMysql(world);
          seconds = await world.until('probes that ask the database restart a pod', 60, async () => {
            return (await world.restarts('biblio-api')) > restarts;
          });
        },
        { paths: await recordPaths(world) },
      );
      return `with a liveness probe that asks the database pods are restarted (${seconds.toFixed(0)} s after it was back)`;
    } finally {
      await world.deploy();
    }
  },
};

export const dataSurvives: Proof = {
  id: 'data-survives',
  claim: 'What is in the database outlives its pod',
  run: async (world) => {
    const before = await world.sql('select count(*) from biblio.loans; select max(id) from biblio.audit_log;');
    const seconds = await replaceMysql(world);
    const after = await world.sql('select count(*) from biblio.loans; select max(id) from biblio.audit_log;');
    if (before.split('\n')[0] !== after.split('\n')[0]) throw new ProofError(`${before} before, ${after} after`);
    return `${after.split('\n')[0]} loans before and after; back in ${seconds.toFixed(0)} s`;
  },
  control: async (world) => {
    await world.kubectl(['exec', 'biblio-mysql-0', '--', 'sh', '-c', 'echo here > /tmp/proof']);
    await replaceMysql(world);
    const { code } = await world.try(['exec', 'biblio-mysql-0', '--', 'cat', '/tmp/proof']);
    if (code === 0) throw new ProofError('a file outside of the volume is there still, so the pod was never replaced');
    return 'a file outside of the volume is gone';
  },
};

/** Gives the user of the API another password: in the server, in the address, and where a new volume would get it from. */
async function changePassword(world: World, clause: string): Promise<void> {
  const password = `proof-${Date.now()}`;
  await world.sql(`alter user 'biblio'@'%' identified by '${password}' ${clause};`);
  const url = `mysql://biblio:${password}@biblio-mysql:3306/biblio`;
  const keep = (secret: string, stringData: Record<string, string>) =>
    world.kubectl(['patch', 'secret', secret, '--patch', JSON.stringify({ stringData })]);
  await keep('biblio-database', { 'database-url': url });
  await keep('biblio-mysql', { password });
}

export const secretsRotated: Proof = {
  id: 'secrets-rotated',
  promise: 7,
  claim: 'The database’s password is changed under load, with two that are valid meanwhile: no request fails',
  run: async (world) => {
    const tally = await underLoad(world, async () => {
      await changePassword(world, 'retain current password');
      await world.deploy();
      await world.sql("alter user 'biblio'@'%' discard old password;");
    });
    if (failures(tally) > 0) throw new ProofError(inWords(tally));
    return inWords(tally);
  },
  control: async (world) => {
    const tally = await underLoad(world, async () => {
      await changePassword(world, '');
      await dropConnections(world);
      await world.deploy();
    });
    if (failures(tally) === 0) throw new ProofError('without a second password nothing failed either');
    return `with one password only: ${inWords(tally)}`;
  },
};

/** A connection outlives its password; whoever has only the old one must come again, and cannot. */
async function dropConnections(world: World): Promise<void> {
  const ids = await world.sql("select id from information_schema.processlist where user = 'biblio';");
  for (const id of ids.split('\n').filter(Boolean)) {
    // It may have gone by itself.
    await world.sql(`kill ${id};`).catch(() => '');
  }
}
