import type { Generated } from 'kysely';

export interface StaffTable {
  id: Generated<number>;
  username: string;
  display_name: string;
  email: string | null;
  language: string;
  branch_id: number | null;
  password_hash: string;
  is_active: Generated<number>;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

export interface RolesTable {
  id: Generated<number>;
  code: string;
  name_fr: string;
  name_en: string;
  permissions: string;
}

export interface StaffRolesTable {
  id: Generated<number>;
  staff_id: number;
  role_id: number;
  branch_id: number | null;
}

export interface SessionsTable {
  token_hash: string;
  staff_id: number | null;
  patron_id: number | null;
  created_at: string;
  expires_at: string;
}

export interface ApiTokensTable {
  id: Generated<number>;
  staff_id: number;
  name: string;
  token_hash: string;
  permissions: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface LoginAttemptsTable {
  login_hash: string;
  failures: number;
  blocked_until: string | null;
  last_failed_at: string;
}
