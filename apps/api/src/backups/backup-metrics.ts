import { Gauge, type Registry } from 'prom-client';
import type { AppContext } from '../platform/context.ts';
import { readReachAt, readLastMoments, readLastProof } from './backups.queries.ts';
import { ATTEMPTS } from './failed-attempts.ts';
import { readAttempts } from './known-attempts.ts';

/** Adds to the metrics when the library was last backed up, proved to be restorable, and how well. 0 where it never was. */
export function observeBackups({ db }: Pick<AppContext, 'db'>, registry: Registry): void {
  const seconds = (moment: string | null | undefined) => (moment == null ? 0 : Date.parse(moment) / 1000);
  const gauges: [name: string, help: string, read: () => Promise<number>][] = [
    [
      'biblio_backup_last_success_timestamp_seconds',
      'The moment that the last backup holds; 0 when there is none',
      async () => seconds((await readLastMoments(db)).madeAt),
    ],
    [
      'biblio_backup_last_verified_timestamp_seconds',
      'When a restore into a scratch database last proved a backup; 0 when none did',
      async () => seconds((await readLastProof(db))?.verified_at),
    ],
    [
      'biblio_backup_recovery_point_seconds',
      'How far back the last proved restore led; 0 when there is none',
      async () => (await readLastProof(db))?.recovery_point_seconds ?? 0,
    ],
    [
      'biblio_backup_recovery_time_seconds',
      'How long the last proved restore took; 0 when there is none',
      async () => (await readLastProof(db))?.recovery_seconds ?? 0,
    ],
    [
      'biblio_backup_log_reach_timestamp_seconds',
      'Up to when the binary log is stored, told once a minute; 0 where it is not',
      async () => seconds(await readReachAt(db)),
    ],
  ];
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  }
  new Gauge({
    name: 'biblio_backup_failed_attempts',
    help: 'How many attempts have failed since the last that was done; 0 when the last one was',
    labelNames: ['action'],
    registers: [registry],
    async collect() {
      const { failed } = await readAttempts(db);
      for (const action of ATTEMPTS) this.set({ action }, failed[action]);
    },
  });
}
