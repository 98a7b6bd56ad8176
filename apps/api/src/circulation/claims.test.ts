import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { ROLES, type Role } from '../../test/test-app.ts';

let s: Scene;
let loanId: number;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  await s.db.updateTable('items').set({ price: 1500 }).where('id', '=', s.itemId).execute();
  loanId = (await s.lend()).json().loan.id;
});
afterEach(() => s.assertSound());
after(() => s.close());

const say = (what: string, payload: object = {}, role: Role = 'assistant') =>
  s.post(`/loans/${loanId}/${what}`, payload, role);
const withdraw = (role: Role = 'assistant') => s.as(role)({ method: 'DELETE', url: `/api/v1/loans/${loanId}/claim` });
const state = async () => (await s.get(`/items/${s.itemId}`)).json().state;
const balance = async () => (await s.get(`/patrons/${s.readerId}/account`)).json().balance;
const actions = async () =>
  (await s.db.selectFrom('audit_log').select('action').where('entity', '=', 'loan').orderBy('id').execute()).map(
    ({ action }) => action,
  );

describe('claims by role', () => {
  for (const role of ROLES) {
    it(role, async () => {
      const refused = role === 'anonymous' ? 401 : 403;
      const isStaff = role === 'assistant' || role === 'librarian' || role === 'administrator';
      assert.equal((await say('claim', {}, role)).statusCode, isStaff ? 200 : refused);
      assert.equal((await withdraw(role)).statusCode, isStaff ? 200 : refused);
      await say('claim');
      const believed = await say('missing', { comment: 'Looked twice' }, role);
      assert.equal(believed.statusCode, isStaff && role !== 'assistant' ? 200 : refused);
      assert.equal((await say('lost', {}, role)).statusCode, isStaff ? (role === 'assistant' ? 200 : 409) : refused);
    });
  }
});

describe('a claim that it was returned (rule 19)', () => {
  it('keeps the loan, and is told with it', async () => {
    const { loan, charge } = (await say('claim', { comment: 'By the night box' })).json();
    assert.deepEqual([loan.item.status, loan.returnedAt, charge], ['claimed_returned', null, null]);
    assert.equal(await state(), 'claimed_returned');
    assert.equal(await balance(), 0);
    const [audited] = await s.db.selectFrom('audit_log').select('after').where('action', '=', 'loan.claim').execute();
    assert.equal(JSON.parse(audited!.after!).comment, 'By the night box');
  });

  it('counts towards the limits and is not renewed', async () => {
    await say('claim');
    await s.policy('maxLoansTotal', 1);
    const renewal = await s.post(`/loans/${loanId}/renew`);
    assert.equal(renewal.statusCode, 409);
    assert.deepEqual(refusalCodes(renewal), ['item_claimed_returned']);
    const { limits } = (await s.get(`/patrons/${s.readerId}/desk`)).json();
    assert.deepEqual(limits, { loans: 1, max: 1 });
  });

  it('is taken back: the loan is an ordinary one again', async () => {
    await say('claim');
    assert.equal((await withdraw()).json().loan.item.status, 'available');
    assert.equal(await state(), 'on_loan');
    assert.equal((await withdraw()).json().code, 'item_status_refused');
    assert.equal((await s.post(`/loans/${loanId}/renew`)).statusCode, 200);
  });

  it('may be undone by who noted it, until something else happens', async () => {
    await say('claim');
    assert.equal((await s.undo('claim', loanId)).statusCode, 200);
    assert.equal(await state(), 'on_loan');
    await say('claim');
    await say('lost');
    assert.equal((await s.undo('claim', loanId)).json().params.reason, 'nothing_to_undo');
  });

  it('is not made twice, nor of what is back', async () => {
    await say('claim');
    assert.deepEqual((await say('claim')).json().params, { state: 'claimed_returned', status: 'claimed_returned' });
    await s.takeBack();
    assert.equal((await say('claim')).json().code, 'loan_not_open');
    loanId = 999999;
    assert.equal((await say('claim')).json().code, 'not_found');
  });
});

describe('believing a claim', () => {
  it('ends the loan without charge however late it is, and the library looks for the copy', async () => {
    await s.policy('overdueCharge', 100);
    s.now = s.now.add({ hours: 24 * 60 });
    await say('claim');
    const { loan } = (await say('missing', { comment: 'Found the shelf in disorder' }, 'librarian')).json();
    assert.notEqual(loan.returnedAt, null);
    assert.deepEqual([await state(), await balance()], ['lost', 0]);
    assert.deepEqual(await actions(), ['loan.checkout', 'loan.claim', 'loan.missing']);
    assert.equal((await s.takeBack()).json().outcome, 'shelf');
    assert.deepEqual([await state(), await balance()], ['available', 0]);
  });

  it('needs a claim, and a reason', async () => {
    assert.equal((await say('missing', { comment: 'x' }, 'librarian')).json().code, 'item_status_refused');
    await say('claim');
    assert.equal((await say('missing', {}, 'librarian')).json().code, 'override_comment_required');
    assert.equal((await say('missing', { comment: '  ' }, 'librarian')).json().code, 'override_comment_required');
  });

  it('may be undone', async () => {
    await say('claim');
    await say('missing', { comment: 'x' }, 'librarian');
    assert.equal((await s.undo('missing', loanId, 'librarian')).statusCode, 200);
    assert.equal(await state(), 'claimed_returned');
    assert.equal((await s.db.selectFrom('loans').select('returned_at').executeTakeFirst())!.returned_at, null);
  });
});

describe('a loan declared lost (rule 21)', () => {
  it('charges price and fee, explains it, and stays open', async () => {
    await s.policy('lostFee', 200);
    const { loan, charge, explanation } = (await say('lost')).json();
    assert.deepEqual([loan.item.status, loan.returnedAt, charge.amount], ['lost', null, 1700]);
    assert.ok(explanation.steps.some(({ code }: { code: string }) => code === 'lost_charged'));
    assert.equal(await balance(), 1700);
    const { decisions } = (await s.get(`/loans/${loanId}/explanation`)).json();
    assert.equal(decisions.at(-1).kind, 'lost');
    await s.takeBack();
    assert.equal(await balance(), 0);
  });

  it('may be undone while nothing of it is paid: nothing is owed, and no decision is left', async () => {
    await say('lost');
    assert.equal((await s.undo('lost', loanId)).statusCode, 200);
    assert.deepEqual([await state(), await balance()], ['on_loan', 0]);
    const { decisions } = (await s.get(`/loans/${loanId}/explanation`)).json();
    assert.deepEqual(
      decisions.map(({ kind }: { kind: string }) => kind),
      ['checkout'],
    );
    await say('lost');
    await s.post(`/patrons/${s.readerId}/payments`, { amount: 500, method: 'cash' });
    assert.equal((await s.undo('lost', loanId)).json().params.reason, 'charge_settled');
  });

  it('follows a claim, and is not declared twice', async () => {
    await say('claim');
    assert.equal((await say('lost')).json().charge.amount, 1500);
    assert.equal((await say('lost')).json().code, 'item_status_refused');
    assert.equal((await say('claim')).json().code, 'item_status_refused');
  });

  it('is charged once however often it is sent', async () => {
    const send = () =>
      s.as('assistant')({
        method: 'POST',
        url: `/api/v1/loans/${loanId}/lost`,
        payload: {},
        headers: { 'idempotency-key': 'lost-0001' },
      });
    const answers = [await send(), await send()];
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200],
    );
    assert.equal(await balance(), 1500);
  });
});

describe('the condition of a copy in hand', () => {
  const condition = (payload: object, role: Role = 'assistant', ifMatch = '*') =>
    s.as(role)({
      method: 'PATCH',
      url: `/api/v1/items/${s.itemId}/condition`,
      payload,
      headers: { 'if-match': ifMatch },
    });

  it('is said by an assistant: damaged, with a note, and in order again', async () => {
    await s.takeBack();
    const damaged = (await condition({ status: 'damaged', note: 'Pages 10 to 12 are loose' })).json();
    assert.deepEqual([damaged.state, damaged.note], ['damaged', 'Pages 10 to 12 are loose']);
    assert.equal((await condition({ status: 'available' }, 'assistant', '"v1"')).json().code, 'precondition_failed');
    assert.equal((await condition({ status: 'available' })).json().state, 'available');
    const alerts = (await s.lend()).json().alerts.map(({ code }: { code: string }) => code);
    assert.deepEqual(alerts, ['item_note']);
  });

  it('is not that of a copy with a reader, nor any other status', async () => {
    assert.equal((await condition({ status: 'damaged' })).json().code, 'item_on_loan');
    assert.equal((await condition({ status: 'withdrawn' })).json().code, 'invalid_request');
    assert.equal((await condition({ barcode: 'X' })).json().code, 'invalid_request');
    assert.equal((await condition({ note: 'x' }, 'reader')).statusCode, 403);
    assert.equal((await condition({ note: 'With a CD' })).json().note, 'With a CD');
  });
});

describe('days and times as the desk says them', () => {
  it('a due date is the end of that day at the branch, and needs an override when it is late', async () => {
    await s.takeBack();
    const early = (await s.lend({ dueAt: '2026-03-10' })).json();
    assert.equal(early.loan.dueAt, '2026-03-10T22:59:00.000Z');
    await s.takeBack();
    assert.deepEqual(refusalCodes(await s.lend({ dueAt: '2026-06-30' })), ['due_after_policy']);
    const override = { overrides: ['due_after_policy'], overrideComment: 'Holidays' };
    const late = await s.lend({ dueAt: '2026-06-30T12:00', ...override }, 'librarian');
    assert.equal(late.json().loan.dueAt, '2026-06-30T10:00:00.000Z');
  });

  it('a day that no calendar has is refused', async () => {
    await s.takeBack();
    assert.equal((await s.lend({ dueAt: '2026-02-30' })).json().code, 'due_date_invalid');
    assert.equal((await s.lend({ dueAt: 'soon' })).json().code, 'invalid_request');
  });

  it('a return is dated back by the branch’s clock', async () => {
    await s.policy('overdueCharge', 100);
    s.now = s.now.add({ hours: 24 * 30 });
    assert.equal((await s.takeBack({ returnedAt: '2026-03-20T18:00' })).statusCode, 403);
    const back = await s.takeBack({ returnedAt: '2026-03-20T18:00' }, 'librarian');
    assert.deepEqual([back.json().loan.returnedAt, back.json().charge], ['2026-03-20T17:00:00.000Z', null]);
    const tomorrow = await s.takeBack({ returnedAt: '2026-04-03' }, 'librarian');
    assert.equal(tomorrow.json().code, 'return_moment_invalid');
  });
});
