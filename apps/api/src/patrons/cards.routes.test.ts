import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeCategory, makePatron } from '../../test/factories.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../test/test-app.ts';

let t: TestApp;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());

const post = (url: string, payload?: object) => t.as('librarian')({ method: 'POST', url, payload });
const signIn = (login: string, password: string) =>
  t.as('anonymous')({ method: 'POST', url: '/api/v1/session', payload: { login, password } });

describe('cards', () => {
  it('are replaced: the lost one no longer counts', async () => {
    const id = await makePatron(t.db, { branch_id: t.branchId }, 'OLD-1');
    const answer = await post(`/api/v1/patrons/${id}/cards`, { number: 'NEW-1' });
    assert.equal(answer.statusCode, 201);
    const { cards, version } = answer.json();
    assert.deepEqual(
      cards.map(({ number, status }: { number: string; status: string }) => [number, status]),
      [
        ['NEW-1', 'active'],
        ['OLD-1', 'replaced'],
      ],
    );
    assert.equal(version, 2);
    assert.equal((await post(`/api/v1/patrons/${id}/cards`, { number: 'OLD-1' })).json().code, 'card_number_taken');
    const cardsAfter = (await t.as('librarian')({ method: 'GET', url: `/api/v1/patrons/${id}` })).json().cards;
    assert.equal(cardsAfter[0].status, 'active');
  });

  it('are marked as lost and found again, but only by their own reader', async () => {
    const id = await makePatron(t.db, { branch_id: t.branchId }, 'LOSE-1');
    const { cards } = (await t.as('librarian')({ method: 'GET', url: `/api/v1/patrons/${id}` })).json();
    const mark = (patronId: number, status: string) =>
      t.as('librarian')({
        method: 'PATCH',
        url: `/api/v1/patrons/${patronId}/cards/${cards[0].id}`,
        payload: { status },
      });
    assert.equal((await mark(id, 'lost')).json().cards[0].status, 'lost');
    assert.equal((await mark(id, 'active')).json().cards[0].status, 'active');
    assert.equal((await mark(t.readerId, 'lost')).statusCode, 404);
    assert.equal((await mark(id, 'stolen')).statusCode, 400);
  });
});

describe('membership', () => {
  it('is renewed by the category’s period, once', async () => {
    const categoryId = await makeCategory(t.db, { membership_months: 6 });
    const id = await makePatron(t.db, { category_id: categoryId, branch_id: t.branchId, expires_on: '2026-01-31' });
    const url = `/api/v1/patrons/${id}/renew-membership`;
    assert.equal((await post(url)).json().expiresOn, '2026-09-02');
    const again = await post(url);
    assert.equal(again.statusCode, 409);
    assert.equal(again.json().code, 'membership_already_renewed');
    assert.equal((await post('/api/v1/patrons/99999/renew-membership')).statusCode, 404);
  });
});

describe('password', () => {
  it('is set by staff, ends the sessions and is shown nowhere', async () => {
    const id = await makePatron(t.db, { branch_id: t.branchId }, 'PASS-1');
    const put = (password: string) =>
      t.as('librarian')({ method: 'PUT', url: `/api/v1/patrons/${id}/password`, payload: { password } });
    assert.equal((await signIn('PASS-1', PASSWORD)).statusCode, 401);
    assert.equal((await put('short')).json().code, 'weak_password');
    assert.equal((await put(PASSWORD)).statusCode, 204);
    const session = await signIn('PASS-1', PASSWORD);
    assert.equal(session.statusCode, 200);
    await put('another long password');
    const cookies = { biblio_session: session.cookies.find(({ name }) => name === 'biblio_session')!.value };
    assert.equal((await t.app.inject({ method: 'GET', url: '/api/v1/me', cookies })).statusCode, 401);
    const log = await t.db.selectFrom('audit_log').selectAll().where('action', '=', 'password.set').execute();
    assert.doesNotMatch(JSON.stringify(log), /argon2|correct horse|another long/);
  });
});
