import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { makeItem, makePatron } from '../../test/factories.ts';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { ROLES } from '../../test/test-app.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import type { Problem } from '../platform/errors.ts';
import type { CirculationContext } from './circulation-context.ts';
import { checkOut } from './loans.service.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

describe('lending', () => {
  it('opens a loan, tells the catalogue and the audit log', async () => {
    const answer = await s.lend();
    assert.equal(answer.statusCode, 201, answer.body);
    const { loan, isRenewal, explanation } = answer.json();
    assert.equal(loan.dueAt, '2026-03-23T22:59:00.000Z');
    assert.deepEqual([loan.patron.id, loan.item.barcode, isRenewal], [s.readerId, s.barcode, false]);
    assert.ok(explanation.steps.some(({ code }: { code: string }) => code === 'due_at'));
    const changes = await s.db.selectFrom('record_changes').selectAll().execute();
    assert.deepEqual(
      changes.map((row) => row.record_id),
      [s.recordId],
    );
    const entry = await s.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'loan.checkout')
      .executeTakeFirstOrThrow();
    assert.equal(entry.entity_id, loan.id);
  });

  it('knows a reader by card number', async () => {
    const answer = await s.lend({ patronId: undefined, cardNumber: '2900000000001' });
    assert.equal(answer.json().loan.patron.id, s.readerId);
  });

  it('refuses a lost card although the reader has a new one', async () => {
    await s.db
      .insertInto('patron_cards')
      .values({ patron_id: s.readerId, number: 'OLD', status: 'lost', issued_at: '2025-01-01T00:00:00.000Z' })
      .execute();
    assert.deepEqual(refusalCodes(await s.lend({ patronId: undefined, cardNumber: 'OLD' })), ['card_lost']);
  });

  it('refuses what it does not know', async () => {
    const answer = await s.lend({ patronId: undefined, cardNumber: 'NOBODY', barcode: 'NOTHING' });
    assert.equal(answer.statusCode, 409);
    assert.deepEqual(refusalCodes(answer), ['unknown_barcode', 'unknown_patron']);
  });

  it('wants the reader named in exactly one way', async () => {
    assert.equal((await s.lend({ patronId: undefined })).json().code, 'patron_required');
    assert.equal((await s.lend({ cardNumber: '2900000000001' })).json().code, 'patron_required');
  });

  it('lists every reason, and says who may override which', async () => {
    await s.db.updateTable('items').set({ status: 'withdrawn' }).where('id', '=', s.itemId).execute();
    await s.policy('maxLoans', 0);
    const answer = await s.lend();
    assert.equal(answer.json().code, 'checkout_refused');
    assert.deepEqual(refusalCodes(answer), ['item_withdrawn', 'too_many_loans']);
    assert.deepEqual(answer.json().refusals[1], {
      code: 'too_many_loans',
      severity: 'override',
      params: { count: 0, limit: 0 },
      overridable: false,
      permission: 'circulation.override',
    });
  });

  it('lets a librarian override with a comment, and nobody without', async () => {
    await s.policy('maxLoans', 0);
    const override = { overrides: ['too_many_loans'], overrideComment: 'For the reading club' };
    assert.equal((await s.lend(override, 'assistant')).statusCode, 409);
    assert.equal(
      (await s.lend({ overrides: ['too_many_loans'] }, 'librarian')).json().code,
      'override_comment_required',
    );
    assert.equal((await s.lend(override, 'librarian')).statusCode, 201);
    const entry = await s.db
      .selectFrom('audit_log')
      .select('after')
      .where('action', '=', 'loan.checkout')
      .executeTakeFirstOrThrow();
    const { overridden, comment } = JSON.parse(entry.after ?? '') as { overridden: string[]; comment: string };
    assert.deepEqual([overridden, comment], [['too_many_loans'], 'For the reading club']);
  });

  it('renews when the reader has it already', async () => {
    await s.lend();
    const again = await s.lend();
    assert.equal(again.json().isRenewal, true);
    assert.equal(again.json().loan.renewals, 1);
  });

  it('takes a due date from the desk, not past the card', async () => {
    assert.equal((await s.lend({ dueAt: '2031-06-01T10:00:00Z' })).json().code, 'due_date_invalid');
    assert.deepEqual(refusalCodes(await s.lend({ dueAt: '2026-05-01T10:00:00Z' })), ['due_after_policy']);
    assert.equal((await s.lend({ dueAt: '2026-03-05T10:00:00Z' })).json().loan.dueAt, '2026-03-05T10:00:00.000Z');
  });

  it('gives one copy to one of two hundred desks at the same moment (rule 11)', async () => {
    const reader = await s.db.selectFrom('patrons').selectAll().where('id', '=', s.readerId).executeTakeFirstOrThrow();
    const same = { branch_id: s.branchId, category_id: reader.category_id };
    const readers: number[] = [];
    for (let n = 0; n < 200; n += 1) readers.push(await makePatron(s.db, same));
    // A database server that has no free connection for too long says so, and the desk asks again.
    const lend = async (patronId: number) => {
      let answer = await s.lend({ patronId });
      while (answer.json().code === 'database_busy') answer = await s.lend({ patronId });
      return answer;
    };
    const answers = await Promise.all(readers.map(lend));
    const refused = answers.filter(({ statusCode }) => statusCode !== 201);
    assert.equal(refused.length, 199);
    for (const answer of refused) assert.deepEqual(refusalCodes(answer), ['on_loan_to_other']);
    assert.equal((await s.db.selectFrom('loans').selectAll().execute()).length, 1);
  });

  it('answers a second open loan that the schema refuses as a refusal', async () => {
    // What the loser of a race between two processes meets, played by one transaction that lends twice.
    const racing: CirculationContext = {
      ...s.context,
      audit: async (trx) => {
        const loan = await trx.selectFrom('loans').selectAll().executeTakeFirstOrThrow();
        const { id, ...values } = loan;
        assert.ok(id > 0);
        await trx.insertInto('loans').values(values).execute();
      },
    };
    const actor = { ...SYSTEM, branchId: s.branchId };
    const lent = checkOut(racing, actor, { patronId: s.readerId, barcode: s.barcode });
    await assert.rejects(lent, (error: Problem) => {
      assert.equal(error.code, 'checkout_refused');
      assert.deepEqual(
        (error.extensions['refusals'] as { code: string }[]).map(({ code }) => code),
        ['on_loan_to_other'],
      );
      return true;
    });
    assert.deepEqual(await s.db.selectFrom('loans').selectAll().execute(), []);
  });

  it('leaves nothing behind when it is killed in the middle', async () => {
    const killed = { ...s.context, recordChanged: () => Promise.reject(new Error('killed here')) };
    const actor = { ...SYSTEM, branchId: s.branchId };
    await assert.rejects(checkOut(killed, actor, { patronId: s.readerId, barcode: s.barcode }), /killed here/);
    assert.deepEqual(await s.db.selectFrom('loans').selectAll().execute(), []);
    assert.deepEqual(await s.db.selectFrom('audit_log').selectAll().execute(), []);
  });

  it('repeats the answer of the same key and lends once', async () => {
    const request = {
      method: 'POST' as const,
      url: '/api/v1/circulation/checkouts',
      headers: { 'idempotency-key': 'desk-1-0000001' },
      payload: { patronId: s.readerId, barcode: s.barcode },
    };
    const first = await s.as('assistant')(request);
    const second = await s.as('assistant')(request);
    assert.equal(second.body, first.body);
    assert.equal((await s.db.selectFrom('loans').selectAll().execute())[0]?.renewals, 0);
  });
});

describe('renewing', () => {
  it('is for the desk and for the reader who has it', async () => {
    const { id } = (await s.lend()).json().loan;
    assert.equal((await s.post(`/loans/${id}/renew`, {}, 'reader')).json().loan.renewals, 1);
    assert.equal((await s.post(`/loans/${id}/renew`)).json().loan.renewals, 2);
    const refused = await s.post(`/loans/${id}/renew`, {}, 'reader');
    assert.equal(refused.json().code, 'renewal_refused');
    assert.deepEqual(refusalCodes(refused), ['too_many']);
  });

  it('does not show another reader’s loan', async () => {
    const { id } = (await s.lend({ patronId: s.otherReaderId })).json().loan;
    const answer = await s.post(`/loans/${id}/renew`, {}, 'reader');
    assert.equal(answer.statusCode, 404);
    assert.doesNotMatch(answer.body, /Meaulnes|Zoé/);
  });

  it('is refused while somebody waits, and for a returned loan', async () => {
    const { id } = (await s.lend()).json().loan;
    await s.hold(s.otherReaderId);
    assert.deepEqual(refusalCodes(await s.post(`/loans/${id}/renew`)), ['on_hold']);
    await s.takeBack();
    assert.equal((await s.post(`/loans/${id}/renew`)).json().code, 'loan_not_open');
  });
});

describe('listing loans', () => {
  it('pages open loans by due date, and tells overdue ones apart', async () => {
    for (const days of [3, 1, 2]) {
      const barcode = `LIST${days}`;
      await makeItem(s.db, { barcode, item_type_id: s.typeId, home_branch_id: s.branchId });
      await s.lend({ barcode, dueAt: s.now.add({ hours: 24 * days }).toString() });
    }
    const first = (await s.get('/loans?status=open&limit=2')).json();
    assert.deepEqual(
      first.items.map(({ item }: { item: { barcode: string } }) => item.barcode),
      ['LIST1', 'LIST2'],
    );
    const second = (await s.get(`/loans?status=open&limit=2&cursor=${first.nextCursor}`)).json();
    assert.deepEqual([second.items.length, second.items[0].item.barcode, second.nextCursor], [1, 'LIST3', null]);
    s.now = s.now.add({ hours: 36 });
    const overdue = (await s.get('/loans?status=overdue')).json().items;
    assert.deepEqual(
      overdue.map(({ isOverdue }: { isOverdue: boolean }) => isOverdue),
      [true],
    );
  });

  it('refuses fields that it does not know and cursors that it did not give', async () => {
    assert.equal((await s.get('/loans?foo=1')).statusCode, 400);
    assert.equal((await s.get('/loans?cursor=abc')).json().code, 'invalid_cursor');
    assert.equal((await s.lend({ force: true })).json().errors[0].code, 'unknown_field');
  });
});

describe('who may lend and take back', () => {
  const allowed: Record<string, boolean> = {
    administrator: true,
    librarian: true,
    assistant: true,
    reader: false,
    anonymous: false,
  };
  for (const role of ROLES) {
    it(`${role}: ${allowed[role] ? 'yes' : 'no'}`, async () => {
      const refused = role === 'anonymous' ? 401 : 403;
      assert.equal((await s.lend({}, role)).statusCode, allowed[role] ? 201 : refused);
      assert.equal((await s.takeBack({}, role)).statusCode, allowed[role] ? 200 : refused);
      assert.equal((await s.get('/loans', role)).statusCode, allowed[role] ? 200 : refused);
      const last = await s.db.selectFrom('loans').select('id').executeTakeFirst();
      assert.equal((await s.undo('return', last?.id ?? 1, role)).statusCode, allowed[role] ? 200 : refused);
    });
  }
});
