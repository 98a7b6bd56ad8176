import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from './circulation-scene.ts';
import { makeItem, makePatron, makeRecord } from './factories.ts';
import type { Send } from './test-app.ts';

let scene: Scene;
/** An assistant at the desk's branch only. */
let assistant: Send;
/** A librarian at the desk's branch, and an assistant at the other. */
let both: Send;

before(async () => {
  scene = await createScene();
  const { branchId, otherBranchId } = scene;
  assistant = await scene.withRoles({ code: 'assistant', branchId });
  both = await scene.withRoles({ code: 'librarian', branchId }, { code: 'assistant', branchId: otherBranchId });
});
beforeEach(() => scene.clear());
after(() => scene.close());

const post = (who: Send, url: string, payload: object = {}) => who({ method: 'POST', url: `/api/v1${url}`, payload });
const lend = (who: Send, more: object = {}) =>
  post(who, '/circulation/checkouts', { patronId: scene.readerId, barcode: scene.barcode, ...more });

describe('a role at one branch', () => {
  it('tells the session where each permission holds', async () => {
    const { actor } = (await assistant({ url: '/api/v1/session' })).json();
    assert.deepEqual(actor.permissions.toSorted(), ['accounts.take_payment', 'circulation.desk', 'patrons.view']);
    const at = [scene.branchId];
    assert.deepEqual(actor.branchesOf, {
      'accounts.take_payment': at,
      'circulation.desk': at,
      'patrons.view': at,
    });
    const everywhere = (await scene.as('assistant')({ url: '/api/v1/session' })).json();
    assert.deepEqual(everywhere.actor.branchesOf, {});
  });

  it('makes that branch the desk where none is named', async () => {
    const { actor } = (await assistant({ url: '/api/v1/session' })).json();
    assert.equal(actor.branchId, scene.branchId);
    const answer = await lend(assistant);
    assert.equal(answer.statusCode, 201, answer.body);
    assert.equal(answer.json().loan.branchId, scene.branchId);
  });

  it('lends at the desk of its branch, to readers of every branch, and nowhere else', async () => {
    const guest = await makePatron(scene.db, { branch_id: scene.otherBranchId });
    const refused = await lend(assistant, { patronId: guest, branchId: scene.otherBranchId });
    assert.equal(refused.json().code, 'forbidden_at_branch');
    assert.deepEqual(refused.json().params, {
      permission: 'circulation.desk',
      branchId: scene.otherBranchId,
      branchIds: [scene.branchId],
    });
    assert.equal((await lend(assistant, { patronId: guest })).statusCode, 201);
    assert.equal((await scene.db.selectFrom('loans').selectAll().execute()).length, 1);
  });

  it('does not take the key of a request that it may not make', async () => {
    const request = {
      method: 'POST',
      url: '/api/v1/circulation/checkouts',
      headers: { 'idempotency-key': 'branch-key-1' },
      payload: { patronId: scene.readerId, barcode: scene.barcode, branchId: scene.otherBranchId },
    } as const;
    assert.equal((await assistant(request)).statusCode, 403);
    assert.equal((await scene.db.selectFrom('idempotency_keys').selectAll().execute()).length, 0);
  });

  it('opens readers of every branch, and changes those whose home it is', async () => {
    const librarian = await scene.withRoles({ code: 'librarian', branchId: scene.branchId });
    const guest = await makePatron(scene.db, { branch_id: scene.otherBranchId });
    assert.equal((await librarian({ url: `/api/v1/patrons/${guest}` })).statusCode, 200);
    const change = (id: number, payload: object) =>
      librarian({ method: 'PATCH', url: `/api/v1/patrons/${id}`, payload, headers: { 'if-match': '"v1"' } });
    assert.equal((await change(guest, { notes: 'x' })).json().code, 'forbidden_at_branch');
    const away = await change(scene.readerId, { branchId: scene.otherBranchId });
    assert.equal(away.json().code, 'forbidden_at_branch');
    assert.equal((await change(scene.readerId, { notes: 'x' })).statusCode, 200);
  });

  it('changes a record whose copies are all its own, and no shared one', async () => {
    const librarian = await scene.withRoles({ code: 'librarian', branchId: scene.branchId });
    const url = `/api/v1/records/${scene.recordId}`;
    const rename = (version: number) =>
      librarian({ method: 'PATCH', url, payload: { title: 'X' }, headers: { 'if-match': `"v${version}"` } });
    assert.equal((await rename(1)).statusCode, 200);
    await makeItem(scene.db, { record_id: scene.recordId, home_branch_id: scene.otherBranchId });
    const refused = await rename(2);
    assert.equal(refused.json().code, 'forbidden_at_branch');
    assert.equal(refused.json().params.branchId, scene.otherBranchId);
    const item = (await librarian({ url: `/api/v1/items/${scene.itemId}` })).json();
    const away = await librarian({
      method: 'PATCH',
      url: `/api/v1/items/${scene.itemId}`,
      payload: { homeBranchId: scene.otherBranchId },
      headers: { 'if-match': `"v${item.version}"` },
    });
    assert.equal(away.json().code, 'forbidden_at_branch');
  });

  it('adds copies of its own to any record, and none for another branch', async () => {
    const librarian = await scene.withRoles({ code: 'librarian', branchId: scene.branchId });
    const recordId = await makeRecord(scene.db);
    await makeItem(scene.db, { record_id: recordId, home_branch_id: scene.otherBranchId });
    const add = (homeBranchId: number) =>
      post(librarian, `/records/${recordId}/items`, { barcode: `NEW${homeBranchId}`, itemTypeId: 1, homeBranchId });
    assert.equal((await add(scene.otherBranchId)).json().code, 'forbidden_at_branch');
    assert.equal((await add(scene.branchId)).statusCode, 201);
  });

  it('tells that a copy is missing where it belongs or stands, and that one is damaged anywhere', async () => {
    const { otherBranchId, branchId } = scene;
    const away = await makeItem(scene.db, { home_branch_id: otherBranchId, current_branch_id: otherBranchId });
    const here = await makeItem(scene.db, { home_branch_id: otherBranchId, current_branch_id: branchId });
    const tell = (id: number, status: string) =>
      assistant({
        method: 'PATCH',
        url: `/api/v1/items/${id}/condition`,
        payload: { status },
        headers: { 'if-match': '"v1"' },
      });
    assert.equal((await tell(away, 'lost')).json().code, 'forbidden_at_branch');
    assert.equal((await tell(away, 'damaged')).statusCode, 200);
    assert.equal((await tell(here, 'lost')).statusCode, 200);
  });

  it('overrides and backdates where the role that may does', async () => {
    await scene.policy('maxLoansTotal', 0);
    const overrides = { overrides: ['too_many_loans_total'], overrideComment: 'a good reason' };
    const elsewhere = await lend(both, { branchId: scene.otherBranchId, ...overrides });
    assert.equal(elsewhere.statusCode, 409);
    assert.deepEqual(
      elsewhere.json().refusals.map(({ overridable }: { overridable: boolean }) => overridable),
      [false],
    );
    const here = await lend(both, { branchId: scene.branchId, ...overrides });
    assert.equal(here.statusCode, 201, here.body);
    const back = { barcode: scene.barcode, returnedAt: '2026-03-02T09:00:00Z' };
    const refused = await post(both, '/circulation/returns', { ...back, branchId: scene.otherBranchId });
    assert.deepEqual([refused.statusCode, refused.json().params.permission], [403, 'circulation.backdate']);
    assert.equal((await post(both, '/circulation/returns', { ...back, branchId: scene.branchId })).statusCode, 200);
  });

  it('renews what was lent elsewhere, but not against the rules of that branch', async () => {
    const { id } = (await lend(both, { branchId: scene.otherBranchId })).json().loan;
    assert.equal((await post(assistant, `/loans/${id}/renew`)).statusCode, 200);
    await scene.policy('maxRenewals', 1);
    const overrides = { overrides: ['too_many'], overrideComment: 'a good reason' };
    const refused = await post(both, `/loans/${id}/renew`, overrides);
    assert.deepEqual([refused.statusCode, refused.json().refusals[0].overridable], [409, false]);
    const everywhere = await post(scene.as('librarian'), `/loans/${id}/renew`, overrides);
    assert.equal(everywhere.statusCode, 200, everywhere.body);
  });

  it('gives a token no more than its maker has', async () => {
    const { token } = (await post(assistant, '/tokens', { name: 'desk', permissions: ['circulation.desk'] })).json();
    const withToken: Send = (request) =>
      scene.app.inject({ ...request, headers: { authorization: `Bearer ${token}` } });
    assert.equal((await lend(withToken, { branchId: scene.otherBranchId })).json().code, 'forbidden_at_branch');
    assert.equal((await lend(withToken)).statusCode, 201);
  });

  it('does not make somebody the administrator whom a library needs', async () => {
    const url = `/api/v1/staff/${(await scene.as('administrator')({ url: '/api/v1/session' })).json().actor.id}`;
    const refused = await scene.as('administrator')({
      method: 'PATCH',
      url,
      payload: { roles: [{ roleCode: 'administrator', branchId: scene.branchId }] },
      headers: { 'if-match': '"v1"' },
    });
    assert.equal(refused.json().code, 'last_administrator');
  });
});

describe('roles together', () => {
  it('hold at each of their branches', async () => {
    assert.equal((await lend(both, { branchId: scene.otherBranchId })).statusCode, 201);
    const { actor } = (await both({ url: '/api/v1/session' })).json();
    assert.equal(actor.branchId, null);
    assert.deepEqual(actor.branchesOf['circulation.desk'].toSorted(), [scene.branchId, scene.otherBranchId].toSorted());
    assert.deepEqual(actor.branchesOf['circulation.override'], [scene.branchId]);
  });

  it('hold everywhere when one of them does', async () => {
    const { branchId, otherBranchId } = scene;
    const who = await scene.withRoles({ code: 'assistant', branchId: null }, { code: 'librarian', branchId });
    assert.equal((await lend(who, { branchId: otherBranchId })).statusCode, 201);
    assert.equal((await who({ url: `/api/v1/reports/dashboard?branchId=${branchId}` })).statusCode, 200);
    assert.equal((await who({ url: '/api/v1/reports/dashboard' })).json().code, 'forbidden_for_library');
  });

  it('name no desk when there are several and none is named', async () => {
    const answer = await lend(both);
    assert.equal(answer.json().code, 'branch_required');
  });
});
