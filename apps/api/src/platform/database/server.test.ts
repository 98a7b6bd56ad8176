import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { makeItemType } from '../../../test/factories.ts';
import { Passage } from '../../../test/passage.ts';
import { createTestApp } from '../../../test/test-app.ts';
import { ENGINE, openTestDatabase } from '../../../test/test-database.ts';
import { inTransaction, openDatabase, readDatabaseFigures, type Db, type Trx } from './database.ts';
import { lockName, lockRow } from './locks.ts';
import { migrateToLatest, listPendingMigrations, planMigrations } from './migrate.ts';

const NO_SERVER = ENGINE === 'sqlite' && 'BIBLIO_TEST_ENGINE names no database server';

describe('transactions on a server', { skip: NO_SERVER }, () => {
  let db: Db;
  let url: string;
  let close: () => Promise<void>;
  let types: [number, number];
  before(async () => {
    ({ db, url, close } = await openTestDatabase());
    types = [await makeItemType(db), await makeItemType(db)];
  });
  after(() => close());

  const rename = (trx: Trx, id: number, name: string) =>
    trx.updateTable('item_types').set({ name_en: name }).where('id', '=', id).execute();
  const retries = () => readDatabaseFigures(db)!.retries;
  const idOf = async (trx: Trx) => {
    const { rows } = await sql<{ id: number }>`select connection_id() as id`.execute(trx);
    return rows[0]!.id;
  };

  it('are done over after a deadlock, and both are kept', async () => {
    let arrived = 0;
    let open!: () => void;
    const bothHoldOne = new Promise<void>((resolve) => (open = resolve));
    const swap = ([one, other]: readonly number[], name: string) =>
      inTransaction(db, async (trx) => {
        await rename(trx, one!, name);
        arrived += 1;
        if (arrived === 2) open();
        await bothHoldOne;
        await rename(trx, other!, name);
      });
    const earlier = retries().deadlock;
    await Promise.all([swap(types, 'there'), swap(types.toReversed(), 'back')]);
    assert.ok(retries().deadlock > earlier);
  });

  it('see what the one before left, once they have the lock', async () => {
    const add = () =>
      inTransaction(db, async (trx) => {
        await trx.selectFrom('item_types').selectAll().execute();
        await lockRow(trx, 'item_types', types[0]);
        const { version } = await trx
          .selectFrom('item_types')
          .select('version')
          .where('id', '=', types[0])
          .executeTakeFirstOrThrow();
        await trx
          .updateTable('item_types')
          .set({ version: version + 1 })
          .where('id', '=', types[0])
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, add));
    const { version } = await db
      .selectFrom('item_types')
      .select('version')
      .where('id', '=', types[0])
      .executeTakeFirstOrThrow();
    assert.equal(version, 21);
  });

  it('take turns by a name, made by whoever comes first', async () => {
    let inside = 0;
    const enter = () =>
      inTransaction(db, async (trx) => {
        await lockName(trx, 'policies');
        inside += 1;
        assert.equal(inside, 1);
        await trx.selectFrom('item_types').select('id').execute();
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 10 }, enter));
  });

  it('are done over when their connection broke before the commit', async () => {
    let attempts = 0;
    await inTransaction(db, async (trx) => {
      attempts += 1;
      await rename(trx, types[1], `attempt ${attempts}`);
      if (attempts === 1) await sql`kill ${sql.lit(await idOf(trx))}`.execute(db);
      await trx.selectFrom('item_types').select('id').execute();
    });
    const { name_en: name } = await db
      .selectFrom('item_types')
      .select('name_en')
      .where('id', '=', types[1])
      .executeTakeFirstOrThrow();
    assert.deepEqual([attempts, name], [2, 'attempt 2']);
  });

  it('are not done over when it broke during the commit: nobody knows whether it was kept', async () => {
    let attempts = 0;
    const work = inTransaction(db, async (trx) => {
      attempts += 1;
      await sql`kill ${sql.lit(await idOf(trx))}`.execute(db);
    });
    await assert.rejects(work, { code: 'database_unavailable' });
    assert.equal(attempts, 1);
  });

  it('wait for a row only so long, and say then that the database is busy', async () => {
    let release!: () => void;
    const isToEnd = new Promise<void>((resolve) => (release = resolve));
    let hasBegun!: () => void;
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const holder = inTransaction(db, async (trx) => {
      await lockRow(trx, 'item_types', types[0]);
      hasBegun();
      await isToEnd;
    });
    await begun;
    const waiting = inTransaction(db, async (trx) => {
      await sql`set session innodb_lock_wait_timeout = 1`.execute(trx);
      await lockRow(trx, 'item_types', types[0]);
    });
    await assert.rejects(waiting, { code: 'database_busy' });
    release();
    await holder;
  });

  it('get a refusal when every connection is taken for too long', async () => {
    const narrow = openDatabase(url, { poolSize: 1 });
    await narrow.connection().execute(async () => {
      await assert.rejects(narrow.selectFrom('item_types').select('id').execute(), { code: 'database_busy' });
    });
    assert.ok((await narrow.selectFrom('item_types').select('id').execute()).length >= 2);
    await narrow.destroy();
  });

  it('run under the same settings on every connection', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select @@session.time_zone as zone, @@session.sql_mode as mode, @@session.collation_connection as collation,
        @@session.innodb_lock_wait_timeout as patience
    `.execute(db);
    const [row] = rows;
    assert.deepEqual([row!['zone'], row!['collation']], ['+00:00', 'utf8mb4_bin']);
    assert.match(String(row!['mode']), /STRICT_ALL_TABLES/);
  });
});

describe('the schema on a server', { skip: NO_SERVER }, () => {
  it('is planned without being changed, and changed by one process at a time', async () => {
    const { db, url, close } = await openTestDatabase();
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    assert.deepEqual(await listPendingMigrations(db), []);
    await sql`delete from kysely_migration where name = '0015-servers'`.execute(db);
    const plan = await planMigrations(db);
    assert.deepEqual(
      plan.map((one) => one.name),
      ['0015-servers'],
    );
    assert.match(plan[0]!.statements[0]!, /^create table `named_locks`.* engine = innodb/);
    assert.match(plan[0]!.statements[1]!, /algorithm = inplace lock = none$/);
    assert.deepEqual(await listPendingMigrations(db), ['0015-servers']);
    await db.connection().execute(async (other) => {
      await sql`select get_lock(${`biblio:${name}`.slice(0, 64)}, 0)`.execute(other);
      await assert.rejects(migrateToLatest(db), { code: 'migration_running' });
      await sql`select release_lock(${`biblio:${name}`.slice(0, 64)})`.execute(other);
    });
    await close();
  });
});

describe('a connection', { skip: NO_SERVER }, () => {
  const versionOf = async (address: string) => {
    const db = openDatabase(address);
    try {
      return (await sql<{ Value: string }>`show status like 'Ssl_version'`.execute(db)).rows[0]!.Value;
    } finally {
      await db.destroy();
    }
  };

  it('is encrypted where that is asked for, and refused where it cannot be or the server is not who it should be', async (t) => {
    const { db, url, close } = await openTestDatabase();
    t.after(close);
    const { rows } = await sql<{ ca: string | null }>`select @@ssl_ca as ca`.execute(db);
    assert.equal(await versionOf(url), '');
    if ((rows[0]!.ca ?? '') === '') {
      await assert.rejects(versionOf(`${url}?ssl-mode=required`), { code: 'database_unavailable' });
      return;
    }
    assert.match(await versionOf(`${url}?ssl-mode=required`), /^TLSv1\.[23]$/);
    await assert.rejects(versionOf(`${url}?ssl-mode=verify-ca`), { code: 'database_unavailable' });
    await assert.rejects(versionOf(`${url}?ssl-mode=verify-identity`), { code: 'database_unavailable' });
  });
});

describe('a server that goes away', { skip: NO_SERVER }, () => {
  it('is answered for at once with 503, and used again when it is back', async (t) => {
    const direct = await openTestDatabase();
    const passage = new Passage(direct.url);
    await passage.open();
    const test = await createTestApp({ environment: { DATABASE_URL: passage.url } });
    t.after(async () => {
      await test.close();
      await passage.close();
      await direct.close();
    });
    const read = () => test.as('librarian')({ url: '/api/v1/branches' });
    const ready = async () => (await test.app.inject({ url: '/readyz' })).json() as { away: string[] };
    assert.equal((await read()).statusCode, 200);

    await passage.close();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await read();
      assert.deepEqual([answer.statusCode, answer.json().code], [503, 'database_unavailable'], answer.body);
      assert.ok(Number(answer.headers['retry-after']) > 0);
    }
    const payload = { patronId: test.readerId, barcode: 'X' };
    const change = await test.as('assistant')({ method: 'POST', url: '/api/v1/circulation/checkouts', payload });
    assert.equal(change.statusCode, 503);
    assert.equal((await test.app.inject({ url: '/healthz' })).statusCode, 200);
    assert.deepEqual(await ready(), { status: 'ready', missing: [], away: ['database'] });
    const metrics = (await test.app.inject({ url: '/metrics' })).body;
    assert.match(metrics, /^biblio_database_connections\{state="open"\}/m);
    assert.match(metrics, /^biblio_database_up 0$/m);

    passage.freeze();
    await passage.open();
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 30 }, read));
    for (const answer of answers) assert.equal(answer.json().code, 'database_unavailable');
    assert.ok(performance.now() - began < 4500, 'a server that does not answer is not waited for');

    await passage.close();
    passage.thaw();
    await passage.open();
    assert.equal((await read()).statusCode, 200);
    assert.deepEqual(await ready(), { status: 'ready', missing: [], away: [] });

    passage.freeze();
    const silent = await Promise.all(Array.from({ length: 30 }, read));
    const codes = new Set(silent.map((answer) => answer.json().code as string));
    assert.ok(codes.delete('database_unavailable'), 'a server that falls silent is found out');
    // Who only waited for a connection may have given up sooner.
    codes.delete('database_busy');
    assert.deepEqual([...codes], []);
    passage.thaw();
    while ((await ready()).away.length > 0) await breathe();
    assert.equal((await read()).statusCode, 200);
  });

  it('is found again within a second, also while an attempt waits for an answer that never comes', async (t) => {
    const direct = await openTestDatabase();
    const passage = new Passage(direct.url);
    await passage.open();
    const db = openDatabase(passage.url);
    t.after(async () => {
      await db.destroy();
      await passage.close();
      await direct.close();
    });
    const ask = () => sql`select 1`.execute(db);
    await ask();
    await passage.close();
    // The connection that there was, and then a new one.
    for (let attempt = 0; attempt < 2; attempt += 1) await assert.rejects(ask(), { code: 'database_unavailable' });
    passage.freeze();
    await passage.open();
    let isLost = true;
    const lost = assert.rejects(ask(), { code: 'database_unavailable' }).then(() => (isLost = false));
    while (passage.count === 0) await breathe();
    await assert.rejects(ask(), { code: 'database_unavailable' }, 'nobody else waits beside it');
    passage.forget();
    for (const end = performance.now() + 2000; ; await pause(20)) {
      if (await ask().then(Boolean, () => false)) break;
      assert.ok(performance.now() < end, 'it is there again');
    }
    assert.ok(isLost, 'the first attempt still waits');
    await lost;
  });
});
