import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makeItem, makePatron } from '../../test/factories.ts';
import type { Role } from '../../test/test-app.ts';
import { JOBS } from '../jobs/job-registry.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { hashToken } from '../platform/auth/tokens.ts';
import { toTimestamp } from '../platform/clock.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { checkPrivacyInvariants } from './privacy.invariants.ts';
import { forgetAtReturnJob, retentionJob } from './retention-jobs.ts';
import { RETENTION_PURPOSES, type RetentionPurpose } from './retention-purposes.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(async () => {
  await s.assertSound();
  assert.deepEqual(await checkPrivacyInvariants(s.db), []);
});
after(() => s.close());

const daysAgo = (days: number, minutes = 0) => toTimestamp(s.now.subtract({ hours: 24 * days, minutes }));
const change = (payload: object, etag = '*', role: Role = 'administrator') =>
  s.as(role)({ method: 'PATCH', url: '/api/v1/privacy/retention', payload, headers: { 'if-match': etag } });
const retention = async () => (await s.get('/privacy/retention', 'librarian')).json();
const preview = async () => {
  const { purposes } = (await s.get('/privacy/retention/preview', 'librarian')).json();
  return new Map<RetentionPurpose, number>(
    purposes.map(({ purpose, count }: { purpose: RetentionPurpose; count: number }) => [purpose, count]),
  );
};
const run = async () => {
  await s.db.deleteFrom('scheduled_job_days').execute();
  return (await runIfDue(s.context, retentionJob))!;
};
const borrowers = async () =>
  (await s.db.selectFrom('loans').select('patron_id').orderBy('id').execute()).map((row) => row.patron_id);

/** A loan that was brought back so many days ago. */
async function pastLoan(patronId: number, days: number): Promise<number> {
  const itemId = await makeItem(s.db, { record_id: s.recordId, home_branch_id: s.branchId });
  const { category_id } = await s.db
    .selectFrom('patrons')
    .select('category_id')
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow();
  return insertAndGetId(s.db, 'loans', {
    item_id: itemId,
    open_item_id: null,
    record_id: s.recordId,
    patron_id: patronId,
    patron_category_id: category_id,
    branch_id: s.branchId,
    return_branch_id: s.branchId,
    checked_out_at: daysAgo(days + 10),
    due_at: daysAgo(days),
    returned_at: daysAgo(days),
  });
}

describe('the settings of retention', () => {
  it('say for every purpose for how long, within what bounds, and what the last run did', async () => {
    const { purposes, isHistoryChoiceOffered, version, lastRunAt, warningDays } = await retention();
    assert.deepEqual(
      purposes.map(({ purpose }: { purpose: string }) => purpose),
      RETENTION_PURPOSES,
    );
    assert.deepEqual([isHistoryChoiceOffered, version, lastRunAt, warningDays], [true, 1, null, 30]);
    const loans = { purpose: 'loan_history', days: 30, standard: 30, least: 1, most: 3650, canBeEndless: false };
    assert.deepEqual(purposes[0], { ...loans, lastRemoved: null });
    await pastLoan(s.readerId, 40);
    await run();
    const after = await retention();
    assert.equal(after.purposes[0].lastRemoved, 1);
    assert.equal(after.lastRunAt, '2026-03-02T09:00:00.000Z');
  });

  it('are changed by administrators alone, within the bounds, never over somebody else’s change', async () => {
    for (const role of ['librarian', 'assistant', 'reader', 'anonymous'] as const) {
      const expected = role === 'anonymous' ? 401 : 403;
      assert.equal((await change({ days: { loan_history: 7 } }, '*', role)).statusCode, expected, role);
    }
    for (const days of [{ loan_history: 0 }, { loan_history: 3651 }, { loan_history: null }, { unheard_of: 7 }]) {
      assert.equal((await change({ days })).statusCode, 400, JSON.stringify(days));
    }
    assert.equal((await change({})).statusCode, 400);
    const changed = await change({ days: { loan_history: 7, inactive_readers: null } }, '"v1"');
    assert.equal(changed.statusCode, 200, changed.body);
    assert.deepEqual([changed.json().purposes[0].days, changed.headers.etag], [7, '"v2"']);
    assert.equal((await change({ days: { loan_history: 9 } }, '"v1"')).statusCode, 412);
    const [entry] = (await s.get('/audit?action=retention.change', 'administrator')).json().items;
    assert.deepEqual([entry.before.loan_history, entry.after.loan_history], [30, 7]);
    assert.deepEqual([entry.before.inactive_readers, entry.after.inactive_readers], [365, null]);
  });

  it('may leave readers no choice about their past loans', async () => {
    await change({ isHistoryChoiceOffered: false });
    const mine = (historyChoice: string) =>
      s.as('reader')({ method: 'PATCH', url: '/api/v1/me', payload: { historyChoice } });
    assert.equal((await mine('always')).json().code, 'history_choice_not_offered');
    assert.equal((await mine('library')).statusCode, 200);
    const keeper = await makePatron(s.db, { branch_id: s.branchId, history_choice: 'always' });
    await pastLoan(keeper, 31);
    await run();
    assert.deepEqual(await borrowers(), [null]);
  });
});

describe('the night', () => {
  it('does what the preview said it would, and nothing the next time', async () => {
    const keeper = await makePatron(s.db, { branch_id: s.branchId, history_choice: 'always' });
    await pastLoan(s.readerId, 31);
    await pastLoan(s.readerId, 29);
    await pastLoan(keeper, 300);
    await makeTraces();
    const expected = await preview();
    assert.equal(expected.get('loan_history'), 1);
    const { state, status } = await run();
    assert.equal(status, 'done');
    const removed = RETENTION_PURPOSES.map((purpose) => [purpose, state.counts[purpose] ?? 0]);
    assert.deepEqual(removed, [...expected]);
    // Everything that a library keeps for a time was there to be forgotten once.
    for (const purpose of RETENTION_PURPOSES.filter((one) => !['settled_accounts', 'inactive_readers'].includes(one))) {
      assert.equal(expected.get(purpose), 1, purpose);
    }
    assert.deepEqual(await borrowers(), [null, s.readerId, keeper]);
    assert.deepEqual(
      [...(await preview()).values()],
      RETENTION_PURPOSES.map(() => 0),
    );
  });

  it('goes on with the other purposes when one fails, and makes up for it', async () => {
    await pastLoan(s.readerId, 31);
    await makeSession(2);
    const { db, context } = s;
    // A table that cannot be read, as after a damage: the run fails with it, and does the rest.
    await db.schema.alterTable('notices').renameTo('notices_away').execute();
    const failed = await runIfDue(context, retentionJob);
    assert.equal(failed?.status, 'failed');
    assert.match(failed!.error!, /notices/);
    assert.equal(await countSessions(), 0);
    await db.schema.alterTable('notices_away').renameTo('notices').execute();
    s.now = s.now.add({ hours: 1 });
    assert.equal((await run()).status, 'done');
    assert.deepEqual(await borrowers(), [null]);
  });

  it('stops between two portions and loses nothing: the next run does the rest', async () => {
    for (let n = 0; n < 250; n += 1) await pastLoan(s.readerId, 40);
    let calls = 0;
    // The process is told to close after the first portion.
    const isStopping = () => (calls += 1) > 1;
    const stopped = await runIfDue(s.context, retentionJob, { isStopping });
    const left = (await borrowers()).filter((id) => id !== null).length;
    assert.ok(left > 0 && left < 250, `${left} left`);
    assert.notEqual(stopped?.status, 'done');
    await run();
    assert.equal((await borrowers()).filter((id) => id !== null).length, 0);
  });

  it('is among the jobs that staff watch', () => {
    for (const job of [retentionJob, forgetAtReturnJob]) assert.ok(JOBS.includes(job), job.name);
  });
});

describe('a loan that is made anonymous', () => {
  it('is nobody’s anywhere: not in explanations, mails, charges or the log', async () => {
    await s.lend();
    const loanId = (await s.db.selectFrom('loans').select('id').executeTakeFirstOrThrow()).id;
    await s.takeBack();
    s.now = s.now.add({ hours: 24 * 31 });
    await run();
    const entries = await s.db.selectFrom('audit_log').selectAll().where('entity', '=', 'loan').execute();
    assert.ok(entries.length >= 2);
    for (const { before, after } of entries) {
      assert.doesNotMatch(`${before}${after}`, /patronId|"patron"|activeKey/);
    }
    const row = await s.db.selectFrom('loans').selectAll().where('id', '=', loanId).executeTakeFirstOrThrow();
    assert.equal(row.patron_id, null);
    assert.equal(row.branch_id, s.branchId);
    assert.deepEqual(await s.db.selectFrom('loan_decisions').selectAll().execute(), []);
  });

  it('waits while something is owed for it', async () => {
    const loanId = await pastLoan(s.readerId, 40);
    const line = {
      patron_id: s.readerId,
      loan_id: loanId,
      kind: 'overdue',
      amount: 50,
      created_at: daysAgo(40),
    } as const;
    await insertAndGetId(s.db, 'account_lines', line);
    await run();
    assert.deepEqual(await borrowers(), [s.readerId]);
    const { statusCode } = await s.post(`/patrons/${s.readerId}/payments`, { amount: 50 });
    assert.equal(statusCode, 201);
    await run();
    assert.deepEqual(await borrowers(), [null]);
  });
});

describe('a reader who wants nothing kept', () => {
  it('is forgotten within two hours after the return, and the others are not', async () => {
    await s.db.updateTable('patrons').set({ history_choice: 'never' }).where('id', '=', s.readerId).execute();
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(s.readerId);
    await s.takeBack();
    await s.lend();
    await s.takeBack();
    assert.deepEqual((await runIfDue(s.context, forgetAtReturnJob))?.state.counts, {});
    s.now = s.now.add({ hours: 1, minutes: 31 });
    const { counts } = (await runIfDue(s.context, forgetAtReturnJob))!.state;
    assert.deepEqual(counts, { loan_history: 1, fulfilled_holds: 1 });
    assert.deepEqual(await borrowers(), [s.otherReaderId, null]);
    assert.deepEqual((await s.db.selectFrom('holds').select('patron_id').executeTakeFirst())?.patron_id, null);
    await s.db.updateTable('patrons').set({ history_choice: 'library' }).where('id', '=', s.readerId).execute();
  });
});

describe('settled account lines', () => {
  it('lose their reader after their time, and every balance stays as it is', async () => {
    const ledger = async () => (await s.get(`/patrons/${s.readerId}/account`)).json();
    await s.post(`/patrons/${s.readerId}/charges`, { amount: 300, note: 'Ada tore a map' }, 'librarian');
    await s.post(`/patrons/${s.readerId}/payments`, { amount: 300, reference: 'cheque of Ada' });
    s.now = s.now.add({ hours: 24 * 400 });
    await s.post(`/patrons/${s.readerId}/charges`, { amount: 120, note: 'A new card' }, 'librarian');
    await change({ days: { settled_accounts: 365 } });
    const before = await ledger();
    assert.equal((await preview()).get('settled_accounts'), 2);
    assert.equal((await run()).state.counts['settled_accounts'], 2);
    const after = await ledger();
    assert.deepEqual([before.balance, after.balance, before.lines.length, after.lines.length], [120, 120, 3, 1]);
    assert.doesNotMatch(JSON.stringify(await s.db.selectFrom('payments').selectAll().execute()), /Ada/);
    const lines = await s.db.selectFrom('account_lines').selectAll().execute();
    assert.doesNotMatch(JSON.stringify(lines), /Ada/);
    // The receipt is still there, and names nobody.
    const { id } = await s.db.selectFrom('payments').select('id').executeTakeFirstOrThrow();
    assert.equal((await s.get(`/payments/${id}/receipt.pdf`)).statusCode, 200);
    const listed = (await s.get('/patrons?limit=100')).json().items.map((one: { name: string }) => one.name);
    assert.ok(listed.every((name: string) => name !== ''));
  });
});

async function makeSession(daysOld: number): Promise<void> {
  const owner = { staff_id: null, patron_id: s.otherReaderId };
  const times = { created_at: daysAgo(daysOld + 1), expires_at: daysAgo(daysOld) };
  await s.db
    .insertInto('sessions')
    .values({ token_hash: hashToken(`old${daysOld}`), ...owner, ...times })
    .execute();
}
const countSessions = async () =>
  (await s.db.selectFrom('sessions').select('token_hash').where('patron_id', '=', s.otherReaderId).execute()).length;

/** One thing past its time of every kind that is kept, and one that is not. */
async function makeTraces(): Promise<void> {
  const { db, otherReaderId: patronId } = s;
  const hold = { record_id: s.recordId, patron_id: patronId, pickup_branch_id: s.branchId, placed_at: daysAgo(200) };
  for (const [status, days] of [
    ['fulfilled', 31],
    ['fulfilled', 29],
    ['cancelled', 91],
    ['expired', 89],
  ] as const) {
    await insertAndGetId(db, 'holds', { ...hold, status, closed_at: daysAgo(days) });
  }
  const notice = { patron_id: patronId, branch_id: s.branchId, kind: 'welcome', state: 'sent', detail: '{}' } as const;
  for (const [n, days, text] of [
    [1, 366, null],
    [2, 31, 'Hello Zoé'],
    [3, 29, 'Hello Zoé'],
  ] as const) {
    const times = { created_at: daysAgo(days), finished_at: daysAgo(days) };
    await insertAndGetId(db, 'notices', { ...notice, ...times, body_text: text, message_id: `<${n}@test>` });
  }
  const facts = { branch_id: s.branchId, patron_branch_id: s.branchId, item_branch_id: s.branchId, facts: '{}' };
  const { category_id } = await db
    .selectFrom('patrons')
    .select('category_id')
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow();
  for (const days of [401, 399]) {
    const about = { patron_category_id: category_id, item_type_id: s.typeId };
    await insertAndGetId(db, 'refused_attempts', { ...facts, ...about, at: daysAgo(days) });
  }
  await makeSession(2);
  for (const days of [2, 0]) {
    const attempt = { login_hash: `l${days}`, failures: 3, blocked_until: null, last_failed_at: daysAgo(days, 1) };
    await db.insertInto('login_attempts').values(attempt).execute();
  }
  const log = { actor_kind: 'patron', actor_id: patronId, branch_id: null, entity: 'patron', entity_id: patronId };
  await db
    .insertInto('audit_log')
    .values([
      // Signed in long ago: gone. Changed long ago: the log keeps that it was done.
      { ...log, at: daysAgo(366), actor_name: '', action: 'session.sign_in' },
      { ...log, at: daysAgo(366), actor_name: 'Zoé', action: 'patron.change', before: '{"city":"Lyon"}' },
      { ...log, at: daysAgo(364), actor_name: 'Zoé', action: 'patron.change', before: '{"city":"Lyon"}' },
    ])
    .execute();
  for (const [kind, days] of [
    ['import', 91],
    ['holds.expire', 91],
    ['holds.expire', 89],
  ] as const) {
    const times = { created_at: daysAgo(days), finished_at: daysAgo(days) };
    await insertAndGetId(db, 'jobs', { kind, status: 'done', input: '{}', ...times });
  }
  for (const days of [3, 1]) {
    const key = { key_hash: `k${days}`, request_hash: '', created_at: daysAgo(days) };
    await db.insertInto('idempotency_keys').values(key).execute();
  }
}
