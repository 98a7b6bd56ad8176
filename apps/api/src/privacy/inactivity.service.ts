import { Temporal } from 'temporal-polyfill';
import { forEachInBatches } from '../jobs/in-batches.ts';
import type { JobContext, JobRun } from '../jobs/job.ts';
import { addToOutbox } from '../notices/notice-queue.service.ts';
import { findRecipient } from '../notices/outbox.queries.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database/database.ts';
import { eraseIn } from './erasure.service.ts';
import * as queries from './inactive-readers.queries.ts';
import type { InactiveReader, InactivityLimits } from './inactive-readers.queries.ts';
import { WARNING_DAYS } from './retention-purposes.ts';

/**
 * Erases readers whose membership ended long ago, who owe and have nothing and were told so a month before; tells those whose
 * time comes; and spares those who have shown up since.
 */
export async function endInactiveReaders(context: JobContext, run: JobRun, days: number): Promise<void> {
  const { db } = context;
  const limits = inactivityLimits(days, run.now);
  const about = ({ id }: { id: number }) => ({ patronId: id });
  await forEachInBatches<number>(context, run, {
    read: (after = 0, limit) => queries.listReadersToSpare(db, limits, { after, limit }),
    about: (id) => about({ id }),
    work: async (trx, id) => {
      if (await queries.isInactive(trx, limits, id)) return null;
      await queries.noteWarning(trx, id, null);
      return { readers_spared: 1 };
    },
  });
  const toErase = { ...limits, warnedBefore: toTimestamp(run.now.subtract({ hours: 24 * WARNING_DAYS })) };
  await forEachInBatches<InactiveReader>(context, run, {
    read: (after, limit) => queries.listReadersToErase(db, toErase, { after: after?.id ?? 0, limit }),
    about,
    work: async (trx, { id }) => {
      if (!(await queries.isInactive(trx, limits, id))) return null;
      await eraseIn(context, trx, SYSTEM, id, 'inactivity');
      return { inactive_readers: 1 };
    },
  });
  await forEachInBatches<InactiveReader>(context, run, {
    read: (after, limit) => queries.listReadersToWarn(db, limits, { after: after?.id ?? 0, limit }),
    about,
    work: async (trx, reader) => {
      if (!(await queries.isInactive(trx, limits, reader.id))) return null;
      await warn(context, trx, reader, run.now);
      return { readers_warned: 1 };
    },
  });
}

/** How many readers the next run would erase and warn. */
export async function countInactiveReaders(
  db: Db,
  days: number,
  now: Temporal.Instant,
): Promise<{ erased: number; warned: number }> {
  const limits = inactivityLimits(days, now);
  const warnedBefore = toTimestamp(now.subtract({ hours: 24 * WARNING_DAYS }));
  return {
    erased: await queries.countReadersToErase(db, { ...limits, warnedBefore }),
    warned: await queries.countReadersToWarn(db, limits),
  };
}

/** The day from which a reader who was told at a moment is erased. */
export function erasureDay(warnedAt: string): string {
  return Temporal.Instant.from(warnedAt)
    .add({ hours: 24 * (WARNING_DAYS + 1) })
    .toString()
    .slice(0, 10);
}

function inactivityLimits(days: number, now: Temporal.Instant): InactivityLimits {
  const before = toTimestamp(now.subtract({ hours: 24 * days }));
  return { before, expiredBefore: before.slice(0, 10) };
}

async function warn(
  { mailer }: JobContext,
  trx: Trx,
  { id, branchId, expiresOn }: InactiveReader,
  now: Temporal.Instant,
): Promise<void> {
  const warnedAt = toTimestamp(now);
  await queries.noteWarning(trx, id, warnedAt);
  const recipient = await findRecipient(trx, id);
  // Who cannot be reached stands in the list that staff see, for as long.
  if (mailer === null || recipient?.email == null) return;
  const subject = {
    topic: 'account_ending',
    dedupKey: `account_ending:${id}:${warnedAt}`,
    loanId: null,
    holdId: null,
    detail: { expiresOn, erasedOn: erasureDay(warnedAt) },
  } as const;
  await addToOutbox(trx, {
    kind: 'account_ending',
    patronId: id,
    branchId,
    detail: {},
    subjects: [subject],
    now,
    sendAt: now,
  });
}
