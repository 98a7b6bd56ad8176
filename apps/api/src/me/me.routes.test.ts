import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import { createTestApp, ROLES, type TestApp } from '../../test/test-app.ts';
import { insertAndGetId } from '../platform/database/database.ts';

let t: TestApp;
let strangerId: number;

async function makeLoan(patronId: number, title: string, returnedAt: string | null): Promise<number> {
  const recordId = await makeRecord(t.db, { title });
  const itemId = await makeItem(t.db, { record_id: recordId, home_branch_id: t.branchId });
  const patron = await t.db.selectFrom('patrons').selectAll().where('id', '=', patronId).executeTakeFirstOrThrow();
  return insertAndGetId(t.db, 'loans', {
    item_id: itemId,
    open_item_id: returnedAt === null ? itemId : null,
    record_id: recordId,
    patron_id: patronId,
    patron_category_id: patron.category_id,
    branch_id: t.branchId,
    checked_out_at: '2026-02-01T09:00:00.000Z',
    due_at: '2026-03-01T22:59:00.000Z',
    returned_at: returnedAt,
  });
}

async function makeHold(patronId: number, title: string): Promise<number> {
  return insertAndGetId(t.db, 'holds', {
    record_id: await makeRecord(t.db, { title }),
    patron_id: patronId,
    pickup_branch_id: t.branchId,
    status: 'waiting',
    position: 1,
    active_key: `${patronId}:${title}`,
    placed_at: '2026-02-20T09:00:00.000Z',
  });
}

before(async () => {
  t = await createTestApp();
  strangerId = await makePatron(t.db, { family_name: 'Stranger', branch_id: t.branchId });
  await t.db.updateTable('patrons').set({ notes: 'SECRET NOTE' }).where('id', '=', t.readerId).execute();
  for (const [patronId, whose] of [
    [t.readerId, 'mine'],
    [strangerId, 'theirs'],
  ] as const) {
    await makeLoan(patronId, `${whose}: open`, null);
    await makeLoan(patronId, `${whose}: past`, '2026-02-10T09:00:00.000Z');
    await makeHold(patronId, `${whose}: hold`);
    await t.as('librarian')({
      method: 'POST',
      url: `/api/v1/patrons/${patronId}/charges`,
      payload: { amount: 100, note: `${whose}: charge` },
    });
  }
});
after(() => t.close());

const get = (url: string) => t.as('reader')({ method: 'GET', url });
const patch = (payload: object, headers: Record<string, string> = {}) =>
  t.as('reader')({ method: 'PATCH', url: '/api/v1/me', payload, headers });

describe('own pages by role', () => {
  for (const url of [
    '/api/v1/me',
    '/api/v1/me/loans',
    '/api/v1/me/history',
    '/api/v1/me/holds',
    '/api/v1/me/account',
  ]) {
    for (const role of ROLES) {
      const expected = role === 'reader' ? 200 : role === 'anonymous' ? 401 : 403;
      it(`${url}: ${role} gets ${expected}`, async () => {
        const answer = await t.as(role)({ method: 'GET', url });
        assert.equal(answer.statusCode, expected);
        assert.doesNotMatch(answer.body, /theirs|Stranger|SECRET|argon2|The librarian/);
      });
    }
  }

  for (const path of ['', '/account', '/receipt', '/desk']) {
    it(`a reader reads nobody at /patrons/:id${path}, not even themselves`, async () => {
      for (const id of [t.readerId, strangerId])
        assert.equal((await get(`/api/v1/patrons/${id}${path}`)).statusCode, 403);
    });
  }
});

describe('a reader', () => {
  it('sees the own data without the notes of staff', async () => {
    const answer = await get('/api/v1/me');
    const me = answer.json();
    assert.equal(me.id, t.readerId);
    assert.equal(me.cards[0].number, '2900000000001');
    assert.ok(!('notes' in me));
    assert.match(String(answer.headers.etag), /^"v\d+"$/);
  });

  it('sees the own loans, holds and account', async () => {
    const loans = (await get('/api/v1/me/loans')).json();
    assert.deepEqual(
      loans.items.map((loan: { record: { title: string } }) => loan.record.title),
      ['mine: open'],
    );
    assert.equal(loans.items[0].isOverdue, true);
    const holds = (await get('/api/v1/me/holds')).json();
    assert.deepEqual(
      holds.items.map((hold: { record: { title: string } }) => hold.record.title),
      ['mine: hold'],
    );
    const account = (await get('/api/v1/me/account')).json();
    assert.equal(account.balance, 100);
    assert.deepEqual(
      account.lines.map((line: { note: string }) => line.note),
      ['mine: charge'],
    );
    assert.equal(account.lines[0].staffName, null);
  });

  it('sees past loans as long as they are kept, and has them forgotten at once on wish', async () => {
    const titles = async () =>
      (await get('/api/v1/me/history')).json().items.map((loan: { record: { title: string } }) => loan.record.title);
    assert.deepEqual(await titles(), ['mine: past']);
    assert.equal((await patch({ historyChoice: 'always' })).statusCode, 200);
    const { choice, isChoiceOffered, keptDays } = (await get('/api/v1/me/history')).json();
    assert.deepEqual([choice, isChoiceOffered, keptDays], ['always', true, 30]);
    assert.equal((await patch({ historyChoice: 'never' })).json().historyChoice, 'never');
    await patch({ historyChoice: 'always' });
    assert.deepEqual(await titles(), []);
    const { items } = (
      await t.as('librarian')({ method: 'GET', url: `/api/v1/loans?patronId=${strangerId}&status=returned` })
    ).json();
    assert.equal(items.length, 1);
  });

  it('changes how to be reached, and who did it is known', async () => {
    const answer = await patch({ email: 'ada@example.org', phone: '+33 1 23 45 67 89', language: 'en' });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.json().language, 'en');
    assert.ok(!('notes' in answer.json()));
    const entry = await t.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'patron.change')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.deepEqual([entry.actor_kind, entry.actor_id], ['patron', t.readerId]);
  });

  it('is held to a version that is sent', async () => {
    assert.equal((await patch({ phone: null }, { 'if-match': '"v0"' })).statusCode, 412);
    const etag = String((await get('/api/v1/me')).headers.etag);
    assert.equal((await patch({ phone: null }, { 'if-match': etag })).statusCode, 200);
  });

  for (const field of ['familyName', 'categoryId', 'expiresOn', 'notes', 'restrictedUntil', 'id', 'branchId']) {
    it(`cannot change ${field}`, async () => {
      const answer = await patch({ [field]: 1, phone: null });
      assert.equal(answer.statusCode, 400);
      assert.equal(answer.json().errors[0].code, 'unknown_field');
    });
  }

  it('cannot send an address that is none, or nothing', async () => {
    assert.equal((await patch({ email: 'ada@' })).statusCode, 400);
    assert.equal((await patch({ phone: '1'.repeat(51) })).statusCode, 400);
    assert.equal((await patch({})).statusCode, 400);
  });
});
