import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { checkAccountInvariants } from '../src/accounts/accounts.invariants.ts';
import { checkCashInvariants } from '../src/cash/cash.invariants.ts';
import { readDatabaseFigures } from '../src/platform/database/database.ts';
import { atOnce, DESKS, tally } from './at-once.ts';
import { makeBranch, makePatron } from './factories.ts';
import { createTestApp, type TestApp } from './test-app.ts';

let t: TestApp;
let branchId: number;
let patronId: number;
before(async () => (t = await createTestApp()));
after(() => t.close());
beforeEach(async () => {
  t.now = Temporal.Instant.from('2026-03-02T09:00:00Z');
  branchId = await makeBranch(t.db);
  patronId = await makePatron(t.db, { branch_id: branchId });
});
afterEach(async () => {
  assert.deepEqual(await checkAccountInvariants(t.db), []);
  assert.deepEqual(await checkCashInvariants(t.db), []);
});

const LOSERS = DESKS - 1;
const send = (url: string, payload: object, headers: Record<string, string> = {}) =>
  t.as('librarian')({ method: 'POST', url: `/api/v1/${url}`, payload, headers });
const post = (what: string, payload: object) => send(`patrons/${patronId}/${what}`, payload);
const charge = async (amount: number): Promise<number> =>
  (await post('charges', { amount, reason: 'copies' })).json().lines[0].id;
const pay = async (amount: number): Promise<{ id: number; number: string }> =>
  (await post('payments', { amount, branchId })).json().payment;
const balance = async (): Promise<number> =>
  (await t.as('assistant')({ url: `/api/v1/patrons/${patronId}/account` })).json().balance;

describe('money at one moment', () => {
  it('is not paid for more than is owed', async () => {
    await charge(300);
    const answers = await atOnce(() => post('payments', { amount: 100, branchId }));
    const { 201: paid, ...refused } = tally(answers);
    assert.equal(paid, 3, JSON.stringify(refused));
    assert.equal(Object.keys(refused).length, 1);
    assert.equal(await balance(), 0);
  });

  it('of one payment goes back once', async () => {
    await charge(500);
    const { id } = await pay(500);
    const answers = await atOnce(() => post('refunds', { amount: 500, paymentId: id, branchId, note: 'x' }));
    assert.deepEqual(tally(answers), { 201: 1, refund_exceeds_paid: LOSERS });
    assert.equal(await balance(), 500);
  });

  it('goes back in parts that are together what was paid', async () => {
    await charge(500);
    const { id } = await pay(500);
    const answers = await atOnce(() => post('refunds', { amount: 200, paymentId: id, branchId, note: 'x' }));
    assert.deepEqual(tally(answers), { 201: 2, refund_exceeds_paid: DESKS - 2 });
    assert.equal(await balance(), 400);
  });

  it('of one payment is voided once', async () => {
    await charge(500);
    const { id } = await pay(500);
    const answers = await atOnce(() => send(`payments/${id}/void`, { note: 'x' }));
    assert.deepEqual(tally(answers), { 201: 1, payment_reversed: LOSERS });
    assert.equal(await balance(), 500);
  });

  it('is voided or refunded', async () => {
    await charge(500);
    const { id } = await pay(500);
    const answers = await atOnce((n) =>
      n % 2 === 0
        ? send(`payments/${id}/void`, { note: 'x' })
        : post('refunds', { amount: 500, paymentId: id, branchId, note: 'x' }),
    );
    assert.equal(tally(answers)[201], 1);
    assert.equal(await balance(), 500);
  });

  it('that is owed is waived once', async () => {
    const lineId = await charge(500);
    const answers = await atOnce(() => post('waivers', { lineId, amount: 500, note: 'x' }));
    const { 201: waived, ...refused } = tally(answers);
    assert.equal(waived, 1, JSON.stringify(refused));
    assert.equal(await balance(), 0);
  });

  it('is paid or waived', async () => {
    const lineId = await charge(500);
    const answers = await atOnce((n) =>
      n % 2 === 0
        ? post('payments', { amount: 500, lineIds: [lineId], branchId })
        : post('waivers', { lineId, amount: 500, note: 'x' }),
    );
    assert.equal(tally(answers)[201], 1);
    assert.equal(await balance(), 0);
  });

  it('of many readers has receipts with one number after the other, from the first of the year', async () => {
    t.now = Temporal.Instant.from('2033-01-03T09:00:00Z');
    const readers: number[] = [];
    for (let n = 0; n < DESKS; n += 1) {
      readers.push(await makePatron(t.db, { branch_id: branchId, expires_on: '2040-12-31' }));
      await send(`patrons/${readers[n]}/charges`, { amount: 100, reason: 'copies' });
    }
    const answers = await atOnce((n) => send(`patrons/${readers[n]}/payments`, { amount: 100, branchId }));
    assert.deepEqual(
      answers.map((answer) => answer.json().payment.number).sort(),
      Array.from({ length: DESKS }, (_, n) => `2033-${String(n + 1).padStart(6, '0')}`),
    );
  });
});

describe('a till at one moment', () => {
  const close = (version: number) =>
    send('cash/days/2026-03-02/closing', { branchId, counted: { cash: 500 } }, { 'if-match': `"v${version}"` });

  it('is closed once', async () => {
    await charge(500);
    await pay(500);
    const answers = await atOnce(() => close(1));
    assert.deepEqual(tally(answers), { 201: 1, cash_day_closed: LOSERS });
  });

  it('is closed with what was counted, and what comes after counts for the next day', async () => {
    await charge(500 + 10 * LOSERS);
    await pay(500);
    const answers = await atOnce((n) => (n === 4 ? close(1) : post('payments', { amount: 10, branchId })));
    const [closing] = answers.splice(4, 1);
    assert.deepEqual(tally(answers), { 201: LOSERS });
    const rows = await t.db
      .selectFrom('payments')
      .select(['booked_on', 'amount'])
      .where('branch_id', '=', branchId)
      .execute();
    const today = rows.filter((row) => row.booked_on === '2026-03-02');
    if (closing!.statusCode === 201) {
      assert.deepEqual(
        today.map(({ amount }) => amount),
        [500],
      );
    } else {
      assert.equal(closing!.json().code, 'precondition_failed');
      assert.equal(today.length, DESKS);
    }
  });

  it('is closed or a payment of it is voided', async () => {
    await charge(500);
    const { id } = await pay(500);
    const answers = await atOnce((n) => (n % 2 === 0 ? close(1) : send(`payments/${id}/void`, { note: 'x' })));
    assert.equal(tally(answers)[201], 1);
  });
});

describe('the order in which accounts and tills are taken', () => {
  it('lets no two transactions of all these wait for each other', () => {
    assert.equal(readDatabaseFigures(t.db)?.retries.deadlock ?? 0, 0);
  });
});
