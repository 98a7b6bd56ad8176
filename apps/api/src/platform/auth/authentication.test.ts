import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { ENGINE } from '../../../test/test-database.ts';
import { insertToken } from '../../auth/tokens.queries.ts';
import { insertSession } from '../../auth/session.queries.ts';
import { toTimestamp } from '../clock.ts';
import { inTransaction, openDatabase, type Db } from '../database/database.ts';
import { hashToken, makeToken } from './tokens.ts';

const READERS = '/api/v1/patrons';

describe('who calls', () => {
  let t: TestApp;
  /** The library as another process, such as the command line, opens it. */
  let elsewhere: Db;
  let librarianId: number;
  before(async () => {
    t = await createTestApp({ isShared: true });
    elsewhere = openDatabase(t.context.config.databaseUrl);
    ({ id: librarianId } = await t.db
      .selectFrom('staff')
      .select('id')
      .where('username', '=', 'librarian')
      .executeTakeFirstOrThrow());
  });
  after(async () => {
    await elsewhere.destroy();
    await t.close();
  });

  let session: string;
  let token: string;
  const bySession = async () => (await t.app.inject({ url: READERS, cookies: { biblio_session: session } })).statusCode;
  const byToken = async () =>
    (await t.app.inject({ url: READERS, headers: { authorization: `Bearer ${token}` } })).statusCode;
  beforeEach(async () => {
    session = makeToken();
    token = makeToken();
    const now = toTimestamp(t.now);
    const expiresAt = toTimestamp(t.now.add({ hours: 1 }));
    await insertSession(t.db, { tokenHash: hashToken(session), staffId: librarianId, patronId: null, now, expiresAt });
    await insertToken(t.db, {
      staffId: librarianId,
      name: 'A machine',
      tokenHash: hashToken(token),
      permissions: ['patrons.view'],
      expiresAt,
      now,
    });
    // Asked twice: now both are known.
    for (const ask of [bySession, byToken, bySession, byToken]) assert.equal(await ask(), 200);
  });

  for (const where of ['here', 'in another process'] as const) {
    const db = () => (where === 'here' ? t.db : elsewhere);
    // What another process changes is heard of within 10 milliseconds, on a server within half a second.
    const heard = () => (where === 'here' ? undefined : pause(ENGINE === 'sqlite' ? 20 : 600));
    test(`is nobody any more once the session and the token are gone (${where})`, async () => {
      await db().deleteFrom('sessions').where('token_hash', '=', hashToken(session)).execute();
      await heard();
      assert.equal(await bySession(), 401);
      assert.equal(await byToken(), 200);
      await db()
        .updateTable('api_tokens')
        .set({ revoked_at: toTimestamp(t.now) })
        .execute();
      await heard();
      assert.equal(await byToken(), 401);
    });

    test(`may do nothing as long as the account is locked (${where})`, async () => {
      const lock = (isActive: 0 | 1) =>
        db().updateTable('staff').set({ is_active: isActive }).where('id', '=', librarianId).execute();
      await lock(0);
      await heard();
      assert.deepEqual([await bySession(), await byToken()], [401, 401]);
      await lock(1);
      await heard();
      assert.deepEqual([await bySession(), await byToken()], [200, 200]);
    });

    test(`may do what the role allows now (${where})`, async () => {
      const { permissions } = await t.db
        .selectFrom('roles')
        .select('permissions')
        .where('code', '=', 'librarian')
        .executeTakeFirstOrThrow();
      const allow = (text: string) =>
        db().updateTable('roles').set({ permissions: text }).where('code', '=', 'librarian').execute();
      await allow('[]');
      await heard();
      assert.deepEqual([await bySession(), await byToken()], [403, 403]);
      await allow(permissions);
      await heard();
      assert.deepEqual([await bySession(), await byToken()], [200, 200]);
    });
  }

  test(
    'is who the tables say after a commit, whoever was asked about meanwhile',
    { skip: ENGINE === 'sqlite' },
    async () => {
      await inTransaction(t.db, async (trx) => {
        await trx.deleteFrom('sessions').where('token_hash', '=', hashToken(session)).execute();
        assert.deepEqual([await bySession(), await bySession()], [200, 200]);
      });
      assert.equal(await bySession(), 401);
    },
  );

  test('is nobody from the moment on in which the session and the token expire', async () => {
    const before = t.now;
    t.now = before.add({ hours: 1 });
    assert.deepEqual([await bySession(), await byToken()], [401, 401]);
    t.now = before;
  });

  test('keeps a role that gives nothing, and has the permissions of all roles', async () => {
    await t.db.deleteFrom('staff_roles').where('staff_id', '=', librarianId).execute();
    assert.equal(await bySession(), 403);
    const roles = await t.db.selectFrom('roles').select(['id', 'code']).execute();
    const idOf = (code: string) => roles.find((role) => role.code === code)!.id;
    for (const code of ['assistant', 'librarian']) {
      const role_id = idOf(code);
      await t.db.insertInto('staff_roles').values({ staff_id: librarianId, role_id, branch_id: null }).execute();
      assert.equal(await bySession(), 200);
    }
  });
});

describe('a database that cannot be asked', () => {
  test('is answered as a fault, and the process goes on', async () => {
    const t = await createTestApp();
    assert.equal((await t.as('librarian')({ url: READERS })).statusCode, 200);
    assert.equal((await t.as('librarian')({ url: READERS })).statusCode, 200);
    await t.db.destroy();
    assert.equal((await t.as('librarian')({ url: READERS })).statusCode, 500);
    assert.equal((await t.as('anonymous')({ url: '/healthz' })).statusCode, 200);
    assert.equal((await t.as('librarian')({ url: '/healthz' })).statusCode, 200);
    await t.close();
  });
});
