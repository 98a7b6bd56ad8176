import { Counter, Gauge, type Registry } from 'prom-client';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { NOTICE_STATES } from './notice-kinds.ts';
import { sendNotices } from './notice-sending.service.ts';
import { countByState, findOldestDue } from './outbox.queries.ts';

const INTERVAL_MS = 60_000;

/** What ends the schedule. */
export interface NoticeSchedule {
  /** Sends what is due now, and answers when that is done. */
  run: () => Promise<void>;
  /** Lets no further errand begin and waits for the one under way. */
  stop: () => Promise<void>;
}

type ScheduleContext = Pick<AppContext, 'db' | 'clock' | 'log' | 'config' | 'mailer'>;

/** Looks into the outbox every minute and sends what is due, where a mail server is set up. Adds figures to the metrics. */
export function startNotices(context: ScheduleContext, metrics: Registry): NoticeSchedule {
  const processed = observeOutbox(context, metrics);
  const { mailer, log } = context;
  let running: Promise<void> | undefined;
  const run = () => {
    if (mailer === null) return Promise.resolve();
    running ??= sendNotices({ ...context, mailer, random: Math.random })
      .then((result) => {
        for (const [outcome, count] of Object.entries(result)) processed.inc({ outcome }, count);
      })
      // Nobody waits for an errand, so this is its last stop: the mails stay due, and the next minute tries again.
      .catch((error: unknown) => log.error({ err: error }, 'the outbox could not be worked on'))
      .finally(() => (running = undefined));
    return running;
  };
  void run();
  const timer = setInterval(() => void run(), INTERVAL_MS);
  timer.unref();
  return {
    run,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Adds the outbox to the metrics. Answers the counter of what becomes of mails. */
export function observeOutbox({ db, clock }: Pick<AppContext, 'db' | 'clock'>, metrics: Registry): Counter<'outcome'> {
  new Gauge({
    name: 'biblio_notices',
    help: 'Mails to readers in the outbox, by state',
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
  return new Counter({
    name: 'biblio_notices_processed_total',
    help: 'What became of mails to readers since the process began: sent, failed, retried or cancelled',
    labelNames: ['outcome'],
    registers: [metrics],
  });
}
