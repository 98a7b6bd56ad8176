import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, afterEach, before, describe, test } from 'node:test';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { makeBranch, makeItemType } from '../../test/factories.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { createImportWorker } from './import-worker.ts';
import { findImport, listNeededUploads } from './imports.queries.ts';
import { createImport, previewAgain, startImport } from './imports.service.ts';
import { findUpload, removeLeftOvers, removeUpload, storeUpload, uploadPath } from './uploads.ts';

const CSV = 'title,author\nOne,Ann\nTwo,Bob\n';
const LARGE = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));

describe('uploaded files on a database server', () => {
  let t: TestApp;
  let folders: string[];
  /** Two processes on one database, each with a data folder of its own. */
  let here: AppContext;
  let elsewhere: AppContext;
  before(async () => {
    t = await createTestApp();
    await makeBranch(t.db);
    await makeItemType(t.db);
    folders = [0, 1].map(() => mkdtempSync(path.join(tmpdir(), 'biblio-upload-')));
    const processWith = (dataDir: string): AppContext => ({
      ...t.context,
      config: { ...t.context.config, dataDir, databaseUrl: 'mysql://db.example/biblio' },
    });
    [here, elsewhere] = folders.map(processWith) as [AppContext, AppContext];
  });
  afterEach(async () => {
    await t.db.deleteFrom('upload_pieces').execute();
    await t.db.deleteFrom('jobs').execute();
    for (const folder of folders) rmSync(path.join(folder, 'uploads'), { recursive: true, force: true });
  });
  after(async () => {
    await t.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const countPieces = async () => (await t.db.selectFrom('upload_pieces').select('position').execute()).length;
  const filesOf = ({ config }: AppContext) => {
    const folder = path.join(config.dataDir, 'uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  /** As a network hands it over: in chunks of all sizes. */
  const chunks = (content: Buffer, ...sizes: number[]) => {
    const parts: Buffer[] = [];
    for (let start = 0, i = 0; start < content.length; start += sizes[i++ % sizes.length]!) {
      parts.push(content.subarray(start, start + sizes[i % sizes.length]!));
    }
    return Readable.from(parts);
  };

  for (const sizes of [[300_000], [1, 70_000, 13], [65_536], [1000]]) {
    test(`are there for another process as they came, in chunks of ${sizes.join(', ')} bytes`, async () => {
      const stored = await storeUpload(here, chunks(LARGE, ...sizes));
      assert.equal(stored.size, LARGE.length);
      assert.deepEqual(readFileSync(await findUpload(elsewhere, stored)), LARGE);
      assert.deepEqual(readFileSync(await findUpload(here, stored)), LARGE);
      await removeUpload(elsewhere, stored.storedAs);
      assert.deepEqual([filesOf(elsewhere), await countPieces()], [[], 0]);
    });
  }

  test('that are too large, or break off, leave nothing behind', async () => {
    const small = { ...here, config: { ...here.config, uploadLimit: 200_000 } };
    await assert.rejects(storeUpload(small, chunks(LARGE, 50_000)), { code: 'upload_too_large' });
    const broken = Readable.from(
      (async function* () {
        yield LARGE;
        throw new Error('the client is gone');
      })(),
    );
    await assert.rejects(storeUpload(here, broken), /the client is gone/);
    assert.deepEqual([filesOf(here), await countPieces()], [[], 0]);
  });

  test('that are not all there any more are gone, and no half of them is taken for a file', async () => {
    const stored = await storeUpload(here, chunks(LARGE, 50_000));
    await t.db.deleteFrom('upload_pieces').where('position', '=', 2).execute();
    await assert.rejects(findUpload(elsewhere, stored), { code: 'upload_gone' });
    await assert.rejects(findUpload(elsewhere, { storedAs: 'never.upload', size: 1 }), { code: 'upload_gone' });
    assert.deepEqual(filesOf(elsewhere), []);
  });

  test('are checked by one process, started by another and imported by a third', async () => {
    const upload = { file: Readable.from([Buffer.from(CSV)]), fileName: 'a.csv', choices: async () => ({}) };
    const { id } = await createImport(here, SYSTEM, upload);
    assert.equal((await previewAgain(elsewhere, id, { format: 'csv' })).preview.length, 2);
    await startImport(elsewhere, SYSTEM, id, {});
    for (const folder of folders) rmSync(path.join(folder, 'uploads'), { recursive: true });
    await createImportWorker(elsewhere).wake();
    const { status, progress } = (await findImport(t.db, id))!;
    assert.deepEqual([status, progress!.created], ['done', 2]);
    assert.deepEqual([filesOf(elsewhere), await countPieces()], [[], 0]);
  });

  test('that nobody needs any more go after a day, those that are still needed stay', async () => {
    const upload = { file: Readable.from([Buffer.from(CSV)]), fileName: 'a.csv', choices: async () => ({}) };
    await createImport(here, SYSTEM, upload);
    const halfway = await storeUpload(here, chunks(LARGE, 50_000));
    const needed = await listNeededUploads(t.db);
    const [name] = needed;
    const later = { ...here, clock: () => t.now.add({ hours: 25 }) };
    for (const file of filesOf(here)) {
      const then = t.now.epochMilliseconds / 1000;
      utimesSync(uploadPath(here.config, file), then, then);
    }
    await removeLeftOvers(here, needed);
    assert.equal(filesOf(here).length, 2, 'a day is not over');
    await removeLeftOvers(later, needed);
    assert.deepEqual(filesOf(here), [name]);
    assert.equal(await countPieces(), 1);
    await assert.rejects(findUpload(elsewhere, halfway), { code: 'upload_gone' });
  });
});

describe('uploaded files of an embedded library', () => {
  test('lie in its data folder only', async () => {
    const t = await createTestApp();
    const context = { ...t.context, config: { ...t.context.config, databaseUrl: 'sqlite:any' } };
    const stored = await storeUpload(context, Readable.from([LARGE]));
    assert.deepEqual(readFileSync(await findUpload(context, stored)), LARGE);
    assert.deepEqual(await t.db.selectFrom('upload_pieces').selectAll().execute(), []);
    await removeUpload(context, stored.storedAs);
    assert.equal(existsSync(uploadPath(context.config, stored.storedAs)), false);
    await t.close();
  });
});
