import { Gauge, type Registry } from 'prom-client';
import { findLastSuccess, runHousekeeping, type HousekeepingContext } from './housekeeping.service.ts';

const INTERVAL_MS = 10 * 60 * 1000;

/** What ends the schedule. */
export interface HousekeepingSchedule {
  /** Lets no further run begin and waits for the one under way. */
  stop: () => Promise<void>;
}

/**
 * Looks at once, and then every ten minutes, whether housekeeping is due, and does it. Adds the moment of its latest success
 * to the metrics.
 */
export function startHousekeeping(context: HousekeepingContext, metrics: Registry): HousekeepingSchedule {
  const { db, clock, log } = context;
  new Gauge({
    name: 'biblio_housekeeping_last_success_timestamp_seconds',
    help: 'When the latest housekeeping in which every part succeeded began; 0 before the first',
    registers: [metrics],
    async collect() {
      const last = await findLastSuccess(db);
      this.set(last === null ? 0 : Math.floor(last.epochMilliseconds / 1000));
    },
  });

  let running: Promise<void> | undefined;
  const check = () => {
    running ??= runHousekeeping(context, clock())
      .then(() => {})
      // Nobody waits for a run, so this is its last stop: the metric stands still, and the next check tries again.
      .catch((error: unknown) => log.error({ err: error }, 'housekeeping could not run'))
      .finally(() => (running = undefined));
  };
  check();
  const timer = setInterval(check, INTERVAL_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
