import type { Generated } from 'kysely';

export interface BackupsTable {
  id: string;
  made_at: string;
  /** Where it lies; no secret. */
  place: string;
  engine: 'sqlite' | 'mysql' | 'mariadb';
  release: string;
  /** The last of its migrations. */
  schema_name: string;
  bytes: number;
  raw_bytes: number;
  records: number;
  loans: number;
  is_encrypted: number;
  /** Whether it may be brought forward to any moment by the binary log. */
  has_log: number;
  verified_at: string | null;
  is_sound: number | null;
  /** A JSON array of sentences. */
  findings: string | null;
  recovery_point: string | null;
  recovery_point_seconds: number | null;
  recovery_seconds: number | null;
}

export interface BackupLogTable {
  server: string;
  /** Whatever was committed before it is stored. */
  reach_at: string;
}

export interface BackupFailuresTable {
  id: Generated<number>;
  action: 'backup' | 'verify' | 'restore' | 'ship_log';
  failed_at: string;
  /** A problem's code. */
  code: string;
  /** What was said, in its own words; may be empty. */
  reason: string;
}
