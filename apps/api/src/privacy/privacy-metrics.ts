import { Gauge, type Registry } from 'prom-client';
import { readLastRuns } from '../jobs/jobs.queries.ts';
import type { AppContext } from '../platform/context.ts';
import { summariseRequests } from './erasure-requests.queries.ts';
import { retentionJob } from './retention-jobs.ts';
import { RETENTION_PURPOSES } from './retention-purposes.ts';

/** Adds to the metrics how many readers wait for an answer, for how long, and what the last night's run forgot. */
export function observePrivacy({ db, clock }: Pick<AppContext, 'db' | 'clock'>, metrics: Registry): void {
  const registers = [metrics];
  new Gauge({
    name: 'biblio_erasure_requests',
    help: 'Readers who asked to be erased and wait for an answer',
    registers,
    async collect() {
      this.set((await summariseRequests(db)).waiting);
    },
  });
  new Gauge({
    name: 'biblio_erasure_requests_oldest_seconds',
    help: 'How long the reader who asked first has waited for an answer; 0 when none does',
    registers,
    async collect() {
      const { oldest } = await summariseRequests(db);
      this.set(oldest === null ? 0 : (clock().epochMilliseconds - Date.parse(oldest)) / 1000);
    },
  });
  new Gauge({
    name: 'biblio_retention_last_removed',
    help: 'What the last run of privacy.retention forgot, by purpose, in any process',
    labelNames: ['purpose'],
    registers,
    async collect() {
      const run = (await readLastRuns(db, [retentionJob.name])).get(retentionJob.name);
      for (const purpose of RETENTION_PURPOSES) this.set({ purpose }, run?.state.counts[purpose] ?? 0);
    },
  });
}
