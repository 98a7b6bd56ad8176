import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { checkCirculationInvariants } from '../src/circulation/invariants.ts';
import { makeBranch, makeItem, makeItemType, makePatron, makeRecord } from './factories.ts';
import { createTestApp, type Role, type TestApp, type TestOptions } from './test-app.ts';

/** A library with a desk, another branch, two readers, one record with one item, and short ways to act at the desk. */
export interface Scene extends TestApp {
  otherBranchId: number;
  typeId: number;
  recordId: number;
  itemId: number;
  barcode: string;
  otherReaderId: number;
  /** Sets a policy for the whole library. */
  policy: (name: string, value: unknown) => Promise<void>;
  lend: (more?: Record<string, unknown>, role?: Role) => Promise<LightMyRequestResponse>;
  takeBack: (more?: Record<string, unknown>, role?: Role) => Promise<LightMyRequestResponse>;
  hold: (patronId: number, more?: Record<string, unknown>) => Promise<LightMyRequestResponse>;
  undo: (action: string, loanId: number, role?: Role) => Promise<LightMyRequestResponse>;
  post: (url: string, payload?: object, role?: Role) => Promise<LightMyRequestResponse>;
  get: (url: string, role?: Role) => Promise<LightMyRequestResponse>;
  /** Sets the stage anew, for the next test. */
  clear: () => Promise<void>;
  /** Fails when anything that must always hold does not. */
  assertSound: () => Promise<void>;
}

const BEGIN = '2026-03-02T09:00:00Z';

/** Builds the application once for a file of tests; each test begins with `clear()`. */
export async function createScene(options: TestOptions = {}): Promise<Scene> {
  const app = await createTestApp({ now: BEGIN, ...options });
  const { branchId, db } = app;
  const post: Scene['post'] = (url, payload = {}, role = 'assistant') =>
    app.as(role)({ method: 'POST', url: `/api/v1${url}`, payload });
  const scene: Scene = Object.assign(app, {
    otherBranchId: await makeBranch(db),
    typeId: await makeItemType(db),
    recordId: 0,
    itemId: 0,
    barcode: '',
    otherReaderId: 0,
    policy: async (name: string, value: unknown) => {
      const payload = { branchId: null, patronCategoryId: null, itemTypeId: null, name, value };
      const answer = await app.as('administrator')({ method: 'PUT', url: '/api/v1/policies/values', payload });
      assert.equal(answer.statusCode, 200, answer.body);
    },
    lend: (more: Record<string, unknown> = {}, role: Role = 'assistant') =>
      post('/circulation/checkouts', { patronId: scene.readerId, barcode: scene.barcode, ...more }, role),
    takeBack: (more: Record<string, unknown> = {}, role: Role = 'assistant') =>
      post('/circulation/returns', { barcode: scene.barcode, ...more }, role),
    hold: (patronId: number, more: Record<string, unknown> = {}) =>
      post('/holds', { recordId: scene.recordId, patronId, pickupBranchId: branchId, ...more }),
    undo: (action: string, loanId: number, role: Role = 'assistant') =>
      post('/circulation/undo', { action, loanId }, role),
    post,
    get: (url: string, role: Role = 'assistant') => app.as(role)({ url: `/api/v1${url}` }),
    assertSound: async () => assert.deepEqual(await checkCirculationInvariants(db), []),
    clear: () => clear(scene),
  });
  await clear(scene);
  return scene;
}

/** Empties what desks write and sets the stage anew: one record with one item, two readers, no policies, the first morning. */
async function clear(scene: Scene): Promise<void> {
  const { db, branchId, readerId, typeId } = scene;
  scene.now = Temporal.Instant.from(BEGIN);
  const written = [
    'loan_decisions',
    'account_lines',
    'payments',
    'receipt_counters',
    'notices',
    'erasure_requests',
    'erasure_receipts',
    'holds',
    'loans',
    'items',
    'records',
    'policy_values',
    'settings',
    'audit_log',
    'idempotency_keys',
    'record_changes',
    'jobs',
    'scheduled_jobs',
    'scheduled_job_days',
  ] as const;
  // Lines that are applied to others go together with them, in whatever order.
  await db.updateTable('account_lines').set({ applies_to_id: null }).execute();
  for (const table of written) await db.deleteFrom(table).execute();
  await db.deleteFrom('patrons').where('id', '<>', readerId).execute();
  await db.deleteFrom('patron_cards').where('number', '<>', '2900000000001').execute();
  await db.updateTable('branches').set({ is_pickup_location: 1 }).execute();
  const unrestricted = { restricted_until: null, restriction_reason: null, search_name: 'reader ada' };
  await db.updateTable('patrons').set(unrestricted).where('id', '=', readerId).execute();

  scene.barcode = 'SCENE1';
  scene.recordId = await makeRecord(db, { title: 'Le Grand Meaulnes' });
  const item = { record_id: scene.recordId, item_type_id: typeId, home_branch_id: branchId, barcode: scene.barcode };
  scene.itemId = await makeItem(db, item);
  const reader = await db.selectFrom('patrons').selectAll().where('id', '=', readerId).executeTakeFirstOrThrow();
  const other = { category_id: reader.category_id, branch_id: branchId, given_name: 'Zoé' };
  scene.otherReaderId = await makePatron(db, other);
}

/** The codes of what a refusal lists. */
export function refusalCodes(answer: LightMyRequestResponse): string[] {
  return (answer.json().refusals as { code: string }[]).map(({ code }) => code);
}
