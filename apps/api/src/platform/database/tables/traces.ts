import type { Generated } from 'kysely';

export interface AuditLogTable {
  id: Generated<number>;
  at: string;
  actor_kind: string;
  actor_id: number | null;
  actor_name: string;
  action: string;
  entity: string;
  entity_id: number | null;
  branch_id: number | null;
  before: string | null;
  after: string | null;
  request_id: string | null;
}

export interface IdempotencyKeysTable {
  key_hash: string;
  request_hash: string;
  status: number | null;
  body: string | null;
  created_at: string;
}

/** The revision of what processes keep in memory: see `reference-data.ts`. */
export interface RevisionsTable {
  name: string;
  value: string;
}

/** Names that transactions on a database server take turns by. */
export interface NamedLocksTable {
  name: string;
}
