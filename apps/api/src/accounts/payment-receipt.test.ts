import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import { readPdf, readPdfText } from '../../test/pdf-text.ts';
import { createTestApp, ROLES, type Role, type TestApp } from '../../test/test-app.ts';
import { insertAndGetId } from '../platform/database/database.ts';

let t: TestApp;
let patronId: number;
before(async () => {
  t = await createTestApp();
  await t.db
    .updateTable('branches')
    .set({ name: 'Annexe du Port', address: '3, rue du Port\n31000 Toulouse', phone: '05 61 00 00 00' })
    .where('id', '=', t.branchId)
    .execute();
  await t.as('administrator')({
    method: 'PATCH',
    url: '/api/v1/settings',
    payload: { libraryName: 'Bibliothèque de Saint-Élix' },
  });
});
after(() => t.close());
beforeEach(async () => {
  t.now = Temporal.Instant.from('2026-03-02T09:00:00Z');
  const name = { family_name: 'Éluard', given_name: 'Paul', search_name: 'eluard paul' };
  patronId = await makePatron(t.db, { ...name, branch_id: t.branchId, language: 'fr' });
});

const post = async (url: string, payload: object) => {
  const answer = await t.as('librarian')({ method: 'POST', url: `/api/v1/${url}`, payload });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json();
};
const charge = async (payload: object) => (await post(`patrons/${patronId}/charges`, payload)).lines[0].id as number;
const pay = async (payload: object) => (await post(`patrons/${patronId}/payments`, payload)).payment;
const ask = (url: string, role: Role = 'assistant') => t.as(role)({ url: `/api/v1/${url}` });
const print = async (id: number, query = '') => {
  const answer = await ask(`payments/${id}/receipt.pdf${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer;
};
const lines = async (id: number, query = '') =>
  (await readPdfText((await print(id, query)).rawPayload)).flat().map((line) => line.replace(/\s/g, ' '));

/** A charge for a late copy of a title, as its return makes it. */
async function chargeLate(title: string, amount: number): Promise<void> {
  const recordId = await makeRecord(t.db, { title });
  const itemId = await makeItem(t.db, { record_id: recordId, home_branch_id: t.branchId });
  const { category_id: categoryId } = await t.db
    .selectFrom('patrons')
    .select('category_id')
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow();
  const loanId = await insertAndGetId(t.db, 'loans', {
    item_id: itemId,
    record_id: recordId,
    patron_id: patronId,
    patron_category_id: categoryId,
    branch_id: t.branchId,
    checked_out_at: '2026-02-01T09:00:00.000Z',
    due_at: '2026-02-22T22:59:00.000Z',
    returned_at: '2026-03-01T09:00:00.000Z',
  });
  await insertAndGetId(t.db, 'account_lines', {
    patron_id: patronId,
    loan_id: loanId,
    kind: 'overdue',
    amount,
    created_at: '2026-03-01T09:00:00.000Z',
  });
}

describe('the receipt of a payment', () => {
  it('tells in the reader’s language who paid what to whom, how, and what is left', async () => {
    await chargeLate('Война и мир', 150);
    await charge({ amount: 500, reason: 'card' });
    const payment = await pay({ amount: 400, method: 'cheque', reference: 'CH 0042' });
    assert.deepEqual(await lines(payment.id), [
      'Bibliothèque de Saint-Élix',
      'Annexe du Port',
      '3, rue du Port',
      '31000 Toulouse',
      '05 61 00 00 00',
      `Reçu n° ${payment.number}`,
      'Date 2 mars 2026 à 10:00',
      'Lecteur Paul Éluard',
      'Pénalité de retard · Война и мир 1,50 €',
      'du 1 mars 2026 à 10:00',
      'Carte de lecteur 2,50 €',
      'du 2 mars 2026 à 10:00',
      'Payé (chèque) 4,00 €',
      'Référence CH 0042',
      'Reste à payer 2,50 €',
      'Merci, et bonne lecture.',
    ]);
  });

  it('comes in the language that is asked for', async () => {
    await charge({ amount: 500, reason: 'copies', note: '10 pages' });
    const payment = await pay({ amount: 500, method: 'card' });
    const english = await lines(payment.id, '?language=en');
    for (const line of [
      `Receipt no. ${payment.number}`,
      'Reader Paul Éluard',
      'Copies and prints · 10 pages €5.00',
      'Paid (card) €5.00',
      'Left to pay €0.00',
    ]) {
      assert.ok(english.includes(line), `${line}\n${english.join('\n')}`);
    }
  });

  it('is the same whenever it is printed again, whatever happened since', async () => {
    await charge({ amount: 500, note: 'Copies' });
    const { id } = await pay({ amount: 200 });
    const first = await print(id);
    t.now = t.now.add({ hours: 48 });
    await charge({ amount: 900, note: 'Later' });
    await post(`patrons/${patronId}/refunds`, { amount: 100, paymentId: id, note: 'x' });
    assert.deepEqual((await print(id)).rawPayload, first.rawPayload);
  });

  it('fits an 80 mm roll', async () => {
    await charge({ amount: 500, note: 'Copies' });
    const { id } = await pay({ amount: 500 });
    const slip = await readPdf((await print(id, '?format=slip')).rawPayload);
    const sheet = await readPdf((await print(id, '?format=a5')).rawPayload);
    assert.deepEqual(
      [slip, sheet].map(({ pages }) => Math.round(pages[0]!.width)),
      [227, 420],
    );
    assert.equal(slip.pages.length, 1);
  });

  it('is a file under its number, kept by no cache', async () => {
    await charge({ amount: 500, note: 'Copies' });
    const { id, number } = await pay({ amount: 500 });
    const { headers } = await print(id);
    assert.equal(headers['content-type'], 'application/pdf');
    assert.equal(headers['content-disposition'], `inline; filename="receipt-${number}.pdf"`);
    assert.equal(headers['cache-control'], 'no-store');
    for (const query of ['?format=a3', '?language=de', '?size=a5']) {
      assert.equal((await ask(`payments/${id}/receipt.pdf${query}`)).statusCode, 400);
    }
    assert.equal((await ask('payments/999999/receipt.pdf')).statusCode, 404);
  });
});

describe('the receipts of what is given back', () => {
  it('a refund says of which payment, why, and what is owed again', async () => {
    await charge({ amount: 500, note: 'Copies' });
    const payment = await pay({ amount: 500 });
    const { payment: refund } = await post(`patrons/${patronId}/refunds`, {
      amount: 200,
      paymentId: payment.id,
      note: 'Compté deux fois',
    });
    const found = await lines(refund.id);
    for (const line of [
      `Remboursement n° ${refund.number}`,
      `Sur le reçu n° ${payment.number}`,
      'Motif : Compté deux fois',
      'Frais · Copies 2,00 €',
      'Remboursé (espèces) 2,00 €',
      'Reste à payer 2,00 €',
    ]) {
      assert.ok(found.includes(line), `${line}\n${found.join('\n')}`);
    }
  });

  it('a void is one too', async () => {
    await charge({ amount: 500, note: 'Copies' });
    const payment = await pay({ amount: 500, method: 'card' });
    const { payment: voided } = await post(`payments/${payment.id}/void`, { note: 'Wrong reader' });
    const found = await lines(voided.id, '?language=en');
    for (const line of [
      `Void no. ${voided.number}`,
      `Of receipt no. ${payment.number}`,
      'Reason: Wrong reader',
      'Voided (card) €5.00',
      'Left to pay €5.00',
    ]) {
      assert.ok(found.includes(line), `${line}\n${found.join('\n')}`);
    }
  });

  it('a refund of credit leaves what credit there is', async () => {
    const lineId = await charge({ amount: 500, note: 'Lost' });
    await pay({ amount: 500 });
    await insertAndGetId(t.db, 'account_lines', {
      patron_id: patronId,
      kind: 'waiver',
      amount: -500,
      applies_to_id: lineId,
      created_at: '2026-03-02T09:00:00.000Z',
    });
    const { payment } = await post(`patrons/${patronId}/refunds`, { amount: 300, note: 'Found again' });
    const found = await lines(payment.id);
    assert.ok(found.includes('Avoir 3,00 €') && found.includes('Avoir restant 2,00 €'), found.join('\n'));
  });

  it('an erased reader leaves no name on them', async () => {
    await charge({ amount: 500, note: 'Copies for Paul' });
    const { id } = await pay({ amount: 500, reference: 'Paul’s cheque' });
    const version = (await ask(`patrons/${patronId}`)).headers['etag'] as string;
    const erased = await t.as('librarian')({
      method: 'DELETE',
      url: `/api/v1/patrons/${patronId}`,
      headers: { 'if-match': version },
    });
    assert.equal(erased.statusCode, 200, erased.body);
    assert.doesNotMatch((await lines(id)).join('\n'), /Paul|Éluard/);
  });
});

describe('receipts by role', () => {
  for (const role of ROLES) {
    it(`${role} at the desk`, async () => {
      await charge({ amount: 500, note: 'Copies' });
      const { id } = await pay({ amount: 500 });
      const status = role === 'anonymous' ? 401 : role === 'reader' ? 403 : 200;
      assert.equal((await ask(`payments/${id}/receipt.pdf`, role)).statusCode, status);
      assert.equal((await ask(`patrons/${patronId}/loans.pdf`, role)).statusCode, status);
    });
  }

  it('a reader gets their own, without the names of staff, and no other’s', async () => {
    await charge({ amount: 500, note: 'Copies' });
    const foreign = await pay({ amount: 500 });
    patronId = t.readerId;
    await charge({ amount: 300, note: 'Copies' });
    const own = await pay({ amount: 300 });
    const listed = (await ask('me/payments', 'reader')).json().items;
    assert.deepEqual(listed, [{ ...own, staffName: null }]);
    assert.equal((await ask(`me/payments/${own.id}/receipt.pdf`, 'reader')).statusCode, 200);
    assert.equal((await ask(`me/payments/${foreign.id}/receipt.pdf`, 'reader')).statusCode, 404);
    assert.equal((await ask(`me/payments/${own.id}/receipt.pdf`, 'librarian')).statusCode, 403);
    assert.doesNotMatch((await lines(own.id)).join('\n'), /The librarian/);
  });
});
