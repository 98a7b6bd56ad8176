import type { DailyJob } from '../jobs/job.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { expireHolds } from './holds.service.ts';

/** Expires the holds that nobody fetched in time, whose copies pass on, and those that were not filled in time. Each hold is closed in its own transaction. */
export const holdExpiryJob: DailyJob = {
  name: 'holds.expire',
  kind: 'daily',
  hour: 0,
  scope: 'branch',
  missedDays: 'once',
  run: async (context, run, { branchId, day }) => {
    const expired = await expireHolds(context, SYSTEM, { branchId: branchId!, day });
    await run.report({ expired: expired.length });
  },
};
