import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import { startMailServer } from '../../test/mail-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { sendNotices } from '../notices/notice-sending.service.ts';
import { insertAndGetId } from '../platform/database/database.ts';

const server = await startMailServer();
let t: TestApp;
let patronId: number;
before(async () => {
  t = await createTestApp({ environment: { SMTP_URL: server.url, MAIL_FROM: 'Bibliothèque <biblio@example.org>' } });
  patronId = await makePatron(
    t.db,
    {
      family_name: 'Éluard',
      given_name: 'Paul',
      search_name: 'eluard paul',
      email: 'paul@example.org',
      branch_id: t.branchId,
    },
    'RECEIPT-1',
  );
  const patron = await t.db
    .selectFrom('patrons')
    .select('category_id')
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow();
  const lend = async (title: string, at: string, returnedAt: string | null) => {
    const recordId = await makeRecord(t.db, { title });
    const itemId = await makeItem(t.db, { record_id: recordId, home_branch_id: t.branchId });
    await insertAndGetId(t.db, 'loans', {
      item_id: itemId,
      open_item_id: returnedAt === null ? itemId : null,
      record_id: recordId,
      patron_id: patronId,
      patron_category_id: patron.category_id,
      branch_id: t.branchId,
      checked_out_at: at,
      due_at: '2026-03-23T22:59:00.000Z',
      returned_at: returnedAt,
    });
  };
  await lend('L’Étranger', '2026-03-02T08:00:00.000Z', null);
  await lend('Yesterday’s', '2026-03-01T08:00:00.000Z', null);
  await lend('Brought back', '2026-02-01T08:00:00.000Z', '2026-03-02T08:30:00.000Z');
  const post = (what: string, payload: object) =>
    t.as('librarian')({ method: 'POST', url: `/api/v1/patrons/${patronId}/${what}`, payload });
  await post('charges', { amount: 500, note: 'Card' });
  await post('payments', { amount: 150 });
});
after(async () => {
  await t.close();
  await server.close();
});

const mail = (id: number, payload: object = {}, app = t) =>
  app.as('assistant')({ method: 'POST', url: `/api/v1/patrons/${id}/receipt/mail`, payload });

describe('a receipt', () => {
  const titles = (loans: { record: { title: string } }[]) => loans.map((loan) => loan.record.title);

  it('tells what happened today', async () => {
    const receipt = (await t.as('assistant')({ method: 'GET', url: `/api/v1/patrons/${patronId}/receipt` })).json();
    assert.deepEqual(titles(receipt.loans), ['L’Étranger']);
    assert.deepEqual(titles(receipt.returns), ['Brought back']);
    assert.deepEqual(
      receipt.payments.map((line: { amount: number }) => line.amount),
      [-150],
    );
    assert.deepEqual(receipt.patron, { id: patronId, name: 'Paul Éluard', cardNumber: 'RECEIPT-1' });
    assert.equal(receipt.balance, 350);
  });

  it('begins at any moment', async () => {
    const url = `/api/v1/patrons/${patronId}/receipt?since=${encodeURIComponent('2026-03-01T08:00:00+01:00')}`;
    assert.deepEqual(titles((await t.as('assistant')({ method: 'GET', url })).json().loans), [
      'L’Étranger',
      'Yesterday’s',
    ]);
    const bad = await t.as('assistant')({ method: 'GET', url: `/api/v1/patrons/${patronId}/receipt?since=yesterday` });
    assert.equal(bad.statusCode, 400);
  });

  it('goes by mail in the language of the reader', async () => {
    const answer = await mail(patronId);
    assert.equal(answer.statusCode, 202, answer.body);
    assert.deepEqual(answer.json(), { to: 'paul@example.org' });
    await sendNotices({ ...t.context, mailer: t.context.mailer!, random: () => 0.5 });
    const { to, text = '' } = server.mails.at(-1)!;
    assert.equal([to].flat()[0]?.text, 'paul@example.org');
    assert.match(text, /Bonjour Paul Éluard,/);
    assert.match(text, /Emprunté : L’Étranger \(\d+\), à rendre le lundi 23 mars 2026/);
    assert.match(text, /- Payé : 1,50\s€/);
    assert.match(text, /Reste à payer : 3,50\s€/);
  });

  it('needs an address and a mail server', async () => {
    const silent = await makePatron(t.db, { branch_id: t.branchId });
    assert.equal((await mail(silent)).json().code, 'patron_has_no_email');
    const without = await createTestApp();
    try {
      const unset = await mail(without.readerId, {}, without);
      assert.equal(unset.statusCode, 503);
      assert.equal(unset.json().code, 'mail_not_configured');
    } finally {
      await without.close();
    }
  });
});
