import { automaticRenewalJob } from '../circulation/automatic-renewal.service.ts';
import { holdExpiryJob } from '../circulation/hold-expiry.service.ts';
import { moveDueDatesJob } from '../circulation/late-closures.service.ts';
import { longOverdueJob } from '../circulation/long-overdue.service.ts';
import { tidyJob } from '../housekeeping/housekeeping.service.ts';
import { planNoticesJob, sendNoticesJob } from '../notices/notice-jobs.ts';
import { forgetAtReturnJob, retentionJob } from '../privacy/retention-jobs.ts';
import type { Job } from './job.ts';

/**
 * Every job, in the order in which staff see them. To add one: write a `Job` beside the feature that it belongs to, name it
 * here, and give it and its counts words in the web app's `jobs` texts.
 */
export const JOBS: readonly Job[] = [
  holdExpiryJob,
  automaticRenewalJob,
  longOverdueJob,
  moveDueDatesJob,
  planNoticesJob,
  sendNoticesJob,
  forgetAtReturnJob,
  retentionJob,
  tidyJob,
];
