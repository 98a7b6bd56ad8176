import type { Actor } from './auth/actor.ts';
import { withoutPointers } from './audit-privacy.ts';
import { toTimestamp, type Clock } from './clock.ts';
import { compiledInsert } from './database/compiled-inserts.ts';
import type { Db } from './database/database.ts';
import { writeLater } from './database/round-trips.ts';

/** One thing that was done: the entity's singular name, a verb such as `loan.checkout`, and what it was before and after. */
export interface AuditEntry {
  action: string;
  entity: string;
  entityId: number | null;
  branchId?: number | null;
  before?: unknown;
  after?: unknown;
  requestId?: string;
}

/** Writes an entry of the append-only audit log. Called inside the transaction that makes the change. */
export type Audit = (db: Db, actor: Actor, entry: AuditEntry) => Promise<void>;

/**
 * Makes the audit function of one process. Entries about anything but readers do not say who the reader is: see
 * `audit-privacy.ts`.
 */
export function createAudit(clock: Clock): Audit {
  const textOf = (entity: string, state: unknown) =>
    state === undefined ? null : JSON.stringify(entity === 'patron' ? state : withoutPointers(state));
  return async (db, actor, entry) => {
    const insertion = compiledInsert(db, 'audit_log', {
      at: toTimestamp(clock()),
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId,
      branch_id: entry.branchId ?? actor.branchId,
      before: textOf(entry.entity, entry.before),
      after: textOf(entry.entity, entry.after),
      request_id: entry.requestId ?? null,
    });
    await writeLater(db, insertion);
  };
}
