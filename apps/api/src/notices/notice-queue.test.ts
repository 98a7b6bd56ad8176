import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { expireHolds } from '../circulation/holds.service.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { inTransaction } from '../platform/database/database.ts';

const s: Scene = await createScene({ environment: { SMTP_URL: 'smtp://127.0.0.1:1' } });
after(() => s.close());
beforeEach(async () => {
  await s.db.deleteFrom('notices').execute();
  await s.clear();
  await s.db.updateTable('patrons').set({ email: 'ada@example.org', notice_choice: 'library' }).execute();
});

const outbox = () =>
  s.db
    .selectFrom('notices')
    .innerJoin('notice_subjects', 'notice_subjects.notice_id', 'notices.id')
    .select(['notices.id', 'kind', 'state', 'patron_id', 'topic', 'loan_id', 'hold_id', 'dedup_key', 'next_attempt_at'])
    .orderBy('notice_subjects.id')
    .execute();
const kinds = async () => (await outbox()).map(({ kind }) => kind);

describe('a mail in the outbox (rules 23 and 27)', () => {
  it('is made when a hold becomes ready, and not again when the copy is scanned again', async () => {
    await s.lend({ patronId: s.otherReaderId });
    const hold = (await s.hold(s.readerId)).json();
    await s.takeBack();
    await s.takeBack();
    const [notice, ...more] = await outbox();
    assert.deepEqual(more, []);
    assert.deepEqual(
      [notice?.kind, notice?.state, notice?.patron_id, notice?.hold_id],
      ['hold_ready', 'planned', s.readerId, hold.id],
    );
  });

  it('is made when a hold was not fetched', async () => {
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(s.readerId);
    await s.takeBack();
    await expireHolds(s.context, SYSTEM, { branchId: s.branchId, day: '2027-01-01' });
    assert.deepEqual(await kinds(), ['hold_ready', 'hold_expired']);
  });

  it('goes with the event when the event is rolled back', async () => {
    const told = inTransaction(s.db, async (trx) => {
      await s.context.queueNotice(trx, { kind: 'welcome', patronId: s.readerId, branchId: s.branchId });
      throw new Error('rolled back');
    });
    await assert.rejects(told, /rolled back/);
    assert.deepEqual(await kinds(), []);
  });

  it('is one for a whole visit, and waits until the visit is over', async () => {
    await s.policy('isReceiptMailed', true);
    await s.lend();
    const first = await outbox();
    s.now = s.now.add({ minutes: 4 });
    await s.takeBack();
    const both = await outbox();
    assert.equal(first.length, 1);
    assert.deepEqual(
      both.map(({ id }) => id),
      [first[0]!.id, first[0]!.id],
    );
    assert.equal(both[0]!.next_attempt_at, '2026-03-02T09:14:00.000Z');
  });

  it('tells a recall once, however often it is announced', async () => {
    const loanId = (await s.lend()).json().loan.id as number;
    const recall = { kind: 'recall', loanId, dueAt: '2026-03-09T22:59:00.000Z', previousDueAt: 'x' } as const;
    for (let time = 0; time < 3; time += 1) {
      await inTransaction(s.db, (trx) =>
        s.context.queueNotice(trx, { ...recall, patronId: s.readerId, branchId: s.branchId }),
      );
    }
    assert.deepEqual(await kinds(), ['recall']);
  });

  it('is not made without an address, against the policy, or against the choice of the reader', async () => {
    const welcome = () =>
      inTransaction(s.db, (trx) =>
        s.context.queueNotice(trx, { kind: 'welcome', patronId: s.readerId, branchId: s.branchId }),
      );
    await s.db.updateTable('patrons').set({ email: null }).execute();
    await welcome();
    await s.db.updateTable('patrons').set({ email: 'ada@example.org', notice_choice: 'essential' }).execute();
    await welcome();
    await s.db.updateTable('patrons').set({ notice_choice: 'library' }).execute();
    await s.policy('isWelcomeMailed', false);
    await welcome();
    assert.deepEqual(await kinds(), []);
    await s.policy('isWelcomeMailed', true);
    await s.policy('canDeclineNotices', false);
    await s.db.updateTable('patrons').set({ notice_choice: 'essential' }).execute();
    await welcome();
    assert.deepEqual(await kinds(), ['welcome']);
  });
});
