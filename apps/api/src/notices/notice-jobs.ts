import type { DailyJob, IntervalJob } from '../jobs/job.ts';
import { PLAN_HOUR } from './notice-plan.ts';
import { sendNotices } from './notice-sending.service.ts';
import { planNotices } from './reminders.service.ts';

/** Plans each morning what a branch's day brings: courtesy and overdue notices, cards that end, restrictions. */
export const planNoticesJob: DailyJob = {
  name: 'notices.plan',
  kind: 'daily',
  hour: PLAN_HOUR,
  scope: 'branch',
  missedDays: 'once',
  run: async (context, run, { branchId, day }) => {
    const { reminders, restricted } = await planNotices(context, { branchId: branchId!, day });
    await run.report({ reminders, restricted });
  },
};

/** Sends every minute what is due in the outbox. Does nothing where no mail server is set up. */
export const sendNoticesJob: IntervalJob = {
  name: 'notices.send',
  kind: 'interval',
  minutes: 1,
  run: async (context, run) => {
    const { mailer } = context;
    if (mailer === null) return;
    await sendNotices({ ...context, mailer, random: Math.random }, (outcome) => run.report({ [outcome]: 1 }));
  },
};
