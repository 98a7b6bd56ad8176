import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { makeBranch } from '../../../test/factories.ts';
import { inTransaction, openDatabase, stampChanges, type Db } from './database.ts';
import { migrateToLatest } from './migrate.ts';

describe('the driver of node:sqlite', () => {
  let folder: string;
  let db: Db;
  let elsewhere: Db;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'biblio-driver-'));
    const url = `sqlite:${path.join(folder, 'library.sqlite')}`;
    db = openDatabase(url);
    elsewhere = openDatabase(url);
    await migrateToLatest(db);
  });
  after(async () => {
    await elsewhere.destroy();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  test('makes plain rows of every type, whatever the columns are called', async () => {
    const { rows } =
      await sql`select 1 as id, 'é' as "a ""quoted"" name", null as absent, 0.5 as half, x'00ff' as bytes`.execute(db);
    assert.deepEqual(rows, [
      { id: 1, 'a "quoted" name': 'é', absent: null, half: 0.5, bytes: new Uint8Array([0, 255]) },
    ]);
  });

  test('keeps statements and still answers after more than it can keep', async () => {
    for (let i = 0; i < 600; i++) await sql`select ${sql.lit(i)} as i`.execute(db);
    const { rows } = await sql`select 0 as i`.execute(db);
    assert.deepEqual(rows, [{ i: 0 }]);
  });

  test('reads the columns that a table has now', async () => {
    await sql`create table things (id integer, colour text)`.execute(db);
    await sql`insert into things values (1, 'red')`.execute(db);
    const read = async () => (await sql`select * from things`.execute(db)).rows;
    assert.deepEqual(await read(), [{ id: 1, colour: 'red' }]);
    await sql`alter table things rename column colour to hue`.execute(db);
    assert.deepEqual(await read(), [{ id: 1, hue: 'red' }]);
  });

  test('gives another stamp after every write, of others a moment later, the same without, and none in a transaction', async () => {
    await db.selectFrom('branches').select('id').execute();
    const seen = [stampChanges(db)];
    await makeBranch(db);
    seen.push(stampChanges(db));
    await makeBranch(elsewhere);
    await pause(20);
    seen.push(stampChanges(db));
    assert.equal(new Set(seen).size, 3);
    await db.selectFrom('branches').select('id').execute();
    assert.equal(stampChanges(db), seen[2]);
    await inTransaction(db, async () => assert.equal(stampChanges(db), null));
    assert.notEqual(stampChanges(db), seen[2]);
  });
});
