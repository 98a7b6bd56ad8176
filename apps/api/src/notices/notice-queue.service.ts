import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { lockAccount } from '../accounts/accounts.queries.ts';
import { readRules } from '../circulation/library-rules.queries.ts';
import type { PolicyName } from '../circulation/policy-definitions.ts';
import { resolvePolicies } from '../circulation/policy-resolution.ts';
import { dayIn, toTimestamp, type Clock } from '../platform/clock.ts';
import type { Trx } from '../platform/database/database.ts';
import type { NoticeEvent, QueueNotice } from './notice-events.ts';
import { isEssential, type NoticeKind } from './notice-kinds.ts';
import { nextDigestAt } from './notice-plan.ts';
import * as outbox from './outbox.queries.ts';
import type { NewSubject } from './outbox.queries.ts';
import { isGrouped } from './reminder-policies.ts';

/** Which policy lets an event be told, and for how many minutes more of its kind are waited for. */
const EVENTS: Record<NoticeEvent['kind'], { policy: PolicyName; waitMinutes: number }> = {
  hold_ready: { policy: 'isHoldReadyMailed', waitMinutes: 0 },
  hold_expired: { policy: 'isHoldExpiredMailed', waitMinutes: 0 },
  recall: { policy: 'isRecallMailed', waitMinutes: 0 },
  due_date_changed: { policy: 'isDueDateChangeMailed', waitMinutes: 2 },
  auto_renewal: { policy: 'isAutoRenewalMailed', waitMinutes: 2 },
  // A visit is over when nothing has happened for this long.
  receipt: { policy: 'isReceiptMailed', waitMinutes: 10 },
  welcome: { policy: 'isWelcomeMailed', waitMinutes: 0 },
};

/** Makes the function that use cases call. Without a mail server nothing is queued, so that nothing piles up. */
export function createQueueNotice({
  clock,
  isMailConfigured,
}: {
  clock: Clock;
  isMailConfigured: boolean;
}): QueueNotice {
  if (!isMailConfigured) return async () => {};
  return (trx, event) => queueNotice(trx, event, clock());
}

async function queueNotice(trx: Trx, event: NoticeEvent, now: Temporal.Instant): Promise<void> {
  const { kind, patronId, branchId } = event;
  const recipient = await outbox.findRecipient(trx, patronId);
  if (recipient?.email == null) return;
  const { policy, waitMinutes } = EVENTS[kind];
  const subject = { branchId, patronCategoryId: recipient.categoryId, itemTypeId: 0 };
  const { values } = resolvePolicies((await readRules(trx)).policies, subject);
  if (values[policy] !== true) return;
  if (recipient.choice === 'essential' && values.canDeclineNotices && !isEssential(kind)) return;
  const subjects = [subjectOf(event, now)];
  if (event.kind === 'hold_ready' && isGrouped(recipient.choice, values)) {
    const { timeZone } = recipient;
    const sendAt = nextDigestAt(now, timeZone);
    // The mail of the day is in the name of the reader's own library, wherever the copy waits.
    const digest = {
      kind: 'digest',
      patronId,
      branchId: recipient.branchId,
      detail: {},
      subjects,
      now,
      sendAt,
    } as const;
    if (event.pickupUntil >= dayIn(sendAt, timeZone)) return void (await addToOutbox(trx, digest));
  }
  await addToOutbox(trx, {
    kind,
    patronId,
    branchId,
    detail: kind === 'receipt' ? { since: toTimestamp(now) } : {},
    subjects,
    now,
    sendAt: now.add({ minutes: waitMinutes }),
  });
}

function subjectOf(event: NoticeEvent, now: Temporal.Instant): NewSubject {
  const nothing = { topic: event.kind, loanId: null, holdId: null, detail: {} };
  switch (event.kind) {
    case 'hold_ready':
      return {
        ...nothing,
        holdId: event.holdId,
        dedupKey: `hold_ready:${event.holdId}:${event.readyAt}`,
        detail: { readyAt: event.readyAt },
      };
    case 'hold_expired':
      return { ...nothing, holdId: event.holdId, dedupKey: `hold_expired:${event.holdId}` };
    case 'recall':
    case 'due_date_changed': {
      const { kind, loanId, dueAt, previousDueAt } = event;
      return { ...nothing, loanId, dedupKey: `${kind}:${loanId}:${dueAt}`, detail: { dueAt, previousDueAt } };
    }
    case 'auto_renewal': {
      const { loanId, dueAt, isRenewed, refusals } = event;
      const dedupKey = `auto_renewal:${loanId}:${dueAt}:${isRenewed ? 'renewed' : 'refused'}`;
      return { ...nothing, loanId, dedupKey, detail: { dueAt, isRenewed, refusals } };
    }
    case 'receipt':
      return { ...nothing, dedupKey: `receipt:${event.patronId}:${toTimestamp(now)}` };
    case 'welcome':
      return { ...nothing, dedupKey: `welcome:${event.patronId}` };
  }
}

/** A mail to be, and what it is about. */
export interface Outgoing {
  kind: NoticeKind;
  patronId: number;
  branchId: number;
  /** Mails gather by kind, reader and branch; another name keeps one apart. */
  gatherAs?: string;
  detail: Record<string, unknown>;
  subjects: readonly NewSubject[];
  now: Temporal.Instant;
  sendAt: Temporal.Instant;
}

/**
 * Adds to the mail of this kind that still gathers for the reader, or begins one. What was told before is left out. A mail that
 * gathers waits anew with each addition, but that of the day goes as soon as any of it should. Answers the mail's id, or `null`
 * when nothing was new.
 */
export async function addToOutbox(trx: Trx, outgoing: Outgoing): Promise<number | null> {
  const { kind, patronId, branchId, gatherAs = kind, detail, subjects, now, sendAt } = outgoing;
  // Two desks that tell one reader something at the same moment take turns.
  if (!(await lockAccount(trx, patronId))) return null;
  const known = await outbox.listKnownKeys(
    trx,
    subjects.map(({ dedupKey }) => dedupKey),
  );
  const fresh = subjects.filter(({ dedupKey }) => !known.has(dedupKey));
  if (fresh.length === 0) return null;
  const openKey = `${gatherAs}:${patronId}:${branchId}`;
  const gathering = await outbox.joinGathering(trx, openKey, {
    sendAt: toTimestamp(sendAt),
    isEarlierKept: kind === 'digest',
  });
  const id =
    gathering ??
    (await outbox.insertNotice(trx, {
      kind,
      patronId,
      branchId,
      openKey,
      detail,
      messageId: randomUUID(),
      nextAttemptAt: toTimestamp(sendAt),
      createdAt: toTimestamp(now),
    }));
  await outbox.insertSubjects(trx, id, fresh);
  return id;
}
