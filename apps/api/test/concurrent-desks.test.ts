import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { readDatabaseFigures } from '../src/platform/database/database.ts';
import { atOnce, DESKS, tally } from './at-once.ts';
import { createScene, type Scene } from './circulation-scene.ts';
import { makeItem, makePatron, makeRecord } from './factories.ts';

// Each test lets many desks decide the same thing at one moment: on a server they all read before the first has written, unless
// what they decide by is locked.
let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

const LOSERS = DESKS - 1;
const send = (method: 'PATCH' | 'DELETE', url: string, payload?: object) =>
  s.as('librarian')({ method, url: `/api/v1${url}`, ...(payload === undefined ? {} : { payload }) });
const count = async (action: string) => {
  const rows = await s.db.selectFrom('audit_log').select('id').where('action', '=', action).execute();
  return rows.length;
};
const copyOf = (recordId: number, barcode: string) =>
  makeItem(s.db, { record_id: recordId, item_type_id: s.typeId, home_branch_id: s.branchId, barcode });
const makeReader = async () => {
  const { category_id } = await s.db
    .selectFrom('patrons')
    .select('category_id')
    .where('id', '=', s.readerId)
    .executeTakeFirstOrThrow();
  return makePatron(s.db, { branch_id: s.branchId, category_id });
};
const makeReaders = async () => {
  const readers: number[] = [];
  for (let n = 0; n < DESKS; n += 1) readers.push(await makeReader());
  return readers;
};
const makeTitles = async () => {
  const titles: { recordId: number; barcode: string }[] = [];
  for (let n = 0; n < DESKS; n += 1) {
    const recordId = await makeRecord(s.db);
    await copyOf(recordId, `TITLE${n}`);
    titles.push({ recordId, barcode: `TITLE${n}` });
  }
  return titles;
};
const lendOne = async () => (await s.lend()).json().loan.id as number;

describe('loans at one moment', () => {
  it('of one copy: one reader gets it', async () => {
    const readers = await makeReaders();
    const answers = await atOnce((n) => s.lend({ patronId: readers[n] }));
    assert.deepEqual(tally(answers), { 201: 1, on_loan_to_other: LOSERS });
  });

  it('to one reader: as many as the limit allows', async () => {
    await s.policy('maxLoansTotal', 3);
    const titles = await makeTitles();
    const answers = await atOnce((n) => s.lend({ barcode: titles[n]!.barcode }));
    assert.deepEqual(tally(answers), { 201: 3, too_many_loans_total: DESKS - 3 });
  });

  it('are renewed as often as the limit allows', async () => {
    await s.policy('maxRenewals', 1);
    const loanId = await lendOne();
    const answers = await atOnce(() => s.post(`/loans/${loanId}/renew`));
    assert.deepEqual(tally(answers), { 200: 1, too_many: LOSERS });
  });

  it('end once, with one charge', async () => {
    await s.policy('overdueCharge', 25);
    await lendOne();
    s.now = s.now.add({ hours: 24 * 40 });
    const answers = await atOnce(() => s.takeBack());
    assert.deepEqual(tally(answers), { 200: DESKS });
    assert.equal(answers.filter((answer) => answer.json().loan !== null).length, 1);
    assert.equal((await s.db.selectFrom('account_lines').select('id').execute()).length, 1);
    assert.equal(await count('loan.return'), 1);
  });

  it('are lost once, with one charge', async () => {
    await s.db.updateTable('items').set({ price: 1500 }).where('id', '=', s.itemId).execute();
    const loanId = await lendOne();
    const answers = await atOnce(() => s.post(`/loans/${loanId}/lost`));
    assert.deepEqual(tally(answers), { 200: 1, item_status_refused: LOSERS });
    const lines = await s.db.selectFrom('account_lines').select('kind').execute();
    assert.equal(lines.filter(({ kind }) => kind === 'lost').length, lines.length);
    assert.equal(await count('loan.lost'), 1);
  });

  it('are claimed and lost: one of both, or both one after the other', async () => {
    const loanId = await lendOne();
    await atOnce((n) => s.post(`/loans/${loanId}/${n % 2 === 0 ? 'claim' : 'lost'}`));
    assert.equal(await count('loan.lost'), 1);
    assert.ok((await count('loan.claim')) <= 1);
  });

  it('are undone once', async () => {
    const loanId = await lendOne();
    const answers = await atOnce(() => s.undo('checkout', loanId));
    assert.deepEqual(tally(answers), { 200: 1, undo_refused: LOSERS });
    assert.equal(await count('loan.checkout.undo'), 1);
  });

  it('end while they are renewed: never both after the end', async () => {
    const loanId = await lendOne();
    await atOnce((n) => (n === 0 ? s.takeBack() : s.post(`/loans/${loanId}/renew`)));
    const actions = await s.db
      .selectFrom('audit_log')
      .select('action')
      .where('entity', '=', 'loan')
      .orderBy('id')
      .execute();
    assert.equal(actions.at(-1)!.action, 'loan.return');
  });
});

describe('holds at one moment', () => {
  it('of one reader for one title: one', async () => {
    await copyOf(s.recordId, 'SECOND');
    const answers = await atOnce(() => s.hold(s.readerId));
    const { 201: placed, ...refused } = tally(answers);
    assert.equal(placed, 1);
    assert.equal(
      Object.values(refused).reduce((sum, n) => sum + n),
      LOSERS,
    );
    assert.match(Object.keys(refused).join(), /^already_on_hold/);
  });

  it('of one reader for many titles: as many as the limit allows', async () => {
    await s.policy('maxHolds', 2);
    const titles = await makeTitles();
    const answers = await atOnce((n) => s.hold(s.readerId, { recordId: titles[n]!.recordId }));
    const { 201: placed, ...refused } = tally(answers);
    assert.equal(placed, 2, JSON.stringify(refused));
  });

  it('of many readers for one title: each has a place of its own', async () => {
    const readers = await makeReaders();
    const answers = await atOnce((n) => s.hold(readers[n]!));
    assert.deepEqual(tally(answers), { 201: DESKS });
    const queue = await s.db.selectFrom('holds').select('position').orderBy('position').execute();
    assert.deepEqual(
      queue.map(({ position }) => position),
      Array.from({ length: DESKS }, (_, n) => n + 1),
    );
  });

  it('leave the queue without a gap', async () => {
    const readers = await makeReaders();
    const ids: number[] = [];
    for (const reader of readers) ids.push((await s.hold(reader)).json().id);
    const leaving = ids.slice(0, 7);
    await Promise.all(leaving.map((id) => send('DELETE', `/holds/${id}`)));
    const queue = await s.db.selectFrom('holds').select('position').where('status', '=', 'waiting').execute();
    assert.deepEqual(queue.map(({ position }) => position).sort(), [1, 2, 3]);
  });

  it('are filled by one of the copies that come back', async () => {
    for (let n = 0; n < DESKS; n += 1) await copyOf(s.recordId, `COPY${n}`);
    await s.hold(s.readerId);
    const answers = await atOnce((n) => s.takeBack({ barcode: `COPY${n}` }));
    assert.deepEqual(tally(answers), { 200: DESKS });
    assert.equal(answers.filter((answer) => answer.json().hold !== null).length, 1);
  });

  it('are filled by one of the copies that are fetched', async () => {
    for (let n = 0; n < DESKS; n += 1) await copyOf(s.recordId, `COPY${n}`);
    await s.hold(s.readerId);
    const answers = await atOnce((n) => s.post('/circulation/pulls', { barcode: `COPY${n}` }));
    const { 200: pulled, ...refused } = tally(answers);
    assert.equal(pulled, 1, JSON.stringify(refused));
    assert.equal(Object.keys(refused).length, 1);
  });

  it('are fulfilled by one loan', async () => {
    await s.hold(s.readerId);
    await s.takeBack();
    const answers = await atOnce(() => s.lend());
    const lent = answers.filter((answer) => answer.statusCode === 201 && answer.json().isRenewal === false);
    assert.equal(lent.length, 1);
    const holds = await s.db.selectFrom('holds').select('status').execute();
    assert.deepEqual(
      holds.map(({ status }) => status),
      ['fulfilled'],
    );
  });

  it('are placed on a copy while it is lent', async () => {
    const readers = await makeReaders();
    await atOnce((n) => (n % 2 === 0 ? s.lend({ patronId: readers[n] }) : s.hold(readers[n]!, { itemId: s.itemId })));
    // Whoever asks first for the copy keeps the others from borrowing it.
    assert.ok((await count('loan.checkout')) <= 1);
  });

  it('are cancelled once, or lent first', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    await atOnce((n) => (n % 2 === 0 ? send('DELETE', `/holds/${id}`) : s.lend()));
    assert.equal(await count('hold.cancel'), (await statusOf(id)) === 'cancelled' ? 1 : 0);
    assert.equal(await count('loan.checkout'), 1);
  });

  it('move on to the next reader once', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    const next = (await s.hold(s.otherReaderId)).json();
    await s.takeBack();
    const answers = await atOnce(() => send('DELETE', `/holds/${id}`));
    assert.equal(tally(answers)[200], 1);
    assert.equal(await statusOf(next.id), 'ready');
  });

  const statusOf = async (id: number) => {
    const { status } = await s.db.selectFrom('holds').select('status').where('id', '=', id).executeTakeFirstOrThrow();
    return status;
  };
});

describe('copies and readers at one moment', () => {
  it('a copy is lent or withdrawn', async () => {
    const headers = { 'if-match': '*' };
    const withdraw = () =>
      s.as('librarian')({
        method: 'PATCH',
        url: `/api/v1/items/${s.itemId}`,
        headers,
        payload: { status: 'withdrawn' },
      });
    const answers = await atOnce((n) => (n % 2 === 0 ? s.lend() : withdraw()));
    const withdrawn = answers.filter((answer, n) => n % 2 === 1 && answer.statusCode === 200).length;
    assert.equal(await count('loan.checkout'), withdrawn === 0 ? 1 : 0);
  });

  it('a copy is lent or deleted', async () => {
    const headers = { 'if-match': '*' };
    const remove = () => s.as('librarian')({ method: 'DELETE', url: `/api/v1/items/${s.itemId}`, headers });
    const answers = await atOnce((n) => (n % 2 === 0 ? s.lend() : remove()));
    const deleted = answers.filter((answer) => answer.statusCode === 204).length;
    assert.equal((await count('loan.checkout')) + deleted, 1);
  });

  it('a reader borrows or is erased', async () => {
    const reader = await makeReader();
    const headers = { 'if-match': '*' };
    const erase = () => s.as('administrator')({ method: 'DELETE', url: `/api/v1/patrons/${reader}`, headers });
    const answers = await atOnce((n) => (n % 2 === 0 ? s.lend({ patronId: reader }) : erase()));
    const erased = answers.filter((answer, n) => n % 2 === 1 && answer.statusCode < 300).length;
    assert.equal((await count('loan.checkout')) + erased, 1);
    const open = await s.db.selectFrom('loans').select('patron_id').where('returned_at', 'is', null).execute();
    assert.deepEqual(
      open.map(({ patron_id }) => patron_id),
      erased === 1 ? [] : [reader],
    );
  });

  it('one request with its key is done once, however often it comes', async () => {
    const request = (n: number) =>
      s.as('assistant')({
        method: 'POST',
        url: '/api/v1/circulation/checkouts',
        headers: { 'idempotency-key': 'same-request' },
        payload: { patronId: s.readerId, barcode: s.barcode },
        remoteAddress: `127.0.0.${n + 1}`,
      });
    assert.deepEqual(tally(await atOnce(request)), { 201: DESKS });
    assert.equal(await count('loan.checkout'), 1);
    assert.equal(await count('loan.renew'), 0);
  });
});

describe('the order in which rows are taken', () => {
  it('lets no two transactions of all these wait for each other', () => {
    assert.equal(readDatabaseFigures(s.db)?.retries.deadlock ?? 0, 0);
  });
});
