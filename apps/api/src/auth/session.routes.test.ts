import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createTestApp, PASSWORD, type TestApp } from '../../test/test-app.ts';

describe('sessions', () => {
  let t: TestApp;
  before(async () => (t = await createTestApp()));
  after(() => t.close());

  const signIn = (login: string, password: string, headers: Record<string, string> = {}) =>
    t.as('anonymous')({ method: 'POST', url: '/api/v1/session', payload: { login, password }, headers });

  test('staff sign in by user name, whatever its case', async () => {
    const answer = await signIn(' Librarian ', PASSWORD);
    assert.equal(answer.statusCode, 200);
    const { actor } = answer.json();
    assert.equal(actor.kind, 'staff');
    assert.ok(actor.permissions.includes('catalogue.edit'));
    assert.ok(!actor.permissions.includes('staff.manage'));
  });

  test('the cookie is out of reach of scripts and other sites, and never in the body', async () => {
    const answer = await signIn('librarian', PASSWORD);
    const cookie = answer.cookies.find((one) => one.name === 'biblio_session')!;
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, 'Lax');
    assert.ok(!answer.body.includes(cookie.value));
  });

  test('the database never holds a session’s token', async () => {
    const answer = await signIn('librarian', PASSWORD);
    const { value } = answer.cookies[0]!;
    const rows = await t.db.selectFrom('sessions').selectAll().execute();
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(value));
  });

  test('readers sign in by card number and get no permissions', async () => {
    const answer = await signIn('2900000000001', PASSWORD);
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.json().actor.kind, 'patron');
    assert.deepEqual(answer.json().actor.permissions, []);
  });

  test('a wrong name and a wrong password get the same answer', async () => {
    const [name, password] = [await signIn('nobody', PASSWORD), await signIn('assistant', 'wrong password')];
    assert.equal(name.statusCode, 401);
    assert.equal(name.json().code, 'invalid_credentials');
    assert.deepEqual(name.json(), password.json());
  });

  test('a session ends by signing out', async () => {
    const { value } = (await signIn('librarian', PASSWORD)).cookies[0]!;
    const cookies = { biblio_session: value };
    assert.equal((await t.app.inject({ url: '/api/v1/settings', cookies })).statusCode, 200);
    assert.equal((await t.app.inject({ method: 'DELETE', url: '/api/v1/session', cookies })).statusCode, 204);
    assert.equal((await t.app.inject({ url: '/api/v1/settings', cookies })).statusCode, 401);
  });

  test('a session ends by itself', async () => {
    const { value } = (await signIn('librarian', PASSWORD)).cookies[0]!;
    const start = t.now;
    t.now = start.add({ hours: 13 });
    const answer = await t.app.inject({ url: '/api/v1/settings', cookies: { biblio_session: value } });
    t.now = start;
    assert.equal(answer.statusCode, 401);
    assert.equal(answer.json().code, 'not_signed_in');
  });

  test('a page of another site cannot use the cookie to change anything', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await t.as('administrator')({
        method: 'PATCH',
        url: '/api/v1/settings',
        payload: { currency: 'USD' },
        headers,
      });
      assert.equal(answer.statusCode, 403);
      assert.equal(answer.json().code, 'foreign_origin');
    }
    assert.equal((await t.as('administrator')({ url: '/api/v1/settings' })).json().currency, 'EUR');
  });

  test('the own origin may', async () => {
    const headers = { host: 'library.example', origin: 'http://library.example' };
    const answer = await t.as('administrator')({
      method: 'PATCH',
      url: '/api/v1/settings',
      payload: { currency: 'EUR' },
      headers,
    });
    assert.equal(answer.statusCode, 200);
  });

  test('changing the password needs the current one and ends the other sessions', async () => {
    const mine = (await signIn('assistant', PASSWORD)).cookies[0]!.value;
    const other = (await signIn('assistant', PASSWORD)).cookies[0]!.value;
    const change = (current: string, next: string) =>
      t.app.inject({
        method: 'POST',
        url: '/api/v1/session/password',
        payload: { current, next },
        cookies: { biblio_session: mine },
      });
    assert.equal((await change('not this one', 'a longer password')).json().code, 'wrong_password');
    assert.equal((await change(PASSWORD, 'short')).json().code, 'weak_password');
    assert.equal((await change(PASSWORD, 'a longer password')).statusCode, 204);
    const reach = async (token: string) =>
      (await t.app.inject({ url: '/api/v1/settings', cookies: { biblio_session: token } })).statusCode;
    assert.deepEqual([await reach(mine), await reach(other)], [200, 401]);
    assert.equal((await signIn('assistant', 'a longer password')).statusCode, 200);
  });
});

test('failed sign-ins are throttled, then forgiven', async () => {
  const t = await createTestApp();
  const signIn = (password: string) =>
    t.as('anonymous')({ method: 'POST', url: '/api/v1/session', payload: { login: 'librarian', password } });
  for (let failures = 0; failures < 6; failures += 1) assert.equal((await signIn('wrong password')).statusCode, 401);
  const throttled = await signIn(PASSWORD);
  assert.equal(throttled.statusCode, 429);
  assert.equal(throttled.json().code, 'too_many_attempts');
  assert.equal(throttled.headers['retry-after'], '10');
  t.now = t.now.add({ seconds: 11 });
  assert.equal((await signIn(PASSWORD)).statusCode, 200);
  await t.close();
});

describe('the first administrator', () => {
  const input = {
    libraryName: 'Médiathèque des Tilleuls',
    branchName: 'Centre',
    displayName: 'Ada',
    username: 'ada',
    password: 'a good password',
    language: 'fr',
    timeZone: 'Europe/Paris',
    currency: 'EUR',
  };

  test('is refused where there is staff', async () => {
    const t = await createTestApp();
    const answer = await t.as('anonymous')({ method: 'POST', url: '/api/v1/first-administrator', payload: input });
    assert.equal(answer.statusCode, 409);
    assert.equal(answer.json().code, 'first_administrator_exists');
    await t.close();
  });

  test('opens an empty library once, though two ask at the same moment', async () => {
    const t = await createTestApp();
    await t.db.deleteFrom('staff').execute();
    await t.db.deleteFrom('roles').execute();
    assert.equal((await t.as('anonymous')({ url: '/api/v1/session' })).json().needsFirstAdministrator, true);
    const ask = () => t.as('anonymous')({ method: 'POST', url: '/api/v1/first-administrator', payload: input });
    const answers = await Promise.all([ask(), ask()]);
    assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [201, 409]);
    const session = answers.find((answer) => answer.statusCode === 201)!.json();
    assert.equal(session.library.name, input.libraryName);
    assert.ok(session.actor.permissions.includes('staff.manage'));
    await t.close();
  });

  test('needs a real time zone', async () => {
    const t = await createTestApp();
    const answer = await t.as('anonymous')({
      method: 'POST',
      url: '/api/v1/first-administrator',
      payload: { ...input, timeZone: 'Europe/Atlantis' },
    });
    assert.equal(answer.statusCode, 400);
    assert.equal(answer.json().errors[0].path, '/timeZone');
    await t.close();
  });
});
