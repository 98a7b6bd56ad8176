import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestApp, ROLES, type Role, type TestApp } from '../../test/test-app.ts';

let t: TestApp;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());

const hours = [{ weekday: 2, opens: '10:00', closes: '18:00' }];
const closure = { firstDay: '2026-12-24', lastDay: '2026-12-26', reason: 'Noël', isYearly: true };

describe('reference data by role', () => {
  const name = { fr: 'Nom', en: 'Name' };
  const newBranch = (role: Role) => ({ code: `X-${role}`, name: 'Nouvelle', timeZone: 'Europe/Paris' });
  const requests: [name: string, request: (role: Role) => object, Partial<Record<Role, number>>, otherwise?: number][] =
    [
      ['branches are public', () => ({ method: 'GET', url: '/api/v1/branches' }), { anonymous: 200 }, 200],
      [
        'one branch is public',
        () => ({ method: 'GET', url: `/api/v1/branches/${t.branchId}` }),
        { anonymous: 200 },
        200,
      ],
      [
        'a calendar is public',
        () => ({ method: 'GET', url: `/api/v1/branches/${t.branchId}/calendar` }),
        { anonymous: 200 },
        200,
      ],
      ['closures are public', () => ({ method: 'GET', url: '/api/v1/closures' }), { anonymous: 200 }, 200],
      ['categories are public', () => ({ method: 'GET', url: '/api/v1/patron-categories' }), { anonymous: 200 }, 200],
      ['item types are public', () => ({ method: 'GET', url: '/api/v1/item-types' }), { anonymous: 200 }, 200],
      [
        'administrators add branches',
        (role) => ({ method: 'POST', url: '/api/v1/branches', payload: newBranch(role) }),
        { administrator: 201 },
      ],
      [
        'administrators add categories',
        (role) => ({ method: 'POST', url: '/api/v1/patron-categories', payload: { code: `X-${role}`, name } }),
        { administrator: 201 },
      ],
      [
        'administrators add item types',
        (role) => ({ method: 'POST', url: '/api/v1/item-types', payload: { code: `X-${role}`, name } }),
        { administrator: 201 },
      ],
      [
        'librarians close the library too',
        () => ({ method: 'POST', url: '/api/v1/closures', payload: { branchId: null, ...closure } }),
        { administrator: 201, librarian: 201 },
      ],
      [
        'librarians change calendars too',
        () => ({
          method: 'PUT',
          url: `/api/v1/branches/${t.branchId}/calendar`,
          headers: { 'if-match': '*' },
          payload: { hours, closures: [] },
        }),
        { administrator: 200, librarian: 200 },
      ],
    ];
  for (const [what, request, allowed, otherwise] of requests) {
    for (const role of ROLES) {
      const expected = allowed[role] ?? otherwise ?? (role === 'anonymous' ? 401 : 403);
      it(`${what}: ${role} gets ${expected}`, async () => {
        const answer = await t.as(role)(request(role) as { url: string });
        assert.equal(answer.statusCode, expected, answer.body);
      });
    }
  }
});

describe('branches', () => {
  it('are changed only from the version that was read', async () => {
    const send = t.as('administrator');
    const created = (
      await send({
        method: 'POST',
        url: '/api/v1/branches',
        payload: { code: 'NORD', name: 'Nord', timeZone: 'Europe/Paris', email: null },
      })
    ).json();
    const url = `/api/v1/branches/${created.id}`;
    const change = (headers: Record<string, string>) =>
      send({ method: 'PATCH', url, headers, payload: { name: 'Gare du Nord' } });
    assert.equal((await change({})).statusCode, 428);
    const changed = await change({ 'if-match': '"v1"' });
    assert.equal(changed.statusCode, 200);
    assert.equal(changed.headers.etag, '"v2"');
    assert.deepEqual(changed.json(), { ...created, name: 'Gare du Nord', version: 2 });
    const late = await change({ 'if-match': '"v1"' });
    assert.equal(late.statusCode, 412);
    assert.equal(late.json().code, 'precondition_failed');
    const audited = await t.db.selectFrom('audit_log').selectAll().where('action', '=', 'branch.change').execute();
    assert.equal(JSON.parse(audited[0]!.before!).name, 'Nord');
  });

  it('have a code of their own', async () => {
    const payload = { code: 'DESK', name: 'Another', timeZone: 'UTC' };
    const answer = await t.as('administrator')({ method: 'POST', url: '/api/v1/branches', payload });
    assert.equal(answer.statusCode, 409);
    assert.equal(answer.json().code, 'branch_code_taken');
  });

  const refused: [name: string, payload: object, path: string][] = [
    ['a time zone that does not exist', { timeZone: 'Europe/Atlantis' }, '/timeZone'],
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['a name that is too long', { name: 'x'.repeat(201) }, '/name'],
    ['a blank name', { name: '   ' }, '/name'],
    ['an address that is no e-mail', { email: 'nobody' }, '/email'],
    ['a code with a space', { code: 'A B' }, '/code'],
  ];
  for (const [name, fields, path] of refused) {
    it(`refuse ${name}`, async () => {
      const payload = { code: 'BAD', name: 'Bad', timeZone: 'UTC', ...fields };
      const answer = await t.as('administrator')({ method: 'POST', url: '/api/v1/branches', payload });
      assert.equal(answer.statusCode, 400);
      assert.ok(
        answer.json().errors.some((error: { path: string }) => error.path === path),
        answer.body,
      );
    });
  }
});

describe('calendars', () => {
  const put = (payload: object, headers: Record<string, string> = { 'if-match': '*' }) =>
    t.as('librarian')({ method: 'PUT', url: `/api/v1/branches/${t.branchId}/calendar`, headers, payload });

  it('are replaced as a whole: a closure is kept, changed, added or removed', async () => {
    const first = (await put({ hours, closures: [closure, { ...closure, reason: 'Pont' }] })).json();
    assert.equal(first.closures.length, 2);
    const kept = { ...first.closures[0], reason: 'Fêtes' };
    const second = await put({ hours: [], closures: [kept, { ...closure, reason: 'Travaux', isYearly: false }] });
    assert.equal(second.statusCode, 200, second.body);
    const { hours: newHours, closures } = second.json();
    assert.deepEqual(newHours, []);
    assert.deepEqual(
      closures.map((one: { reason: string }) => one.reason),
      ['Fêtes', 'Travaux'],
    );
    assert.equal(closures[0].id, kept.id);
  });

  it('are held to the version that was read, in the header or in the body', async () => {
    const { version } = (await put({ hours, closures: [] })).json();
    assert.equal((await put({ hours, closures: [] }, {})).statusCode, 428);
    assert.equal((await put({ hours, closures: [], version: version - 1 }, {})).statusCode, 412);
    assert.equal((await put({ hours, closures: [] }, { 'if-match': `"v${version - 1}"` })).statusCode, 412);
    assert.equal((await put({ hours, closures: [], version }, {})).statusCode, 200);
  });

  const open = (opens: string, closes: string, weekday = 1) => ({ weekday, opens, closes });
  const refused: [name: string, payload: object, path: string][] = [
    ['closing before opening', { hours: [open('18:00', '10:00')], closures: [] }, '/hours/0/closes'],
    ['hours that overlap', { hours: [open('09:00', '12:00'), open('11:00', '14:00')], closures: [] }, '/hours/1'],
    ['an hour that does not exist', { hours: [open('09:00', '25:00')], closures: [] }, '/hours/0/closes'],
    ['a weekday that does not exist', { hours: [open('09:00', '12:00', 8)], closures: [] }, '/hours/0/weekday'],
    ['a day that does not exist', { hours, closures: [{ ...closure, lastDay: '2026-02-30' }] }, '/closures/0/lastDay'],
    ['days in the wrong order', { hours, closures: [{ ...closure, lastDay: '2026-01-01' }] }, '/closures/0/lastDay'],
    ['a yearly closure of a year', { hours, closures: [{ ...closure, lastDay: '2027-12-24' }] }, '/closures/0/lastDay'],
    ['a closure of another branch', { hours, closures: [{ ...closure, id: 9999 }] }, '/closures/0/id'],
  ];
  for (const [name, payload, path] of refused) {
    it(`refuse ${name}`, async () => {
      const answer = await put(payload);
      assert.equal(answer.statusCode, 400, answer.body);
      assert.ok(
        answer.json().errors.some((error: { path: string }) => error.path === path),
        answer.body,
      );
    });
  }

  it('let two openings of a day touch', async () => {
    assert.equal(
      (await put({ hours: [open('09:00', '12:00'), open('12:00', '14:00')], closures: [] })).statusCode,
      200,
    );
  });

  it('know closures of the whole library, which can be removed again', async () => {
    const send = t.as('librarian');
    const created = await send({ method: 'POST', url: '/api/v1/closures', payload: { branchId: null, ...closure } });
    const url = `/api/v1/closures/${created.json().id}`;
    assert.equal((await send({ method: 'DELETE', url })).statusCode, 204);
    assert.equal((await send({ method: 'DELETE', url })).statusCode, 404);
    const nowhere = await send({ method: 'POST', url: '/api/v1/closures', payload: { branchId: 9999, ...closure } });
    assert.equal(nowhere.statusCode, 400);
  });
});

describe('categories and item types', () => {
  for (const [url, code] of [
    ['/api/v1/patron-categories', 'patron_category_code_taken'],
    ['/api/v1/item-types', 'item_type_code_taken'],
  ] as const) {
    it(`${url}: added, changed by version, with a code of their own`, async () => {
      const send = t.as('administrator');
      const payload = { code: 'ADULT', name: { fr: 'Adulte', en: 'Adult' } };
      const created = (await send({ method: 'POST', url, payload })).json();
      const again = await send({ method: 'POST', url, payload });
      assert.equal(again.statusCode, 409);
      assert.equal(again.json().code, code);
      const change = (version: number) =>
        send({
          method: 'PATCH',
          url: `${url}/${created.id}`,
          headers: { 'if-match': `"v${version}"` },
          payload: { name: { fr: 'Tous', en: 'All' } },
        });
      assert.deepEqual((await change(1)).json(), { ...created, name: { fr: 'Tous', en: 'All' }, version: 2 });
      assert.equal((await change(1)).statusCode, 412);
      const half = await send({ method: 'POST', url, payload: { code: 'HALF', name: { fr: 'Un' } } });
      assert.equal(half.statusCode, 400);
      const { items } = (await t.as('anonymous')({ method: 'GET', url })).json();
      assert.ok(items.some((item: { id: number }) => item.id === created.id));
    });
  }
});
