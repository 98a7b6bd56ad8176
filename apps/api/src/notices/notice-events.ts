import type { Trx } from '../platform/database/database.ts';

interface OfReader {
  patronId: number;
  /** Where it happened: its policies decide whether it is told, and the mail is in its name. */
  branchId: number;
}

/** What has just happened to a reader and may be worth a mail. Instants are timestamps as the database has them. */
export type NoticeEvent = OfReader &
  (
    | { kind: 'hold_ready'; holdId: number; readyAt: string; pickupUntil: string }
    | { kind: 'hold_expired'; holdId: number }
    | { kind: 'recall'; loanId: number; dueAt: string; previousDueAt: string }
    | { kind: 'due_date_changed'; loanId: number; dueAt: string; previousDueAt: string }
    | { kind: 'auto_renewal'; loanId: number; dueAt: string; isRenewed: boolean; refusals: string[] }
    | { kind: 'receipt' }
    | { kind: 'welcome' }
  );

/**
 * Puts a mail about an event into the outbox, in the event's transaction. Several events of one kind for one reader, until
 * the mail is picked up, go into one mail; the same event is told once, however often it is announced. A hold that is ready
 * waits for the mail of the day of a reader who has one, unless that would be too late. Does nothing where
 * no mail server is set up, for a reader without an address, or where policy or the reader do not want it.
 */
export type QueueNotice = (trx: Trx, event: NoticeEvent) => Promise<void>;
