import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene } from '../../test/circulation-scene.ts';
import { makeBranch, makeItem, makeRecord } from '../../test/factories.ts';
import { smtpError, startMailServer } from '../../test/mail-server.ts';
import { dayIn } from '../platform/clock.ts';
import { sendNotices } from './notice-sending.service.ts';
import { planNotices } from './reminders.service.ts';

const server = await startMailServer();
const s = await createScene({ environment: { SMTP_URL: server.url } });
const farBranchId = await makeBranch(s.db, { name: 'Annexe', time_zone: 'America/Guadeloupe' });
after(async () => {
  await s.close();
  await server.close();
});
beforeEach(async () => {
  server.mails.length = 0;
  server.onRecipient = undefined;
  await s.db.deleteFrom('notices').execute();
  await s.clear();
  await s.policy('maxRenewals', 5);
  const reader = {
    email: 'ada@example.org',
    notice_choice: 'daily',
    expires_on: '2030-12-31',
    language: 'en',
  } as const;
  await s.db.updateTable('patrons').set(reader).where('id', '=', s.readerId).execute();
});

const at = (instant: string) => {
  s.now = Temporal.Instant.from(instant);
};
const plan = (branchId = s.branchId, timeZone = 'Europe/Paris') =>
  planNotices(s.context, { branchId, day: dayIn(s.now, timeZone) });
/** Sends what is due. Answers the subjects of the mails, without the library's name. */
async function send(): Promise<string[]> {
  server.mails.length = 0;
  await sendNotices({ ...s.context, mailer: s.context.mailer!, random: () => 0.5 });
  return server.mails.map(({ subject }) => subject!.replace(/ – .*/, ''));
}
const text = () => server.mails[0]?.text ?? '';
async function makeCopy(title: string): Promise<{ recordId: number; barcode: string }> {
  const recordId = await makeRecord(s.db, { title });
  const barcode = `COPY-${recordId}`;
  await makeItem(s.db, { record_id: recordId, barcode, item_type_id: s.typeId, home_branch_id: s.branchId });
  return { recordId, barcode };
}
/** Lends a new title to the reader; answers its barcode. */
async function lend(title: string, more: object = {}): Promise<string> {
  const { barcode } = await makeCopy(title);
  const answer = await s.lend({ barcode, ...more });
  assert.equal(answer.statusCode, 201, answer.body);
  return barcode;
}
/** Lets a new title be ready for the reader; answers the hold. */
async function makeReady(title: string): Promise<number> {
  const { recordId, barcode } = await makeCopy(title);
  assert.equal((await s.lend({ patronId: s.otherReaderId, barcode })).statusCode, 201);
  const hold = await s.hold(s.readerId, { recordId });
  assert.equal(hold.statusCode, 201, hold.body);
  assert.equal((await s.takeBack({ barcode })).statusCode, 200);
  return hold.json().id as number;
}

const DIGEST = 'Your loans and reservations today';

describe('the mail of the day', () => {
  it('has all that is due, overdue and ready, and comes once', async () => {
    await lend('Middlemarch');
    at('2026-03-29T10:00:00Z');
    await s.policy('overdueLoans', 'ignore');
    await lend('Nadja', { dueAt: '2026-04-02T21:59:00Z' });
    await makeReady('Vendredi');
    assert.deepEqual(await send(), []);
    at('2026-03-30T04:00:00Z');
    assert.deepEqual(await plan(), { reminders: 2, restricted: 0 });
    assert.deepEqual(await send(), []);
    at('2026-03-30T04:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    assert.match(text(), /Middlemarch is overdue: it was due on Monday, 23 March 2026 \(7 days late\)/);
    assert.match(text(), /Nadja is due back by Thursday, 2 April 2026/);
    assert.match(text(), /Vendredi is waiting for you at Desk until /);
    assert.deepEqual(await plan(), { reminders: 0, restricted: 0 });
    at('2026-03-31T05:00:00Z');
    await plan();
    assert.deepEqual(await send(), []);
  });

  it('brings a ready reservation the next morning, when there is nothing else', async () => {
    at('2026-03-02T10:00:00Z');
    await makeReady('Vendredi');
    await makeReady('Bonsoir');
    at('2026-03-03T05:09:00Z');
    assert.deepEqual(await send(), []);
    at('2026-03-03T05:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    assert.match(text(), /Vendredi[^]*Bonsoir/);
    assert.deepEqual(await send(), []);
  });

  it('does not say what is no longer so, nor come for nothing', async () => {
    const holdId = await makeReady('Vendredi');
    assert.equal((await s.as('reader')({ method: 'DELETE', url: `/api/v1/holds/${holdId}` })).statusCode, 200);
    const barcode = await lend('Middlemarch');
    at('2026-03-20T05:00:00Z');
    await plan();
    assert.equal((await s.takeBack({ barcode })).statusCode, 200);
    at('2026-03-20T05:10:00Z');
    assert.deepEqual(await send(), []);
    const states = await s.db.selectFrom('notices').select('state').execute();
    assert.deepEqual(
      states.map(({ state }) => state),
      ['cancelled'],
    );
  });

  it('goes at its hour, even if something comes to it while it gathers', async () => {
    await lend('Middlemarch');
    at('2026-03-20T05:00:00Z');
    await plan();
    at('2026-03-20T05:12:00Z');
    await makeReady('Vendredi');
    assert.deepEqual(await send(), [DIGEST]);
    assert.match(text(), /Middlemarch[^]*Vendredi/);
  });

  it('is one a day, wherever the loans began and whenever a plan runs', async () => {
    await lend('Middlemarch');
    const far = await lend('Nadja');
    await s.db
      .updateTable('loans')
      .set({ branch_id: farBranchId })
      .where('item_id', '=', (eb) => eb.selectFrom('items').select('id').where('barcode', '=', far))
      .execute();
    at('2026-03-20T05:00:00Z');
    await plan();
    at('2026-03-20T05:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    at('2026-03-20T10:00:00Z');
    assert.deepEqual(await plan(farBranchId, 'America/Guadeloupe'), { reminders: 1, restricted: 0 });
    at('2026-03-20T20:00:00Z');
    assert.deepEqual(await send(), []);
    at('2026-03-21T05:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    assert.match(text(), /Nadja/);
    assert.doesNotMatch(text(), /Middlemarch/);
  });

  it('lets a reminder come by itself that tomorrow would be too late', async () => {
    await makeReady('Vendredi');
    await lend('Middlemarch', { dueAt: '2026-03-23T21:59:00Z' });
    await s.policy('courtesyBefore', 0);
    at('2026-03-23T05:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    // The server was down in the morning: the plan of the day comes late.
    at('2026-03-23T14:00:00Z');
    await plan();
    at('2026-03-23T14:10:00Z');
    assert.deepEqual(await send(), ['Due back soon']);
  });

  it('says a ready reservation at once that could not wait until the morning', async () => {
    await s.policy('pickupDays', 0);
    await makeReady('Vendredi');
    assert.deepEqual(await send(), ['Your reservation is ready']);
  });

  it('counts the delays of overdue notices from the day they were told', async () => {
    await lend('Middlemarch');
    at('2026-03-29T10:00:00Z');
    await makeReady('Vendredi');
    at('2026-03-30T04:00:00Z');
    await plan();
    at('2026-03-30T04:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    // The first was told seven days late, the second comes fourteen days after it.
    at('2026-04-12T04:00:00Z');
    assert.equal((await plan()).reminders, 0);
    at('2026-04-13T04:00:00Z');
    assert.equal((await plan()).reminders, 1);
  });

  it('is for readers who choose it, or whose category has it; the others hear of each by itself', async () => {
    const choose = (noticeChoice: string) =>
      s.as('reader')({ method: 'PATCH', url: '/api/v1/me', payload: { noticeChoice } });
    assert.equal((await choose('each')).statusCode, 200);
    await makeReady('Vendredi');
    assert.deepEqual(await send(), ['Your reservation is ready']);
    await choose('library');
    await makeReady('Nadja');
    assert.deepEqual(await send(), ['Your reservation is ready']);
    await s.policy('areRemindersGrouped', true);
    await makeReady('Bonsoir');
    assert.deepEqual(await send(), []);
    at('2026-03-03T05:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    await choose('each');
    await makeReady('Candide');
    assert.deepEqual(await send(), ['Your reservation is ready']);
  });

  it('is tried again when the server refuses it for now, and holds back what comes after it', async () => {
    await makeReady('Vendredi');
    at('2026-03-03T05:10:00Z');
    server.onRecipient = () => smtpError(450, 'Greylisted');
    assert.deepEqual(await send(), []);
    server.onRecipient = undefined;
    await makeReady('Nadja');
    at('2026-03-03T07:00:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    assert.doesNotMatch(text(), /Nadja/);
    at('2026-03-04T05:10:00Z');
    assert.deepEqual(await send(), [DIGEST]);
    assert.match(text(), /Nadja/);
  });
});

describe('the text of the mail of the day', () => {
  it('is shown with an example of each, in both languages', async () => {
    for (const [language, words] of [
      ['en', ['is overdue', 'is due back', 'is waiting for you at Desk']],
      ['fr', ['est en retard', 'est à rendre', 'vous attend à Desk']],
    ] as const) {
      const url = `/api/v1/notice-templates/digest/${language}`;
      const { subject, body } = (await s.as('librarian')({ url })).json();
      const preview = await s.as('librarian')({ method: 'POST', url: `${url}/preview`, payload: { subject, body } });
      assert.equal(preview.statusCode, 200, preview.body);
      for (const word of words) assert.ok(preview.json().text.includes(word), `${word}: ${preview.json().text}`);
    }
  });
});
