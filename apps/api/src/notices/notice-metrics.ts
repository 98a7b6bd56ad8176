import { Gauge, type Registry } from 'prom-client';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { NOTICE_STATES } from './notice-kinds.ts';
import { countByState, findOldestDue } from './outbox.queries.ts';

/** Adds the outbox to the metrics: how many mails are in each state, and how long the oldest has been due. */
export function observeOutbox({ db, clock }: Pick<AppContext, 'db' | 'clock'>, metrics: Registry): void {
  new Gauge({
    name: 'biblio_notices',
    help: 'Mails to readers in the outbox, by state; those sent and failed stay for as long as retention says',
    labelNames: ['state'],
    registers: [metrics],
    async collect() {
      const counts = await countByState(db);
      for (const state of NOTICE_STATES) this.set({ state }, counts[state] ?? 0);
    },
  });
  new Gauge({
    name: 'biblio_notices_oldest_due_seconds',
    help: 'How long the mail that has waited longest has been due; 0 when none is',
    registers: [metrics],
    async collect() {
      const now = clock();
      const oldest = await findOldestDue(db, toTimestamp(now));
      this.set(oldest === null ? 0 : (now.epochMilliseconds - Date.parse(oldest)) / 1000);
    },
  });
}
