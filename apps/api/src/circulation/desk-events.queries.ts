import type { Db } from '../platform/database/database.ts';
import type { DeskEvent } from './desk-events.ts';

/** The last thing that the audit log says of a loan, with what undoing it needs. */
export async function findLastDeskEvent(db: Db, loanId: number) {
  const row = await db
    .selectFrom('audit_log')
    .select([
      'at',
      'action',
      'actor_kind as actorKind',
      'actor_id as actorId',
      'branch_id as branchId',
      'before',
      'after',
    ])
    .where('entity', '=', 'loan')
    .where('entity_id', '=', loanId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { before, after, ...entry } = row;
  const event = { before: JSON.parse(before ?? 'null') as unknown, after: JSON.parse(after ?? 'null') as unknown };
  return { ...entry, event: event as DeskEvent };
}
