import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeItem, makePatron } from '../../test/factories.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { forgetReturnedLoans } from './history.queries.ts';
import { checkPatronInvariants } from './patrons.invariants.ts';
import { toSearchName } from './search-name.ts';

const AT = '2026-02-01T09:00:00.000Z';

let t: TestApp;
before(async () => {
  t = await createTestApp();
});
after(() => t.close());

const makeSecret = () => {
  const names = { family_name: 'Sécrète', given_name: 'Anaïs', search_name: toSearchName('Sécrète', 'Anaïs') };
  return makePatron(t.db, { ...names, email: 'anais@example.org', branch_id: t.branchId });
};
const erase = (id: number, headers: Record<string, string> = { 'if-match': '*' }) =>
  t.as('librarian')({ method: 'DELETE', url: `/api/v1/patrons/${id}`, headers });
const post = (id: number, what: string, payload: object) =>
  t.as('librarian')({ method: 'POST', url: `/api/v1/patrons/${id}/${what}`, payload });

async function makeLoan(patronId: number, returnedAt: string | null): Promise<number> {
  const itemId = await makeItem(t.db, { home_branch_id: t.branchId });
  const item = await t.db.selectFrom('items').selectAll().where('id', '=', itemId).executeTakeFirstOrThrow();
  const patron = await t.db.selectFrom('patrons').selectAll().where('id', '=', patronId).executeTakeFirstOrThrow();
  return insertAndGetId(t.db, 'loans', {
    item_id: itemId,
    open_item_id: returnedAt === null ? itemId : null,
    record_id: item.record_id,
    patron_id: patronId,
    patron_category_id: patron.category_id,
    branch_id: t.branchId,
    checked_out_at: '2026-01-10T09:00:00.000Z',
    due_at: '2026-01-31T22:59:00.000Z',
    returned_at: returnedAt,
  });
}
const readerOf = async (loanId: number) =>
  (await t.db.selectFrom('loans').select('patron_id').where('id', '=', loanId).executeTakeFirstOrThrow()).patron_id;

describe('erasing a reader', () => {
  it('is refused while something is open, and wants the version that was read', async () => {
    const id = await makeSecret();
    assert.equal((await erase(id, {})).statusCode, 428);
    assert.equal((await erase(id, { 'if-match': '"v7"' })).statusCode, 412);
    const loanId = await makeLoan(id, null);
    assert.equal((await erase(id)).json().code, 'patron_has_loans');
    await t.db.updateTable('loans').set({ returned_at: AT, open_item_id: null }).where('id', '=', loanId).execute();
    await post(id, 'charges', { amount: 300, note: 'Sécrète broke it' });
    assert.equal((await erase(id)).json().code, 'patron_has_balance');
    assert.equal(await readerOf(loanId), id);
  });

  it('leaves loans and settled lines without a name, and nothing else', async () => {
    const id = await makeSecret();
    const loanId = await makeLoan(id, AT);
    await post(id, 'charges', { amount: 300, note: 'Sécrète broke it' });
    await post(id, 'payments', { amount: 300 });
    await t.as('librarian')({
      method: 'PATCH',
      url: `/api/v1/patrons/${id}`,
      headers: { 'if-match': '*' },
      payload: { city: 'Sécrète-sur-Mer' },
    });
    const answer = await erase(id);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual(answer.json(), {
      patronId: id,
      erasedAt: '2026-03-02T09:00:00.000Z',
      loans: 1,
      holds: 0,
      accountLines: 2,
    });
    assert.equal(await readerOf(loanId), null);
    assert.equal((await t.as('librarian')({ method: 'GET', url: `/api/v1/patrons/${id}` })).statusCode, 404);
    assert.equal((await erase(id)).statusCode, 404);
    for (const table of ['patrons', 'patron_cards', 'account_lines', 'audit_log'] as const) {
      const column = { patrons: 'id', patron_cards: 'patron_id', account_lines: 'patron_id', audit_log: 'entity_id' }[
        table
      ];
      const rows = await t.db
        .selectFrom(table)
        .selectAll()
        .where(column as never, '=', id as never)
        .execute();
      assert.doesNotMatch(JSON.stringify(rows), /Sécrète|Anaïs|anais/, table);
    }
    const list = await t.as('librarian')({ method: 'GET', url: '/api/v1/patrons?limit=100' });
    assert.ok(!list.json().items.some((item: { id: number }) => item.id === id));
    const found = (await checkPatronInvariants(t.db)).filter(({ params }) => params['patronId'] === id);
    assert.deepEqual(found, []);
  });

  it('removes the row of a reader who never had an account line', async () => {
    const id = await makeSecret();
    assert.equal((await erase(id)).statusCode, 200);
    assert.equal(await t.db.selectFrom('patrons').select('id').where('id', '=', id).executeTakeFirst(), undefined);
  });
});

describe('forgetting past loans', () => {
  it('takes what is long returned and settled, of readers who do not want it kept', async () => {
    const [plain, keeper, debtor] = [await makeSecret(), await makeSecret(), await makeSecret()];
    await t.db.updateTable('patrons').set({ is_history_kept: 1 }).where('id', '=', keeper).execute();
    const loans = {
      old: await makeLoan(plain, AT),
      recent: await makeLoan(plain, '2026-03-02T08:59:00.000Z'),
      open: await makeLoan(plain, null),
      kept: await makeLoan(keeper, AT),
      owed: await makeLoan(debtor, AT),
    };
    const values = { patron_id: debtor, loan_id: loans.owed, kind: 'overdue' as const, amount: 100, created_at: AT };
    await insertAndGetId(t.db, 'account_lines', values);
    await forgetReturnedLoans(t.db, { returnedBefore: '2026-03-01T00:00:00.000Z' });
    const readers = await Promise.all(Object.values(loans).map(readerOf));
    assert.deepEqual(readers, [null, plain, plain, keeper, debtor]);
  });
});

describe('checkPatronInvariants', () => {
  it('finds a reader whom the search would miss', async () => {
    const patronId = await makePatron(t.db, { family_name: 'Renommé', search_name: 'avant', branch_id: t.branchId });
    const findings = await checkPatronInvariants(t.db);
    assert.ok(
      findings.some(({ code, params }) => code === 'patron_search_name_stale' && params['patronId'] === patronId),
    );
  });
});
