import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { makeItem, makeRecord } from '../../test/factories.ts';
import { ENGINE, openTestDatabase } from '../../test/test-database.ts';
import { insertRecordChange } from '../catalogue/record-changes.queries.ts';
import { deleteRecordChanges } from '../housekeeping/housekeeping.queries.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { openSearchIndex } from './search-feed.ts';
import type { FullTextIndex, SearchIndex } from './search-index.ts';
import { openWorkerIndex } from './worker-index.ts';

/** Why two transactions cannot be under way at once. */
const ONE_AT_A_TIME = ENGINE === 'sqlite' && 'SQLite has one transaction at a time';

describe('an index that follows the database', () => {
  let folder: string;
  let file: string;
  let db: Db;
  let closeDatabase: () => Promise<void>;
  let index: SearchIndex | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'biblio-feed-'));
    file = path.join(folder, 'search.sqlite');
    ({ db, close: closeDatabase } = await openTestDatabase());
  });
  afterEach(async () => {
    await index?.close();
    index = undefined;
    await closeDatabase();
    rmSync(folder, { recursive: true });
  });

  const log = { info: () => {}, warn: () => {}, error: (problem: unknown) => assert.fail(String(problem)) };
  const open = async () => {
    index = await openSearchIndex({ db, path: file, log });
    await index.refresh();
    return index;
  };
  const find = async (text: string) =>
    (await index!.search({ text, filters: {}, sort: 'relevance', limit: 20, after: null, includeSuppressed: false }))
      .ids;
  const add = async (title: string) => {
    const id = await makeRecord(db, { title });
    await insertRecordChange(db, id);
    return id;
  };

  test('is built from what is there, then follows changes and deletions', async () => {
    const first = await makeRecord(db, { title: 'Before the index' });
    await open();
    assert.deepEqual(index!.missing(), []);
    assert.deepEqual(await find('before index'), [first]);
    const second = await add('After the index');
    await index!.refresh();
    assert.deepEqual(await find('after index'), [second]);
    await db.deleteFrom('records').where('id', '=', second).execute();
    await insertRecordChange(db, second);
    await index!.refresh();
    assert.equal((await find('after index')).includes(second), false);
    assert.equal(index!.lag(), 0);
  });

  test('knows which copies are on the shelf', async () => {
    const id = await add('Copies');
    const itemId = await makeItem(db, { record_id: id });
    await open();
    const available = async () =>
      (
        await index!.search({
          text: 'copies',
          filters: { available: true },
          sort: 'relevance',
          limit: 5,
          after: null,
          includeSuppressed: false,
        })
      ).total;
    assert.equal(await available(), 1);
    await db.updateTable('items').set({ status: 'lost' }).where('id', '=', itemId).execute();
    await insertRecordChange(db, id);
    await index!.refresh();
    assert.equal(await available(), 0);
  });

  test('goes on where it was after a restart, with what changed meanwhile', async () => {
    await add('Kept');
    await open();
    await index!.close();
    const late = await add('Meanwhile');
    await open();
    assert.deepEqual(await find('meanwhile'), [late]);
    assert.equal((await find('kept')).length, 1);
  });

  test('that was closed while it was built is built anew, also when more has changed since', async () => {
    for (let number = 0; number < 600; number += 1) await makeRecord(db, { title: `Early ${number}` });
    const last = await add('The last of many');
    const real = openWorkerIndex(file);
    let closed: Promise<void> | undefined;
    const interrupted: FullTextIndex = {
      ...real,
      rebuild: (batches, position) => {
        async function* closing() {
          for await (const batch of batches) {
            yield batch;
            closed ??= index!.close();
          }
        }
        return real.rebuild(closing(), position);
      },
    };
    index = await openSearchIndex({ db, path: file, log, index: interrupted });
    await index.refresh();
    assert.ok(closed, 'it was closed in the middle');
    await closed;

    const later = await add('After it was closed');
    await open();
    assert.deepEqual(await find('after it was closed'), [later]);
    assert.deepEqual(await find('the last of many'), [last]);
    assert.equal((await find('early 599')).length, 1);
  });

  const damages: [string, (path: string) => void][] = [
    ['is not a database', (at) => writeFileSync(at, 'garbage '.repeat(1000))],
    [
      'has another version',
      (at) => {
        const database = new DatabaseSync(at);
        database.exec('pragma user_version = 999');
        database.close();
      },
    ],
    [
      'lost a table',
      (at) => {
        const database = new DatabaseSync(at);
        database.exec('drop table identifiers');
        database.close();
      },
    ],
    ['is missing', (at) => rmSync(at)],
    [
      'is of another catalogue',
      (at) => {
        const database = new DatabaseSync(at);
        database.exec(`update meta set value = 999999 where name = 'position'`);
        database.close();
      },
    ],
  ];
  for (const [name, damage] of damages) {
    test(`is rebuilt when its file ${name}`, async () => {
      const id = await add('Survivor');
      await open();
      await index!.close();
      damage(file);
      await open();
      assert.deepEqual(await find('survivor'), [id]);
    });
  }

  test('is rebuilt when the log has forgotten what it missed, running or not', async () => {
    const missed = await makeRecord(db, { title: 'Missed' });
    await add('Seen');
    await open();
    const forget = async () => {
      await db.updateTable('records').set({ title: 'Retold' }).where('id', '=', missed).execute();
      await insertRecordChange(db, missed);
      await add('Later');
      assert.ok((await deleteRecordChanges(db, 1)) > 0);
    };
    await forget();
    await index!.refresh();
    assert.deepEqual(await find('retold'), [missed]);

    await index!.close();
    await db.updateTable('records').set({ title: 'Missed' }).where('id', '=', missed).execute();
    await forget();
    await open();
    assert.deepEqual(await find('retold'), [missed]);
  });

  test('goes on without a rebuild when the log is short but whole', async () => {
    await add('First');
    await open();
    assert.equal(await deleteRecordChanges(db, 0), 0);
    let rebuilds = 0;
    const counted = { ...log, info: () => void rebuilds++, warn: () => void rebuilds++ };
    await index!.close();
    index = await openSearchIndex({ db, path: file, log: counted });
    await add('Second');
    await index.refresh();
    assert.equal((await find('second')).length, 1);
    assert.equal(rebuilds, 0);
  });

  /** Adds a title under a number of the log that is given, as a transaction does that took its number long before it ended. */
  const addAs = async (id: number, title: string) => {
    const recordId = await makeRecord(db, { title });
    await db.insertInto('record_changes').values({ id, record_id: recordId }).execute();
    return recordId;
  };

  test('finds a change whose transaction ended after one with a higher number', async () => {
    await add('First');
    await open();
    const later = await addAs(12, 'Twelfth');
    await index!.refresh();
    assert.deepEqual(await find('twelfth'), [later]);
    const late = await addAs(11, 'Eleventh');
    await index!.refresh();
    assert.deepEqual(await find('eleventh'), [late]);
  });

  test('finds it too when it was rebuilt or started in between', async () => {
    await add('First');
    await addAs(12, 'Twelfth');
    await open();
    const rebuilt = await addAs(11, 'Eleventh');
    await index!.refresh();
    assert.deepEqual(await find('eleventh'), [rebuilt]);
    await add('Thirteenth');
    await index!.refresh();
    await index!.close();
    const started = await addAs(10, 'Tenth');
    await open();
    assert.deepEqual(await find('tenth'), [started]);
  });

  test('misses nothing of two transactions that end in the other order', { skip: ONE_AT_A_TIME }, async () => {
    await add('First');
    await open();
    let end!: () => void;
    const isToEnd = new Promise<void>((resolve) => (end = resolve));
    let slow!: Promise<number>;
    const hasBegun = new Promise<void>((resolve, reject) => {
      slow = inTransaction(db, async (trx) => {
        const id = await makeRecord(trx, { title: 'Slow' });
        await insertRecordChange(trx, id);
        resolve();
        await isToEnd;
        return id;
      });
      slow.catch(reject);
    });
    await hasBegun;
    const quick = await add('Quick');
    await index!.refresh();
    assert.deepEqual(await find('quick'), [quick]);
    assert.deepEqual(await find('slow'), []);
    end();
    const id = await slow;
    await index!.refresh();
    assert.deepEqual(await find('slow'), [id]);
  });

  test('rebuilds on demand and tells how far it is', async () => {
    await add('One');
    await add('Two');
    await open();
    const progress: number[] = [];
    await index!.rebuild((records) => progress.push(records));
    assert.deepEqual(progress, [2]);
    assert.equal((await find('one')).length, 1);
  });
});
