import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { makeItem, makePatron, makeRecord } from '../../../test/factories.ts';
import { openTestDatabase } from '../../../test/test-database.ts';
import { copyLibrary, isLibraryEmpty } from './copy-library.ts';
import { openDatabase, type Db } from './database.ts';
import { migrateToLatest } from './migrate.ts';

describe('copying a library', () => {
  let from: Db;
  let to: Db;
  beforeEach(async () => {
    [from, to] = [openDatabase('sqlite::memory:'), openDatabase('sqlite::memory:')];
    await Promise.all([migrateToLatest(from), migrateToLatest(to)]);
    await makePatron(from, { given_name: 'Zoë', notes: 'Ω — 図書館 🦉' });
    const recordId = await makeRecord(from);
    await makeItem(from, { record_id: recordId });
    const original = new Uint8Array([0, 255, 30, 31]);
    await from
      .insertInto('record_sources')
      .values({ record_id: recordId, format: 'marc21', syntax: 'iso2709', fingerprint: 'f', original })
      .execute();
  });
  afterEach(() => Promise.all([from.destroy(), to.destroy()]));

  it('brings every row over as it was, and says how many', async () => {
    const shares: number[] = [];
    const counts = await copyLibrary(from, to, (share) => shares.push(share));
    for (const table of ['patrons', 'records', 'items', 'branches', 'record_sources'] as const) {
      const rows = await to.selectFrom(table).selectAll().execute();
      assert.deepEqual(rows, await from.selectFrom(table).selectAll().execute());
      assert.equal(counts.get(table), rows.length);
    }
    assert.equal(shares.at(-1), 1);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
  });

  it('brings a library to the engine under test and back', async () => {
    const server = await openTestDatabase();
    await copyLibrary(from, server.db, () => {});
    await copyLibrary(server.db, to, () => {});
    await server.close();
    for (const table of ['patrons', 'records', 'items', 'branches', 'record_sources'] as const) {
      assert.deepEqual(
        await to.selectFrom(table).selectAll().execute(),
        await from.selectFrom(table).selectAll().execute(),
      );
    }
  });

  it('keeps nothing when a row arrives as another', async () => {
    await sql`
      create trigger falsify after insert on patrons begin update patrons set notes = 'no' where id = new.id; end
    `.execute(to);
    await assert.rejects(
      copyLibrary(from, to, () => {}),
      { code: 'copy_differs', params: { table: 'patrons', copied: 1, arrived: 1 } },
    );
    assert.ok(await isLibraryEmpty(to));
  });
});
