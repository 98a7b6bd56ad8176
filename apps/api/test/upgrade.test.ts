import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import { checkAccountInvariants } from '../src/accounts/accounts.invariants.ts';
import { checkCashInvariants } from '../src/cash/cash.invariants.ts';
import { checkCirculationInvariants } from '../src/circulation/invariants.ts';
import { checkPatronInvariants } from '../src/patrons/patrons.invariants.ts';
import { checkPrivacyInvariants } from '../src/privacy/privacy.invariants.ts';
import { isServer, openDatabase, type Db } from '../src/platform/database/database.ts';
import { findServerFaults } from '../src/platform/database/server-faults.ts';
import { listPendingMigrations, migrateToLatest, MIGRATIONS } from '../src/platform/database/migrate.ts';
import { withoutRevisions } from '../src/platform/database/reference-writes.ts';
import { createScene } from './circulation-scene.ts';
import { createTestDatabase, openTestDatabase } from './test-database.ts';

/**
 * The rows of a small library as the code of an earlier schema wrote them: a loan that came back late and was paid for in part,
 * a renewed loan, a hold that is ready. Made once by that code, and never changed.
 */
const FORMER = new URL('fixtures/library-before-privacy.json', import.meta.url);
type Rows = Record<string, Record<string, unknown>[]>;

describe('a library of an earlier version', () => {
  it('is brought up to date with all that it holds', async (t) => {
    const former = JSON.parse(readFileSync(FORMER, 'utf8')) as Rows;
    const { db, url } = await openFormer(t, former);
    const ran = former['kysely_migration']!.map(({ name }) => name);
    const behind = Object.keys(MIGRATIONS).filter((name) => !ran.includes(name));
    assert.ok(behind.length > 0);
    assert.deepEqual(await listPendingMigrations(db), behind);
    assert.deepEqual(await migrateToLatest(db), behind);
    assert.deepEqual(await listPendingMigrations(db), []);

    for (const [table, rows] of Object.entries(former)) {
      if (table.startsWith('kysely_')) continue;
      assert.equal((await read(db, table)).length, rows.length, table);
    }
    // What is text, money and time in every spelling comes out as it went in.
    for (const table of ['records', 'loans', 'account_lines']) {
      for (const [at, row] of (await read(db, table)).entries()) {
        for (const [column, value] of Object.entries(former[table]![at]!)) {
          assert.deepEqual(row[column], value, `${table}.${column}`);
        }
      }
    }
    const findings = [
      ...(await checkCirculationInvariants(db)),
      ...(await checkAccountInvariants(db)),
      ...(await checkCashInvariants(db)),
      ...(await checkPatronInvariants(db)),
      ...(await checkPrivacyInvariants(db)),
    ];
    // The stage's readers have search names of their own, which is not what this test is about.
    assert.deepEqual(
      findings.filter(({ code }) => code !== 'patron_search_name_stale'),
      [],
    );
    if (isServer(url)) assert.deepEqual(await findServerFaults(db), []);
  });
});

/** A step of a release to come that only adds, as every step must that runs while the former version answers. */
const EXPANSION: Migration = {
  up: async (db) => {
    await db.schema.alterTable('loans').addColumn('of_a_release_to_come', 'integer').execute();
    await db.schema.createIndex('loans_of_a_release_to_come').on('loans').column('of_a_release_to_come').execute();
    await db.schema.createTable('things_to_come').addColumn('id', 'integer').execute();
  },
};

describe('the present version', () => {
  it('goes on lending and taking back while the next one changes the schema', async (t) => {
    const { db, url, close } = await openTestDatabase();
    // SQLite has one process, which brings its own schema up to date before it listens: nothing runs beside it.
    const scene = await createScene(isServer(url) ? { environment: { DATABASE_URL: url } } : {});
    t.after(async () => {
      await scene.close();
      await close();
    });
    await scene.clear();
    const theirs = isServer(url) ? db : scene.db;
    let isDone = false;
    let rounds = 0;
    const work = async () => {
      for (; !isDone || rounds < 3; rounds += 1) {
        assert.equal((await scene.lend()).statusCode, 201);
        assert.equal((await scene.takeBack()).statusCode, 200);
      }
    };
    const working = work();
    const { error } = await migratorOf(theirs, { ...MIGRATIONS, '9999-expansion': EXPANSION }).migrateToLatest();
    isDone = true;
    await working;
    assert.equal(error, undefined);
    assert.equal((await scene.lend()).statusCode, 201);
    await scene.assertSound();
    assert.deepEqual(await listPendingMigrations(theirs), [], 'a process of this version still finds its schema');
    await assert.rejects(migrateToLatest(theirs), /9999-expansion/, 'and never works on what it does not know');
  });
});

async function openFormer(t: TestContext, former: Rows): Promise<{ db: Db; url: string }> {
  const { url, drop } = await createTestDatabase();
  const db = openDatabase(url);
  t.after(async () => {
    await db.destroy();
    await drop();
  });
  const ran = former['kysely_migration']!.map(({ name }) => String(name));
  const migrations = Object.fromEntries(ran.map((name) => [name, MIGRATIONS[name]!]));
  await withoutRevisions(db, async () => {
    const { error } = await migratorOf(db, migrations).migrateToLatest();
    assert.equal(error, undefined);
    await fill(db, url, former);
  });
  return { db, url };
}

function fill(db: Db, url: string, former: Rows): Promise<void> {
  return db.connection().execute(async (one) => {
    await sql.raw(isServer(url) ? 'set foreign_key_checks = 0' : 'pragma foreign_keys = off').execute(one);
    for (const [table, rows] of Object.entries(former)) {
      if (table.startsWith('kysely_')) continue;
      await loose(one).deleteFrom(table).execute();
      for (const row of rows) await loose(one).insertInto(table).values(row).execute();
    }
    await sql.raw(isServer(url) ? 'set foreign_key_checks = 1' : 'pragma foreign_keys = on').execute(one);
  });
}

function migratorOf(db: Db, migrations: Record<string, Migration>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true });
}

function read(db: Db, table: string): Promise<Record<string, unknown>[]> {
  return loose(db).selectFrom(table).selectAll().execute();
}

/** A handle for tables as they were: the types know only those of today. */
function loose(db: Db): Kysely<Record<string, Record<string, unknown>>> {
  return db as unknown as Kysely<Record<string, Record<string, unknown>>>;
}
