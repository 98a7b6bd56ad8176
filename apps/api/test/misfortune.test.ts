import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { makeBranch, makeCategory, makeItemType } from './factories.ts';
import { createTestApp, type TestApp } from './test-app.ts';

const HOSTILE = [
  `<script>alert('x')</script><img src=x onerror=alert(1)>`,
  `'; DROP TABLE patrons; -- " OR 1=1`,
  `%_*\\"{}[]()&|!~^:;`,
  '{{constructor.constructor("x")()}} ${7*7} <%= 7 %>',
  '../../etc/passwd\r\nSet-Cookie: a=b',
  'e\u0301 \u202Egnp.exe \uFEFF💥 日本語',
];
/** Readers' names must hold a letter, barcodes no white space. */
const HOSTILE_BARCODE = `<b>';DROP/**/TABLE"items`;

let t: TestApp;
let categoryId: number;
let typeId: number;
before(async () => {
  t = await createTestApp();
  await makeBranch(t.db);
  categoryId = await makeCategory(t.db);
  typeId = await makeItemType(t.db);
});
after(() => t.close());

const post = (url: string, payload: unknown) =>
  t.as('librarian')({ method: 'POST', url: `/api/v1${url}`, payload: payload as object });
const patch = (url: string, payload: object) =>
  t.as('librarian')({ method: 'PATCH', url: `/api/v1${url}`, payload, headers: { 'if-match': '*' } });
const read = async (url: string) => (await t.as('librarian')({ url: `/api/v1${url}` })).json();
const raw = (payload: string | Buffer, contentType = 'application/json') =>
  t.as('librarian')({ method: 'POST', url: '/api/v1/patrons', payload, headers: { 'content-type': contentType } });

const newPatron = (more: object = {}) => ({
  categoryId,
  branchId: t.branchId,
  familyName: 'Durand',
  givenName: 'Zoé',
  confirmDuplicate: true,
  ...more,
});
const newRecord = (more: object = {}) => ({ kind: 'book', title: 'Bel-Ami', ...more });

/** Every row that a change could leave behind. */
async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['patrons', 'patron_cards', 'records', 'items', 'record_changes', 'audit_log'] as const) {
    counts[table] = (await t.db.selectFrom(table).selectAll().execute()).length;
  }
  return counts;
}

/** Fails unless the answer is a problem document that blames the caller and tells nothing of the inside. */
function assertProblem(answer: LightMyRequestResponse, name: string): void {
  assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${name}: ${answer.statusCode} ${answer.body}`);
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, name);
  const { code, status, title } = answer.json();
  assert.deepEqual([typeof code, typeof title, status], ['string', 'string', answer.statusCode], name);
  assert.doesNotMatch(answer.body, /sqlite|node_modules|\.ts:\d|at async|select .* from/i, name);
}

async function assertRefused(name: string, send: () => Promise<LightMyRequestResponse>): Promise<string> {
  const before = await countRows();
  const answer = await send();
  assertProblem(answer, name);
  assert.deepEqual(await countRows(), before, `${name} left something behind`);
  return answer.json().code;
}

describe('hostile text comes back as the same text', () => {
  for (const text of HOSTILE) {
    it(JSON.stringify(text), async () => {
      const person = {
        familyName: `A ${text}`,
        givenName: text,
        phone: text.slice(0, 50),
        street: text,
        postalCode: text.slice(0, 20).toWellFormed(),
        city: text,
        notes: text,
        restrictionReason: text,
      };
      const patron = await post('/patrons', newPatron(person));
      assert.equal(patron.statusCode, 201, patron.body);
      assert.match(String(patron.headers['content-type']), /^application\/json/);
      assert.partialDeepStrictEqual(await read(`/patrons/${patron.json().id}`), person);

      const description = {
        title: `T ${text}`,
        subtitle: text,
        responsibility: text,
        authors: [`A ${text}`],
        publisher: text,
        place: text,
        subjects: [`S ${text}`],
        series: text,
        edition: text,
        extent: text,
        classification: text,
        summary: text,
      };
      const record = await post('/records', newRecord(description));
      assert.equal(record.statusCode, 201, record.body);
      const recordId: number = record.json().id;
      assert.partialDeepStrictEqual(await read(`/records/${recordId}`), description);

      const copy = { location: text, callNumber: text, note: text };
      const barcode = `${HOSTILE_BARCODE}${HOSTILE.indexOf(text)}`;
      const place = { itemTypeId: typeId, homeBranchId: t.branchId };
      const item = await post(`/records/${recordId}/items`, { barcode, ...place, ...copy });
      assert.equal(item.statusCode, 201, item.body);
      const { items } = await read(`/items?barcode=${encodeURIComponent(barcode)}`);
      assert.partialDeepStrictEqual(items, [{ barcode, ...copy }]);
      const swapped = { location: null, note: `${text}${text}` };
      assert.equal((await patch(`/items/${item.json().id}`, swapped)).statusCode, 200);
      assert.partialDeepStrictEqual(await read(`/items/${item.json().id}`), { ...copy, ...swapped });
    });
  }

  it('and finds nothing but what it says, in every search box', async () => {
    for (const text of HOSTILE) {
      const q = encodeURIComponent(text);
      for (const url of [`/records?q=${q}`, `/records/suggestions?q=${q}`, `/patrons?q=${q}`, `/desk/lookup?q=${q}`]) {
        const answer = await t.as('librarian')({ url: `/api/v1${url}` });
        assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
        assert.match(String(answer.headers['content-type']), /^application\/json/);
        assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      }
    }
    assert.ok((await countRows())['patrons']! > 0);
  });
});

describe('what cannot be is refused, named, and leaves nothing behind', () => {
  const long = 'x'.repeat(20_001);
  const wrong: [string, string, unknown][] = [
    ...['familyName', 'givenName', 'phone', 'street', 'postalCode', 'city', 'notes', 'email', 'cardNumber'].map(
      (name): [string, string, unknown] => [`a too long ${name}`, '/patrons', { [name]: long }],
    ),
    ...['title', 'subtitle', 'publisher', 'summary', 'classification', 'controlNumber', 'language'].map(
      (name): [string, string, unknown] => [`a too long ${name}`, '/records', { [name]: long }],
    ),
    ['too many authors', '/records', { authors: Array.from({ length: 101 }, () => 'A') }],
    ['a number for a name', '/patrons', { familyName: 42 }],
    ['an object for a name', '/patrons', { familyName: { $ne: '' } }],
    ['a list for a name', '/patrons', { familyName: ['Durand'] }],
    ['nothing for a name', '/patrons', { familyName: null }],
    ['an empty name', '/patrons', { familyName: '' }],
    ['white space for a name', '/patrons', { familyName: ' \t ' }],
    ['text for a number', '/patrons', { categoryId: '1' }],
    ['a fraction for an id', '/patrons', { categoryId: 1.5 }],
    ['an id beyond all numbers', '/patrons', { categoryId: 1e300 }],
    ['an unknown category', '/patrons', { categoryId: 999_999 }],
    ['an unknown branch', '/patrons', { branchId: 999_999 }],
    ['a day that is none', '/patrons', { birthDate: '2026-02-30' }],
    ['no address of e-mail', '/patrons', { email: 'nobody' }],
    ['an unknown field', '/patrons', { isAdministrator: true }],
    ['a prototype for a field', '/patrons', JSON.parse('{"constructor":{"prototype":{"x":1}}}')],
    ['an unknown kind', '/records', { kind: 'papyrus' }],
    ['a title of white space', '/records', { title: '  ' }],
    ['a year of text', '/records', { year: 'MCMXLII' }],
    ['a truth of text', '/records', { isSuppressed: 'true' }],
    ['text for a list', '/records', { authors: 'Camus' }],
  ];
  for (const [name, url, more] of wrong) {
    it(name, async () => {
      const body = { ...(url === '/patrons' ? newPatron() : newRecord()), ...(more as object) };
      const code = await assertRefused(name, () => post(url, body));
      assert.match(code, /^(invalid_request|malformed_body|branch_unknown|still_referenced)$/);
    });
  }

  it('items: too long, of wrong types, with white space in the barcode, below zero', async () => {
    const recordId: number = (await post('/records', newRecord())).json().id;
    const item = { barcode: 'GOOD1', itemTypeId: typeId, homeBranchId: t.branchId };
    const faults = [
      { barcode: long },
      { barcode: 'A B' },
      { barcode: '' },
      { barcode: 12345 },
      { location: long },
      { callNumber: long },
      { note: long },
      { price: -1 },
      { price: 12.5 },
      { price: '12' },
      { status: 'stolen' },
      { itemTypeId: 999_999 },
      { homeBranchId: 999_999 },
      { recordId: 1 },
    ];
    for (const fault of faults) {
      const name = JSON.stringify(fault).slice(0, 60);
      const code = await assertRefused(name, () => post(`/records/${recordId}/items`, { ...item, ...fault }));
      assert.equal(code, 'invalid_request', name);
    }
  });

  it('addresses: ids that are none, cursors and numbers out of range', async () => {
    const urls = [
      '/patrons/abc',
      '/patrons/0',
      '/patrons/-1',
      '/patrons/1e9',
      '/patrons/99999999999999999999999',
      '/patrons/1%00',
      "/patrons/1'--",
      '/records/%F0%28%8C%28',
      '/records?limit=0',
      '/records?limit=100000',
      '/records?nonsense=1',
      '/records?sort=price',
      '/records?cursor=%00%00',
      '/patrons?cursor=bm9uc2Vuc2U',
      '/items',
      `/items?barcode=${long.slice(0, 2000)}`,
    ];
    for (const url of urls) await assertRefused(url, () => t.as('librarian')({ url: `/api/v1${url}` }));
  });
});

describe('bodies that no client of ours sends', () => {
  let text: string;
  before(() => (text = JSON.stringify(newPatron({ familyName: 'Éluard', givenName: 'Gala' }))));
  const cases: [string, () => Promise<LightMyRequestResponse>][] = [
    ['half a document', () => raw(text.slice(0, 30))],
    ['nothing at all', () => raw('')],
    ['a bare value', () => raw('null')],
    ['a list', () => raw('[]')],
    ['a poisoned prototype', () => raw(`{"__proto__":{"isAdmin":true},${text.slice(1)}`)],
    ['JSON as deep as a well', () => raw(`{"familyName":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
    ['more than fits', () => raw(JSON.stringify({ notes: 'x'.repeat(2 * 1024 * 1024) }))],
    ['a form', () => raw('familyName=Durand', 'application/x-www-form-urlencoded')],
    ['XML', () => raw('<patron/>', 'application/xml')],
    ['no type', () => raw(text, 'nonsense')],
  ];
  for (const [name, send] of cases) {
    it(name, async () => {
      await assertRefused(name, send);
      assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
    });
  }

  it('Latin-1 in place of UTF-8, which would lose its accents for good', async () => {
    const latin1 = Buffer.from(text, 'latin1');
    await assertRefused('latin-1', () => raw(latin1));
    await assertRefused('latin-1, said so', () => raw(latin1, 'application/json; charset=iso-8859-1'));
  });

  it('NUL characters and halves of pairs, in every text', async () => {
    for (const name of ['familyName', 'givenName', 'notes', 'street']) {
      await assertRefused(`NUL in ${name}`, () => post('/patrons', newPatron({ [name]: 'Du\0rand' })));
    }
    await assertRefused('half of a pair', () => raw(text.replace('Gala', 'Gala \\ud83d')));
    await assertRefused('NUL in a title', () => post('/records', newRecord({ title: 'Bel\0Ami' })));
    const recordId: number = (await post('/records', newRecord())).json().id;
    const place = { itemTypeId: typeId, homeBranchId: t.branchId };
    await assertRefused('NUL in a barcode', () => post(`/records/${recordId}/items`, { barcode: 'A\0B', ...place }));
  });
});

describe('requests out of place', () => {
  it('unknown routes and methods of the API answer problems, not the web app', async () => {
    const requests: ['GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', string][] = [
      ['GET', '/api/v1/nothing'],
      ['GET', '/api/v1/'],
      ['GET', '/api/v2/records'],
      ['POST', '/api/v1/nothing'],
      ['PUT', '/api/v1/records/1'],
      ['DELETE', '/api/v1/records'],
      ['PATCH', '/api/v1/session'],
      ['GET', '/api/v1/../../etc/passwd'],
      ['GET', '/api/v1/records/%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ];
    for (const [method, url] of requests) {
      await assertRefused(`${method} ${url}`, () => t.as('administrator')({ method, url }));
    }
  });

  it('a session that has ended changes nothing, and the answer says to sign in', async () => {
    await t.db.updateTable('sessions').set({ expires_at: '2026-03-02T08:59:59.000Z' }).execute();
    try {
      assert.equal(await assertRefused('ended', () => post('/patrons', newPatron())), 'not_signed_in');
      assert.equal(await assertRefused('ended', () => post('/records', newRecord())), 'not_signed_in');
    } finally {
      await t.db.updateTable('sessions').set({ expires_at: '2099-01-01T00:00:00.000Z' }).execute();
    }
    assert.equal((await post('/patrons', newPatron())).statusCode, 201);
  });

  it('broken conditions, keys and cookies are refused by name', async () => {
    const { id } = (await post('/records', newRecord())).json();
    const headers = { 'if-match': 'W/"vNaN", \'; --' };
    const url = `/api/v1/records/${id}`;
    const condition = () => t.as('librarian')({ method: 'PATCH', url, payload: { title: 'X' }, headers });
    assert.equal(await assertRefused('If-Match', condition), 'precondition_failed');
    const key = () =>
      t.as('librarian')({
        method: 'POST',
        url: '/api/v1/patrons',
        payload: newPatron(),
        headers: { 'idempotency-key': 'x'.repeat(201) },
      });
    assert.equal(await assertRefused('Idempotency-Key', key), 'idempotency_key_invalid');
    const cookies = { biblio_session: `'; drop table sessions; --` };
    const cookie = () => t.app.inject({ method: 'POST', url: '/api/v1/patrons', payload: newPatron(), cookies });
    assert.equal(await assertRefused('cookie', cookie), 'not_signed_in');
  });

  it('a header larger than any is cut off by the server, which then goes on serving', async () => {
    const address = await t.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = new URL(address);
    const answer = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = net.connect(Number(port), '127.0.0.1');
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(received) : reject(error),
      );
      socket.write(`GET /api/v1/session HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(100_000)}\r\n\r\n`);
    });
    assert.match(answer, /^HTTP\/1\.1 431 /);
    assert.equal((await fetch(`${address}/api/v1/session`)).status, 200);
  });
});
