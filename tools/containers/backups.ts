import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import { describe, startLoad } from './load.ts';
import type { Report } from './report.ts';

/** What of the composition it takes to back a library up and to lose it. */
export interface BackupScene {
  url: string;
  compose: (...args: string[]) => Promise<string>;
  up: (...more: string[]) => Promise<string>;
  /** Runs statements in the library's database as root and answers what they print. */
  sql: (statement: string) => Promise<string>;
}

/** Processes of ours; whoever restores stops them first. */
const USERS = ['web', 'api-1', 'api-2', 'worker', 'backup', 'backup-log'];

/** A backup under load, its log, a proof, and the library after the database's volume was destroyed while desks were at work. */
export async function checkBackups(engine: Engine, { claim }: Report, scene: BackupScene): Promise<void> {
  const { url, compose, up, sql } = scene;
  const biblio = commandOf(compose);

  await claim('backup: the first of the days was made and proved by itself', async () => {
    const list = () => biblio('backup', 'list');
    await until('the first backup is verified', 300, async () => (await list()).includes('  verified '));
    return (await list()).split('\n').at(-1)!;
  });
  const load = await startLoad(url);
  try {
    await claim('backup, with desks at work: no request fails', async () => {
      let said = '';
      const seen = await load.during(async () => {
        said = await biblio('backup');
      });
      assert.ok(seen.failed.size === 0, describe(seen));
      return `${said.split('\n').at(-1)!}; ${describe(seen)}`;
    });
    await claim('restore --verify: rows as they were, the log replayed, what must hold holds', async () => {
      const said = await biblio('restore', '--verify');
      assert.match(said, /✓ .* rows as they were, everything holds/);
      return said.split('\n').at(-1)!;
    });
    await claim(
      "the database's volume is destroyed with desks at work: what was acknowledged is restored",
      async () => {
        const destroyed = await destroyDatabase(engine, compose);
        await load.stop();
        await compose('stop', ...USERS);
        const began = performance.now();
        await compose('run', '--rm', '-T', 'backup-account');
        const said = await biblio('restore', 'latest');
        const [, recoveryPoint] = /It stands at (\S+)\./.exec(said)!;
        for (const api of ['api-1', 'api-2']) await compose('run', '--rm', '--no-deps', '-T', api, 'biblio', 'reindex');
        await up();
        const seconds = (performance.now() - began) / 1000;

        const before = load.lent.filter(({ at }) => at < recoveryPoint!);
        const there = new Set((await sql('select id from loans')).split('\n'));
        const gone = before.filter(({ id }) => !there.has(String(id)));
        assert.deepEqual(gone, [], `acknowledged before ${recoveryPoint}, and gone`);
        assert.ok(before.length > 0, 'nothing had been lent');
        const lost = (destroyed - Date.parse(recoveryPoint!)) / 1000;
        assert.ok(lost < 60, `the log was ${lost} s behind`);
        assert.ok((await fetch(`${url}/api/v1/records?q=roman`)).ok);
        await compose('run', '--rm', '--no-deps', '-T', 'migrate', 'biblio', 'doctor');
        const after = load.lent.length - before.length;
        return `${before.length} loans kept, ${after} of the last ${lost.toFixed(1)} s lost; ${seconds.toFixed(0)} s until it answers`;
      },
    );
    await claim('the restored library is backed up, and its new log is followed', async () => {
      await biblio('backup');
      const proof = await biblio('restore', '--verify');
      assert.match(proof, /everything holds/);
      return proof.split('\n').at(-1)!;
    });
  } finally {
    await load.stop();
  }
}

/** Kills the server and removes all that it kept. Answers when. */
async function destroyDatabase(engine: Engine, compose: BackupScene['compose']): Promise<number> {
  const id = await compose('ps', '--quiet', 'mysql');
  const { Mounts } = await engine.inspect<{ Mounts: { Name: string; Destination: string }[] }>(id);
  const volume = Mounts.find(({ Destination }) => Destination === '/var/lib/mysql')!.Name;
  await compose('kill', 'mysql');
  const at = Date.now();
  await compose('rm', '--force', 'mysql');
  await engine.run('volume', 'rm', volume);
  return at;
}

/** Runs the command line in the image for backups. */
export function commandOf(compose: BackupScene['compose']): (...args: string[]) => Promise<string> {
  return (...args) => compose('run', '--rm', '--no-deps', '-T', 'backup', 'biblio', ...args);
}

/** Waits until something holds, for at most so many seconds. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}.`);
    await pause(1000);
  }
}
