import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { checkCirculationInvariants } from '../src/circulation/invariants.ts';
import { makeBranch, makeItem, makeItemType, makePatron, makeRecord } from './factories.ts';
import { createTestApp, type Role, type TestApp } from './test-app.ts';

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
  /** Fails when anything that must always hold does not. */
  assertSound: () => Promise<void>;
}

let scanned = 0;

export async function createScene(): Promise<Scene> {
  const app = await createTestApp({ now: '2026-03-02T09:00:00Z' });
  const { db, branchId } = app;
  const recordId = await makeRecord(db, { title: 'Le Grand Meaulnes' });
  const typeId = await makeItemType(db);
  const barcode = `SCENE${(scanned += 1)}`;
  const itemId = await makeItem(db, { record_id: recordId, item_type_id: typeId, home_branch_id: branchId, barcode });
  const reader = await db.selectFrom('patrons').selectAll().where('id', '=', app.readerId).executeTakeFirstOrThrow();
  const post: Scene['post'] = (url, payload = {}, role = 'assistant') =>
    app.as(role)({ method: 'POST', url: `/api/v1${url}`, payload });
  return Object.assign(app, {
    otherBranchId: await makeBranch(db),
    typeId,
    recordId,
    itemId,
    barcode,
    otherReaderId: await makePatron(db, { category_id: reader.category_id, branch_id: branchId, given_name: 'Zoé' }),
    policy: async (name: string, value: unknown) => {
      const payload = { branchId: null, patronCategoryId: null, itemTypeId: null, name, value };
      const answer = await app.as('administrator')({ method: 'PUT', url: '/api/v1/policies/values', payload });
      assert.equal(answer.statusCode, 200, answer.body);
    },
    lend: (more: Record<string, unknown> = {}, role: Role = 'assistant') =>
      post('/circulation/checkouts', { patronId: app.readerId, barcode, ...more }, role),
    takeBack: (more: Record<string, unknown> = {}, role: Role = 'assistant') =>
      post('/circulation/returns', { barcode, ...more }, role),
    hold: (patronId: number, more: Record<string, unknown> = {}) =>
      post('/holds', { recordId, patronId, pickupBranchId: branchId, ...more }),
    undo: (action: string, loanId: number, role: Role = 'assistant') =>
      post('/circulation/undo', { action, loanId }, role),
    post,
    get: (url: string, role: Role = 'assistant') => app.as(role)({ url: `/api/v1${url}` }),
    assertSound: async () => assert.deepEqual(await checkCirculationInvariants(db), []),
  });
}

/** The codes of what a refusal lists. */
export function refusalCodes(answer: LightMyRequestResponse): string[] {
  return (answer.json().refusals as { code: string }[]).map(({ code }) => code);
}
