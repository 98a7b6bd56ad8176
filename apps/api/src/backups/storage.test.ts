import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { NO_S3, startS3Server, type S3Server } from '../../test/s3-server.ts';
import { readConfig } from '../platform/config.ts';
import { getText, openStorage, putText, type Storage } from './storage.ts';

const MEBIBYTE = 1024 ** 2;

/** What every storage must do. */
function describeStorage(storageOf: () => Storage, listAll: () => string[]): void {
  it('gives back what it was given, and lists it', async () => {
    const storage = storageOf();
    await putText(storage, 'one/b.json', '{"é": 1}');
    await putText(storage, 'one/a.json', 'first');
    await putText(storage, 'two/c.json', 'again');
    await putText(storage, 'two/c.json', 'other');
    assert.equal(await getText(storage, 'one/b.json'), '{"é": 1}');
    assert.equal(await getText(storage, 'two/c.json'), 'other');
    assert.deepEqual(await storage.list('one/'), [
      { name: 'one/a.json', bytes: 5 },
      { name: 'one/b.json', bytes: 9 },
    ]);
    for (const { name } of await storage.list('')) await storage.remove(name);
    assert.deepEqual(await storage.list(''), []);
    await assert.rejects(storage.get('one/a.json'), { code: 'backup_missing' });
  });

  it('keeps what is larger than it holds in memory', async () => {
    const storage = storageOf();
    const parts = Array.from({ length: 40 }, () => randomBytes(MEBIBYTE));
    await storage.put('large', Readable.from(parts));
    assert.deepEqual(await storage.list('large'), [{ name: 'large', bytes: 40 * MEBIBYTE }]);
    assert.ok((await buffer(await storage.get('large'))).equals(Buffer.concat(parts)));
    await storage.remove('large');
  });

  it('keeps nothing of a stream that fails, however far it came', async () => {
    const storage = storageOf();
    for (const mebibytes of [0, 1, 40]) {
      async function* broken() {
        for (let n = 0; n < mebibytes; n += 1) yield randomBytes(MEBIBYTE);
        throw new Error('broke off');
      }
      await assert.rejects(storage.put('half', Readable.from(broken(), { objectMode: false })), /broke off/);
      assert.deepEqual(await storage.list(''), []);
      assert.deepEqual(listAll(), []);
    }
  });
}

describe('a store that closes its connections', () => {
  const body = Buffer.alloc(MEBIBYTE, 'a');
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`);
      socket.end(body);
    });
  });
  let storage: Storage;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Whatever loads Node's own before leaves its connections for others to use, so this comes before all other tests of buckets.
    await fetch('data:,');
    const { port } = server.address() as AddressInfo;
    const environment = { BACKUP_STORE: 's3://bucket', BACKUP_S3_ENDPOINT: `http://127.0.0.1:${port}` };
    const access = { BACKUP_S3_ACCESS_KEY_ID: 'biblio', BACKUP_S3_SECRET_ACCESS_KEY: 'not-a-secret' };
    storage = openStorage(readConfig({ ...environment, ...access }));
  });
  after(() => server.close());

  // Node's own fetch ends the process here, and nothing can catch it.
  it('is read to the end by who takes the time for it', async () => {
    let bytes = 0;
    for await (const chunk of await storage.get('a')) {
      bytes += (chunk as Buffer).length;
      await pause(5);
    }
    assert.equal(bytes, body.length);
  });
});

describe('backups in a folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-storage-'));
  after(() => rmSync(folder, { recursive: true }));
  describeStorage(
    () => openStorage(readConfig({ BACKUP_STORE: folder })),
    () => readdirSync(folder),
  );

  it('says what the disk says when it cannot be used', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const storage = openStorage(readConfig({ BACKUP_STORE: file }));
    const refusal = { code: 'backup_storage_unavailable' };
    await assert.rejects(putText(storage, 'one/a.json', '1'), refusal);
    await assert.rejects(storage.list(''), refusal);
    rmSync(file);
  });
});

describe('backups in a bucket', { skip: NO_S3 }, () => {
  let server: S3Server;
  before(async () => {
    server = await startS3Server();
  });
  after(() => server.stop());
  describeStorage(
    () => openStorage(readConfig(server.settings)),
    () => [],
  );

  it('says what the store says when it does not let us in, or is not there', async () => {
    const without = { ...server.settings, BACKUP_S3_SECRET_ACCESS_KEY: '' };
    assert.throws(() => openStorage(readConfig(without)), { code: 'backup_storage_credentials_missing' });
    for (const wrong of [
      { BACKUP_S3_SECRET_ACCESS_KEY: 'another' },
      { BACKUP_STORE: 's3://not-here' },
      { BACKUP_S3_ENDPOINT: 'http://127.0.0.1:1' },
    ]) {
      const storage = openStorage(readConfig({ ...server.settings, ...wrong }));
      await assert.rejects(putText(storage, 'a', 'b'), { code: 'backup_storage_unavailable' }, JSON.stringify(wrong));
      await assert.rejects(storage.list(''), { code: 'backup_storage_unavailable' }, JSON.stringify(wrong));
    }
  });
});
