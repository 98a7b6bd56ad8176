import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createBackupScene, NO_TOOLS, type BackupScene } from '../../test/backup-scene.ts';
import { ENGINE } from '../../test/test-database.ts';
import { VERSION } from '../platform/version.ts';
import { isServer } from '../platform/database/database.ts';
import { findBackup, listBackups, nameOfFile } from './catalogue.ts';
import { listKnownBackups } from './backups.queries.ts';
import { tellLibrary } from './known-backups.ts';
import { makeBackup, type BackupContext } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { restoreFile, type Restored } from './restore-file.ts';
import { restoreServer } from './restore-server.ts';
import { verifyBackup } from './verify-backup.ts';

const ALL = { mayReplace: true, mayUpgrade: false, until: null };

function restore(context: BackupContext, manifest: Manifest, options = ALL): Promise<Restored> {
  return isServer(context.config.databaseUrl)
    ? restoreServer(context, manifest, options)
    : restoreFile(context, manifest, options);
}

describe('a backup', { skip: NO_TOOLS }, () => {
  let scene: BackupScene;
  beforeEach(async () => {
    scene = await createBackupScene();
  });
  afterEach(() => scene.close());
  const fileOf = (manifest: Manifest) => path.join(scene.folder, 'store', nameOfFile(manifest));
  const rewrite = async (manifest: Manifest, change: object) => {
    const file = path.join(path.dirname(fileOf(manifest)), 'manifest.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
    return (await findBackup(scene.context.storage, manifest.id)).manifest;
  };
  /** Nothing was changed, and nothing half-made lies about. */
  const assertUntouched = async (titles: string[]) => {
    assert.deepEqual(await scene.titles(), titles);
    const left = existsSync(scene.context.config.dataDir) ? readdirSync(scene.context.config.dataDir) : [];
    assert.deepEqual(left, []);
  };

  it('brings back what the library was, and keeps what it had become', async () => {
    const manifest = await makeBackup(scene.context);
    assert.equal(manifest.engine, ENGINE);
    assert.equal(manifest.tables['records']!.rows, 1);
    assert.ok(manifest.bytes < manifest.rawBytes);
    assert.equal(statSync(fileOf(manifest)).size, manifest.bytes);
    await scene.addTitle('After');

    await assert.rejects(restore(scene.context, manifest, { ...ALL, mayReplace: false }), { code: 'library_present' });
    await assertUntouched(['After', 'Before']);

    const { kept } = await restore(scene.context, manifest);
    assert.match(kept ?? '', /before.restore/);
    assert.deepEqual(await scene.titles(), ['Before']);

    const [entry] = await scene.withDb((db) =>
      db.selectFrom('audit_log').selectAll().where('action', '=', 'library.restore').execute(),
    );
    assert.match(entry!.actor_name, /.+@.+/);
    assert.ok(entry!.at >= manifest.madeAt);
    assert.deepEqual(JSON.parse(entry!.after!), {
      source: manifest.id,
      place: scene.context.storage.place,
      release: manifest.release,
      until: null,
      recoveryPoint: manifest.madeAt,
      kept,
      restoredWith: VERSION,
    });
  });

  it('is proved by a restore into a database of its own', async () => {
    const manifest = await makeBackup(scene.context);
    const verification = await verifyBackup(scene.context, manifest);
    assert.deepEqual(verification.findings, []);
    assert.equal(verification.isSound, true);
    assert.ok(verification.recoverySeconds > 0);
    const [entry] = await listBackups(scene.context.storage);
    assert.deepEqual(entry!.verification, verification);
    await assertUntouched(['Before']);

    await tellLibrary(scene.context);
    const [known] = await scene.withDb(listKnownBackups);
    assert.equal(known!.id, manifest.id);
    assert.equal(known!.is_sound, 1);
    assert.equal(known!.verified_at, verification.verifiedAt);
  });

  it('is found faulty when it holds other rows than those that it was made of', async () => {
    const manifest = await makeBackup(scene.context);
    const records = { ...manifest.tables['records']!, checksum: '0'.repeat(64) };
    const patrons = { ...manifest.tables['patrons']!, rows: 7 };
    const altered = await rewrite(manifest, { tables: { ...manifest.tables, records, patrons } });
    const { isSound, findings } = await verifyBackup(scene.context, altered);
    assert.equal(isSound, false);
    assert.deepEqual(findings, [
      'table patrons has 1 rows, the backup had 7',
      'table records has other rows than the backup',
    ]);
  });

  it('that is damaged or cut short is refused, and nothing is touched', async () => {
    const manifest = await makeBackup(scene.context);
    const whole = readFileSync(fileOf(manifest));
    const flipped = Buffer.from(whole);
    flipped[Math.floor(whole.length / 2)]! ^= 0xff;
    const lastFlipped = Buffer.from(whole);
    lastFlipped[whole.length - 1]! ^= 0xff;
    for (const content of [flipped, lastFlipped, Buffer.alloc(0), Buffer.from('something else')]) {
      writeFileSync(fileOf(manifest), content);
      await assert.rejects(restore(scene.context, manifest), { code: 'backup_damaged' });
    }
    writeFileSync(fileOf(manifest), whole);
    for (const length of [1, Math.floor(whole.length / 2), whole.length - 1]) {
      truncateSync(fileOf(manifest), length);
      await assert.rejects(restore(scene.context, manifest), { code: 'backup_damaged' });
      writeFileSync(fileOf(manifest), whole);
    }
    await assertUntouched(['Before']);
    writeFileSync(fileOf(manifest), flipped);
    const { isSound, findings } = await verifyBackup(scene.context, manifest);
    assert.equal(isSound, false);
    assert.match(findings.join(), /backup_damaged/);
  });

  it('of another engine, of an older and of a newer version are each refused by name', async () => {
    const manifest = await makeBackup(scene.context);
    const other = isServer(scene.url) ? (ENGINE === 'mysql' ? 'mariadb' : 'mysql') : null;
    if (other !== null) {
      await assert.rejects(restore(scene.context, { ...manifest, engine: other }), { code: 'backup_engine_other' });
    }
    const newer = await rewrite(manifest, { migrations: [...manifest.migrations, '9999-of-the-future'] });
    await assert.rejects(restore(scene.context, newer), { code: 'backup_newer' });
    await assert.rejects(verifyBackup(scene.context, newer), { code: 'backup_newer' });
    const older = await rewrite(manifest, { migrations: manifest.migrations.slice(0, -1) });
    await assert.rejects(restore(scene.context, older), { code: 'backup_older' });
    await assertUntouched(['Before']);
    await assert.rejects(rewrite(manifest, { format: 2 }), { code: 'backup_newer' });
    await assert.rejects(rewrite(manifest, { format: 1, bytes: 'many' }), { code: 'backup_damaged' });
  });

  it('does not replace a library that somebody has open', async () => {
    const manifest = await makeBackup(scene.context);
    await scene.withDb(async (db) => {
      await db.selectFrom('patrons').select('id').execute();
      await assert.rejects(restore(scene.context, manifest), { code: 'library_in_use' });
    });
    await assertUntouched(['Before']);
  });

  it('is not entered when its file could not be stored', async () => {
    const { storage } = scene.context;
    const put = async () => {
      throw new Error('The disk is full.');
    };
    await assert.rejects(makeBackup({ ...scene.context, storage: { ...storage, put } }), /disk is full/);
    assert.deepEqual(await listBackups(storage), []);
    await assertUntouched(['Before']);
    // Nobody is kept from writing.
    await scene.addTitle('After');
    assert.equal((await makeBackup(scene.context)).tables['records']!.rows, 2);
  });
});
