import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { createBackupScene, NO_TOOLS, type BackupScene } from '../../test/backup-scene.ts';
import { Passage } from '../../test/passage.ts';
import { ENGINE } from '../../test/test-database.ts';
import { shipLogUntilStopped } from '../cli/backup-log.ts';
import type { CommandIo } from '../cli/command.ts';
import { openDatabase } from '../platform/database/database.ts';
import { nameOfRange } from './log-ranges.ts';
import { listRanges, pruneLog, readReach } from './log-storage.ts';
import { makeBackup, type BackupContext } from './make-backup.ts';
import { restoreServer } from './restore-server.ts';
import { beginLogFile, readLogEnd } from './server.queries.ts';
import { shipLog } from './ship-log.ts';
import { verifyBackup } from './verify-backup.ts';

const NO_LOG =
  ENGINE === 'sqlite'
    ? 'BIBLIO_TEST_ENGINE names no database server'
    : NO_TOOLS || (await isLogOff())
      ? 'no binary log'
      : false;
const ALL = { mayReplace: true, mayUpgrade: false, until: null };

async function isLogOff(): Promise<boolean> {
  const address = process.env[ENGINE === 'mysql' ? 'BIBLIO_TEST_MYSQL_URL' : 'BIBLIO_TEST_MARIADB_URL'];
  const db = openDatabase(new URL('/information_schema', address).href, { poolSize: 1 });
  try {
    return (await readLogEnd(db, ENGINE === 'mysql' ? 'mysql' : 'mariadb')) === null;
  } finally {
    await db.destroy();
  }
}

/** Stores what the log has now. */
async function ship(context: BackupContext): Promise<void> {
  await shipLog(context, {
    isOnce: true,
    every: 50,
    signal: new AbortController().signal,
    onReach: async () => {},
    onGap: (after, next) => assert.fail(`a gap from ${after} to ${next}`),
  });
}

describe('the binary log', { skip: NO_LOG }, () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = await createBackupScene();
  });
  afterEach(() => scene.close());

  it('brings a backup forward to its end, and to any moment before', async () => {
    const manifest = await makeBackup(scene.context);
    await scene.addTitle('One');
    await ship(scene.context);
    // Moments of the log are those of seconds.
    await pause(1100);
    const between = new Date().toISOString();
    await pause(1100);
    await scene.addTitle('Two');
    await ship(scene.context);
    await scene.addTitle('Never stored');

    const verification = await verifyBackup(scene.context, manifest);
    assert.deepEqual(verification.findings, []);
    assert.ok(verification.recoveryPoint > between);

    await assert.rejects(
      restoreServer(scene.context, manifest, { ...ALL, until: new Date(Date.now() + 60_000).toISOString() }),
      { code: 'backup_log_missing' },
    );
    await assert.rejects(restoreServer(scene.context, manifest, { ...ALL, until: '2020-01-01T00:00:00.000Z' }), {
      code: 'backup_log_missing',
    });
    assert.deepEqual(await scene.titles(), ['Before', 'Never stored', 'One', 'Two']);

    const restored = await restoreServer(scene.context, manifest, { ...ALL, until: between });
    assert.equal(restored.recoveryPoint, between);
    assert.deepEqual(await scene.titles(), ['Before', 'One']);
  });

  it('may be shipped while a backup is tried or restored: the databases of that are not in what is replayed', async () => {
    const manifest = await makeBackup(scene.context);
    await scene.addTitle('One');
    await ship(scene.context);
    const { storage } = scene.context;
    // By the time that the dump is read, its database is made, and the log has that.
    const get: typeof storage.get = async (name) => {
      if (name.startsWith('backups/')) await ship(scene.context);
      return storage.get(name);
    };
    const busy = { ...scene.context, storage: { ...storage, get } };
    assert.deepEqual((await verifyBackup(busy, manifest)).findings, []);
    await restoreServer(busy, manifest, ALL);
    assert.deepEqual(await scene.titles(), ['Before', 'One']);
  });

  it('is stored again from where it was left off, over files, and encrypted', async () => {
    const identity = await generateX25519Identity();
    const context = scene.contextWith({
      BACKUP_AGE_RECIPIENTS: await identityToRecipient(identity),
      BACKUP_AGE_IDENTITY: identity,
    });
    const manifest = await makeBackup(context);
    const server = manifest.log!.server;
    await scene.addTitle('One');
    await ship(context);
    await scene.addTitle('Two');
    await scene.withDb(beginLogFile);
    await scene.addTitle('Three');
    // A new process, which has nothing but the storage.
    rmSync(context.config.dataDir, { recursive: true });
    await ship(context);
    await scene.addTitle('Four');
    await ship(context);

    const ranges = await listRanges(context.storage, server);
    assert.ok(ranges.every(({ isEncrypted }) => isEncrypted));
    const ofFirst = ranges.filter(({ file }) => file === manifest.log!.file);
    assert.deepEqual(
      ofFirst.map(({ from, isEnd }) => [from, isEnd]),
      [[0, true]],
      'what the server has ended is put together',
    );
    const wrong = scene.contextWith({ BACKUP_AGE_IDENTITY: await generateX25519Identity() });
    await assert.rejects(restoreServer(wrong, manifest, ALL), { code: 'backup_key_wrong' });
    await restoreServer(context, manifest, ALL);
    assert.deepEqual(await scene.titles(), ['Before', 'Four', 'One', 'Three', 'Two']);
  });

  it('is replayed also when its parts are put together in the middle of a restore', async () => {
    const { storage } = scene.context;
    const manifest = await makeBackup(scene.context);
    for (const title of ['One', 'Two', 'Three']) {
      await scene.addTitle(title);
      await ship(scene.context);
    }
    const server = manifest.log!.server;
    const partsNow = async () => (await listRanges(storage, server)).filter(({ file }) => file === manifest.log!.file);
    assert.ok((await partsNow()).length > 1, 'parts, before they are put together');
    let fetched = 0;
    const get: typeof storage.get = async (name) => {
      if (name.startsWith('log/') && (fetched += 1) === 2) {
        await scene.withDb(beginLogFile);
        await ship(scene.context);
      }
      return storage.get(name);
    };
    await restoreServer({ ...scene.context, storage: { ...storage, get } }, manifest, ALL);
    assert.equal((await partsNow()).length, 1);
    assert.deepEqual(await scene.titles(), ['Before', 'One', 'Three', 'Two']);
  });

  it('with a part missing is refused, and what no backup needs goes', async () => {
    const manifest = await makeBackup(scene.context);
    const { server, file } = manifest.log!;
    const { storage } = scene.context;
    await scene.addTitle('One');
    await ship(scene.context);
    await scene.addTitle('Two');
    await ship(scene.context);
    const [first] = (await listRanges(storage, server)).filter((range) => range.file === file);
    await storage.remove(nameOfRange(first!));
    await assert.rejects(restoreServer(scene.context, manifest, ALL), { code: 'backup_log_missing' });
    const { isSound, findings } = await verifyBackup(scene.context, manifest);
    assert.equal(isSound, false);
    assert.match(findings.join(), /backup_log_missing/);

    const later = await makeBackup(scene.context);
    await ship(scene.context);
    await pruneLog(storage, [later.log!]);
    const left = await listRanges(storage, server);
    assert.deepEqual(new Set(left.map((range) => range.file)), new Set([later.log!.file]));
  });

  it('that leads to the schema of a later version is refused by name', async () => {
    const manifest = await makeBackup(scene.context);
    const name = '9999-of-the-future';
    await scene.withDb((db) => sql`insert into kysely_migration values (${name}, ${'2030'})`.execute(db));
    await ship(scene.context);
    await assert.rejects(verifyBackup(scene.context, manifest), {
      code: 'backup_newer',
      params: { migrations: [name] },
    });
    await assert.rejects(restoreServer(scene.context, manifest, { ...ALL, mayUpgrade: true }), {
      code: 'backup_newer',
    });
    assert.deepEqual(await scene.titles(), ['Before'], 'the library is as it was');
  });

  it('is copied into a folder that goes, with what killed processes have left', async () => {
    const { dataDir } = scene.context.config;
    const [left, another] = ['log-left', 'log-another'].map((name) => path.join(dataDir, name)) as [string, string];
    for (const folder of [left, another]) mkdirSync(folder, { recursive: true });
    const then = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(left, then, then);
    await makeBackup(scene.context);
    await ship(scene.context);
    assert.ok(!existsSync(left));
    assert.deepEqual(
      readdirSync(dataDir).filter((name) => name.startsWith('log-')),
      ['log-another'],
    );
  });

  it('is followed until the process is told to stop', async () => {
    const manifest = await makeBackup(scene.context);
    const stop = new AbortController();
    const reached: string[] = [];
    const following = shipLog(scene.context, {
      isOnce: false,
      every: 50,
      signal: stop.signal,
      onReach: async ({ at }) => {
        reached.push(at);
        if (reached.length === 1) await scene.addTitle('Seen on the way');
        if (reached.length === 10) stop.abort();
      },
      onGap: () => assert.fail('a gap'),
    });
    await following;
    assert.ok(reached.length >= 10);
    await restoreServer(scene.context, manifest, ALL);
    assert.deepEqual(await scene.titles(), ['Before', 'Seen on the way']);
  });

  it('is followed on when its server was away for a moment, and what happened meanwhile is there', async (t) => {
    const passage = new Passage(scene.url);
    await passage.open();
    t.after(() => passage.close());
    const manifest = await makeBackup(scene.context);
    const stop = new AbortController();
    const said: string[] = [];
    const io: CommandIo = {
      config: scene.context.config,
      print: (line) => said.push(line),
      progress: () => {},
      readSecret: () => assert.fail('nothing is asked'),
    };
    const context = scene.contextWith({ DATABASE_URL: passage.url });
    const following = shipLogUntilStopped(context, io, { isOnce: false, healthPort: null, signal: stop.signal });
    // What it is told is looked at last, whatever becomes of it before.
    const ended = following.then(
      (code) => code,
      (error: unknown) => error,
    );
    const server = manifest.log!.server;
    const storedBytes = async () => (await readReach(scene.context.storage, server))?.offset ?? 0;
    const until = async (what: string, isSo: () => Promise<boolean> | boolean) => {
      for (const end = Date.now() + 30_000; !(await isSo()); await pause(50)) assert.ok(Date.now() < end, what);
    };
    await until('it is followed', async () => (await storedBytes()) > 0);

    await passage.close();
    await scene.addTitle('Not seen');
    await until('it is told', () => said.some((line) => line.includes('has gone away')));
    await passage.open();
    const before = await storedBytes();
    await until('it is followed again', async () => (await storedBytes()) > before);
    stop.abort();
    assert.equal(await ended, 0, said.join('\n'));
    await restoreServer(scene.context, manifest, ALL);
    assert.deepEqual(await scene.titles(), ['Before', 'Not seen']);
  });

  it('that was never followed is not waited for', async () => {
    const passage = new Passage(scene.url);
    await passage.open();
    await passage.close();
    const context = scene.contextWith({ DATABASE_URL: passage.url });
    const io = { config: context.config, print: () => assert.fail('nothing is said') } as unknown as CommandIo;
    const signal = new AbortController().signal;
    await assert.rejects(shipLogUntilStopped(context, io, { isOnce: false, healthPort: null, signal }), {
      code: 'database_unavailable',
    });
  });

  it('cannot be followed without its tool, or with that of another server', async () => {
    const none = scene.contextWith({ BACKUP_TOOLS_DIR: path.join(scene.folder, 'nothing') });
    await assert.rejects(ship(none), { code: 'backup_tool_missing' });
    await assert.rejects(makeBackup(none), { code: 'backup_tool_missing' });
  });
});
