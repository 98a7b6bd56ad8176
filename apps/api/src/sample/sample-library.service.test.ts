import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { checkAccountInvariants } from '../accounts/accounts.invariants.ts';
import { openTestDatabase } from '../../test/test-database.ts';
import { checkCirculationInvariants } from '../circulation/invariants.ts';
import { checkPatronInvariants } from '../patrons/patrons.invariants.ts';
import { verifyPassword } from '../platform/auth/passwords.ts';
import { openDatabase, type Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { createSampleDatabase } from './sample-database.ts';
import { createSampleLibrary } from './sample-library.service.ts';

/** A Saturday afternoon, so that there is a today with something in it. */
const UNTIL = Temporal.Instant.from('2026-06-20T14:30:00Z');
const SIZE = { titles: 40, items: 70, readers: 20, days: 90 };

async function makeSample(size = SIZE): Promise<Awaited<ReturnType<typeof openTestDatabase>>> {
  const database = await openTestDatabase();
  await createSampleLibrary(database, { until: UNTIL, size });
  return database;
}

describe('a small sample library', () => {
  let db: Db;
  let close: () => Promise<void>;
  before(async () => {
    ({ db, close } = await makeSample());
  });
  after(() => close());

  it('breaks no invariant of circulation, accounts or patrons', async () => {
    assert.deepEqual(await checkCirculationInvariants(db), []);
    assert.deepEqual(await checkAccountInvariants(db), []);
    assert.deepEqual(await checkPatronInvariants(db), []);
  });

  it('has loans that are open and returned, renewed and overdue, and holds', async () => {
    const loans = await db.selectFrom('loans').selectAll().execute();
    assert.ok(loans.length > 100, String(loans.length));
    assert.ok(loans.some(({ renewals }) => renewals > 0));
    assert.ok(loans.some(({ returned_at }) => returned_at !== null));
    const open = loans.filter(({ returned_at }) => returned_at === null);
    assert.ok(open.some(({ due_at }) => due_at < UNTIL.toString()));
    assert.ok(open.some(({ due_at }) => due_at > UNTIL.toString()));
    assert.ok((await db.selectFrom('holds').select('id').execute()).length > 5);
    assert.ok((await db.selectFrom('account_lines').select('id').execute()).length > 0);
  });

  it('lies wholly in the past and only on open days', async () => {
    const { last } = await db
      .selectFrom('audit_log')
      .select((eb) => eb.fn.max('at').as('last'))
      .executeTakeFirstOrThrow();
    assert.ok(last <= UNTIL.toString(), last);
    const loans = await db.selectFrom('loans').select('checked_out_at').execute();
    const weekdays = loans.map(
      ({ checked_out_at }) => Temporal.Instant.from(checked_out_at).toZonedDateTimeISO('Europe/Paris').dayOfWeek,
    );
    assert.deepEqual([...new Set(weekdays)].sort(), [2, 3, 4, 5, 6]);
    const holiday = loans.filter(({ checked_out_at }) => /^2026-05-(01|08|14|25)/.test(checked_out_at));
    assert.deepEqual(holiday, []);
  });

  it('numbers the cards from 2000000001, whose reader signs in with the sample password', async () => {
    const reader = await db
      .selectFrom('patrons')
      .innerJoin('patron_cards', 'patron_cards.patron_id', 'patrons.id')
      .select(['password_hash', 'patrons.id', 'email'])
      .where('number', '=', '2000000001')
      .executeTakeFirstOrThrow();
    assert.ok(await verifyPassword('biblio-demo', reader.password_hash));
    assert.match(reader.email!, /@example\.org$/);
    const open = await db
      .selectFrom('loans')
      .select('due_at')
      .where('patron_id', '=', reader.id)
      .where('returned_at', 'is', null)
      .execute();
    assert.ok(open.length > 0);
  });

  it('has staff of every role and says that it is a sample', async () => {
    const staff = await db
      .selectFrom('staff')
      .innerJoin('staff_roles', 'staff_id', 'staff.id')
      .innerJoin('roles', 'roles.id', 'role_id')
      .select(['username', 'roles.code'])
      .where('username', 'in', ['admin', 'librarian', 'assistant'])
      .execute();
    const roles = Object.fromEntries(staff.map(({ username, code }) => [username, code]));
    assert.deepEqual(roles, { admin: 'administrator', librarian: 'librarian', assistant: 'assistant' });
    assert.equal((await readSettings(db)).isSample, true);
  });

  it('is the same from the same seed', async () => {
    const size = { ...SIZE, days: 30 };
    const [one, other] = [await makeSample(size), await makeSample(size)];
    const loansOf = (sample: Db) => sample.selectFrom('loans').selectAll().execute();
    assert.deepEqual(await loansOf(one.db), await loansOf(other.db));
    await one.close();
    await other.close();
  });
});

describe('createSampleDatabase', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-sample-'));
  const file = path.join(folder, 'biblio.sqlite');
  const clock = () => UNTIL;
  const options = { size: { titles: 20, items: 30, readers: 8, days: 10 } };
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves nothing when it fails, and clears away what a killed one left', async () => {
    writeFileSync(`${file}.partial`, 'left by a process that was killed');
    const broken = () => {
      throw new Error('nobody listens');
    };
    await assert.rejects(createSampleDatabase(file, clock, broken, options), /nobody/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('makes one complete file and tells how far it is', async () => {
    const told: string[] = [];
    await createSampleDatabase(file, clock, (text) => told.push(text), options);
    assert.ok(existsSync(file));
    assert.deepEqual(readdirSync(folder), ['biblio.sqlite']);
    assert.match(told.at(-1)!, /100 % \(\d+ loans\)/);
    const db = openDatabase(`sqlite:${file}`);
    assert.equal((await db.selectFrom('records').select('id').execute()).length, 20);
    await db.destroy();
  });
});
