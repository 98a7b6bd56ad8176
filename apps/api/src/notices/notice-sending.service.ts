import { randomUUID } from 'node:crypto';
import type { AppContext } from '../platform/context.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Delivery, Mailer } from './mailer.ts';
import { writeNotice, type WrittenNotice } from './notice-text.service.ts';
import * as outbox from './outbox.queries.ts';
import type { DueNotice, NoticeOutcome } from './outbox.queries.ts';
import { retryDelay } from './retry-delay.ts';

/** What sending needs of the process around it. */
export interface SendingContext extends Pick<AppContext, 'db' | 'clock' | 'log'> {
  config: Pick<AppContext['config'], 'publicUrl'>;
  mailer: Mailer;
  /** From 0 to 1. */
  random: () => number;
}

/** How many mails an errand sent, gave up, put off and found no longer needed. */
export interface SendingResult {
  sent: number;
  failed: number;
  retried: number;
  cancelled: number;
}

/** Longer than the mailer gives one mail, so that a sender that lives still has its mail when the answer comes. */
const LEASE_MINUTES = 5;
/** The next errand begins after a minute; this one leaves the rest to it. */
const MOST_SECONDS = 50;
const AT_ONCE = 20;

/**
 * Sends what is due. Each mail is claimed by compare-and-set before it is sent, so that of any number of senders one sends
 * it. A sender that dies after the claim leaves a mail whose fate is unknown: when its lease has run out it is sent again
 * with the same Message-ID, by which a mailbox that has the first one knows the second. Stops at the first mail for which
 * the server cannot be reached, for the others would fare no better.
 *
 * @param onEnd hears what became of each mail; what it throws ends the errand between two mails.
 */
export async function sendNotices(
  context: SendingContext,
  onEnd: (outcome: keyof SendingResult) => Promise<void> = async () => {},
): Promise<SendingResult> {
  const { db, clock } = context;
  const result: SendingResult = { sent: 0, failed: 0, retried: 0, cancelled: 0 };
  const owner = randomUUID();
  const deadline = clock().add({ seconds: MOST_SECONDS });
  for (;;) {
    const due = await outbox.listDue(db, toTimestamp(clock()), AT_ONCE);
    let claimed = 0;
    for (const notice of due) {
      const now = clock();
      if (now.since(deadline).sign > 0) return result;
      const leaseUntil = toTimestamp(now.add({ minutes: LEASE_MINUTES }));
      if (!(await outbox.claimNotice(db, notice, { owner, leaseUntil }))) continue;
      claimed += 1;
      const { outcome, canGoOn } = await attempt(context, notice, owner);
      await outbox.endAttempt(db, { id: notice.id, owner }, outcome);
      const end = outcome.state === 'queued' ? 'retried' : outcome.state;
      result[end] += 1;
      await onEnd(end);
      if (!canGoOn) return result;
    }
    if (claimed === 0) return result;
  }
}

async function attempt(
  context: SendingContext,
  notice: DueNotice,
  owner: string,
): Promise<{ outcome: NoticeOutcome; canGoOn: boolean }> {
  const { clock, log, random } = context;
  const end = (state: NoticeOutcome['state'], error: string | null, nextAttemptAt: string | null = null) => ({
    state,
    error,
    nextAttemptAt,
    now: toTimestamp(clock()),
  });
  const result = await writeAndSend(context, notice, owner);
  if (result.kind === 'accepted') return { outcome: end('sent', null), canGoOn: true };
  if (result.kind === 'cancelled') return { outcome: end('cancelled', result.detail), canGoOn: true };
  const error = `${result.kind}: ${result.detail}`;
  log.warn({ noticeId: notice.id, error }, 'a mail could not be sent');
  const canGoOn = result.kind !== 'unreachable';
  const delay = result.kind === 'refused' ? null : retryDelay(notice.attempts + 1, random());
  if (delay === null) return { outcome: end('failed', error), canGoOn };
  return { outcome: end('queued', error, toTimestamp(clock().add({ seconds: delay }))), canGoOn };
}

type AttemptResult = Delivery | { kind: 'cancelled' | 'unwritten'; detail: string };

async function writeAndSend(
  { db, clock, log, config, mailer }: SendingContext,
  notice: DueNotice,
  owner: string,
): Promise<AttemptResult> {
  let written: WrittenNotice;
  try {
    written = await writeNotice(db, config, notice, clock());
  } catch (error) {
    // Whatever it was, one mail that cannot be written must not keep the others from being sent.
    log.error({ err: error, noticeId: notice.id }, 'a mail could not be written');
    return { kind: 'unwritten', detail: error instanceof Error ? error.message : String(error) };
  }
  if (written.kind === 'cancelled') return { kind: 'cancelled', detail: written.reason };
  const { kind: _, to, language, text, ...envelope } = written;
  await outbox.storeMail(db, { id: notice.id, owner }, { language, address: to, ...text });
  return mailer.send({ to, language, ...envelope, ...text, messageId: notice.messageId });
}
