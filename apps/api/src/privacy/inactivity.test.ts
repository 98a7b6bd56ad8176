import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { startMailServer } from '../../test/mail-server.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { retentionJob } from './retention-jobs.ts';

const server = await startMailServer();
const s = await createScene({ environment: { SMTP_URL: server.url, MAIL_FROM: 'library@example.org' } });
after(async () => {
  await s.close();
  await server.close();
});

let sleeperId: number;
beforeEach(async () => {
  await s.clear();
  sleeperId = await makePatron(s.db, {
    branch_id: s.branchId,
    family_name: 'Dormeuse',
    email: 'dormeuse@example.org',
    expires_on: '2025-02-28',
    created_at: '2020-01-01T00:00:00.000Z',
  });
});

const night = async (days = 0) => {
  s.now = s.now.add({ hours: 24 * days });
  await s.db.deleteFrom('scheduled_job_days').execute();
  const { state, status } = (await runIfDue(s.context, retentionJob))!;
  assert.equal(status, 'done');
  const { readers_warned: warned = 0, readers_spared: spared = 0, inactive_readers: erased = 0 } = state.counts;
  return { warned, spared, erased };
};
const exists = async () =>
  (await s.db.selectFrom('patrons').select('id').where('id', '=', sleeperId).executeTakeFirst()) !== undefined;
const preview = async () => (await s.get('/privacy/retention/preview', 'librarian')).json();

describe('a reader whose membership ended more than a year ago', () => {
  it('is told, waits for thirty days, and is erased with a receipt', async () => {
    assert.equal((await preview()).readersToWarn, 1);
    assert.deepEqual(await night(), { warned: 1, spared: 0, erased: 0 });
    const notices = await s.db.selectFrom('notices').select(['kind', 'patron_id']).execute();
    assert.deepEqual(
      notices.map((row) => ({ ...row })),
      [{ kind: 'account_ending', patron_id: sleeperId }],
    );
    const { items } = (await s.get('/privacy/warned-readers', 'librarian')).json();
    assert.deepEqual(items, [
      {
        id: sleeperId,
        name: 'Ada Dormeuse',
        expiresOn: '2025-02-28',
        warnedAt: '2026-03-02T09:00:00.000Z',
        hasEmail: true,
        erasedFrom: '2026-04-02',
      },
    ]);
    assert.deepEqual(await night(29), { warned: 0, spared: 0, erased: 0 });
    assert.ok(await exists());
    assert.deepEqual(await night(2), { warned: 0, spared: 0, erased: 1 });
    assert.ok(!(await exists()));
    const receipts = (await s.get('/erasure-receipts', 'librarian')).json().items;
    assert.deepEqual([receipts.length, receipts[0].reason], [1, 'inactivity']);
  });

  it('is spared when the reader shows up before that', async () => {
    await night();
    await s.db.updateTable('patrons').set({ expires_on: '2027-03-01' }).where('id', '=', sleeperId).execute();
    assert.deepEqual(await night(31), { warned: 0, spared: 1, erased: 0 });
    assert.deepEqual((await s.get('/privacy/warned-readers', 'librarian')).json().items, []);
    assert.ok(await exists());
  });

  it('stays while anything is open or owed, or where the library keeps readers without an end', async () => {
    const charge = { amount: 100, note: 'A card' };
    await s.post(`/patrons/${sleeperId}/charges`, charge, 'librarian');
    await s.db.updateTable('account_lines').set({ created_at: '2021-01-01T00:00:00.000Z' }).execute();
    assert.deepEqual(await night(), { warned: 0, spared: 0, erased: 0 });
    await s.db.deleteFrom('account_lines').execute();
    const payload = { days: { inactive_readers: null } };
    const headers = { 'if-match': '*' };
    await s.as('administrator')({ method: 'PATCH', url: '/api/v1/privacy/retention', payload, headers });
    assert.equal((await preview()).readersToWarn, 0);
    assert.deepEqual(await night(), { warned: 0, spared: 0, erased: 0 });
  });
});
