/** What each route does with a role that holds at one branch only, reviewed by people: `branches.test.ts` proves it. */

/** What belongs to one branch. */
export interface Place {
  branchId: number;
  patronId: number;
  recordId: number;
  itemId: number;
  closureId: number;
  exceptionalDaysId: number;
  policyId: number;
  noticeId: number;
  loanId: number;
  holdId: number;
  lineId: number;
  paymentId: number;
  receiptId: number;
}

export interface Request {
  query?: string;
  payload?: object;
}

/** Routes that are treated alike, and why. */
interface Group<T> {
  why: string;
  requests: Record<string, T>;
}

/** What is done at a branch: at one's own, and not at another. With `null` it is done for all branches. */
export const PLACED: Record<string, (at: Place) => Request> = {
  'POST /circulation/checkouts': ({ branchId, patronId }) => ({ payload: { patronId, barcode: 'none', branchId } }),
  'POST /circulation/returns': ({ branchId }) => ({ payload: { barcode: 'none', branchId } }),
  'POST /circulation/pulls': ({ branchId }) => ({ payload: { barcode: 'none', branchId } }),
  'GET /circulation/overdue-loans': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /circulation/overdue-loans/file': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /circulation/hold-shelf': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /circulation/hold-shelf/left': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /circulation/pick-list': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /circulation/transfers': ({ branchId }) => ({ query: `toBranchId=${branchId}` }),
  'POST /loans/{id}/lost': () => ({ payload: {} }),
  'POST /loans/{id}/missing': () => ({ payload: { comment: 'x' } }),
  'GET /loans': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /holds': ({ branchId }) => ({ query: `pickupBranchId=${branchId}` }),
  'PATCH /records/{id}': () => ({ payload: { title: 'Other' } }),
  'DELETE /records/{id}': () => ({}),
  'POST /records/{id}/items': ({ branchId }) => ({
    payload: { barcode: `new${branchId}`, itemTypeId: 1, homeBranchId: branchId },
  }),
  'PATCH /items/{id}': () => ({ payload: { note: 'x' } }),
  'DELETE /items/{id}': () => ({}),
  'POST /patrons': ({ branchId }) => ({ payload: { categoryId: 1, branchId, familyName: 'Ek', givenName: 'Bo' } }),
  'PATCH /patrons/{id}': () => ({ payload: { notes: 'x' } }),
  'DELETE /patrons/{id}': () => ({}),
  'GET /patrons/{id}/erasure': () => ({}),
  'POST /patrons/{id}/erasure-request/decline': () => ({ payload: { reason: 'x' } }),
  'GET /patrons/{id}/data-export': () => ({ query: 'format=json' }),
  'POST /patrons/{id}/cards': () => ({ payload: {} }),
  'PATCH /patrons/{id}/cards/{cardId}': () => ({ payload: { status: 'lost' } }),
  'POST /patrons/{id}/renew-membership': () => ({}),
  'PUT /patrons/{id}/password': () => ({ payload: { password: 'a good password' } }),
  'POST /patrons/{id}/payments': ({ branchId }) => ({ payload: { amount: 100, branchId } }),
  'POST /patrons/{id}/charges': ({ branchId }) => ({ payload: { amount: 100, note: 'x', branchId } }),
  'POST /patrons/{id}/waivers': ({ lineId }) => ({ payload: { lineId, amount: 100, note: 'x' } }),
  'POST /patrons/{id}/refunds': ({ branchId }) => ({ payload: { amount: 100, note: 'x', branchId } }),
  'POST /payments/{id}/void': () => ({ payload: { note: 'x' } }),
  'GET /cash/days/{day}': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /cash/days/{day}/export': ({ branchId }) => ({ query: `format=csv&branchId=${branchId}` }),
  'POST /cash/days/{day}/closing': ({ branchId }) => ({ payload: { branchId, counted: {} } }),
  'GET /cash/months/{month}': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'GET /cash/months/{month}/export': ({ branchId }) => ({ query: `format=csv&branchId=${branchId}` }),
  'PUT /policies/values': ({ branchId }) => ({
    payload: { branchId, patronCategoryId: null, itemTypeId: null, name: 'maxLoans', value: 3 },
  }),
  'DELETE /policies/values/{id}': () => ({}),
  'PUT /branches/{id}/calendar': () => ({ payload: { hours: [], closures: [] } }),
  'POST /branches/{id}/calendar/preview': () => ({ payload: { hours: [], closures: [] } }),
  'POST /closures': ({ branchId }) => ({ payload: closureAt(branchId) }),
  'POST /closures/preview': ({ branchId }) => ({ payload: closureAt(branchId) }),
  'DELETE /closures/{id}': () => ({}),
  'POST /exceptional-days': ({ branchId }) => ({ payload: noteAt(branchId) }),
  'POST /exceptional-days/preview': ({ branchId }) => ({ payload: noteAt(branchId) }),
  'DELETE /exceptional-days/{id}': () => ({}),
  'POST /calendar-presets/preview': ({ branchId }) => ({ payload: presetAt(branchId) }),
  'POST /calendar-presets/apply': ({ branchId }) => ({ payload: { ...presetAt(branchId), keys: [] } }),
  'PATCH /items/{id}/condition': () => ({ payload: { status: 'lost' } }),
  'GET /reports/dashboard': ({ branchId }) => ({ query: `branchId=${branchId}` }),
  'POST /notices/{id}/retry': () => ({}),
  'POST /notices/{id}/cancel': () => ({}),
};

/** Done wherever one works, also for another branch. */
export const ANYWHERE: Group<(other: Place) => Request>[] = [
  {
    why: 'A reader may come to any desk, and takes books of any branch there',
    requests: {
      'GET /desk/lookup': () => ({ query: 'q=x' }),
      'GET /patrons': () => ({}),
      'GET /patrons/{id}': () => ({}),
      'GET /patrons/{id}/desk': () => ({}),
      'GET /patrons/{id}/account': () => ({}),
      'GET /patrons/{id}/payments': () => ({}),
      'GET /payments/{id}/receipt.pdf': () => ({}),
      'GET /patrons/{id}/loans.pdf': () => ({}),
      'GET /patrons/{id}/receipt': () => ({}),
      'POST /patrons/{id}/receipt/mail': () => ({ payload: {} }),
      'GET /notices/{id}': () => ({}),
    },
  },
  {
    why: 'The receipt of an erasure names nobody and belongs to no branch',
    requests: {
      'GET /erasure-receipts': () => ({}),
      'GET /erasure-receipts/{id}': () => ({}),
      'GET /erasure-receipts/{id}/receipt.pdf': () => ({}),
    },
  },
  {
    why: 'What a reader asks for or says is heard at any desk, whatever branch it is about',
    requests: {
      'POST /holds': ({ patronId, recordId, branchId }) => ({
        payload: { patronId, recordId, pickupBranchId: branchId },
      }),
      'PATCH /holds/{id}': () => ({ payload: { isSuspended: true } }),
      'DELETE /holds/{id}': () => ({}),
      'GET /records/{id}/hold-queue': () => ({}),
      'POST /loans/{id}/renew': () => ({ payload: {} }),
      'GET /loans/{id}/explanation': () => ({}),
      'POST /loans/{id}/claim': () => ({ payload: {} }),
      'DELETE /loans/{id}/claim': () => ({}),
    },
  },
  {
    why: 'Only what one did oneself a moment ago can be undone, so the role held there',
    requests: {
      'POST /circulation/undo': () => ({ payload: { action: 'checkout', loanId: 999_999 } }),
    },
  },
  {
    why: 'The world’s holidays belong to no branch',
    requests: {
      'GET /calendar-presets': () => ({ query: 'language=fr' }),
    },
  },
  {
    why: 'A copy may be brought damaged, or found, at any desk',
    requests: {
      'PATCH /items/{id}/condition': () => ({ payload: { status: 'damaged' } }),
    },
  },
  {
    why: 'A new record has no copies yet, and belongs to no branch',
    requests: {
      'POST /records': () => ({ payload: { kind: 'book', title: 'New' } }),
    },
  },
  {
    why: 'The catalogue is public and one for all branches; a file of it says no more',
    requests: {
      'GET /exports/records': () => ({ query: 'format=csv' }),
    },
  },
];

/** What concerns all branches: not for who has the permission at some of them only. */
export const LIBRARY: Group<Request>[] = [
  {
    why: 'Without a branch it is about all of them together',
    requests: {
      'GET /circulation/overdue-loans': {},
      'GET /circulation/overdue-loans/file': {},
      'GET /circulation/hold-shelf': {},
      'GET /circulation/hold-shelf/left': {},
      'GET /circulation/transfers': {},
      'GET /loans': {},
      'GET /holds': {},
      'GET /cash/days/{day}': {},
      'GET /cash/days/{day}/export': { query: 'format=csv' },
      'GET /cash/months/{month}': {},
      'GET /cash/months/{month}/export': { query: 'format=csv' },
      'GET /reports/dashboard': {},
      'PUT /policies/values': {
        payload: { branchId: null, patronCategoryId: null, itemTypeId: null, name: 'maxLoans', value: 3 },
      },
      'POST /closures': { payload: closureAt(null) },
      'POST /closures/preview': { payload: closureAt(null) },
      'POST /exceptional-days': { payload: noteAt(null) },
      'POST /exceptional-days/preview': { payload: noteAt(null) },
      'POST /calendar-presets/preview': { payload: presetAt(null) },
      'POST /calendar-presets/apply': { payload: { ...presetAt(null), keys: [] } },
    },
  },
  {
    why: 'Mails go out for all branches from one queue, and their texts are the same for all',
    requests: {
      'GET /notices': {},
      'GET /notices/summary': {},
      'GET /notices/upcoming': {},
      'GET /notice-templates': {},
      'GET /notice-templates/{kind}/{language}': {},
      'PUT /notice-templates/{kind}/{language}': { payload: { subject: 'x', body: 'x' } },
      'DELETE /notice-templates/{kind}/{language}': {},
      'POST /notice-templates/{kind}/{language}/preview': { payload: { subject: 'x', body: 'x' } },
      'POST /notice-templates/{kind}/{language}/test': { payload: { subject: 'x', body: 'x' } },
    },
  },
  {
    why: 'The order of a queue decides for the readers of every branch',
    requests: {
      'PUT /records/{id}/hold-queue': { payload: { holdIds: [] } },
    },
  },
  {
    why: 'A file brings records and copies for any branch',
    requests: {
      'GET /imports': {},
      'POST /imports': {},
      'GET /imports/{id}': {},
      'DELETE /imports/{id}': {},
      'POST /imports/{id}/preview': { payload: {} },
      'POST /imports/{id}/start': { payload: {} },
      'GET /imports/{id}/report': {},
    },
  },
  {
    why: 'A rehearsal tries rules of all branches on all loans, and publishes them',
    requests: {
      'GET /rehearsals': {},
      'POST /rehearsals': {
        payload: { name: 'x', draft: { policies: [], closures: { added: [], removed: [] }, hours: [] } },
      },
      'GET /rehearsals/{id}': {},
      'PUT /rehearsals/{id}': {
        payload: { name: 'x', draft: { policies: [], closures: { added: [], removed: [] }, hours: [] } },
      },
      'POST /rehearsals/{id}/run': {},
      'POST /rehearsals/{id}/publish': {},
      'DELETE /rehearsals/{id}': {},
    },
  },
  {
    why: 'A backup holds the whole library',
    requests: { 'GET /backups': {} },
  },
  {
    why: 'A job works on all branches',
    requests: {
      'GET /jobs': {},
      'GET /jobs/{name}/runs': {},
      'GET /jobs/{name}/runs/{id}': {},
      'GET /jobs/{name}/runs/{id}/lines': {},
      'POST /jobs/{name}/run': {},
    },
  },
  {
    why: 'Who works where, with which roles, is decided for the whole library',
    requests: {
      'GET /staff': {},
      'POST /staff': {
        payload: {
          username: 'new',
          password: 'a good password',
          displayName: 'New',
          email: null,
          language: 'en',
          branchId: null,
          roles: [],
        },
      },
      'GET /staff/{id}': {},
      'PATCH /staff/{id}': { payload: { displayName: 'x' } },
      'GET /roles': {},
    },
  },
  {
    why: 'What all branches share is changed for all of them',
    requests: {
      'PATCH /settings': { payload: { libraryName: 'x' } },
      'POST /branches': { payload: { code: 'NEW', name: 'New', timeZone: 'Europe/Paris' } },
      'PATCH /branches/{id}': { payload: { name: 'x' } },
      'POST /patron-categories': { payload: { code: 'NEW', name: { fr: 'x', en: 'x' } } },
      'PATCH /patron-categories/{id}': { payload: { code: 'OTHER' } },
      'POST /item-types': { payload: { code: 'NEW', name: { fr: 'x', en: 'x' } } },
      'PATCH /item-types/{id}': { payload: { code: 'OTHER' } },
    },
  },
  {
    why: 'For how long the library keeps what it knows of people is one promise, and the lists are of readers of every branch',
    requests: {
      'GET /privacy/retention': {},
      'PATCH /privacy/retention': { payload: { isHistoryChoiceOffered: false } },
      'GET /privacy/retention/preview': {},
      'GET /privacy/warned-readers': {},
      'GET /erasure-requests': {},
    },
  },
  {
    why: 'The journal tells of all branches',
    requests: {
      'GET /audit': {},
    },
  },
];

/** Routes that no branch closes, since they take no permission of a role. */
export const UNHELD: { why: string; routes: string[] }[] = [
  {
    why: 'Anybody may see the catalogue, and the branches with their opening days',
    routes: [
      'GET /branches',
      'GET /branches/{id}',
      'GET /branches/{id}/calendar',
      'GET /closures',
      'GET /exceptional-days',
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
  },
  {
    why: 'Whoever signs in does so before any role is known, and changes what is their own',
    routes: [
      'GET /session',
      'POST /session',
      'DELETE /session',
      'POST /session/password',
      'POST /first-administrator',
      'GET /tokens',
      'POST /tokens',
      'DELETE /tokens/{id}',
    ],
  },
  {
    why: 'Calendar programs have the secret address of a reader, and no role',
    routes: ['GET /calendar-feeds/{token}.ics'],
  },
  {
    why: 'A reader sees only what is their own',
    routes: [
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
  },
  {
    why: 'The copies of every branch are lent at every desk, by rules that every desk must be able to explain',
    routes: ['GET /items', 'GET /items/{id}', 'GET /policies', 'GET /policies/effective', 'GET /settings'],
  },
  {
    why: 'Numbers only: what is on a screen anywhere, such as a reader, may be changed at any branch',
    routes: ['GET /events'],
  },
];

function closureAt(branchId: number | null) {
  return { branchId, firstDay: '2027-07-14', lastDay: '2027-07-14', reason: 'x' };
}

function noteAt(branchId: number | null) {
  return { ...closureAt(branchId), kind: 'note' };
}

function presetAt(branchId: number | null) {
  return { branchId, language: 'fr', preset: 'school_holidays', zone: 'A', schoolYears: ['2026-2027'], use: 'note' };
}
