import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeBranch, makeItem, makeRecord } from '../../test/factories.ts';
import { readPdfText } from '../../test/pdf-text.ts';
import { createTestApp, type Role, type TestApp } from '../../test/test-app.ts';

let t: TestApp;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());

const list = async (url: string, role: Role) => {
  const answer = await t.as(role)({ url: `/api/v1/${url}` });
  assert.equal(answer.statusCode, 200, answer.body);
  return (await readPdfText(answer.rawPayload)).flat().map((line) => line.replace(/\s/g, ' '));
};

describe('the list of loans', () => {
  it('says that there is none', async () => {
    assert.ok((await list(`patrons/${t.readerId}/loans.pdf`, 'assistant')).includes('Aucun document en prêt.'));
  });

  it('has each title with the day that it is due at the branch where it was lent', async () => {
    const farAway = await makeBranch(t.db, { time_zone: 'Pacific/Auckland' });
    const lend = async (title: string, dueAt: string, more: { branch_id?: number; is_hourly?: number } = {}) => {
      const recordId = await makeRecord(t.db, { title, authors: '["Hugo, Victor"]' });
      const itemId = await makeItem(t.db, { record_id: recordId, barcode: `BAR${recordId}` });
      const { category_id: patronCategoryId } = await t.db
        .selectFrom('patrons')
        .select('category_id')
        .where('id', '=', t.readerId)
        .executeTakeFirstOrThrow();
      await t.db
        .insertInto('loans')
        .values({
          item_id: itemId,
          open_item_id: itemId,
          record_id: recordId,
          patron_id: t.readerId,
          patron_category_id: patronCategoryId,
          branch_id: t.branchId,
          checked_out_at: '2026-02-20T09:00:00.000Z',
          due_at: dueAt,
          ...more,
        })
        .execute();
      return `Hugo, Victor · BAR${recordId}`;
    };
    const late = await lend('Notre-Dame de Paris', '2026-03-01T22:59:00.000Z');
    await lend('Les Misérables', '2026-03-23T22:59:00.000Z');
    await lend('Ruy Blas', '2026-03-24T10:59:00.000Z', { branch_id: farAway });
    await lend('Hernani', '2026-03-24T15:00:00.000Z', { is_hourly: 1 });
    await t.as('librarian')({
      method: 'POST',
      url: `/api/v1/patrons/${t.readerId}/charges`,
      payload: { amount: 350, reason: 'copies' },
    });

    const french = await list('me/loans.pdf', 'reader');
    for (const line of [
      'Vos prêts',
      'Notre-Dame de Paris 1 mars 2026 (en retard)',
      late,
      'Les Misérables 23 mars 2026',
      'Ruy Blas 24 mars 2026',
      'Hernani 24 mars 2026 à 16:00',
      'Reste à payer 3,50 €',
    ]) {
      assert.ok(french.includes(line), `${line}\n${french.join('\n')}`);
    }
    const english = await list('me/loans.pdf?language=en&format=slip', 'reader');
    assert.ok(english.includes('Les Misérables 23 March 2026'), english.join('\n'));
    assert.equal((await t.as('assistant')({ url: '/api/v1/patrons/99999/loans.pdf' })).statusCode, 404);
  });
});
