import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { makePatron } from '../../test/factories.ts';
import { createTestApp, ROLES, type Role, type TestApp } from '../../test/test-app.ts';
import { checkAccountInvariants } from './accounts.invariants.ts';

let t: TestApp;
let patronId: number;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());
beforeEach(async () => {
  t.now = Temporal.Instant.from('2026-03-02T09:00:00Z');
  patronId = await makePatron(t.db, { branch_id: t.branchId });
});

const send = (url: string, payload: object, role: Role = 'librarian', headers: Record<string, string> = {}) =>
  t.as(role)({ method: 'POST', url: `/api/v1/${url}`, payload, headers });
const post = (what: string, payload: object, role: Role = 'librarian', headers: Record<string, string> = {}) =>
  send(`patrons/${patronId}/${what}`, payload, role, headers);
const read = async () =>
  (await t.as('assistant')({ method: 'GET', url: `/api/v1/patrons/${patronId}/account` })).json();
const payments = async () =>
  (await t.as('assistant')({ method: 'GET', url: `/api/v1/patrons/${patronId}/payments` })).json().items;
const charge = async (amount: number) =>
  (await post('charges', { amount, note: 'Copies' })).json().lines[0].id as number;
const pay = async (amount: number, more: object = {}) => (await post('payments', { amount, ...more })).json().payment;

describe('payments by role', () => {
  for (const role of ROLES) {
    const status = (roles: readonly Role[]) => (roles.includes(role) ? 201 : role === 'anonymous' ? 401 : 403);
    it(`a refund: ${role}`, async () => {
      await charge(100);
      const { id } = await pay(100);
      const answer = await post('refunds', { amount: 100, paymentId: id, note: 'x' }, role);
      assert.equal(answer.statusCode, status(['administrator', 'librarian']));
    });
    it(`a void: ${role}`, async () => {
      await charge(100);
      const { id } = await pay(100);
      const answer = await send(`payments/${id}/void`, { note: 'x' }, role);
      assert.equal(answer.statusCode, status(['administrator', 'librarian', 'assistant']));
    });
  }
});

describe('a payment', () => {
  it('says how the money came and has a receipt number', async () => {
    await charge(500);
    const payment = await pay(200, { method: 'cheque', reference: ' 0012 ' });
    assert.match(payment.number, /^2026-\d{6}$/);
    assert.deepEqual(
      [payment.kind, payment.method, payment.reference, payment.amount, payment.givenBack, payment.staffName],
      ['payment', 'cheque', '0012', 200, 0, 'The librarian'],
    );
    assert.deepEqual(await payments(), [payment]);
    assert.equal((await pay(100)).method, 'cash');
    assert.equal((await post('payments', { amount: 5, method: 'gold' })).statusCode, 400);
  });

  it('takes the next number of its year, and a refused one takes none', async () => {
    t.now = Temporal.Instant.from('2031-12-31T09:00:00Z');
    await charge(500);
    const numbers = [(await pay(100)).number];
    assert.equal((await post('payments', { amount: 5000 })).statusCode, 422);
    const headers = { 'idempotency-key': 'payment-numbers' };
    const twice = await Promise.all([1, 2].map(() => post('payments', { amount: 10 }, 'assistant', headers)));
    assert.ok(twice.some((answer) => answer.statusCode === 201));
    numbers.push((await pay(100)).number);
    t.now = Temporal.Instant.from('2032-01-02T09:00:00Z');
    numbers.push((await pay(100)).number);
    assert.deepEqual(numbers, ['2031-000001', '2031-000003', '2032-000001']);
    assert.deepEqual(await checkAccountInvariants(t.db), []);
  });
});

describe('a refund', () => {
  it('of a payment makes its charges owed again, the newest first', async () => {
    const first = await charge(300);
    const second = await charge(200);
    const { id } = await pay(500, { method: 'card' });
    const answer = (await post('refunds', { amount: 250, paymentId: id, note: 'Wrong reader' })).json();
    assert.equal(answer.balance, 250);
    assert.equal(answer.payment.method, 'card');
    assert.equal(answer.payment.reversesId, id);
    const left = new Map(
      (await read()).lines.map((line: { id: number; outstanding: number }) => [line.id, line.outstanding]),
    );
    assert.deepEqual([left.get(first), left.get(second)], [50, 200]);
    const more = await post('refunds', { amount: 251, paymentId: id, note: 'x' });
    assert.equal(more.json().code, 'refund_exceeds_paid');
    assert.deepEqual(more.json().params, { amount: 251, refundable: 250 });
    assert.equal((await payments()).find((payment: { id: number }) => payment.id === id).givenBack, 250);
    assert.equal((await post('payments', { amount: 250, lineIds: [first, second] })).json().balance, 0);
    assert.deepEqual(await checkAccountInvariants(t.db), []);
  });

  it('of credit is at most the credit, and never more than was paid', async () => {
    assert.equal((await post('refunds', { amount: 1, note: 'x' })).json().code, 'refund_exceeds_paid');
    const lineId = await charge(500);
    await pay(300);
    // As the return of a lost item forgives its charge although it was paid.
    await t.db
      .insertInto('account_lines')
      .values({
        patron_id: patronId,
        kind: 'waiver',
        amount: -500,
        applies_to_id: lineId,
        created_at: '2026-03-02T09:00:00.000Z',
      })
      .execute();
    assert.equal((await read()).balance, -300);
    assert.equal((await post('refunds', { amount: 301, note: 'x' })).json().code, 'refund_exceeds_paid');
    assert.equal((await post('refunds', { amount: 300, note: 'Found again' })).json().balance, 0);
    assert.equal((await post('refunds', { amount: 1, note: 'x' })).json().code, 'refund_exceeds_paid');
  });

  it('needs a reason and a payment of this reader', async () => {
    await charge(100);
    const { id } = await pay(100);
    assert.equal((await post('refunds', { amount: 100, paymentId: id })).statusCode, 400);
    patronId = await makePatron(t.db, { branch_id: t.branchId });
    assert.equal((await post('refunds', { amount: 100, paymentId: id, note: 'x' })).statusCode, 404);
  });

  it('is made once by two desks at once', async () => {
    await charge(100);
    const { id } = await pay(100);
    const answers = await Promise.all([1, 2, 3].map(() => post('refunds', { amount: 100, paymentId: id, note: 'x' })));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 422, 422]);
  });
});

describe('a void', () => {
  it('takes a payment back by a reversing line and deletes nothing', async () => {
    await charge(500);
    const { id } = await pay(400);
    const answer = (await send(`payments/${id}/void`, { note: 'Typed wrongly' }, 'assistant')).json();
    assert.equal(answer.balance, 500);
    assert.equal(answer.payment.kind, 'void');
    assert.deepEqual(
      (await read()).lines.map((line: { amount: number; outstanding: number }) => [line.amount, line.outstanding]),
      [
        [400, 0],
        [-400, 0],
        [500, 500],
      ],
    );
    const [entry] = await t.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'account.void')
      .orderBy('id', 'desc')
      .execute();
    assert.deepEqual(JSON.parse(entry!.before!), { balance: 100 });
    assert.equal(JSON.parse(entry!.after!).receipt, answer.payment.number);
    assert.equal((await send(`payments/${id}/void`, { note: 'x' })).json().code, 'payment_reversed');
    assert.equal((await send(`payments/${answer.payment.id}/void`, { note: 'x' })).statusCode, 404);
    assert.deepEqual(await checkAccountInvariants(t.db), []);
  });

  it('is for the same day only', async () => {
    await charge(500);
    const { id } = await pay(400);
    t.now = t.now.add({ hours: 24 });
    assert.equal((await send(`payments/${id}/void`, { note: 'x' })).json().code, 'payment_not_of_today');
    assert.equal((await read()).balance, 100);
  });

  it('is refused once some of the payment was given back', async () => {
    await charge(500);
    const { id } = await pay(400);
    await post('refunds', { amount: 1, paymentId: id, note: 'x' });
    assert.equal((await send(`payments/${id}/void`, { note: 'x' })).json().code, 'payment_reversed');
    assert.equal((await send('payments/999999/void', { note: 'x' })).statusCode, 404);
  });
});

describe('checkAccountInvariants', () => {
  it('finds a payment of which more was given back than it was, or to somebody else', async () => {
    await charge(500);
    const { id } = await pay(400);
    const refunded = await post('refunds', { amount: 100, paymentId: id, note: 'x' });
    const reversalId = refunded.json().payment.id;
    await t.db.updateTable('payments').set({ amount: 500 }).where('id', '=', reversalId).execute();
    const beyond = { paymentId: id, kind: 'payment', amount: 400, givenBack: 500 };
    const found = async () =>
      (await checkAccountInvariants(t.db)).filter(({ code }) => code === 'payment_given_back_beyond_itself');
    assert.deepEqual(await found(), [{ code: 'payment_given_back_beyond_itself', params: beyond }]);
    await t.db
      .updateTable('payments')
      .set({ amount: 100, patron_id: t.readerId })
      .where('id', '=', reversalId)
      .execute();
    assert.equal((await found()).length, 1);
    await t.db.updateTable('payments').set({ patron_id: patronId }).where('id', '=', reversalId).execute();
    assert.deepEqual(await checkAccountInvariants(t.db), []);
  });

  it('finds a number that was left out although the count is right', async () => {
    t.now = Temporal.Instant.from('2041-03-02T09:00:00Z');
    await charge(500);
    await pay(100);
    const { id } = await pay(100);
    await t.db.updateTable('payments').set({ receipt_sequence: 3 }).where('id', '=', id).execute();
    const gap = { year: 2041, last: 2, highest: 3, receipts: 2 };
    assert.deepEqual(await checkAccountInvariants(t.db), [{ code: 'receipt_numbers_with_gaps', params: gap }]);
    await t.db.updateTable('payments').set({ receipt_sequence: 2 }).where('id', '=', id).execute();
  });

  it('finds a receipt whose lines are missing, and a gap in the numbers', async () => {
    await t.db.updateTable('receipt_counters').set({ last: 41 }).where('year', '=', 2032).execute();
    await charge(100);
    const { id } = await pay(100);
    await t.db.updateTable('account_lines').set({ payment_id: null }).where('payment_id', '=', id).execute();
    const codes = (await checkAccountInvariants(t.db)).map(({ code }) => code).sort();
    assert.deepEqual(codes, ['payment_differs_from_its_lines', 'receipt_numbers_with_gaps']);
  });
});
