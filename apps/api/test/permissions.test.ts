import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestApp, ROLES, type Role, type TestApp } from './test-app.ts';

/**
 * Who may call what, reviewed by people. A route that is new here, or whose permission changes, fails the test until
 * somebody has looked at it and written it down.
 */
const REVIEWED: Record<string, string[]> = {
  public: [
    'GET /session',
    'POST /session',
    'DELETE /session',
    'POST /first-administrator',
    'GET /branches',
    'GET /branches/{id}',
    'GET /branches/{id}/calendar',
    'GET /closures',
    'GET /exceptional-days',
    'GET /calendar-feeds/{token}.ics',
    'GET /patron-categories',
    'GET /item-types',
    'GET /records',
    'GET /records/suggestions',
    'GET /records/newest',
    'GET /records/most-borrowed',
    'GET /records/{id}',
    'GET /records/{id}/related',
    'GET /records/{id}/marc',
  ],
  // The handler lets readers touch only what is theirs.
  'signed-in': [
    'POST /session/password',
    'POST /loans/{id}/renew',
    'GET /loans/{id}/explanation',
    'POST /holds',
    'PATCH /holds/{id}',
    'DELETE /holds/{id}',
  ],
  patron: [
    'GET /me',
    'PATCH /me',
    'GET /me/loans',
    'GET /me/history',
    'GET /me/holds',
    'GET /me/account',
    'GET /me/payments',
    'GET /me/payments/{id}/receipt.pdf',
    'GET /me/loans.pdf',
    'GET /me/notices',
    'GET /me/erasure-request',
    'POST /me/erasure-request',
    'DELETE /me/erasure-request',
    'GET /me/data-export',
    'GET /me/calendar-feed',
    'POST /me/calendar-feed',
    'DELETE /me/calendar-feed',
  ],
  staff: [
    'GET /events',
    'GET /tokens',
    'POST /tokens',
    'DELETE /tokens/{id}',
    'GET /settings',
    'GET /policies',
    'GET /policies/effective',
    'GET /items',
    'GET /items/{id}',
  ],
  'catalogue.edit': [
    'POST /records',
    'PATCH /records/{id}',
    'DELETE /records/{id}',
    'POST /records/{id}/items',
    'PATCH /items/{id}',
    'DELETE /items/{id}',
    'GET /exports/records',
  ],
  'catalogue.import': [
    'GET /imports',
    'POST /imports',
    'GET /imports/{id}',
    'DELETE /imports/{id}',
    'POST /imports/{id}/preview',
    'POST /imports/{id}/start',
    'GET /imports/{id}/report',
  ],
  'circulation.desk': [
    'POST /circulation/checkouts',
    'POST /circulation/returns',
    'POST /circulation/pulls',
    'POST /circulation/undo',
    'POST /loans/{id}/claim',
    'DELETE /loans/{id}/claim',
    'POST /loans/{id}/lost',
    'PATCH /items/{id}/condition',
    'GET /circulation/overdue-loans',
    'GET /circulation/overdue-loans/file',
    'GET /circulation/hold-shelf',
    'GET /circulation/hold-shelf/left',
    'GET /circulation/pick-list',
    'GET /circulation/transfers',
    'GET /records/{id}/hold-queue',
    'GET /loans',
    'GET /holds',
    'GET /desk/lookup',
    'GET /notices',
    'GET /notices/summary',
    'GET /notices/upcoming',
    'GET /notices/{id}',
  ],
  'circulation.override': ['PUT /records/{id}/hold-queue', 'POST /loans/{id}/missing'],
  'patrons.view': [
    'GET /patrons',
    'GET /patrons/{id}',
    'GET /patrons/{id}/desk',
    'GET /patrons/{id}/account',
    'GET /patrons/{id}/payments',
    'GET /payments/{id}/receipt.pdf',
    'GET /patrons/{id}/loans.pdf',
    'GET /patrons/{id}/receipt',
    'POST /patrons/{id}/receipt/mail',
  ],
  'patrons.edit': [
    'POST /patrons',
    'PATCH /patrons/{id}',
    'POST /patrons/{id}/cards',
    'PATCH /patrons/{id}/cards/{cardId}',
    'POST /patrons/{id}/renew-membership',
    'PUT /patrons/{id}/password',
  ],
  'patrons.privacy': [
    'GET /privacy/retention',
    'GET /privacy/retention/preview',
    'GET /privacy/warned-readers',
    'GET /patrons/{id}/erasure',
    'DELETE /patrons/{id}',
    'GET /erasure-requests',
    'POST /patrons/{id}/erasure-request/decline',
    'GET /erasure-receipts',
    'GET /erasure-receipts/{id}',
    'GET /erasure-receipts/{id}/receipt.pdf',
    'GET /patrons/{id}/data-export',
  ],
  'accounts.take_payment': [
    'POST /patrons/{id}/payments',
    'POST /payments/{id}/void',
    'GET /cash/days/{day}',
    'GET /cash/days/{day}/export',
    'POST /cash/days/{day}/closing',
    'GET /cash/months/{month}',
    'GET /cash/months/{month}/export',
  ],
  'accounts.charge': ['POST /patrons/{id}/charges'],
  'accounts.waive': ['POST /patrons/{id}/waivers', 'POST /patrons/{id}/refunds'],
  'policies.edit': [
    'PUT /policies/values',
    'DELETE /policies/values/{id}',
    'GET /rehearsals',
    'POST /rehearsals',
    'GET /rehearsals/{id}',
    'PUT /rehearsals/{id}',
    'POST /rehearsals/{id}/run',
    'POST /rehearsals/{id}/publish',
    'DELETE /rehearsals/{id}',
  ],
  'calendars.edit': [
    'PUT /branches/{id}/calendar',
    'POST /branches/{id}/calendar/preview',
    'POST /closures',
    'POST /closures/preview',
    'POST /exceptional-days',
    'POST /exceptional-days/preview',
    'DELETE /exceptional-days/{id}',
    'GET /calendar-presets',
    'POST /calendar-presets/preview',
    'POST /calendar-presets/apply',
    'DELETE /closures/{id}',
  ],
  'reports.view': [
    'GET /reports/dashboard',
    'GET /backups',
    'GET /jobs',
    'GET /jobs/{name}/runs',
    'GET /jobs/{name}/runs/{id}',
    'GET /jobs/{name}/runs/{id}/lines',
  ],
  'notices.manage': [
    'POST /notices/{id}/retry',
    'POST /notices/{id}/cancel',
    'GET /notice-templates',
    'GET /notice-templates/{kind}/{language}',
    'PUT /notice-templates/{kind}/{language}',
    'DELETE /notice-templates/{kind}/{language}',
    'POST /notice-templates/{kind}/{language}/preview',
    'POST /notice-templates/{kind}/{language}/test',
  ],
  'staff.manage': ['GET /staff', 'POST /staff', 'GET /staff/{id}', 'PATCH /staff/{id}', 'GET /roles'],
  'settings.manage': [
    'POST /jobs/{name}/run',
    'PATCH /settings',
    'PATCH /privacy/retention',
    'POST /branches',
    'PATCH /branches/{id}',
    'POST /patron-categories',
    'PATCH /patron-categories/{id}',
    'POST /item-types',
    'PATCH /item-types/{id}',
  ],
  'audit.view': ['GET /audit'],
};

/** The roles that each permission lets through, written out again here instead of read from the code under test. */
const LIBRARIANS: readonly Role[] = ['administrator', 'librarian'];
const STAFF: readonly Role[] = ['administrator', 'librarian', 'assistant'];
const LET_THROUGH: Record<string, readonly Role[]> = {
  public: ROLES,
  'signed-in': ['administrator', 'librarian', 'assistant', 'reader'],
  patron: ['reader'],
  staff: STAFF,
  'catalogue.edit': LIBRARIANS,
  'catalogue.import': LIBRARIANS,
  'circulation.desk': STAFF,
  'circulation.override': LIBRARIANS,
  'circulation.backdate': LIBRARIANS,
  'patrons.view': STAFF,
  'patrons.edit': LIBRARIANS,
  'patrons.privacy': LIBRARIANS,
  'accounts.take_payment': STAFF,
  'accounts.charge': LIBRARIANS,
  'accounts.waive': LIBRARIANS,
  'policies.edit': LIBRARIANS,
  'calendars.edit': LIBRARIANS,
  'notices.manage': LIBRARIANS,
  'reports.view': LIBRARIANS,
  'staff.manage': ['administrator'],
  'settings.manage': ['administrator'],
  'audit.view': LIBRARIANS,
};

interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  permission: string;
}

let t: TestApp;
let routes: Route[];
before(async () => {
  t = await createTestApp();
  const { paths = {} } = t.app.swagger() as { paths?: Record<string, Record<string, { 'x-permission'?: string }>> };
  routes = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method.toUpperCase() as Route['method'],
        path: path.slice('/api/v1'.length),
        permission: operation['x-permission'] ?? 'none',
      })),
    );
});
after(() => t.close());

/** Calls a route so that nothing changes: a body that is no JSON is refused after the permission and before the handler. */
const call = (role: Role, { method, path }: Route) =>
  t.as(role)({
    method,
    url: `/api/v1${path.replaceAll(/\{\w+\}/g, '999999')}`,
    ...(method === 'GET' ? {} : { payload: '{', headers: { 'content-type': 'application/json' } }),
  });

describe('permissions', () => {
  it('of every route are those that were reviewed', () => {
    const reviewed = new Map(
      Object.entries(REVIEWED).flatMap(([permission, names]) => names.map((name) => [name, permission] as const)),
    );
    assert.ok(routes.length > 80, `only ${routes.length} routes`);
    const found = routes.map(({ method, path, permission }) => `${method} ${path}: ${permission}`);
    const expected = routes.map(({ method, path }) => {
      const name = `${method} ${path}`;
      return `${name}: ${reviewed.get(name) ?? 'not reviewed'}`;
    });
    assert.deepEqual(found, expected);
  });

  for (const role of ROLES) {
    it(`let ${role} through where declared, and nowhere else`, async () => {
      for (const route of routes) {
        const name = `${role}: ${route.method} ${route.path} (${route.permission})`;
        const answer = await call(role, route);
        const refused = role === 'anonymous' ? [401, 'not_signed_in'] : [403, 'forbidden'];
        if (LET_THROUGH[route.permission]!.includes(role)) {
          assert.ok(![401, 403].includes(answer.statusCode) && answer.statusCode < 500, `${name}: ${answer.body}`);
        } else {
          assert.deepEqual([answer.statusCode, answer.json().code], refused, name);
        }
      }
    });
  }

  it('cannot be had with a session or a token that does not exist', async () => {
    const route = routes.find(({ permission }) => permission === 'patrons.view')!;
    const url = `/api/v1${route.path}`;
    const cookies = { biblio_session: 'x'.repeat(43) };
    const authorization = `Bearer ${'x'.repeat(43)}`;
    assert.equal((await t.app.inject({ url, cookies })).statusCode, 401);
    assert.equal((await t.app.inject({ url, headers: { authorization } })).statusCode, 401);
  });
});
