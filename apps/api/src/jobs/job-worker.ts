import { Counter, Gauge, type Registry } from 'prom-client';
import type { Job, JobContext } from './job.ts';
import { JOBS } from './job-registry.ts';
import { lagOf, readStanding, runIfDue, type EndedRun } from './job-runner.ts';

/** How often the tables are asked what is due; what staff start by hand begins within this time. */
const INTERVAL_MS = 2000;

/** What ends the jobs of a process. */
export interface JobWorker {
  /** Lets no further run begin, ends those under way after their present batch, and waits for them. */
  stop: () => Promise<void>;
}

/**
 * Runs every job of the registry when it falls due or is asked for, and adds what became of it to the metrics. Any number
 * of processes may do so on one database: a lease lets one at a time do a job.
 */
export function startJobs(context: JobContext, metrics: Registry, jobs: readonly Job[] = JOBS): JobWorker {
  const count = observe(context, metrics, jobs);
  const running = new Map<string, Promise<void>>();
  let isStopping = false;
  const start = (job: Job) => {
    const run = runIfDue(context, job, { isStopping: () => isStopping })
      .then((ended) => count(job, ended))
      // Nobody waits for a run, so this is its last stop: the lag grows, and the next look tries again.
      .catch((error: unknown) => context.log.error({ err: error, job: job.name }, 'a job could not run'))
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
  };
  const look = () => {
    for (const job of jobs) if (!running.has(job.name)) start(job);
  };
  look();
  const timer = setInterval(look, INTERVAL_MS);
  timer.unref();
  return {
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

function observe({ db, clock }: JobContext, metrics: Registry, jobs: readonly Job[]) {
  const registers = [metrics];
  const runs = new Counter({
    name: 'biblio_job_runs_total',
    help: 'Runs of jobs that ended in this process',
    labelNames: ['job', 'outcome'],
    registers,
  });
  for (const { name } of jobs) {
    for (const outcome of ['done', 'failed', 'cancelled']) runs.inc({ job: name, outcome }, 0);
  }
  const gauge = (
    name: string,
    help: string,
    read: (standing: Awaited<ReturnType<typeof readStanding>>, job: Job) => number,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['job'],
      registers,
      async collect() {
        const standing = await readStanding(db);
        for (const job of jobs) this.set({ job: job.name }, read(standing, job));
      },
    });
  gauge(
    'biblio_job_last_success_timestamp_seconds',
    'When the latest successful run of a job began, in any process; 0 before the first',
    ({ scheduled }, { name }) => {
      const at = scheduled.get(name)?.last_success_at;
      return at == null ? 0 : Math.floor(Date.parse(at) / 1000);
    },
  );
  gauge(
    'biblio_job_last_duration_seconds',
    'How long the latest run of a job took, in any process',
    ({ scheduled }, { name }) => (scheduled.get(name)?.last_duration ?? 0) / 1000,
  );
  gauge('biblio_job_failures', 'Failed runs of a job since its last success', ({ scheduled }, { name }) => {
    return scheduled.get(name)?.failures ?? 0;
  });
  gauge(
    'biblio_job_lag_seconds',
    'How long the oldest thing that a job should have done has waited; 0 when nothing is due',
    (standing, job) => lagOf(job, standing, clock()),
  );
  return (job: Job, ended: EndedRun | null) => {
    if (ended !== null) runs.inc({ job: job.name, outcome: ended.status });
  };
}
