import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { readPdfText } from '../../test/pdf-text.ts';
import { checkAccountInvariants } from '../accounts/accounts.invariants.ts';
import { toSearchName } from '../patrons/search-name.ts';
import type { Database } from '../platform/database/schema.ts';
import { checkPrivacyInvariants } from './privacy.invariants.ts';
import { observePrivacy } from './privacy-metrics.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
after(() => s.close());

/** A reader whose name stands in no other row. */
const makeSecret = () =>
  makePatron(s.db, {
    family_name: 'Sécrète',
    given_name: 'Anaïs',
    search_name: toSearchName('Sécrète', 'Anaïs'),
    email: 'anais@example.org',
    branch_id: s.branchId,
  });
const erase = (id: number, headers: Record<string, string> = { 'if-match': '*' }) =>
  s.as('librarian')({ method: 'DELETE', url: `/api/v1/patrons/${id}`, headers });
const ask = () => s.post('/me/erasure-request', {}, 'reader');
const TABLES: (keyof Database)[] = [
  'patrons',
  'patron_cards',
  'loans',
  'loan_decisions',
  'holds',
  'account_lines',
  'payments',
  'sessions',
  'notices',
  'notice_subjects',
  'audit_log',
  'idempotency_keys',
  'erasure_requests',
  'calendar_feeds',
  'erasure_receipts',
  'jobs',
  'job_reports',
];
const everything = async () => {
  const rows = [];
  for (const table of TABLES) rows.push(...(await s.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
};

describe('erasing a reader', () => {
  it('is refused with every reason while something is open', async () => {
    const id = await makeSecret();
    assert.equal((await erase(id, {})).statusCode, 428);
    assert.equal((await erase(id, { 'if-match': '"v7"' })).statusCode, 412);
    await s.lend({ patronId: id });
    await s.post(`/patrons/${id}/charges`, { amount: 300, note: 'Sécrète broke it' }, 'librarian');
    const refused = await erase(id);
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'erasure_refused']);
    assert.deepEqual(refusalCodes(refused), ['has_loans', 'has_debt']);
    const { refusals } = (await s.get(`/patrons/${id}/erasure`, 'librarian')).json();
    assert.deepEqual(refusals[1].params, { amount: 300 });
    await s.takeBack();
    await s.post(`/patrons/${id}/payments`, { amount: 300 });
    assert.deepEqual((await s.get(`/patrons/${id}/erasure`, 'librarian')).json().refusals, []);
  });

  it('is refused while a hold waits on the shelf for the reader, and cancels those in a queue', async () => {
    const id = await makeSecret();
    await s.lend({ patronId: s.otherReaderId });
    assert.equal((await s.hold(id)).statusCode, 201);
    await s.takeBack();
    assert.deepEqual(refusalCodes(await erase(id)), ['has_ready_holds']);
    const hold = await s.db.selectFrom('holds').select('id').executeTakeFirstOrThrow();
    await s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${hold.id}` });
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(id);
    const erased = await erase(id);
    assert.equal(erased.statusCode, 200, erased.body);
    assert.deepEqual(
      erased.json().erased.find(({ what }: { what: string }) => what === 'open_holds'),
      { what: 'open_holds', count: 1 },
    );
    const holds = await s.db.selectFrom('holds').select(['status', 'patron_id']).orderBy('id').execute();
    assert.deepEqual(
      holds.map((row) => [row.status, row.patron_id]),
      [
        ['cancelled', null],
        ['cancelled', null],
      ],
    );
    await s.assertSound();
  });

  it('leaves loans and settled lines without a name, and no trace of it in any table', async () => {
    const id = await makeSecret();
    await s.lend({ patronId: id });
    await s.takeBack();
    await s.post(`/patrons/${id}/charges`, { amount: 300, note: 'Sécrète broke it' }, 'librarian');
    await s.as('assistant')({
      method: 'POST',
      url: `/api/v1/patrons/${id}/payments`,
      payload: { amount: 300, reference: 'cheque of Anaïs' },
      headers: { 'idempotency-key': 'a-key-of-a-desk' },
    });
    await s.as('librarian')({
      method: 'PATCH',
      url: `/api/v1/patrons/${id}`,
      headers: { 'if-match': '*' },
      payload: { city: 'Sécrète-sur-Mer', notes: 'Anaïs likes maps' },
    });
    assert.match(await everything(), /Sécrète/);
    const answer = await erase(id);
    assert.equal(answer.statusCode, 200, answer.body);
    const receipt = answer.json();
    assert.match(receipt.number, /^E-2026-\d{6}$/);
    assert.equal(receipt.reason, 'staff');
    const counts = (list: { what: string; count: number }[]) =>
      Object.fromEntries(list.map(({ what, count }) => [what, count]));
    assert.deepEqual(counts(receipt.erased), { profile: 1, cards: 1, audit_details: 3 });
    assert.deepEqual(counts(receipt.kept), { loans: 1, account_lines: 2, payments: 1, audit_entries: 3 });
    assert.doesNotMatch(await everything(), /Sécrète|Anaïs|anais@|maps/);
    const loan = await s.db.selectFrom('loans').select('patron_id').executeTakeFirstOrThrow();
    assert.equal(loan.patron_id, null);
    assert.equal((await s.get(`/patrons/${id}`)).statusCode, 404);
    assert.equal((await erase(id)).statusCode, 404);
    const list = (await s.get('/patrons?limit=100')).json().items;
    assert.ok(list.every((one: { id: number }) => one.id !== id));
    assert.deepEqual(await checkAccountInvariants(s.db), []);
    assert.deepEqual(await checkPrivacyInvariants(s.db), []);
    // The log tells that somebody was erased, under which receipt, and not who it was.
    const [entry] = (await s.get('/audit?action=patron.erase', 'administrator')).json().items;
    assert.deepEqual(entry.after, { receipt: receipt.number, reason: 'staff' });
  });

  it('is all or nothing', async () => {
    const id = await makeSecret();
    await s.lend({ patronId: id });
    await s.takeBack();
    const before = await everything();
    // The last thing that it writes cannot be written.
    await s.db.schema.alterTable('erasure_receipts').renameTo('receipts_away').execute();
    assert.equal((await erase(id)).statusCode, 500);
    await s.db.schema.alterTable('receipts_away').renameTo('erasure_receipts').execute();
    assert.equal(await everything(), before);
  });
});

describe('the receipt', () => {
  it('is found again by its number, and printed, without naming anybody', async () => {
    const { id, number } = (await erase(await makeSecret())).json();
    await erase(await makeSecret());
    const find = async (text: string) =>
      (await s.get(`/erasure-receipts?number=${encodeURIComponent(text)}`, 'librarian')).json().items;
    assert.deepEqual(
      (await find(` ${number.toLowerCase()} `)).map((one: { id: number }) => one.id),
      [id],
    );
    for (const other of [number.replace('2026', '2025'), 'E-2026-999999', 'Anaïs', '17']) {
      assert.deepEqual(await find(other), [], other);
    }
    assert.equal((await s.get('/erasure-receipts', 'librarian')).json().items.length, 2);
    for (const [language, words] of [
      ['en', /Erasure no\.[\s\S]*What was erased[\s\S]*names nobody/],
      ['fr', /Effacement n°[\s\S]*Ce qui a été effacé[\s\S]*ne nomme personne/],
    ] as const) {
      const pdf = await s.get(`/erasure-receipts/${id}/receipt.pdf?language=${language}`, 'librarian');
      assert.equal(pdf.headers['content-type'], 'application/pdf');
      assert.match(String(pdf.headers['content-disposition']), new RegExp(`erasure-${number}\\.pdf`));
      const text = (await readPdfText(pdf.rawPayload)).flat().join('\n');
      assert.match(text, words);
      assert.match(text, new RegExp(number));
      assert.doesNotMatch(text, /Sécrète|Anaïs/);
    }
    assert.equal((await s.get('/erasure-receipts/999/receipt.pdf', 'librarian')).statusCode, 404);
    assert.equal((await s.get(`/erasure-receipts/${id}`, 'assistant')).statusCode, 403);
  });
});

describe('a reader’s request', () => {
  const own = async () => (await s.get('/me/erasure-request', 'reader')).json();
  const pending = async () => (await s.get('/erasure-requests', 'librarian')).json().items;

  it('is refused with every reason, and made once these are gone', async () => {
    await s.lend();
    assert.deepEqual(refusalCodes(await ask()), ['has_loans']);
    assert.equal((await own()).refusals[0].code, 'has_loans');
    await s.takeBack();
    const asked = await ask();
    assert.equal(asked.statusCode, 201, asked.body);
    assert.equal(asked.json().answerBy, '2026-04-02');
    // Asked twice is asked once.
    assert.deepEqual((await ask()).json(), asked.json());
    assert.deepEqual(
      (await pending()).map(({ patron }: { patron: { id: number } }) => patron.id),
      [s.readerId],
    );
  });

  it('is counted for who watches the month that the law gives', async () => {
    const registry = new Registry();
    observePrivacy(s.context, registry);
    const read = async (name: string) => (await registry.getSingleMetric(name)!.get()).values[0]!.value;
    assert.equal(await read('biblio_erasure_requests_oldest_seconds'), 0);
    await ask();
    s.now = s.now.add({ hours: 2 });
    assert.deepEqual(
      [await read('biblio_erasure_requests'), await read('biblio_erasure_requests_oldest_seconds')],
      [1, 7200],
    );
    assert.equal(await read('biblio_retention_last_removed'), 0);
  });

  it('can be taken back while it waits, and only then', async () => {
    const withdraw = () => s.as('reader')({ method: 'DELETE', url: '/api/v1/me/erasure-request' });
    assert.equal((await withdraw()).json().code, 'erasure_not_requested');
    await ask();
    assert.equal((await withdraw()).statusCode, 204);
    assert.deepEqual(await pending(), []);
    assert.equal((await own()).request, null);
  });

  it('is declined with a reason that the reader sees, and may be made again', async () => {
    const decline = (reason: string) =>
      s.post(`/patrons/${s.readerId}/erasure-request/decline`, { reason }, 'librarian');
    assert.equal((await decline('Too soon')).json().code, 'erasure_not_requested');
    await ask();
    assert.equal((await decline('  ')).statusCode, 400);
    assert.equal((await decline(' A guarantee is still out ')).statusCode, 200);
    assert.equal((await own()).request.declineReason, 'A guarantee is still out');
    assert.deepEqual(await pending(), []);
    assert.equal((await ask()).json().declinedAt, null);
    assert.equal((await pending()).length, 1);
  });

  it('shows what stands against it by now, and stands on the receipt', async () => {
    const id = await makeSecret();
    await s.db
      .insertInto('erasure_requests')
      .values({ patron_id: id, requested_at: '2026-03-01T08:00:00.000Z' })
      .execute();
    await s.lend({ patronId: id });
    assert.deepEqual(
      (await pending())[0].refusals.map(({ code }: { code: string }) => code),
      ['has_loans'],
    );
    await s.takeBack();
    const receipt = (await erase(id)).json();
    assert.equal(receipt.reason, 'request');
    assert.deepEqual(await pending(), []);
  });
});
