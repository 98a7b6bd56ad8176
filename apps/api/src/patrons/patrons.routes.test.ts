import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeCategory } from '../../test/factories.ts';
import { createTestApp, PASSWORD, ROLES, type Role, type TestApp } from '../../test/test-app.ts';

let t: TestApp;
let categoryId: number;
before(async () => {
  t = await createTestApp({ now: '2026-03-02T23:30:00Z' });
  categoryId = await makeCategory(t.db, { membership_months: 12 });
});
after(() => t.close());

const person = (fields: object = {}) => ({
  categoryId,
  branchId: t.branchId,
  familyName: 'Müller-Œttinger',
  givenName: 'Zoë',
  ...fields,
});
const create = (fields: object = {}, role: Role = 'librarian') =>
  t.as(role)({ method: 'POST', url: '/api/v1/patrons', payload: person(fields) });
const patch = (id: number, payload: object, headers: Record<string, string> = { 'if-match': '*' }) =>
  t.as('librarian')({ method: 'PATCH', url: `/api/v1/patrons/${id}`, headers, payload });

describe('readers by role', () => {
  const id = () => t.readerId;
  const staff = { administrator: 200, librarian: 200, assistant: 200 };
  const editors = { administrator: 200, librarian: 200 };
  const requests: [what: string, request: () => object, allowed: Partial<Record<Role, number>>][] = [
    ['list', () => ({ method: 'GET', url: '/api/v1/patrons' }), staff],
    ['read', () => ({ method: 'GET', url: `/api/v1/patrons/${id()}` }), staff],
    ['print a receipt of', () => ({ method: 'GET', url: `/api/v1/patrons/${id()}/receipt` }), staff],
    [
      'register',
      () => ({ method: 'POST', url: '/api/v1/patrons', payload: person() }),
      { administrator: 201, librarian: 201 },
    ],
    [
      'change',
      () => ({
        method: 'PATCH',
        url: `/api/v1/patrons/${id()}`,
        headers: { 'if-match': '*' },
        payload: { city: 'Lyon' },
      }),
      editors,
    ],
    [
      'give a card to',
      () => ({ method: 'POST', url: `/api/v1/patrons/${id()}/cards`, payload: {} }),
      { administrator: 201, librarian: 201 },
    ],
    [
      'erase nobody as',
      () => ({ method: 'DELETE', url: '/api/v1/patrons/99999', headers: { 'if-match': '*' } }),
      { administrator: 404, librarian: 404 },
    ],
    [
      'set no password as',
      () => ({ method: 'PUT', url: '/api/v1/patrons/99999/password', payload: { password: PASSWORD } }),
      { administrator: 404, librarian: 404 },
    ],
  ];
  for (const [what, request, allowed] of requests) {
    for (const role of ROLES) {
      const expected = allowed[role] ?? (role === 'anonymous' ? 401 : 403);
      it(`${what}: ${role} gets ${expected}`, async () => {
        const answer = await t.as(role)(request() as { url: string });
        assert.equal(answer.statusCode, expected, answer.body);
        assert.doesNotMatch(answer.body, /password_?hash|argon2/i);
      });
    }
  }
});

describe('registering', () => {
  it('fills in the card, the language and the end of the membership', async () => {
    const answer = await create({ city: '  ', email: 'zoe@example.org', notes: ' A dog ' });
    assert.equal(answer.statusCode, 201, answer.body);
    assert.equal(answer.headers.etag, '"v1"');
    const patron = answer.json();
    assert.match(patron.cards[0].number, /^2\d{10}$/);
    assert.equal(patron.cards[0].status, 'active');
    assert.equal(patron.language, 'fr');
    assert.equal(patron.city, null);
    assert.equal(patron.notes, 'A dog');
    // Half past midnight in Paris: the day has begun there.
    assert.equal(patron.expiresOn, '2027-03-03');
    assert.equal(patron.historyChoice, 'library');
  });

  it('gives every reader a card number of their own', async () => {
    const numbers = new Set<string>();
    for (const givenName of ['A', 'B', 'C']) numbers.add((await create({ givenName })).json().cards[0].number);
    assert.equal(numbers.size, 3);
  });

  it('takes a card number by hand, once, and keeps nothing of a refused reader', async () => {
    assert.equal((await create({ cardNumber: 'CARD-7' })).json().cards[0].number, 'CARD-7');
    const again = await create({ familyName: 'Refusé', cardNumber: 'CARD-7' });
    assert.equal(again.statusCode, 409);
    assert.equal(again.json().code, 'card_number_taken');
    const { total } = (await t.as('librarian')({ method: 'GET', url: '/api/v1/patrons?q=refuse' })).json();
    assert.equal(total, 0);
  });

  it('asks before a second reader with the same name and birth date, however it is written', async () => {
    const first = (await create({ familyName: 'Lefèvre', givenName: 'Chloé', birthDate: '2001-04-05' })).json();
    const twin = { familyName: 'LEFEVRE', givenName: 'Chloe', birthDate: '2001-04-05' };
    const answer = await create(twin);
    assert.equal(answer.statusCode, 409);
    assert.equal(answer.json().code, 'patron_looks_duplicate');
    assert.deepEqual(answer.json().params.patronIds, [first.id]);
    assert.equal((await create({ ...twin, birthDate: '2001-04-06' })).statusCode, 201);
    assert.equal((await create({ ...twin, confirmDuplicate: true })).statusCode, 201);
  });

  it('signs in with the card and the password that were given', async () => {
    await create({ cardNumber: 'LOGIN-1', password: PASSWORD });
    const payload = { login: 'LOGIN-1', password: PASSWORD };
    assert.equal((await t.as('anonymous')({ method: 'POST', url: '/api/v1/session', payload })).statusCode, 200);
  });

  const refused: [name: string, fields: object, path: string][] = [
    ['an unknown field', { passwordHash: 'x' }, '/passwordHash'],
    ['a name that is too long', { familyName: 'x'.repeat(201) }, '/familyName'],
    ['a name without a letter', { familyName: '— !' }, '/familyName'],
    ['notes that are too long', { notes: 'x'.repeat(5001) }, '/notes'],
    ['a day that does not exist', { birthDate: '2001-02-29' }, '/birthDate'],
    ['an unknown language', { language: 'de' }, '/language'],
    ['a number where a text belongs', { city: 7 }, '/city'],
    ['a category that does not exist', { categoryId: 99_999 }, '/categoryId'],
    ['a branch that does not exist', { branchId: 99_999 }, '/branchId'],
    ['a card number with a space', { cardNumber: '1 2' }, '/cardNumber'],
  ];
  for (const [name, fields, path] of refused) {
    it(`refuses ${name}`, async () => {
      const answer = await create(fields);
      assert.equal(answer.statusCode, 400, answer.body);
      assert.ok(
        answer.json().errors.some((error: { path: string }) => error.path === path),
        answer.body,
      );
    });
  }

  it('refuses a password that is too short, and one that is too long', async () => {
    assert.equal((await create({ password: 'short' })).json().code, 'weak_password');
    assert.equal((await create({ password: 'x'.repeat(201) })).statusCode, 400);
  });

  it('keeps hostile text as it is written', async () => {
    const familyName = `<script>alert('x')</script>`;
    assert.equal((await create({ familyName })).json().familyName, familyName);
  });
});

describe('finding', () => {
  const find = async (q: string, more = '') => {
    const answer = await t.as('assistant')({ method: 'GET', url: `/api/v1/patrons?q=${encodeURIComponent(q)}${more}` });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  before(async () => {
    await create({ familyName: 'D’Ormesson', givenName: 'Éloïse', cardNumber: 'FIND-1', email: 'E.Dor_1@Example.org' });
    for (const givenName of ['Un', 'Deux', 'Trois']) await create({ familyName: 'Paginé', givenName });
  });

  const searches: [q: string, why: string][] = [
    ['eloise ormesson', 'without accents, in any order'],
    ['ORMES', 'the beginning of a word'],
    ["d'ormesson ÉLO", 'as it is written'],
    ['FIND-1', 'the card'],
    ['dor_1@exa', 'part of the address'],
  ];
  for (const [q, why] of searches) {
    it(`finds by ${why}: ${q}`, async () => {
      const { items, total } = await find(q);
      assert.equal(total, 1);
      assert.equal(items[0].givenName, 'Éloïse');
      assert.equal(items[0].cardNumber, 'FIND-1');
      assert.deepEqual(
        [items[0].loanCount, items[0].holdCount, items[0].balance, items[0].isRestricted],
        [0, 0, 0, false],
      );
    });
  }

  for (const q of ["' or 1=1 --", '%%%', '____', 'messon', '"; drop table patrons', '💥']) {
    it(`finds nobody for ${q}`, async () => assert.equal((await find(q)).total, 0));
  }

  it('gives pages in the order of names', async () => {
    const first = await find('pagine', '&limit=2');
    const second = await find('pagine', `&limit=2&cursor=${first.nextCursor}`);
    const names = [...first.items, ...second.items].map((item: { givenName: string }) => item.givenName);
    assert.deepEqual(names, ['Deux', 'Trois', 'Un']);
    assert.equal(first.total, 3);
    assert.equal(second.nextCursor, null);
  });

  it('refuses a cursor of its own making, and a query that is too long', async () => {
    const get = (query: string) => t.as('assistant')({ method: 'GET', url: `/api/v1/patrons?${query}` });
    assert.equal((await get('cursor=abc')).json().code, 'invalid_cursor');
    assert.equal((await get(`q=${'x'.repeat(201)}`)).statusCode, 400);
    assert.equal((await get('limit=101')).statusCode, 400);
    assert.equal((await get('sort=name')).statusCode, 400);
  });
});

describe('changing', () => {
  it('is held to the version that was read, and is found by the new name', async () => {
    const { id } = (await create({ familyName: 'Avant' })).json();
    assert.equal((await patch(id, { familyName: 'Après' }, {})).statusCode, 428);
    const changed = await patch(id, { familyName: 'Après', notes: null }, { 'if-match': '"v1"' });
    assert.equal(changed.statusCode, 200);
    assert.equal(changed.headers.etag, '"v2"');
    assert.equal((await patch(id, { familyName: 'Encore' }, { 'if-match': '"v1"' })).statusCode, 412);
    const { total } = (await t.as('assistant')({ method: 'GET', url: '/api/v1/patrons?q=apres' })).json();
    assert.equal(total, 1);
    const log = await t.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'patron.change')
      .where('entity_id', '=', id)
      .execute();
    assert.equal(log.length, 1);
    assert.equal(JSON.parse(log[0]!.before!).familyName, 'Avant');
    assert.equal(log[0]!.actor_name, 'The librarian');
  });

  it('refuses an empty change and an unknown field', async () => {
    assert.equal((await patch(t.readerId, {})).statusCode, 400);
    assert.equal((await patch(t.readerId, { version: 9 })).statusCode, 400);
  });
});
