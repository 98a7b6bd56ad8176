import type { Registry } from 'prom-client';
import { createImportWorker } from './imports/import-worker.ts';
import type { JobContext } from './jobs/job.ts';
import { startJobs, type JobWorker } from './jobs/job-worker.ts';
import { observeOutbox } from './notices/notice-metrics.ts';
import { observeBackups } from './backups/backup-metrics.ts';
import { observePrivacy } from './privacy/privacy-metrics.ts';
import { createRehearsalRunner } from './rehearsal/rehearsal-runner.ts';

/** What a process does besides answering requests: scheduled jobs, imports, rehearsals. */
export interface Background {
  /** Looks for imports now rather than at the next look. */
  wakeImports: () => void;
  /** Looks for rehearsals now rather than at the next look. */
  wakeRehearsals: () => void;
  /** Begins to look for work of every kind, and adds what comes of it to the metrics. */
  begin: (metrics: Registry) => void;
  /** Ends what is under way after its present batch; another process, or the next start, goes on with it. */
  stop: () => Promise<void>;
}

/** Makes the background of one process. Any number of them share the work by leases in the database. */
export function createBackground(context: JobContext): Background {
  const imports = createImportWorker(context);
  const rehearsals = createRehearsalRunner(context);
  let jobs: JobWorker | undefined;
  const quietly = (what: string, work: Promise<void>) => {
    work.catch((error: unknown) => context.log.error({ err: error }, `${what} cannot be looked for`));
  };
  return {
    wakeImports: () => quietly('imports', imports.wake()),
    wakeRehearsals: () => quietly('rehearsals', rehearsals.wake()),
    begin: (metrics) => {
      jobs = startJobs(context, metrics);
      observeOutbox(context, metrics);
      observePrivacy(context, metrics);
      observeBackups(context, metrics);
      imports.begin();
      rehearsals.begin();
    },
    stop: async () => {
      await Promise.all([jobs?.stop(), imports.close(), rehearsals.close()]);
    },
  };
}

/** The background of a process that leaves all of it to workers. */
export const NO_BACKGROUND: Background = {
  wakeImports: () => {},
  wakeRehearsals: () => {},
  begin: () => {},
  stop: async () => {},
};
