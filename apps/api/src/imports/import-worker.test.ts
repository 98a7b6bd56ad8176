import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { writeIso2709 } from '../catalogue/marc/iso2709-writer.ts';
import { makeField } from '../catalogue/marc/marc-record.ts';
import { toTimestamp } from '../platform/clock.ts';
import { BATCH, ImportStopped, runImport } from './import-run.ts';
import { createImportWorker } from './import-worker.ts';
import {
  cancelImport,
  claimImport,
  findImport,
  insertImport,
  insertReport,
  listReport,
  queueImport,
  storeProgress,
} from './imports.queries.ts';
import { uploadPath } from './uploads.ts';

const RECORDS = 2.4 * BATCH;
/** Position of the one record that is refused: in the first batch. */
const BROKEN = BATCH / 2;

describe('the worker of imports', () => {
  let t: TestApp;
  let id: number;
  let file: string;
  beforeEach(async () => {
    t = await createTestApp();
    file = uploadPath(t.context.config, 'catalogue.upload');
    mkdirSync(path.dirname(file), { recursive: true });
    const records = Array.from({ length: RECORDS }, (_, n) =>
      Buffer.from(
        writeIso2709({
          leader: '00000nam a2200000 i 4500',
          fields: [
            { tag: '001', value: String(n) },
            { tag: '003', value: 'T' },
            makeField(n + 1 === BROKEN ? '500' : '245', '00', ['a', `Title ${n}`]),
          ],
        }),
      ),
    );
    writeFileSync(file, Buffer.concat(records));
    const input = {
      fileName: 'a.mrc',
      storedAs: 'catalogue.upload',
      size: 1,
      detectedFormat: 'marc21' as const,
      detectedEncoding: 'utf-8',
      preview: [],
      choices: {},
    };
    id = await insertImport(t.db, input, null, toTimestamp(t.now));
    await queueImport(t.db, id, input);
  });
  afterEach(() => t.close());

  const countRecords = async () => (await t.db.selectFrom('records').select('id').execute()).length;
  const lease = (owner: string) => ({
    owner,
    now: toTimestamp(t.now),
    until: toTimestamp(t.now.add({ seconds: 60 })),
  });

  /** What a worker that is killed behind its first batch leaves: that batch, and a lease. */
  const dieAfterFirstBatch = async () => {
    await claimImport(t.db, lease('dead'));
    let batches = 0;
    await assert.rejects(
      runImport(t.context, {
        path: file,
        plan: { format: 'marc21', encoding: undefined },
        onBatch: async (trx, progress, report) => {
          batches += 1;
          // As when the process dies in the middle of a transaction: nothing of the second batch is kept.
          if (batches > 1) throw new ImportStopped();
          await storeProgress(trx, id, progress, lease('dead'));
          await insertReport(trx, id, report);
        },
      }),
      ImportStopped,
    );
  };

  test('an import runs to its end, and its file goes', async () => {
    await createImportWorker(t.context).wake();
    const done = await findImport(t.db, id);
    assert.equal(done!.status, 'done');
    assert.equal(done!.progress!.created, RECORDS - 1);
    assert.equal(existsSync(file), false);
  });

  test('another worker goes on where a killed one stopped, when its lease is over', async () => {
    await dieAfterFirstBatch();
    assert.equal(await countRecords(), BATCH - 1);
    const worker = createImportWorker(t.context);
    await worker.wake();
    assert.equal((await findImport(t.db, id))!.status, 'running', 'the lease holds');
    t.now = t.now.add({ minutes: 2 });
    await worker.wake();
    const { status, progress } = (await findImport(t.db, id))!;
    assert.equal(status, 'done');
    assert.deepEqual(
      [progress!.processed, progress!.created, progress!.unchanged, progress!.refused],
      [RECORDS, RECORDS - 1, 0, 1],
    );
    assert.equal(await countRecords(), RECORDS - 1);
    assert.equal((await listReport(t.db, id, 'refused', 0, 10)).length, 1);
  });

  test('a worker that closes gives its import back at once', async () => {
    const closing = createImportWorker(t.context);
    const working = closing.wake();
    await closing.close();
    await working;
    const next = createImportWorker(t.context);
    await next.wake();
    assert.equal((await findImport(t.db, id))!.status, 'done');
    assert.equal(await countRecords(), RECORDS - 1);
  });

  test('a cancelled import stops before its next batch', async () => {
    await claimImport(t.db, lease('worker'));
    let batches = 0;
    await assert.rejects(
      runImport(t.context, {
        path: file,
        plan: { format: 'marc21', encoding: undefined },
        onBatch: async (trx, progress) => {
          batches += 1;
          if (batches === 2) await cancelImport(trx, id, toTimestamp(t.now));
          if (!(await storeProgress(trx, id, progress, lease('worker')))) throw new ImportStopped();
        },
      }),
      ImportStopped,
    );
    assert.equal(await countRecords(), BATCH - 1);
  });

  test('an import whose file is gone fails with the reason', async () => {
    await t.db
      .updateTable('jobs')
      .set({ input: JSON.stringify({ storedAs: 'nowhere', choices: {} }) })
      .execute();
    await createImportWorker(t.context).wake();
    const { status, error } = (await findImport(t.db, id))!;
    assert.equal(status, 'failed');
    assert.equal(error, 'The uploaded file is gone.');
  });
});
