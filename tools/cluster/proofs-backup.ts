import { makeIdentity } from '../../apps/api/src/backups/envelope.ts';
import { getOne } from '../deploy/kubectl.ts';
import { ProofError, scriptPod, type Proof, type World } from './world.ts';

interface EndedJob {
  isComplete: boolean;
  seconds: number;
  log: string;
}

/** Runs what a CronJob would run at its hour. */
async function runNow(world: World, cronJob: string): Promise<EndedJob> {
  const name = `proof-${cronJob}`;
  await world.kubectl(['delete', 'job', name, '--ignore-not-found', '--wait=true']);
  await world.kubectl(['create', 'job', name, `--from=cronjob/${cronJob}`]);
  let isComplete = false;
  const seconds = await world.until(`${cronJob} has ended`, 600, async () => {
    const job = await getOne<{ status: { conditions?: { type: string; status: string }[] } }>([
      'job',
      name,
      '--namespace',
      world.namespace,
    ]);
    const ended = job?.status.conditions?.find(
      ({ type, status }) => ['Complete', 'Failed'].includes(type) && status === 'True',
    );
    isComplete = ended?.type === 'Complete';
    return ended !== undefined;
  });
  const { stdout } = await world.try(['logs', `job/${name}`, '--all-containers', '--tail=40']);
  return { isComplete, seconds, log: stdout.trim() };
}

/** @throws ProofError when it does not succeed. */
async function succeed(world: World, cronJob: string): Promise<EndedJob> {
  const ended = await runNow(world, cronJob);
  if (!ended.isComplete) throw new ProofError(`${cronJob} failed: ${ended.log}`);
  return ended;
}

/** A desk: for each loan a reader, a title and a copy of their own. */
const DESK = `
  let cookie = '';
  const call = async (path, body) => {
    const answer = await fetch('http://127.0.0.1:8080/api/v1' + path, {
      method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(path + ': ' + (await answer.text()));
    return answer;
  };
  const make = async (path, body) => (await call(path, body)).json();
  (async () => {
    const session = await call('/session', { login: 'librarian', password: 'biblio-demo' });
    cookie = session.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const barcodes = [];
    for (let n = 0; n < COUNT; n += 1) {
      const person = { givenName: 'Proof', familyName: 'Reader', categoryId: 1, branchId: 1, language: 'en' };
      const patron = await make('/patrons', person);
      const record = await make('/records', { kind: 'book', title: 'A proof', language: 'eng' });
      const barcode = 'PROOF' + Date.now() + n;
      await make('/records/' + record.id + '/items', { barcode, itemTypeId: 1, homeBranchId: 1 });
      await call('/circulation/checkouts', { patronId: patron.id, barcode, branchId: 1 });
      barcodes.push(barcode);
    }
    process.stdout.write(JSON.stringify({ barcodes, at: new Date().toISOString() }));
  })();`;

interface Lent {
  /** Of the copies whose loan was acknowledged. */
  barcodes: string[];
  /** After the last of them. */
  at: string;
}

async function lend(world: World, count: number): Promise<Lent> {
  const [pod] = await world.readyPods('biblio-api');
  if (pod === undefined) throw new ProofError('no API pod is ready');
  const { code, stdout, stderr } = await world.node(pod.metadata.name, DESK.replace('COUNT', String(count)));
  if (code !== 0) throw new ProofError(`lending failed: ${stderr}`);
  return JSON.parse(stdout) as Lent;
}

/** How many of these loans the library has. */
async function countLoans(world: World, { barcodes }: Lent): Promise<number> {
  const list = barcodes.map((barcode) => `'${barcode}'`).join();
  const joined = 'biblio.loans l join biblio.items i on i.id = l.item_id';
  return Number(await world.sql(`select count(*) from ${joined} where i.barcode in (${list});`));
}

/** Waits until the library was told that all before a moment is stored. */
async function untilShipped(world: World, at: string): Promise<void> {
  await world.until('the log is stored up to the last loan', 120, async () => {
    const reach = await world.sql('select reach_at from biblio.backup_log;');
    return reach !== '' && Date.parse(`${reach.replace(' ', 'T')}Z`) > Date.parse(at);
  });
}

/** As the worker tells it. */
async function metric(world: World, name: string): Promise<number> {
  const [pod] = await world.readyPods('biblio-worker');
  const script = "fetch('http://127.0.0.1:8080/metrics').then(async (r) => process.stdout.write(await r.text()))";
  const { stdout } = await world.node(pod?.metadata.name ?? '', script);
  const line = stdout.split('\n').find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new ProofError(`the worker has no metric ${name}`);
  return Number(line.slice(name.length));
}

export const backupDrill: Proof = {
  id: 'backup-drill',
  promise: 3,
  claim:
    'The CronJobs make a backup and restore it, with the log since, into a database of its own: every table agrees, recovery point and time are metrics',
  run: async (world) => {
    const backup = await succeed(world, 'biblio-backup');
    const lent = await lend(world, 5);
    await untilShipped(world, lent.at);
    const drill = await succeed(world, 'biblio-restore-drill');
    if (!drill.log.includes('everything holds')) throw new ProofError(drill.log);
    const verifiedAt = await metric(world, 'biblio_backup_last_verified_timestamp_seconds');
    const point = await metric(world, 'biblio_backup_recovery_point_seconds');
    const time = await metric(world, 'biblio_backup_recovery_time_seconds');
    if (!(verifiedAt * 1000 > Date.parse(lent.at))) throw new ProofError(`verified at ${verifiedAt}`);
    if (!(time > 0)) throw new ProofError(`recovery time ${time}`);
    return `backup Job ${backup.seconds.toFixed(0)} s, drill Job ${drill.seconds.toFixed(0)} s: everything holds; metrics: recovery point ${point} s, recovery time ${time} s`;
  },
  control: async (world) => {
    const others = [await drillWithOtherKey(world), await drillOfDamaged(world)];
    return others.join('; ');
  },
};

/** With a key that the backups were not made for, and then with the right one again. */
async function drillWithOtherKey(world: World): Promise<string> {
  const right = await world.kubectl(['get', 'secret', 'biblio-restore', '--output=jsonpath={.data.age-identity}']);
  const give = (data: object) => world.kubectl(['patch', 'secret', 'biblio-restore', '--patch', JSON.stringify(data)]);
  await give({ stringData: { 'age-identity': (await makeIdentity()).identity } });
  try {
    const { isComplete, log } = await runNow(world, 'biblio-restore-drill');
    if (isComplete) throw new ProofError('a drill with another key succeeded');
    if (!log.includes('backup_key_wrong')) throw new ProofError(`failed, but not of the key: ${log}`);
    const failed = await metric(world, 'biblio_backup_failed_attempts{action="verify"}');
    if (failed < 1) throw new ProofError('the failure is in no metric');
    return 'with another key the drill fails (backup_key_wrong, and in the metric)';
  } finally {
    await give({ data: { 'age-identity': right } });
  }
}

/** Turns the bits of a byte in the middle of the newest backup, and turns them back after. */
async function drillOfDamaged(world: World): Promise<string> {
  await flipByte(world);
  try {
    const { isComplete, log } = await runNow(world, 'biblio-restore-drill');
    if (isComplete) throw new ProofError('a drill of a damaged backup succeeded');
    if (!log.includes('backup_damaged')) throw new ProofError(`failed, but not of the damage: ${log}`);
    return 'with one byte changed it fails (backup_damaged)';
  } finally {
    await flipByte(world);
  }
}

async function flipByte(world: World): Promise<void> {
  const script = `
    const fs = require('node:fs');
    const newest = fs.readdirSync('/backups/backups').sort().at(-1);
    const folder = '/backups/backups/' + newest;
    const file = folder + '/' + fs.readdirSync(folder).find((name) => name.startsWith('dump'));
    const content = fs.readFileSync(file);
    content[content.length >> 1] ^= 0xff;
    fs.writeFileSync(file, content);`;
  const pod = scriptPod('proof-flip', { app: 'proof-flip' }, await world.image(), script) as {
    spec: { containers: object[]; volumes?: object[]; securityContext: object };
  };
  pod.spec.volumes = [{ name: 'backups', persistentVolumeClaim: { claimName: 'biblio-backups' } }];
  Object.assign(pod.spec.containers[0]!, { volumeMounts: [{ name: 'backups', mountPath: '/backups' }] });
  await world.kubectl(['delete', 'pod', 'proof-flip', '--ignore-not-found', '--wait=true']);
  await world.apply(pod);
  await world.until('the byte is changed', 120, async () => {
    const phase = await world.kubectl(['get', 'pod', 'proof-flip', '--output=jsonpath={.status.phase}']);
    if (phase === 'Failed') throw new ProofError((await world.try(['logs', 'proof-flip'])).stdout);
    return phase === 'Succeeded';
  });
  await world.kubectl(['delete', 'pod', 'proof-flip', '--wait=true']);
}

/** The volume and its pod, at once; an empty server comes in their place. */
async function destroyDatabase(world: World): Promise<void> {
  const [before] = await world.pods('biblio-mysql');
  await world.kubectl(['delete', 'pvc', 'data-biblio-mysql-0', '--wait=false']);
  await world.kubectl(['delete', 'pod', 'biblio-mysql-0', '--grace-period=0', '--force']);
  await world.until('an empty MySQL is ready', 300, async () => {
    const [now] = await world.readyPods('biblio-mysql');
    return now !== undefined && now.metadata.uid !== before?.metadata.uid;
  });
  const tables = await world.sql("select count(*) from information_schema.tables where table_schema = 'biblio';");
  if (tables !== '0') throw new ProofError(`the new server has ${tables} tables: nothing was destroyed`);
}

/** As docs/kubernetes.md says it. @returns seconds until the library answers again. */
async function restoreAsDocumented(world: World): Promise<{ seconds: number; restoring: number }> {
  const start = performance.now();
  await world.kubectl(['delete', 'hpa', 'biblio-api', '--ignore-not-found']);
  const all = ['biblio-api', 'biblio-worker', 'biblio-backup-log'];
  await world.kubectl(['scale', 'deployment', ...all, '--replicas=0']);
  const selector = `app.kubernetes.io/name in (${all.join()})`;
  await world.kubectl(['wait', 'pod', '--for=delete', '--selector', selector, '--timeout=120s']);
  const restored = await succeed(world, 'biblio-restore');
  if (!restored.log.includes('restored from')) throw new ProofError(restored.log);
  await world.deploy();
  const seconds = (performance.now() - start) / 1000;
  await succeed(world, 'biblio-backup');
  return { seconds, restoring: restored.seconds };
}

export const databaseLost: Proof = {
  id: 'database-lost',
  promise: 3,
  claim:
    'The database’s volume is destroyed: restored by the documented commands, every loan that was acknowledged before the last shipped log is there',
  run: async (world) => {
    await succeed(world, 'biblio-backup');
    const before = await lend(world, 10);
    await untilShipped(world, before.at);
    const after = await lend(world, 5);
    await destroyDatabase(world);
    const { seconds, restoring } = await restoreAsDocumented(world);
    const there = await countLoans(world, before);
    const later = await countLoans(world, after);
    if (there !== before.barcodes.length) throw new ProofError(`${there} of ${before.barcodes.length} loans are there`);
    const audit = await world.sql("select count(*) from biblio.audit_log where action = 'library.restore';");
    if (audit === '0') throw new ProofError('the audit log does not tell of the restore');
    return `${there} of ${before.barcodes.length} loans from before the last shipped moment, and ${later} of ${after.barcodes.length} from the last second; restore Job ${restoring.toFixed(0)} s, back at work after ${seconds.toFixed(0)} s`;
  },
  control: async (world) => {
    await world.kubectl(['scale', 'deployment', 'biblio-backup-log', '--replicas=0']);
    await world.until('the log is not shipped', 60, async () => (await world.pods('biblio-backup-log')).length === 0);
    const lent = await lend(world, 5);
    await destroyDatabase(world);
    await restoreAsDocumented(world);
    const there = await countLoans(world, lent);
    if (there > 0) throw new ProofError(`${there} loans are there although nothing was shipped`);
    return `with the log not shipped, ${lent.barcodes.length} of ${lent.barcodes.length} loans since the backup are lost`;
  },
};
