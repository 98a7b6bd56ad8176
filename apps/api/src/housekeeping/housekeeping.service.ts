import type { DailyJob } from '../jobs/job.ts';
import { deleteRecordChanges } from './housekeeping.queries.ts';

/** Days of a busy library, in the log that search indexes follow: an index that missed more is made anew in minutes. */
const KEPT_RECORD_CHANGES = 100_000;

/** Deletes what nothing asks for any more and tells of nobody; what tells of people goes by `privacy.retention`. */
export const tidyJob: DailyJob = {
  name: 'housekeeping.tidy',
  kind: 'daily',
  hour: 2,
  scope: 'library',
  missedDays: 'once',
  run: async ({ db }, run) => {
    await run.report({ record_changes: await deleteRecordChanges(db, KEPT_RECORD_CHANGES) });
  },
};
