import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { makeItem, makeRecord } from '../../test/factories.ts';
import { startMailServer } from '../../test/mail-server.ts';
import { dayIn } from '../platform/clock.ts';
import { sendNotices } from './notice-sending.service.ts';
import { planNotices } from './reminders.service.ts';

const server = await startMailServer();
const s = await createScene({ environment: { SMTP_URL: server.url } });
after(async () => {
  await s.close();
  await server.close();
});
beforeEach(async () => {
  server.mails.length = 0;
  await s.db.deleteFrom('notices').execute();
  await s.clear();
  await s.policy('maxRenewals', 5);
  await s.db
    .updateTable('patrons')
    .set({ email: 'ada@example.org', notice_choice: 'library', expires_on: '2030-12-31', language: 'en' })
    .execute();
});

const plan = (branchId = s.branchId) => planNotices(s.context, { branchId, day: dayIn(s.now, 'Europe/Paris') });
/** Moves the clock to a morning, plans and sends. Answers the subjects of the mails. */
async function night(day: string): Promise<string[]> {
  s.now = s.now.add({ hours: 24 * daysUntil(day) });
  await plan();
  s.now = s.now.add({ minutes: 10 });
  server.mails.length = 0;
  await sendNotices({ ...s.context, mailer: s.context.mailer!, random: () => 0.5 });
  s.now = s.now.subtract({ minutes: 10 });
  return server.mails.map(({ subject }) => subject!.replace(/ – .*/, '')).sort();
}
function daysUntil(day: string): number {
  return Math.round((Date.parse(`${day}T09:00:00Z`) - s.now.epochMilliseconds) / 86_400_000);
}
async function lendAnother(title: string, more: object = {}): Promise<number> {
  const record_id = await makeRecord(s.db, { title });
  const barcode = `ANOTHER-${record_id}`;
  await makeItem(s.db, { record_id, barcode, item_type_id: s.typeId, home_branch_id: s.branchId });
  const answer = await s.lend({ barcode, ...more });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().loan.id as number;
}

describe('the nightly plan (rule 27)', () => {
  it('writes before the due date, then three times after it, each once', async () => {
    await s.lend();
    const story: string[] = [];
    for (const day of [19, 20, 21, 22, 23, 24, 29, 30, 31]) {
      for (const subject of await night(`2026-03-${day}`)) story.push(`${day} ${subject}`);
    }
    for (const day of ['2026-04-12', '2026-04-13', '2026-05-03', '2026-05-04', '2026-09-01']) {
      for (const subject of await night(day)) story.push(`${day} ${subject}`);
    }
    assert.deepEqual(story, [
      '20 Due back soon',
      '30 Overdue loans',
      '2026-04-13 Second notice: overdue loans',
      '2026-05-04 Last notice: overdue loans',
    ]);
  });

  it('makes up for missed nights, but sends no stale courtesy notice', async () => {
    await s.lend();
    assert.deepEqual(await night('2026-03-22'), ['Due back soon']);
    await s.takeBack();
    const loanId = await lendAnother('Missed');
    const due = await s.db.selectFrom('loans').select('due_at').where('id', '=', loanId).executeTakeFirstOrThrow();
    assert.match(due.due_at, /^2026-04-12/);
    assert.deepEqual(await night('2026-04-13'), []);
    assert.deepEqual(await night('2026-06-30'), ['Overdue loans']);
    assert.deepEqual(await night('2026-07-13'), []);
    assert.deepEqual(await night('2026-07-14'), ['Second notice: overdue loans']);
  });

  it('does not send a notice that waited while the loan came back', async () => {
    await s.lend();
    s.now = s.now.add({ hours: 24 * 19 });
    assert.deepEqual(await plan(), { reminders: 1, restricted: 0 });
    await s.takeBack();
    s.now = s.now.add({ minutes: 10 });
    const result = await sendNotices({ ...s.context, mailer: s.context.mailer!, random: () => 0.5 });
    assert.deepEqual(result, { sent: 0, failed: 0, retried: 0, cancelled: 1 });
  });

  it('tells a renewed loan by its new due date', async () => {
    const loanId = (await s.lend()).json().loan.id as number;
    assert.deepEqual(await night('2026-03-20'), ['Due back soon']);
    assert.equal((await s.post(`/loans/${loanId}/renew`)).statusCode, 200);
    assert.deepEqual(await night('2026-03-21'), []);
    assert.deepEqual(await night('2026-04-10'), ['Due back soon']);
  });

  it('puts several loans of one kind into one mail, and all reminders of a day if wanted', async () => {
    await s.lend();
    await lendAnother('Second');
    assert.deepEqual(await night('2026-03-20'), ['Due back soon']);
    assert.match(server.mails[0]!.text!, /Le Grand Meaulnes[^]*Second/);
    s.now = s.now.add({ hours: 24 * 3 });
    await lendAnother('Third', { dueAt: '2026-04-02T21:59:00Z', overrides: ['overdue_loans'], overrideComment: 'ok' });
    assert.deepEqual(await night('2026-03-30'), ['Due back soon', 'Overdue loans']);
  });

  it('sends one mail a day to a reader who wants that', async () => {
    await s.db.updateTable('patrons').set({ notice_choice: 'daily' }).execute();
    await s.lend();
    s.now = s.now.add({ hours: 24 * 14 });
    await lendAnother('Third', { dueAt: '2026-04-02T21:59:00Z' });
    assert.deepEqual(await night('2026-03-30'), ['Your loans and reservations today']);
    assert.match(server.mails[0]!.text!, /Le Grand Meaulnes is overdue[^]*Third is due back by Thursday, 2 April 2026/);
  });

  it('asks nobody for what was claimed returned, or who declined courtesy notices', async () => {
    await s.lend();
    await s.db.updateTable('patrons').set({ notice_choice: 'essential' }).execute();
    assert.deepEqual(await night('2026-03-20'), []);
    await s.db.updateTable('items').set({ status: 'claimed_returned' }).execute();
    assert.deepEqual(await night('2026-03-30'), []);
    await s.db.updateTable('items').set({ status: 'available' }).execute();
    assert.deepEqual(await night('2026-03-31'), ['Overdue loans']);
  });

  it('tells readers once that their card ends', async () => {
    await s.db.updateTable('patrons').set({ expires_on: '2026-04-10' }).where('id', '=', s.readerId).execute();
    assert.deepEqual(await night('2026-03-10'), []);
    assert.deepEqual(await night('2026-03-11'), ['Your library card ends soon']);
    assert.deepEqual(await night('2026-03-12'), []);
  });

  it('restricts a reader day by day while a loan is that late', async () => {
    await s.policy('overdueRestrictsFrom', 'first');
    await s.policy('overdueLoans', 'ignore');
    await s.lend();
    const until = async () =>
      (
        await s.db
          .selectFrom('patrons')
          .select('restricted_until')
          .where('id', '=', s.readerId)
          .executeTakeFirstOrThrow()
      ).restricted_until;
    await night('2026-03-29');
    assert.equal(await until(), null);
    await night('2026-03-30');
    assert.equal(await until(), '2026-03-31');
    await night('2026-03-31');
    assert.equal(await until(), '2026-04-01');
    await s.takeBack();
    await night('2026-04-01');
    assert.equal(await until(), '2026-04-01');
    const entries = await s.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', '=', 'patron.restrict')
      .execute();
    assert.equal(entries.length, 2);
  });
});

describe('the delays of overdue notices', () => {
  const set = (name: string, value: number | null, branchId: number | null = null) =>
    s.as('librarian')({
      method: 'PUT',
      url: '/api/v1/policies/values',
      payload: { name, value, branchId, patronCategoryId: null, itemTypeId: null },
    });

  it('must increase, at every scope together', async () => {
    for (const [name, value, branchId, code] of [
      ['secondOverdueAfter', 7, null, 'delays_must_increase'],
      ['secondOverdueAfter', 8, null, undefined],
      ['firstOverdueAfter', 8, s.branchId, 'delays_must_increase'],
      ['secondOverdueAfter', null, s.branchId, undefined],
      ['firstOverdueAfter', 41, s.branchId, undefined],
      ['thirdOverdueAfter', 41, null, 'delays_must_increase'],
      ['firstOverdueAfter', 0, null, 'policy_value_invalid'],
    ] as const) {
      const answer = await set(name, value, branchId);
      assert.equal(answer.json().code, code, `${name} ${value}: ${answer.body}`);
    }
    const rows = (await s.as('librarian')({ url: '/api/v1/policies' })).json();
    const inTheWay = rows.values.find(
      (row: { name: string; branchId: number | null }) => row.name === 'secondOverdueAfter' && row.branchId !== null,
    );
    const unset = await s.as('librarian')({ method: 'DELETE', url: `/api/v1/policies/values/${inTheWay.id}` });
    assert.equal(unset.json().code, 'delays_must_increase');
  });
});
