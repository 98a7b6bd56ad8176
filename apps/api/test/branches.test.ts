import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fastify } from 'fastify';
import { insertExceptionalDays } from '../src/branches/exceptional-days.queries.ts';
import { authentication } from '../src/platform/auth/authentication.ts';
import { insertAndGetId } from '../src/platform/database/database.ts';
import { ANYWHERE, LIBRARY, PLACED, UNHELD, type Place, type Request } from './branch-routes.ts';
import { makeBranch, makeItem, makeItemType, makePatron, makeRecord, MADE_AT } from './factories.ts';
import { createTestApp, type Send, type TestApp } from './test-app.ts';

const ROOT = '/api/v1';

let t: TestApp;
/** Every route, and whether it says at which branch its permission must hold. */
let routes: Map<string, boolean>;
let own: Place;
let other: Place;
/** An administrator, but of one branch. */
let limited: Send;

before(async () => {
  t = await createTestApp();
  await makeItemType(t.db);
  own = await furnish(t.branchId);
  other = await furnish(await makeBranch(t.db));
  limited = await t.withRoles({ code: 'administrator', branchId: t.branchId });
  const { paths = {} } = t.app.swagger() as { paths?: Record<string, Record<string, { 'x-branch'?: string }>> };
  routes = new Map(
    Object.entries(paths)
      .filter(([path]) => path.startsWith(ROOT))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => [
          `${method.toUpperCase()} ${path.slice(ROOT.length)}`,
          operation['x-branch'] !== undefined,
        ]),
      ),
  );
});
after(() => t.close());

/** Puts one thing of each kind into a branch. */
async function furnish(branchId: number): Promise<Place> {
  const { db } = t;
  const patronId = await makePatron(db, { branch_id: branchId });
  const recordId = await makeRecord(db);
  const itemId = await makeItem(db, { record_id: recordId, home_branch_id: branchId });
  await makeItem(db, { record_id: await makeRecord(db), home_branch_id: branchId, barcode: `LENT${branchId}` });
  const inAccount = async (what: string, payload: object) => {
    const url = `/api/v1/patrons/${patronId}/${what}`;
    return (await t.as('administrator')({ method: 'POST', url, payload: { ...payload, branchId } })).json();
  };
  const charge = await inAccount('charges', { amount: 500, note: 'x' });
  const lent = await t.as('administrator')({
    method: 'POST',
    url: '/api/v1/circulation/checkouts',
    payload: { patronId, barcode: `LENT${branchId}`, branchId },
  });
  const held = await t.as('administrator')({
    method: 'POST',
    url: '/api/v1/holds',
    payload: { patronId, recordId, pickupBranchId: branchId },
  });
  const scope = { patron_category_id: null, item_type_id: null, name: 'maxLoans', value: '2' };
  return {
    branchId,
    patronId,
    recordId,
    itemId,
    closureId: await insertAndGetId(db, 'closures', {
      branch_id: branchId,
      first_day: '2026-08-15',
      last_day: '2026-08-15',
      reason: 'x',
    }),
    exceptionalDaysId: await insertExceptionalDays(db, {
      ...{ branchId, kind: 'note', firstDay: '2026-08-15', lastDay: '2026-08-15', reason: 'x' },
      ...{ isYearly: false, hours: [], otherWeekdays: 'usual', isAboveClosures: false },
    }),
    policyId: await insertAndGetId(db, 'policy_values', { branch_id: branchId, ...scope, scope_key: `${branchId}` }),
    noticeId: await insertAndGetId(db, 'notices', {
      kind: 'welcome',
      state: 'failed',
      patron_id: patronId,
      branch_id: branchId,
      detail: '{}',
      finished_at: MADE_AT,
      message_id: `${branchId}@test`,
      created_at: MADE_AT,
    }),
    loanId: lent.json().loan.id,
    holdId: held.json().id,
    lineId: charge.lines[0].id,
    paymentId: (await inAccount('payments', { amount: 100 })).payment.id,
    receiptId: await insertAndGetId(db, 'erasure_receipts', {
      erased_at: MADE_AT,
      reason: 'staff',
      figures: '{"erased":[],"kept":[]}',
    }),
  };
}

/** Sends a request about what belongs to a branch; where nothing does, about what does not exist. */
function send(who: Send, name: string, { query, payload }: Request, place: Place) {
  const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string];
  const idOf: Record<string, number> = {
    branches: place.branchId,
    patrons: place.patronId,
    records: place.recordId,
    items: place.itemId,
    loans: place.loanId,
    holds: place.holdId,
    payments: place.paymentId,
    'erasure-receipts': place.receiptId,
    notices: place.noticeId,
    closures: place.closureId,
    'exceptional-days': place.exceptionalDaysId,
    values: place.policyId,
  };
  const words: Record<string, string> = { day: '2026-03-02', month: '2026-03', kind: 'courtesy', language: 'en' };
  const address = path.replaceAll(/([\w-]*)\/\{(\w+)\}/g, (_, before: string, parameter: string) => {
    const value = parameter === 'id' ? idOf[before] : words[parameter];
    return `${before}/${value ?? 999_999}`;
  });
  return who({ method, url: `${ROOT}${address}${query === undefined ? '' : `?${query}`}`, payload });
}

const requestsOf = <T>(groups: readonly { requests: Record<string, T> }[]) =>
  groups.flatMap(({ requests }) => Object.entries(requests));

const namesOf = (groups: readonly { requests: Record<string, unknown> }[]) => requestsOf(groups).map(([name]) => name);

describe('a role at one branch', () => {
  it('was thought of for every route: held by its branch, or not for a reason', () => {
    const held = [...Object.keys(PLACED), ...namesOf(ANYWHERE), ...namesOf(LIBRARY)];
    const said = new Map(held.map((name) => [name, true]));
    for (const name of UNHELD.flatMap(({ routes: names }) => names)) said.set(name, false);
    assert.deepEqual(said, routes);
    for (const { why } of [...ANYWHERE, ...LIBRARY, ...UNHELD]) assert.match(why, /\w+ \w+/);
  });

  it('cannot be forgotten: a route of staff that does not say where stops the start', async () => {
    const app = fastify();
    await app.register(authentication, { db: t.db, clock: t.context.clock, publicUrl: null });
    const add = (config: object) => app.get('/api/v1/new', { config }, () => null);
    assert.throws(() => add({ permission: 'circulation.desk' }), /GET \/api\/v1\/new does not say at which branch/);
    assert.throws(() => add({ permission: 'signed-in', staffPermission: 'circulation.desk' }), /at which branch/);
    add({ permission: 'staff' });
  });

  it('does not hold at another branch', async () => {
    for (const [name, request] of Object.entries(PLACED)) {
      const answer = await send(limited, name, request(other), other);
      const { code, params } = answer.json();
      assert.deepEqual([name, answer.statusCode, code], [name, 403, 'forbidden_at_branch']);
      assert.deepEqual([params.branchId, params.branchIds], [other.branchId, [own.branchId]]);
    }
  });

  it('does not hold for the library as a whole', async () => {
    for (const [name, request] of requestsOf(LIBRARY)) {
      const answer = await send(limited, name, request, own);
      assert.deepEqual([name, answer.statusCode, answer.json().code], [name, 403, 'forbidden_for_library']);
    }
  });

  it('holds for another branch where there is a reason', async () => {
    for (const [name, request] of requestsOf(ANYWHERE)) {
      const answer = await send(limited, name, request(other), other);
      assert.ok(![403, 404, 500].includes(answer.statusCode), `${name}: ${answer.statusCode} ${answer.body}`);
    }
  });

  it('holds at its branch', async () => {
    for (const [name, request] of Object.entries(PLACED)) {
      const answer = await send(limited, name, request(own), own);
      assert.ok(![403, 500].includes(answer.statusCode), `${name}: ${answer.body}`);
    }
  });
});
