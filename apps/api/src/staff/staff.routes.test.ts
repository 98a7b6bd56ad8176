import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createTestApp, ROLES, type TestApp } from '../../test/test-app.ts';

describe('staff, settings, tokens and audit', () => {
  let t: TestApp;
  before(async () => (t = await createTestApp()));
  after(() => t.close());

  const member = (username: string, more: object = {}) => ({
    username,
    password: 'a good password',
    displayName: 'Grace <script>alert(1)</script>',
    email: 'grace@example.org',
    language: 'en',
    branchId: null,
    roles: [{ roleCode: 'assistant', branchId: null }],
    ...more,
  });
  const create = (payload: object) => t.as('administrator')({ method: 'POST', url: '/api/v1/staff', payload });

  const allowed: [string, string[]][] = [
    ['/api/v1/staff', ['administrator']],
    ['/api/v1/roles', ['administrator']],
    ['/api/v1/settings', ['administrator', 'librarian', 'assistant']],
    ['/api/v1/tokens', ['administrator', 'librarian', 'assistant']],
    ['/api/v1/audit', ['administrator', 'librarian']],
    ['/api/v1/session', ['administrator', 'librarian', 'assistant', 'reader', 'anonymous']],
  ];
  for (const [url, roles] of allowed) {
    for (const role of ROLES) {
      test(`${role} ${roles.includes(role) ? 'may' : 'may not'} read ${url}`, async () => {
        const { statusCode } = await t.as(role)({ url });
        assert.equal(statusCode, roles.includes(role) ? 200 : role === 'anonymous' ? 401 : 403);
      });
    }
  }

  test('a member of staff is created, kept as written, and never shows a password', async () => {
    const answer = await create(member('grace'));
    assert.equal(answer.statusCode, 201);
    assert.equal(answer.json().displayName, 'Grace <script>alert(1)</script>');
    assert.doesNotMatch(answer.body, /password|argon2/i);
    assert.doesNotMatch((await t.as('administrator')({ url: '/api/v1/audit' })).body, /argon2|a good password/);
  });

  test('a user name is taken once', async () => {
    await create(member('twice'));
    assert.equal((await create(member('twice'))).json().code, 'username_taken');
  });

  test('unknown roles and branches are refused, and nothing is half-written', async () => {
    assert.equal(
      (await create(member('ghost1', { roles: [{ roleCode: 'king', branchId: null }] }))).json().code,
      'role_unknown',
    );
    assert.equal((await create(member('ghost2', { branchId: 999 }))).json().code, 'invalid_request');
    const rows = await t.db.selectFrom('staff').select('id').where('username', 'like', 'ghost%').execute();
    assert.equal(rows.length, 0);
  });

  test('two administrators cannot overwrite each other', async () => {
    const { id } = (await create(member('edited'))).json();
    const url = `/api/v1/staff/${id}`;
    const { etag } = (await t.as('administrator')({ url })).headers;
    const edit = (displayName: string, ifMatch?: string) =>
      t.as('administrator')({
        method: 'PATCH',
        url,
        payload: { displayName },
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      });
    assert.equal((await edit('Without')).json().code, 'precondition_required');
    assert.equal((await edit('First', String(etag))).statusCode, 200);
    const second = await edit('Second', String(etag));
    assert.equal(second.statusCode, 412);
    assert.equal((await t.as('administrator')({ url })).json().displayName, 'First');
  });

  test('the last administrator cannot be removed', async () => {
    const answer = await t.as('administrator')({
      method: 'PATCH',
      url: '/api/v1/staff/1',
      payload: { isActive: false },
      headers: { 'if-match': '*' },
    });
    assert.equal(answer.json().code, 'last_administrator');
  });

  test('a token does what it may and no more, until it is revoked', async () => {
    const asked = { name: 'script', permissions: ['reports.view', 'audit.view'] };
    const made = await t.as('librarian')({ method: 'POST', url: '/api/v1/tokens', payload: asked });
    assert.equal(made.statusCode, 201);
    const { id, token } = made.json();
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await t.app.inject({ url: '/api/v1/audit', headers })).statusCode, 200);
    assert.equal((await t.app.inject({ url: '/api/v1/staff', headers })).statusCode, 403);
    assert.ok(!(await t.as('librarian')({ url: '/api/v1/tokens' })).body.includes(token));
    assert.equal((await t.as('assistant')({ method: 'DELETE', url: `/api/v1/tokens/${id}` })).statusCode, 404);
    assert.equal((await t.as('librarian')({ method: 'DELETE', url: `/api/v1/tokens/${id}` })).statusCode, 204);
    assert.equal((await t.app.inject({ url: '/api/v1/audit', headers })).statusCode, 401);
  });

  test('a token cannot have a permission that its maker lacks', async () => {
    const payload = { name: 'greedy', permissions: ['staff.manage'] };
    const answer = await t.as('librarian')({ method: 'POST', url: '/api/v1/tokens', payload });
    assert.equal(answer.json().code, 'token_permission_not_held');
  });

  test('the audit log pages through everything once', async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '3', ...(cursor === null ? {} : { cursor }) };
      const page = (await t.as('administrator')({ url: '/api/v1/audit', query })).json();
      seen.push(...page.items.map((item: { id: number }) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const rows = await t.db.selectFrom('audit_log').select('id').orderBy('id', 'desc').execute();
    assert.deepEqual(
      seen,
      rows.map((row) => row.id),
    );
  });

  test('a cursor that we did not make is refused', async () => {
    assert.equal((await t.as('administrator')({ url: '/api/v1/audit?cursor=%00%27--' })).json().code, 'invalid_cursor');
  });

  test('unknown fields, wrong types and broken JSON are refused by name', async () => {
    const patch = (payload: string) =>
      t.as('administrator')({
        method: 'PATCH',
        url: '/api/v1/settings',
        payload,
        headers: { 'content-type': 'application/json' },
      });
    assert.equal((await patch('{"nonsense":1}')).json().errors[0].code, 'unknown_field');
    assert.equal((await patch('{"currency":978}')).json().errors[0].code, 'type');
    assert.equal((await patch('{"currency":')).json().code, 'malformed_body');
    const large = await patch(`{"libraryName":"${'x'.repeat(2_000_000)}"}`);
    assert.equal(large.json().code, 'payload_too_large');
  });
});
