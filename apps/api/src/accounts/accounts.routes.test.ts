import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { makePatron } from '../../test/factories.ts';
import { createTestApp, ROLES, type Role, type TestApp } from '../../test/test-app.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { checkAccountInvariants } from './accounts.invariants.ts';

let t: TestApp;
let patronId: number;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());
beforeEach(async () => {
  patronId = await makePatron(t.db, { branch_id: t.branchId });
});

const post = (what: string, payload: object, role: Role = 'librarian', headers: Record<string, string> = {}) =>
  t.as(role)({ method: 'POST', url: `/api/v1/patrons/${patronId}/${what}`, payload, headers });
const read = async () =>
  (await t.as('assistant')({ method: 'GET', url: `/api/v1/patrons/${patronId}/account` })).json();
const charge = async (amount: number) =>
  (await post('charges', { amount, note: 'Lost card' })).json().lines[0].id as number;

describe('accounts by role', () => {
  const allowed: Record<string, { payload: () => Promise<object>; status: Partial<Record<Role, number>> }> = {
    charges: { payload: async () => ({ amount: 100, note: 'Copies' }), status: { administrator: 201, librarian: 201 } },
    payments: {
      payload: async () => ({ amount: 100, lineIds: [await charge(100)] }),
      status: { administrator: 201, librarian: 201, assistant: 201 },
    },
    waivers: {
      payload: async () => ({ amount: 100, lineId: await charge(100), note: 'Kindness' }),
      status: { administrator: 201, librarian: 201 },
    },
  };
  for (const [what, { payload, status }] of Object.entries(allowed)) {
    for (const role of ROLES) {
      const expected = status[role] ?? (role === 'anonymous' ? 401 : 403);
      it(`${what}: ${role} gets ${expected}`, async () => {
        assert.equal((await post(what, await payload(), role)).statusCode, expected);
      });
    }
  }
  for (const [role, expected] of [
    ['assistant', 200],
    ['reader', 403],
    ['anonymous', 401],
  ] as const) {
    it(`the account: ${role} gets ${expected}`, async () => {
      const answer = await t.as(role)({ method: 'GET', url: `/api/v1/patrons/${patronId}/account` });
      assert.equal(answer.statusCode, expected);
    });
  }
});

describe('an account', () => {
  it('is the sum of its lines, the newest first, with what is left to pay', async () => {
    const first = await charge(150);
    await charge(1000);
    const paid = await post('payments', { amount: 400, note: ' cash ' }, 'assistant');
    assert.equal(paid.json().balance, 750);
    assert.deepEqual(
      paid.json().lines.map(({ amount, note }: { amount: number; note: string }) => [amount, note]),
      [
        [-150, 'cash'],
        [-250, 'cash'],
      ],
    );
    const { balance, lines } = await read();
    assert.equal(balance, 750);
    assert.deepEqual(
      lines.map((line: { amount: number }) => line.amount),
      [-250, -150, 1000, 150],
    );
    assert.deepEqual(
      lines.map((line: { outstanding: number }) => line.outstanding),
      [0, 0, 750, 0],
    );
    assert.equal(lines[0].staffName, 'The assistant');
    assert.equal(lines[0].branchId, t.branchId);
    assert.equal((await post('payments', { amount: 1, lineIds: [first] })).json().code, 'line_not_payable');
    assert.deepEqual(await checkAccountInvariants(t.db), []);
  });

  it('says what a charge by hand is for, by a reason or in words', async () => {
    const lines = async (payload: object) => (await post('charges', payload)).json().lines;
    const [card] = await lines({ amount: 500, reason: 'card' });
    assert.deepEqual([card.kind, card.reason, card.note], ['manual', 'card', null]);
    const [copies] = await lines({ amount: 100, reason: 'copies', note: ' 10 pages ' });
    assert.deepEqual([copies.reason, copies.note], ['copies', '10 pages']);
    const [plain] = await lines({ amount: 100, note: 'A map' });
    assert.deepEqual([plain.reason, plain.note], [null, 'A map']);
    assert.equal((await post('charges', { amount: 100, note: 'x', branchId: 99_999 })).json().code, 'branch_unknown');
  });

  it('is never paid twice by two desks at once', async () => {
    const lineId = await charge(500);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => post('payments', { amount: 500, lineIds: [lineId] }, 'assistant')),
    );
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 422, 422, 422]);
    assert.equal((await read()).balance, 0);
  });

  it('takes a payment once when a desk sends it again', async () => {
    await charge(500);
    const headers = { 'idempotency-key': 'payment-0001' };
    const first = await post('payments', { amount: 200 }, 'assistant', headers);
    const again = await post('payments', { amount: 200 }, 'assistant', headers);
    assert.equal(again.body, first.body);
    assert.equal((await read()).balance, 300);
  });

  it('refuses what is more than owed, and keeps nothing of it', async () => {
    const lineId = await charge(500);
    const paid = await post('payments', { amount: 501 });
    assert.equal(paid.statusCode, 422);
    assert.equal(paid.json().code, 'payment_exceeds_balance');
    assert.deepEqual(paid.json().params, { amount: 501, payable: 500 });
    const waived = await post('waivers', { lineId, amount: 501, note: 'x' });
    assert.equal(waived.json().code, 'waiver_exceeds_outstanding');
    assert.equal((await read()).lines.length, 1);
  });

  it('refuses the charges of another reader', async () => {
    const lineId = await charge(500);
    patronId = await makePatron(t.db, { branch_id: t.branchId });
    await charge(500);
    assert.equal((await post('payments', { amount: 500, lineIds: [lineId] })).json().code, 'line_not_payable');
    assert.equal((await post('waivers', { amount: 500, lineId, note: 'x' })).json().code, 'line_not_payable');
  });

  const refused: [what: string, payload: object, path: string][] = [
    ['charges', { amount: 0, note: 'x' }, '/amount'],
    ['charges', { amount: -5, note: 'x' }, '/amount'],
    ['charges', { amount: 1.5, note: 'x' }, '/amount'],
    ['charges', { amount: '5', note: 'x' }, '/amount'],
    ['charges', { amount: 10_000_001, note: 'x' }, '/amount'],
    ['charges', { amount: 5 }, '/note'],
    ['charges', { amount: 5, note: '  ' }, '/note'],
    ['charges', { amount: 5, reason: 'other' }, '/note'],
    ['charges', { amount: 5, reason: 'fun', note: 'x' }, '/reason'],
    ['charges', { amount: 5, note: 'x'.repeat(501) }, '/note'],
    ['charges', { amount: 5, note: 'x', kind: 'lost' }, '/kind'],
    ['payments', { amount: 5, lineIds: [] }, '/lineIds'],
    ['waivers', { amount: 5, note: 'x' }, '/lineId'],
  ];
  for (const [what, payload, path] of refused) {
    it(`refuses ${what} of ${JSON.stringify(payload).slice(0, 60)}`, async () => {
      const answer = await post(what, payload);
      assert.equal(answer.statusCode, 400);
      assert.ok(
        answer.json().errors.some((error: { path: string }) => error.path === path),
        answer.body,
      );
    });
  }

  it('belongs to somebody', async () => {
    patronId = 99_999;
    assert.equal((await post('charges', { amount: 5, note: 'x' })).statusCode, 404);
    assert.equal((await post('payments', { amount: 5 })).statusCode, 404);
    assert.equal((await t.as('assistant')({ method: 'GET', url: '/api/v1/patrons/99999/account' })).statusCode, 404);
  });

  it('leaves its balance before and after in the audit log', async () => {
    await charge(700);
    await post('payments', { amount: 300 });
    const log = await t.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'account.payment')
      .orderBy('id', 'desc')
      .execute();
    assert.deepEqual(JSON.parse(log[0]!.before!), { balance: 700 });
    assert.equal(JSON.parse(log[0]!.after!).balance, 400);
  });
});

describe('checkAccountInvariants', () => {
  it('finds a payment for the charge of another reader', async () => {
    const chargeId = await charge(500);
    const lineId = await insertAndGetId(t.db, 'account_lines', {
      patron_id: t.readerId,
      kind: 'payment',
      amount: -500,
      applies_to_id: chargeId,
      created_at: '2026-03-02T09:00:00.000Z',
    });
    assert.deepEqual(await checkAccountInvariants(t.db), [
      { code: 'account_line_applies_to_another_patron', params: { lineId, chargeId } },
    ]);
    await t.db.deleteFrom('account_lines').where('id', '=', lineId).execute();
  });
});
