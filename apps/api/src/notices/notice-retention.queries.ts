import { sql } from 'kysely';
import type { Db } from '../platform/database/database.ts';
import { deletionById, sweepById, type Sweep } from '../privacy/sweep.queries.ts';

/** What a mail says and to whom: it tells what somebody reads. Of an error, only the code stays. */
const FORGOTTEN = {
  subject: null,
  body_text: null,
  body_html: null,
  address: null,
  error: sql<
    string | null
  >`case when instr(error, ': ') > 0 then substr(error, 1, instr(error, ': ') - 1) else error end`,
};

/** The texts of mails, and which loans and holds they were about once those are over. */
export const noticeTextSweep: Sweep = sweepById({
  table: 'notices',
  due: (db, { before }) =>
    db
      .selectFrom('notices')
      .where('finished_at', '<', before)
      .where((eb) => eb.or([eb('body_text', 'is not', null), eb('address', 'is not', null)])),
  forget: async (trx, ids) => {
    await trx.updateTable('notices').set(FORGOTTEN).where('id', 'in', ids).execute();
    await trx
      .deleteFrom('notice_subjects')
      .where('notice_id', 'in', ids)
      .where((eb) => {
        const loan = eb.selectFrom('loans').select('loans.id').whereRef('loans.id', '=', 'notice_subjects.loan_id');
        const hold = eb.selectFrom('holds').select('holds.id').whereRef('holds.id', '=', 'notice_subjects.hold_id');
        return eb.or([
          eb.exists(loan.where('loans.returned_at', 'is not', null)),
          eb.exists(hold.where('holds.active_key', 'is', null)),
        ]);
      })
      .execute();
  },
});

/** Mails altogether, except about what is still open: nothing may be told twice. */
export const noticeLogSweep: Sweep = deletionById('notices', (db, { before }) =>
  db
    .selectFrom('notices')
    .where('finished_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('notice_subjects as subject')
            .leftJoin('loans', 'loans.id', 'subject.loan_id')
            .leftJoin('holds', 'holds.id', 'subject.hold_id')
            .select('subject.id')
            .whereRef('subject.notice_id', '=', 'notices.id')
            .where((open) =>
              open.or([open('loans.open_item_id', 'is not', null), open('holds.active_key', 'is not', null)]),
            ),
        ),
      ),
    ),
);

/** Forgets the mails about loans or holds that were made anonymous: neither text nor link may lead back to the reader. */
export async function forgetNoticesAbout(db: Db, column: 'loan_id' | 'hold_id', ids: readonly number[]): Promise<void> {
  const subjects = await db.selectFrom('notice_subjects').select('notice_id').where(column, 'in', ids).execute();
  if (subjects.length === 0) return;
  const noticeIds = [...new Set(subjects.map((subject) => subject.notice_id))];
  await db.updateTable('notices').set(FORGOTTEN).where('id', 'in', noticeIds).execute();
  await db.deleteFrom('notice_subjects').where(column, 'in', ids).execute();
}
