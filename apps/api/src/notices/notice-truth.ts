import { NOT_ASKED_FOR } from './notice-kinds.ts';
import type { NoticeSubject } from './notice-subjects.queries.ts';

/**
 * Whether what a mail says of a loan or hold is still so at the moment of sending: a mail may have waited for its server,
 * and a loan that came back meanwhile is not asked for.
 *
 * @param now a timestamp as the database has them.
 */
export function isStillTrue(
  { topic, detail, loan, hold }: NoticeSubject,
  { patronId, expiresOn, now }: { patronId: number; expiresOn: string; now: string },
): boolean {
  const isOpen = loan !== null && loan.returnedAt === null && loan.patronId === patronId;
  switch (topic) {
    case 'courtesy':
      return isOpen && loan.dueAt === detail['dueAt'] && loan.dueAt > now;
    case 'overdue_1':
    case 'overdue_2':
    case 'overdue_3':
      return isOpen && loan.dueAt === detail['dueAt'] && !NOT_ASKED_FOR.has(loan.itemStatus);
    case 'recall':
    case 'due_date_changed':
    case 'auto_renewal':
      return isOpen && loan.dueAt === detail['dueAt'];
    case 'hold_ready':
      return hold?.patronId === patronId && hold.status === 'ready' && hold.readyAt === detail['readyAt'];
    case 'hold_expired':
      return hold?.patronId === patronId && hold.status === 'expired';
    case 'card_expiring':
    case 'account_ending':
      return expiresOn === detail['expiresOn'];
    case 'receipt':
    case 'welcome':
    case 'digest':
      return true;
  }
}
