import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { buildApp } from '../src/app.ts';
import { createContext } from '../src/context.ts';
import { insertSession } from '../src/auth/session.queries.ts';
import { hashPassword } from '../src/platform/auth/passwords.ts';
import { hashToken, makeToken } from '../src/platform/auth/tokens.ts';
import { toTimestamp } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import type { App, AppContext } from '../src/platform/context.ts';
import { openDatabase, type Db } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { insertBuiltInRoles } from '../src/settings/new-library.queries.ts';
import { insertStaff, insertStaffRole } from '../src/staff/staff.queries.ts';
import { makeBranch, makePatron } from './factories.ts';
import { createTestDatabase } from './test-database.ts';

/** The password of every account that a test app makes. */
export const PASSWORD = 'correct horse battery';

export type Role = 'administrator' | 'librarian' | 'assistant' | 'reader' | 'anonymous';
export const ROLES: readonly Role[] = ['administrator', 'librarian', 'assistant', 'reader', 'anonymous'];

/** Sends one request as one role. */
export type Send = (options: InjectOptions & { url: string }) => Promise<LightMyRequestResponse>;

export interface TestApp {
  app: App;
  context: AppContext;
  db: Db;
  /** The moment that the app believes in; assign to move it. */
  now: Temporal.Instant;
  /** The branch where the staff of the test works. */
  branchId: number;
  /** The reader behind the role `reader`. */
  readerId: number;
  as: (role: Role) => Send;
  /** The cookie of a role's session, for requests over a socket. */
  cookieOf: (role: Role) => string;
  /** Somebody new among the staff, with roles that may hold at one branch only. */
  withRoles: (...roles: { code: string; branchId: number | null }[]) => Promise<Send>;
  close: () => Promise<void>;
}

export interface TestOptions {
  now?: string;
  environment?: Record<string, string>;
  /** Whether other processes are to open the database too. */
  isShared?: boolean;
}

let passwordHash: Promise<string> | undefined;

/** Builds the whole application on a database of its own, with one account a role. */
export async function createTestApp(options: TestOptions = {}): Promise<TestApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-test-'));
  const database = await createTestDatabase(options);
  const config = readConfig({
    BIBLIO_DATA_DIR: folder,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'fatal',
    RATE_LIMIT: '0',
    MAX_CONCURRENT_REQUESTS: '1000',
    ...options.environment,
  });
  const db = openDatabase(config.databaseUrl);
  await migrateToLatest(db);
  const test = { now: Temporal.Instant.from(options.now ?? '2026-03-02T09:00:00Z') } as TestApp;
  const clock = () => test.now;
  const { context, close: closeContext } = await createContext({ config, db, clock });
  const app = await buildApp({ context });
  await app.ready();

  const roles = await insertBuiltInRoles(db);
  const branchId = await makeBranch(db, { code: 'DESK', name: 'Desk' });
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const sessions = new Map<string, string>();
  const openSession = async (role: string, owner: { staffId: number | null; patronId: number | null }) => {
    const token = makeToken();
    const now = toTimestamp(test.now);
    await insertSession(db, { tokenHash: hashToken(token), ...owner, now, expiresAt: '2099-01-01T00:00:00.000Z' });
    sessions.set(role, token);
  };
  for (const [code, roleId] of roles) {
    const staffId = await insertStaff(db, {
      username: code,
      displayName: `The ${code}`,
      email: null,
      language: 'en',
      branchId,
      passwordHash: hash,
      now: toTimestamp(test.now),
    });
    await insertStaffRole(db, { staffId, roleId, branchId: null });
    await openSession(code, { staffId, patronId: null });
  }
  const readerId = await makePatron(db, { branch_id: branchId, password_hash: hash }, '2900000000001');
  await openSession('reader', { staffId: null, patronId: readerId });

  const withRoles: TestApp['withRoles'] = async (...held) => {
    const username = `somebody${sessions.size}`;
    const staffId = await insertStaff(db, {
      username,
      displayName: username,
      email: null,
      language: 'en',
      branchId: null,
      passwordHash: hash,
      now: toTimestamp(test.now),
    });
    for (const { code, branchId: at } of held) {
      await insertStaffRole(db, { staffId, roleId: roles.get(code)!, branchId: at });
    }
    await openSession(username, { staffId, patronId: null });
    return as(username);
  };

  const as = (role: string): Send => {
    const token = sessions.get(role);
    return (request) =>
      app.inject({
        ...request,
        ...(token === undefined ? {} : { cookies: { biblio_session: token, ...request.cookies } }),
      });
  };
  const cookieOf = (role: Role) => `biblio_session=${sessions.get(role)}`;
  const close = async () => {
    await app.close();
    await closeContext();
    await db.destroy();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return Object.assign(test, { app, context, db, branchId, readerId, as, cookieOf, withRoles, close });
}
