import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { checkAccountInvariants } from '../accounts/accounts.invariants.ts';
import { makeBranch, makePatron } from '../../test/factories.ts';
import { readPdfText } from '../../test/pdf-text.ts';
import { createTestApp, ROLES, type Role, type TestApp } from '../../test/test-app.ts';
import { checkCashInvariants } from './cash.invariants.ts';

let t: TestApp;
let branchId: number;
let patronId: number;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());
beforeEach(async () => {
  // Ten in the morning in Paris, at a branch of its own for each test.
  t.now = Temporal.Instant.from('2026-03-02T09:00:00Z');
  branchId = await makeBranch(t.db, { name: 'Annexe' });
  patronId = await makePatron(t.db, { branch_id: branchId });
});

const send = (url: string, payload: object, role: Role = 'librarian', headers: Record<string, string> = {}) =>
  t.as(role)({ method: 'POST', url: `/api/v1/${url}`, payload, headers });
const ask = (url: string, role: Role = 'assistant') => t.as(role)({ url: `/api/v1/${url}` });
const charge = async (amount: number) => {
  const answer = await send(`patrons/${patronId}/charges`, { amount, reason: 'copies' });
  assert.equal(answer.statusCode, 201, answer.body);
};
const pay = async (amount: number, more: object = {}, role: Role = 'librarian') => {
  await charge(amount);
  const answer = await send(`patrons/${patronId}/payments`, { amount, branchId, ...more }, role);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().payment;
};
const refund = async (paymentId: number, amount: number) => {
  const answer = await send(`patrons/${patronId}/refunds`, { amount, paymentId, branchId, note: 'x' });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().payment;
};
const readDay = async (day = '2026-03-02', branch: number | null = branchId) =>
  (await ask(`cash/days/${day}${branch === null ? '' : `?branchId=${branch}`}`)).json();
const close = async (counted: object, { day = '2026-03-02', role = 'assistant' as Role, version = -1 } = {}) => {
  const seen = version < 0 ? (await readDay(day)).version : version;
  return send(`cash/days/${day}/closing`, { branchId, counted }, role, { 'if-match': `"v${seen}"` });
};
const nothing = { count: 0, amount: 0 };

describe('cash by role', () => {
  for (const role of ROLES) {
    it(`${role}`, async () => {
      await pay(100);
      const status = role === 'anonymous' ? 401 : role === 'reader' ? 403 : 200;
      for (const url of ['days/2026-03-02', 'days/2026-03-02/export?format=csv', 'months/2026-03']) {
        assert.equal((await ask(`cash/${url}`, role)).statusCode, status, url);
      }
      const { statusCode } = await close({ cash: 100 }, { role, version: 1 });
      assert.equal(statusCode, status === 200 ? 201 : status);
    });
  }
});

describe('a day of cash', () => {
  it('adds payments, refunds and voids up, by method and by member of staff', async () => {
    const first = await pay(500, { method: 'cash' });
    await pay(300, { method: 'card' }, 'assistant');
    const wrong = await pay(200, { method: 'cash' }, 'assistant');
    assert.equal((await send(`payments/${wrong.id}/void`, { note: 'x' }, 'assistant')).statusCode, 201);
    await refund(first.id, 150);
    const day = await readDay();
    assert.deepEqual(day.methods, [
      {
        method: 'cash',
        payments: { count: 2, amount: 700 },
        refunds: { count: 1, amount: 150 },
        voids: { count: 1, amount: 200 },
        net: 350,
      },
      { method: 'card', payments: { count: 1, amount: 300 }, refunds: nothing, voids: nothing, net: 300 },
      { method: 'cheque', payments: nothing, refunds: nothing, voids: nothing, net: 0 },
      { method: 'transfer', payments: nothing, refunds: nothing, voids: nothing, net: 0 },
    ]);
    assert.equal(day.total.net, 650);
    assert.deepEqual(
      day.staff.map(({ staffName, net }: { staffName: string; net: number }) => [staffName, net]),
      [
        ['The assistant', 300],
        ['The librarian', 350],
      ],
    );
    const numbers = day.receipts.map(({ number }: { number: string }) => number);
    assert.deepEqual(numbers, [...numbers].sort());
    assert.equal(day.receipts.length, 5);
    assert.equal(day.receipts.find(({ kind }: { kind: string }) => kind === 'void').reversesNumber, wrong.number);
    assert.deepEqual([day.elsewhere, day.closing, day.today], [[], null, '2026-03-02']);
  });

  it('belongs to one branch and its own clock', async () => {
    const auckland = await makeBranch(t.db, { time_zone: 'Pacific/Auckland' });
    t.now = Temporal.Instant.from('2026-03-02T12:30:00Z');
    const here = await pay(100);
    const there = await pay(250, { branchId: auckland });
    const also = await pay(50);
    assert.deepEqual([here.bookedOn, there.bookedOn], ['2026-03-02', '2026-03-03']);
    const day = await readDay();
    assert.equal(day.total.net, 150);
    assert.deepEqual(day.elsewhere, [
      { first: there.number, last: there.number, branchId: auckland, bookedOn: '2026-03-03' },
    ]);
    assert.ok(here.number < there.number && there.number < also.number);
    assert.equal((await readDay('2026-03-03', auckland)).total.net, 250);
    assert.equal((await readDay('2026-03-03', auckland)).today, '2026-03-03');
    const all = await readDay('2026-03-03', null);
    assert.ok(all.total.net >= 250 && all.closing === null && all.branchId === null);
  });

  it('of nobody’s branch is the reader’s', async () => {
    await t.db.updateTable('staff').set({ branch_id: null }).where('username', '=', 'librarian').execute();
    await charge(100);
    const { payment } = (await send(`patrons/${patronId}/payments`, { amount: 100 })).json();
    await t.db.updateTable('staff').set({ branch_id: t.branchId }).where('username', '=', 'librarian').execute();
    assert.equal(payment.branchId, branchId);
  });

  it('can be empty, and of the days that there are', async () => {
    const day = await readDay('2025-12-31');
    assert.deepEqual([day.total.net, day.receipts, day.staff], [0, [], []]);
    assert.equal((await ask('cash/days/2026-02-30')).statusCode, 400);
    assert.equal((await ask('cash/months/2026-13')).statusCode, 400);
    assert.equal((await ask('cash/days/2026-03-02?branchId=99999')).json().code, 'branch_unknown');
    const unknown = await send(`patrons/${patronId}/payments`, { amount: 1, branchId: 99_999 });
    assert.equal(unknown.json().code, 'branch_unknown');
  });
});

describe('closing a day', () => {
  it('keeps what was counted beside what should be there, with who and when', async () => {
    await pay(500);
    await pay(300, { method: 'card' });
    const answer = await close({ cash: 450, card: 300 });
    assert.equal(answer.statusCode, 201, answer.body);
    const { closing } = await readDay();
    assert.deepEqual(closing, answer.json());
    assert.deepEqual(
      [closing.counts, closing.difference, closing.receipts, closing.staffName, closing.closedAt],
      [
        [
          { method: 'cash', expected: 500, counted: 450, difference: -50 },
          { method: 'card', expected: 300, counted: 300, difference: 0 },
        ],
        -50,
        2,
        'The assistant',
        '2026-03-02T09:00:00.000Z',
      ],
    );
    const entry = await t.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'cash.close')
      .where('entity_id', '=', closing.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual([entry.branch_id, JSON.parse(entry.after!).difference], [branchId, -50]);
    assert.deepEqual(await checkCashInvariants(t.db), []);
  });

  it('happens once, also when two desks do it at once or one sends it again', async () => {
    await pay(500);
    const answers = await Promise.all([1, 2, 3].map(() => close({ cash: 500 }, { version: 1 })));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 409, 409]);
    assert.equal((await close({ cash: 500 })).json().code, 'cash_day_closed');
    patronId = await makePatron(t.db, { branch_id: branchId });
    branchId = await makeBranch(t.db);
    await pay(500);
    const headers = { 'if-match': '"v1"', 'idempotency-key': 'closing-0001' };
    const again = [1, 2].map(() =>
      send('cash/days/2026-03-02/closing', { branchId, counted: { cash: 500 } }, 'assistant', headers),
    );
    // On a server either may come first; the other is answered the same, or told that it is under way.
    const codes = (await Promise.all(again)).map(({ statusCode }) => statusCode).sort();
    assert.ok(codes[0] === 201 && [201, 409].includes(codes[1]!), codes.join());
  });

  it('is refused before the day begins, without a count, and when money came since', async () => {
    await pay(500);
    await pay(100, { method: 'cheque' });
    assert.equal((await close({ cash: 0 }, { day: '2026-03-03' })).json().code, 'cash_day_not_begun');
    const missing = (await close({ cash: 500 })).json();
    assert.deepEqual([missing.code, missing.params], ['cash_count_missing', { methods: ['cheque'] }]);
    assert.equal((await close({ cash: 500, cheque: 100 }, { version: 1 })).json().code, 'precondition_failed');
    const unseen = await send('cash/days/2026-03-02/closing', { branchId, counted: {} }, 'assistant');
    assert.equal(unseen.json().code, 'precondition_required');
    for (const payload of [
      { branchId, counted: { gold: 1 } },
      { branchId, counted: { cash: 1.5 } },
      { counted: {} },
      { branchId, counted: {}, note: 'x'.repeat(501) },
    ]) {
      assert.equal((await send('cash/days/2026-03-02/closing', payload)).statusCode, 400);
    }
    assert.equal((await readDay()).closing, null);
  });

  it('of a past day can be made up for, and a day without receipts needs no count', async () => {
    await pay(500);
    t.now = t.now.add({ hours: 72 });
    assert.equal((await close({ cash: 500 })).statusCode, 201);
    assert.equal((await close({}, { day: '2026-03-03' })).statusCode, 201);
    assert.equal((await pay(100)).bookedOn, '2026-03-05');
  });

  it('counts below zero what was taken from the drawer', async () => {
    const { id } = await pay(500);
    t.now = t.now.add({ hours: 24 });
    await refund(id, 200);
    const closing = (await close({ cash: -200 }, { day: '2026-03-03' })).json();
    assert.deepEqual([closing.counts[0].expected, closing.difference], [-200, 0]);
  });

  it('sends later money to the next day, and refuses to void what was counted', async () => {
    const counted = await pay(500);
    await close({ cash: 500 });
    const refused = await send(`payments/${counted.id}/void`, { note: 'x' });
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'cash_day_closed']);
    const later = await pay(100);
    assert.equal(later.bookedOn, '2026-03-03');
    assert.equal((await refund(counted.id, 500)).bookedOn, '2026-03-03');
    assert.deepEqual([(await readDay()).total.net, (await readDay('2026-03-03')).total.net], [500, -400]);
    assert.equal((await send(`payments/${later.id}/void`, { note: 'x' })).json().payment.bookedOn, '2026-03-03');
    t.now = t.now.add({ hours: 24 });
    assert.equal((await pay(10)).bookedOn, '2026-03-03');
    assert.deepEqual(await checkCashInvariants(t.db), []);
    assert.deepEqual(await checkAccountInvariants(t.db), []);
  });

  it('waits for money that is being booked, and the other way round', async () => {
    await charge(1000);
    const pays = [1, 2, 3, 4].map(() => send(`patrons/${patronId}/payments`, { amount: 100, branchId }));
    const [, closing] = await Promise.all([Promise.all(pays), close({ cash: 0 }, { version: 0 })]);
    assert.ok([201, 412].includes(closing.statusCode), closing.body);
    assert.deepEqual(await checkCashInvariants(t.db), []);
  });
});

describe('a month of cash', () => {
  it('has its days with what is carried, and what closings found', async () => {
    const { id } = await pay(500);
    await pay(300, { method: 'card' });
    await close({ cash: 490, card: 300 });
    t.now = t.now.add({ hours: 48 });
    await refund(id, 200);
    t.now = Temporal.Instant.from('2026-04-01T09:00:00Z');
    await pay(900);
    const month = (await ask(`cash/months/2026-03?branchId=${branchId}`)).json();
    const brief = month.days.map((day: Record<string, unknown>) => [
      day['day'],
      day['net'],
      day['carried'],
      day['isClosed'],
      day['difference'],
    ]);
    assert.deepEqual(brief, [
      ['2026-03-02', 800, 800, true, -10],
      ['2026-03-04', -200, 600, false, null],
    ]);
    assert.equal(month.total.net, 600);
    assert.deepEqual(
      month.methods.map(({ net }: { net: number }) => net),
      [300, 300, 0, 0],
    );
    assert.equal((await ask(`cash/months/2026-05?branchId=${branchId}`)).json().days.length, 0);
  });
});

describe('exports', () => {
  const file = async (url: string) => {
    const answer = await ask(`cash/${url}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer;
  };
  const text = async (url: string) =>
    (await readPdfText((await file(url)).rawPayload)).flat().map((line) => line.replace(/\s/g, ' '));

  it('a day as a table, in French and in English', async () => {
    const { id, number } = await pay(500, { method: 'cheque', reference: '=1+1' });
    const back = await refund(id, 150);
    const french = await file(`days/2026-03-02/export?branchId=${branchId}&format=csv&language=fr`);
    assert.equal(french.headers['content-disposition'], 'attachment; filename="cash-2026-03-02.csv"');
    assert.deepEqual(french.body.split('\r\n'), [
      '\ufeffNuméro,Date,Heure,Site,Nature,Mode,Référence,Montant,Sur le reçu,Agent',
      `${number},2026-03-02,10:00,Annexe,Paiement,chèque,'=1+1,5.00,,The librarian`,
      `${back.number},2026-03-02,10:00,Annexe,Remboursement,chèque,,-1.50,${number},The librarian`,
      '',
    ]);
    const english = await file(`days/2026-03-02/export?branchId=${branchId}&format=csv&language=en`);
    assert.match(english.body, /^\ufeffNumber,Date,Time,Branch,Kind,Method,Reference,Amount,Of receipt,Staff\r\n/);
  });

  it('a day as a report to sign', async () => {
    const { id, number } = await pay(500);
    await refund(id, 150);
    await close({ cash: 340 });
    const french = await text(`days/2026-03-02/export?branchId=${branchId}&format=pdf&language=fr`);
    for (const line of [
      'Annexe',
      'Caisse du 2 mars 2026',
      'espèces 5,00 € (1) 1,50 € (1) – 3,50 €',
      'Total 5,00 € (1) 1,50 € (1) – 3,50 €',
      'The librarian 5,00 € (1) 1,50 € (1) – 3,50 €',
      `${number} 10:00 Paiement espèces 5,00 €`,
      'espèces 3,50 € 3,40 € -0,10 €',
      'Clôturée le 2 mars 2026 à 10:00',
      'Clôturée par The assistant',
    ]) {
      assert.ok(french.includes(line), `${line}\n${french.join('\n')}`);
    }
    const english = await text(`days/2026-03-01/export?branchId=${branchId}&format=pdf&language=en`);
    assert.ok(english.includes('Day’s cash, 1 March 2026'), english.join('\n'));
    assert.ok(english.includes('No receipts on this day.') && english.includes('This day is not closed.'));
  });

  it('a month as a table and as a report', async () => {
    await pay(500);
    await close({ cash: 500 });
    const csv = await file(`months/2026-03/export?branchId=${branchId}&format=csv&language=en`);
    assert.deepEqual(csv.body.split('\r\n').slice(1), ['2026-03-02,5.00,0.00,0.00,5.00,5.00,yes,0.00', '']);
    const report = await text(`months/2026-03/export?branchId=${branchId}&format=pdf&language=fr`);
    assert.ok(report.includes('Caisse de mars 2026'), report.join('\n'));
    assert.ok(report.includes('2 mars 2026 5,00 € (1) – – 5,00 € 5,00 € 0,00 €'), report.join('\n'));
    const all = await text('months/2026-03/export?format=pdf&language=en');
    assert.ok(all.includes('All branches'), all.join('\n'));
  });
});

describe('checkCashInvariants', () => {
  it('finds a closed day that is not what its payments are, and a payment of no day', async () => {
    const { id } = await pay(500);
    await pay(100, { method: 'card' });
    await close({ cash: 500, card: 100 });
    await t.db.updateTable('payments').set({ method: 'card' }).where('id', '=', id).execute();
    const day = { branchId, day: '2026-03-02' };
    assert.deepEqual(await checkCashInvariants(t.db), [
      { code: 'closed_day_differs_from_its_payments', params: { ...day, method: 'cash', expected: 500, paid: 0 } },
      { code: 'closed_day_differs_from_its_payments', params: { ...day, method: 'card', expected: 100, paid: 600 } },
    ]);
    await t.db.updateTable('payments').set({ booked_on: null }).where('id', '=', id).execute();
    assert.deepEqual(
      (await checkCashInvariants(t.db)).map(({ code }) => code),
      ['closed_day_differs_from_its_receipts', 'closed_day_differs_from_its_payments', 'payment_without_a_day'],
    );
  });
});
