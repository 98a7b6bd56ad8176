import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { smtpError, startMailServer } from '../../test/mail-server.ts';
import { forget } from '../../test/retention.ts';
import type { Role } from '../../test/test-app.ts';
import { inTransaction } from '../platform/database/database.ts';
import { sendNotices } from './notice-sending.service.ts';
import { planNotices } from './reminders.service.ts';

const server = await startMailServer();
const s = await createScene({ environment: { SMTP_URL: server.url, PUBLIC_URL: 'https://b.example' } });
after(async () => {
  await s.close();
  await server.close();
});
beforeEach(async () => {
  server.mails.length = 0;
  server.onRecipient = undefined;
  await s.db.deleteFrom('notices').execute();
  await s.db.deleteFrom('notice_templates').execute();
  await s.clear();
  await s.db
    .updateTable('patrons')
    .set({ email: 'ada@example.org', language: 'en', notice_choice: 'library' })
    .execute();
});

const welcome = () =>
  inTransaction(s.db, (trx) =>
    s.context.queueNotice(trx, { kind: 'welcome', patronId: s.readerId, branchId: s.branchId }),
  );
const send = () => sendNotices({ ...s.context, mailer: s.context.mailer!, random: () => 0.5 });
const get = async (url: string, role: Role = 'assistant') => (await s.get(url, role)).json();
const request = (method: 'PUT' | 'DELETE' | 'POST', url: string, payload: object | undefined, ifMatch?: string) =>
  s.as('librarian')({
    method,
    url: `/api/v1${url}`,
    ...(payload === undefined ? {} : { payload }),
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  });

describe('mails, as staff see them', () => {
  it('are listed with their state, filtered, in pages', async () => {
    await welcome();
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(s.readerId);
    await s.takeBack();
    const all = await get('/notices');
    assert.deepEqual(
      all.items.map(({ kind, state }: { kind: string; state: string }) => [kind, state]),
      [
        ['hold_ready', 'planned'],
        ['welcome', 'planned'],
      ],
    );
    assert.deepEqual([all.items[0].subject, all.items[0].error], [null, null]);
    const first = await get('/notices?limit=1');
    const second = await get(`/notices?limit=1&cursor=${first.nextCursor}`);
    assert.deepEqual([second.items[0].kind, second.nextCursor], ['welcome', null]);
    await send();
    assert.equal((await get('/notices?state=sent&kind=welcome')).items.length, 1);
    assert.equal((await get(`/notices?patronId=${s.otherReaderId}`)).items.length, 0);
    const detail = await get(`/notices/${all.items[0].id}`);
    assert.equal(detail.about[0].title, 'Le Grand Meaulnes');
    assert.match(detail.text, /^Hello/);
    assert.match(detail.html, /^<p>Hello/);
    assert.equal((await s.get('/notices/999999')).statusCode, 404);
    const summary = await get('/notices/summary');
    assert.deepEqual(summary, { isMailConfigured: true, counts: { sent: 2 }, oldestDueAt: null });
  });

  it('tell why they failed, and are sent again by hand', async () => {
    server.onRecipient = () => smtpError(550, 'No such user');
    await welcome();
    await send();
    const [notice] = (await get('/notices?state=failed')).items;
    assert.deepEqual(notice.error, { code: 'refused', detail: '550 No such user' });
    server.onRecipient = undefined;
    assert.equal((await s.post(`/notices/${notice.id}/retry`, {}, 'assistant')).statusCode, 403);
    const retried = await s.post(`/notices/${notice.id}/retry`, {}, 'librarian');
    assert.deepEqual([retried.statusCode, retried.json().state, retried.json().attempts], [200, 'queued', 0]);
    await send();
    assert.equal(server.mails.length, 1);
    const again = await s.post(`/notices/${notice.id}/retry`, {}, 'librarian');
    assert.deepEqual([again.statusCode, again.json().code], [409, 'notice_state_refused']);
    const log = await s.db.selectFrom('audit_log').selectAll().where('entity', '=', 'notice').execute();
    assert.deepEqual(
      log.map(({ action, after: state }) => [action, state]),
      [['notice.retry', '{"state":"queued"}']],
    );
  });

  it('are not sent once cancelled', async () => {
    await welcome();
    const [notice] = (await get('/notices')).items;
    const cancelled = await s.post(`/notices/${notice.id}/cancel`, {}, 'librarian');
    assert.deepEqual([cancelled.json().state, cancelled.json().error.code], ['cancelled', 'by_staff']);
    await send();
    assert.equal(server.mails.length, 0);
    assert.equal((await s.post(`/notices/${notice.id}/cancel`, {}, 'librarian')).statusCode, 409);
  });

  it('of the coming days are foretold as the plan then makes them', async () => {
    await s.lend();
    s.now = s.now.add({ hours: 24 * 14 });
    const { days } = await get('/notices/upcoming?days=30');
    assert.deepEqual(
      days.map(({ day, kind, patrons, loans }: Record<string, unknown>) => [day, kind, patrons, loans]),
      [
        ['2026-03-20', 'courtesy', 1, 1],
        ['2026-03-30', 'overdue_1', 1, 1],
        ['2026-04-13', 'overdue_2', 1, 1],
      ],
    );
    assert.equal(days[0].examples[0].id, s.readerId);
    s.now = s.now.add({ hours: 24 * 4 });
    await planNotices(s.context, { branchId: s.branchId, day: '2026-03-20' });
    assert.deepEqual((await get('/notices/upcoming')).days, []);
  });
});

describe('a text', () => {
  const address = '/notice-templates/welcome/en';

  it('is the one of Biblio Pro until the library has its own, which is kept to its version', async () => {
    const before = await s.get(address, 'librarian');
    assert.deepEqual([before.json().isDefault, before.headers.etag], [true, '"v0"']);
    const source = { subject: 'Hi {{patron.givenName}}', body: 'Welcome, {{patron.name}}!' };
    assert.equal((await request('PUT', address, source)).statusCode, 428);
    const saved = await request('PUT', address, source, '"v0"');
    assert.deepEqual([saved.statusCode, saved.headers.etag, saved.json().isDefault], [200, '"v1"', false]);
    assert.equal((await request('PUT', address, source, '"v0"')).statusCode, 412);
    await welcome();
    await send();
    assert.equal(server.mails[0]!.subject, 'Hi Ada');
    assert.equal((await request('DELETE', address, undefined, '"v1"')).json().isDefault, true);
    const list = await get('/notice-templates', 'librarian');
    assert.equal(list.items.length, 28);
    const actions = await s.db
      .selectFrom('audit_log')
      .select('action')
      .where('entity', '=', 'notice_template')
      .execute();
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['notice_template.change', 'notice_template.reset'],
    );
  });

  it('is refused with the place of each fault', async () => {
    const source = { subject: '{{nobody}}', body: 'a\n{{#patron.name}}' };
    const answer = await request('PUT', address, source, '"v0"');
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'template_invalid']);
    assert.deepEqual(answer.json().params.faults, [
      { part: 'subject', code: 'field_unknown', name: 'nobody', line: 1, column: 1 },
      { part: 'body', code: 'section_unclosed', name: 'patron.name', line: 2, column: 1 },
    ]);
  });

  it('is shown as it would be, for an invented reader and for a real one', async () => {
    const source = { subject: '{{library.name}}', body: '{{patron.name}} & {{library.url}}' };
    const invented = (await request('POST', `${address}/preview`, source)).json();
    assert.equal(invented.text, 'Camille Exemple & https://b.example/account\n');
    const url = 'https://b.example/account';
    assert.equal(invented.html, `<p>Camille Exemple &amp; <a href="${url}">${url}</a></p>`);
    const real = await request('POST', `${address}/preview`, { ...source, patronId: s.readerId });
    assert.match(real.json().text, /^Ada Reader/);
    assert.equal((await request('POST', `${address}/preview`, { ...source, patronId: 999_999 })).statusCode, 404);
  });

  it('of every kind can be tried, with invented loans and holds', async () => {
    const { items } = await get('/notice-templates', 'librarian');
    for (const { kind, language, subject, body } of items) {
      const answer = await request('POST', `/notice-templates/${kind}/${language}/preview`, { subject, body });
      assert.equal(answer.statusCode, 200, answer.body);
      if (!['card_expiring', 'account_ending', 'welcome'].includes(kind))
        assert.match(answer.json().text, /Le Grand Meaulnes/, kind);
      assert.doesNotMatch(answer.json().text, /\(\)|undefined|null/, `${kind} ${language}`);
    }
  });

  it('is sent to oneself for a trial', async () => {
    const source = { subject: 'Trial', body: 'x' };
    await s.db.updateTable('staff').set({ email: null }).execute();
    assert.equal((await request('POST', `${address}/test`, source)).json().code, 'staff_has_no_email');
    await s.db.updateTable('staff').set({ email: 'me@example.org' }).execute();
    assert.deepEqual((await request('POST', `${address}/test`, source)).json(), { to: 'me@example.org' });
    assert.equal(server.mails[0]!.subject, 'Trial');
    server.onRecipient = () => smtpError(550, 'No');
    const refused = await request('POST', `${address}/test`, source);
    assert.deepEqual([refused.statusCode, refused.json().code], [502, 'mail_not_sent']);
  });
});

describe('a reader', () => {
  it('sees the own mails and says which ones are wanted', async () => {
    await welcome();
    await send();
    const own = await get('/me/notices', 'reader');
    assert.deepEqual([own.choice, own.canDecline, own.isMailConfigured], ['library', true, true]);
    assert.deepEqual([own.items.length, own.items[0].kind], [1, 'welcome']);
    const changed = await s.as('reader')({
      method: 'PATCH',
      url: '/api/v1/me',
      payload: { noticeChoice: 'essential' },
    });
    assert.equal(changed.json().noticeChoice, 'essential');
    assert.equal((await get('/me/notices', 'reader')).choice, 'essential');
    const wrong = await s.as('reader')({ method: 'PATCH', url: '/api/v1/me', payload: { noticeChoice: 'none' } });
    assert.equal(wrong.statusCode, 400);
  });

  it('is not given away by old mails', async () => {
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(s.readerId);
    await s.takeBack();
    const loanId = (await s.lend()).json().loan.id as number;
    s.now = s.now.add({ hours: 24 * 19 });
    await planNotices(s.context, { branchId: s.branchId, day: '2026-03-21' });
    s.now = s.now.add({ minutes: 10 });
    await send();
    await s.takeBack();
    const later = '2026-05-01T00:00:00.000Z';
    assert.ok((await forget(s.db, 'notice_texts', later)) >= 1);
    const rows = await s.db.selectFrom('notices').selectAll().execute();
    assert.doesNotMatch(JSON.stringify(rows), /Meaulnes|ada@example/);
    const subjects = () => s.db.selectFrom('notice_subjects').select('loan_id').where('loan_id', '=', loanId).execute();
    assert.deepEqual(await subjects(), []);
  });

  it('is forgotten with the loan when the loan is made anonymous', async () => {
    await s.lend();
    s.now = s.now.add({ hours: 24 * 19 });
    await planNotices(s.context, { branchId: s.branchId, day: '2026-03-21' });
    s.now = s.now.add({ minutes: 10 });
    await send();
    await s.takeBack();
    await forget(s.db, 'loan_history', '2026-05-01T00:00:00.000Z');
    assert.deepEqual(await s.db.selectFrom('notice_subjects').selectAll().execute(), []);
    assert.doesNotMatch(JSON.stringify(await s.db.selectFrom('notices').selectAll().execute()), /Meaulnes/);
  });
});
