import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startMailServer } from '../../test/mail-server.ts';
import { createTestApp } from '../../test/test-app.ts';
import { inTransaction } from '../platform/database/database.ts';
import { startNotices } from './notices.schedule.ts';

it('the schedule sends what is due and tells the metrics', async () => {
  const server = await startMailServer();
  const t = await createTestApp({ environment: { SMTP_URL: server.url } });
  await t.db.updateTable('patrons').set({ email: 'ada@example.org' }).execute();
  await inTransaction(t.db, (trx) =>
    t.context.queueNotice(trx, { kind: 'welcome', patronId: t.readerId, branchId: t.branchId }),
  );
  t.now = t.now.add({ seconds: 90 });
  const metric = async (name: string) =>
    (await t.app.inject({ url: '/metrics' })).body
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1];
  const schedule = startNotices(t.context, t.app.metrics);
  await schedule.stop();
  assert.equal(server.mails.length, 1);
  assert.equal(await metric('biblio_notices{state="sent"}'), '1');
  assert.equal(await metric('biblio_notices{state="failed"}'), '0');
  assert.equal(await metric('biblio_notices_processed_total{outcome="sent"}'), '1');
  assert.equal(await metric('biblio_notices_oldest_due_seconds'), '0');
  await inTransaction(t.db, (trx) =>
    t.context.queueNotice(trx, { kind: 'receipt', patronId: t.readerId, branchId: t.branchId }),
  );
  await t.db.updateTable('notices').set({ next_attempt_at: '2026-03-02T09:01:00.000Z' }).execute();
  await t.db.updateTable('notices').set({ state: 'queued', finished_at: null, open_key: null }).execute();
  assert.equal(await metric('biblio_notices_oldest_due_seconds'), '30');
  await t.close();
  await server.close();
});

it('the schedule does nothing where no mail server is set up', async () => {
  const t = await createTestApp();
  await t.db.updateTable('patrons').set({ email: 'ada@example.org' }).execute();
  await inTransaction(t.db, (trx) =>
    t.context.queueNotice(trx, { kind: 'welcome', patronId: t.readerId, branchId: t.branchId }),
  );
  const schedule = startNotices(t.context, t.app.metrics);
  await schedule.run();
  await schedule.stop();
  assert.deepEqual(await t.db.selectFrom('notices').select('id').execute(), []);
  await t.close();
});
