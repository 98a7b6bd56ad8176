import assert from 'node:assert/strict';
import type { InjectOptions } from 'fastify';
import { after, before, describe, it } from 'node:test';
import { atOnce, DESKS, tally } from './at-once.ts';
import { makeBranch, makeCategory, makeItem, makeItemType, makePatron, makeRecord } from './factories.ts';
import { createTestApp, PASSWORD, type TestApp } from './test-app.ts';

let t: TestApp;
before(async () => (t = await createTestApp()));
after(() => t.close());

const LOSERS = DESKS - 1;
const send = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
  const request: InjectOptions & { url: string } = { method, url: `/api/v1/${url}`, headers: { 'if-match': '"v1"' } };
  return t.as('administrator')(payload === undefined ? request : { ...request, payload });
};

let serial = 0;
async function makeStaff(roleCode = 'assistant') {
  const answer = await send('POST', 'staff', {
    username: `staff${(serial += 1)}`,
    password: PASSWORD,
    displayName: 'X',
    email: null,
    language: 'en',
    branchId: null,
    roles: [{ roleCode, branchId: null }],
  });
  assert.equal(answer.statusCode, 201, answer.body);
  return `staff/${answer.json().id}`;
}

describe('edits of one version at one moment', () => {
  const cases: [name: string, make: () => Promise<string>, change: (desk: number) => object, method?: 'PUT'][] = [
    ['a branch', async () => `branches/${await makeBranch(t.db)}`, (n) => ({ name: `Name ${n}` })],
    ['a category', async () => `patron-categories/${await makeCategory(t.db)}`, (n) => ({ code: `CODE${n}` })],
    ['an item type', async () => `item-types/${await makeItemType(t.db)}`, (n) => ({ code: `CODE${n}` })],
    [
      'a reader',
      async () => `patrons/${await makePatron(t.db, { branch_id: t.branchId })}`,
      (n) => ({ notes: `${n}` }),
    ],
    ['a title', async () => `records/${await makeRecord(t.db)}`, (n) => ({ subtitle: `Part ${n}` })],
    ['a copy', async () => `items/${await makeItem(t.db)}`, (n) => ({ note: `Note ${n}` })],
    ['a member of staff', makeStaff, (n) => ({ displayName: `Name ${n}` })],
    [
      'a calendar',
      async () => `branches/${await makeBranch(t.db)}/calendar`,
      (n) => ({ hours: [{ weekday: 1, opens: `0${n}:00`, closes: '17:00' }], closures: [] }),
      'PUT',
    ],
  ];
  for (const [name, make, change, method = 'PATCH'] of cases) {
    it(`${name} takes the first and tells the others`, async () => {
      const url = await make();
      const answers = await atOnce((n) => send(method, url, change(n)));
      assert.deepEqual(tally(answers), { 200: 1, precondition_failed: LOSERS });
    });
  }
});

describe('what is made at one moment', () => {
  it('a reader who is registered at every desk: once, and the others are told', async () => {
    const person = {
      familyName: 'Lovelace',
      givenName: 'Ada',
      birthDate: '1990-12-10',
      branchId: t.branchId,
      categoryId: await makeCategory(t.db),
    };
    const answers = await atOnce(() => send('POST', 'patrons', person));
    assert.deepEqual(tally(answers), { 201: 1, patron_looks_duplicate: LOSERS });
  });

  it('new readers: each has a card number of its own', async () => {
    const categoryId = await makeCategory(t.db);
    const answers = await atOnce((n) =>
      send('POST', 'patrons', { familyName: `Family ${n}`, givenName: 'Ada', branchId: t.branchId, categoryId }),
    );
    assert.deepEqual(tally(answers), { 201: DESKS });
    assert.equal(new Set(answers.map((answer) => answer.json().cards[0].number)).size, DESKS);
  });

  it('a card that is replaced: one is in use', async () => {
    const id = await makePatron(t.db, { branch_id: t.branchId });
    await atOnce(() => send('POST', `patrons/${id}/cards`, {}));
    const cards = await t.db.selectFrom('patron_cards').select('status').where('patron_id', '=', id).execute();
    assert.equal(cards.filter(({ status }) => status === 'active').length, 1);
  });

  it('a policy: one value at one place', async () => {
    const place = { branchId: null, patronCategoryId: null, itemTypeId: null };
    const answers = await atOnce((n) => send('PUT', 'policies/values', { ...place, name: 'loanPeriod', value: n + 1 }));
    assert.deepEqual(tally(answers), { 200: DESKS });
    const rows = await t.db.selectFrom('policy_values').select('id').where('name', '=', 'loanPeriod').execute();
    assert.equal(rows.length, 1);
  });

  it('a run of a job: asked for once', async () => {
    const answers = await atOnce(() => send('POST', 'jobs/loans.lost/run'));
    const { job_running: refused, ...done } = tally(answers);
    assert.equal(refused, LOSERS);
    assert.deepEqual(Object.values(done), [1]);
  });

  it('a rehearsal: published once', async () => {
    const value = { branchId: null, patronCategoryId: null, itemTypeId: null, name: 'maxRenewals', value: 7 };
    const draft = { policies: [value], closures: { added: [], removed: [] }, hours: [] };
    const { id } = (await send('POST', 'rehearsals', { name: 'More', draft })).json();
    const answers = await atOnce(() => send('POST', `rehearsals/${id}/publish`));
    assert.equal(tally(answers)[200], 1, JSON.stringify(tally(answers)));
    const rows = await t.db.selectFrom('policy_values').select('id').where('name', '=', 'maxRenewals').execute();
    assert.equal(rows.length, 1);
  });

  it('failures to sign in: all of them count', async () => {
    const signIn = () =>
      t.app.inject({ method: 'POST', url: '/api/v1/session', payload: { login: 'nobody', password: 'wrong' } });
    const answers = await atOnce(signIn);
    assert.equal(answers.filter(({ statusCode }) => statusCode < 400).length, 0);
    const { failures } = await t.db.selectFrom('login_attempts').select('failures').executeTakeFirstOrThrow();
    assert.equal(failures, DESKS);
  });

  it('a title with a new copy is not deleted', async () => {
    const recordId = await makeRecord(t.db);
    const itemTypeId = await makeItemType(t.db);
    const copy = (n: number) => ({ barcode: `NEW${n}`, itemTypeId, homeBranchId: t.branchId });
    const answers = await atOnce((n) =>
      n % 2 === 0 ? send('POST', `records/${recordId}/items`, copy(n)) : send('DELETE', `records/${recordId}`),
    );
    const counts = tally(answers);
    const isDeleted = counts[204] === 1;
    assert.equal(counts[201] ?? 0, isDeleted ? 0 : DESKS / 2, JSON.stringify(counts));
    const items = await t.db.selectFrom('items').select('id').where('record_id', '=', recordId).execute();
    assert.equal(items.length, isDeleted ? 0 : DESKS / 2);
  });
});

// The last of all: nobody knows who is an administrator after it.
describe('administrators at one moment', () => {
  it('leave one of them, whoever puts out whom', async () => {
    const urls = [await makeStaff('administrator'), await makeStaff('administrator')];
    const { id } = await t.db
      .selectFrom('staff')
      .select('id')
      .where('username', '=', 'administrator')
      .executeTakeFirstOrThrow();
    urls.push(`staff/${id}`);
    const answers = await Promise.all(urls.map((url) => send('PATCH', url, { isActive: false })));
    const out = answers.filter(({ statusCode }) => statusCode === 200);
    const active = await t.db
      .selectFrom('staff')
      .innerJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
      .innerJoin('roles', 'roles.id', 'staff_roles.role_id')
      .select('staff.id')
      .where('roles.code', '=', 'administrator')
      .where('staff.is_active', '=', 1)
      .execute();
    assert.ok(active.length >= 1);
    assert.equal(active.length + out.length, urls.length);
  });
});
