import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeBranch, makeItem, makeItemType, makeRecord } from '../../test/factories.ts';
import { createTestApp, ROLES, type Role, type TestApp } from '../../test/test-app.ts';

describe('records', () => {
  let t: TestApp;
  before(async () => (t = await createTestApp()));
  after(() => t.close());

  const novel = (more: object = {}) => ({
    kind: 'book',
    title: 'L’Étranger',
    authors: ['Camus, Albert'],
    language: 'fre',
    year: 1942,
    isbns: ['2-07-036002-4'],
    subjects: ['Absurde'],
    ...more,
  });
  const create = (payload: object, role: Role = 'librarian') =>
    t.as(role)({ method: 'POST', url: '/api/v1/records', payload });
  const search = async (q: string, role: Role = 'anonymous') =>
    (await t.as(role)({ url: '/api/v1/records', query: { q } })).json();
  const change = (id: number, payload: object, ifMatch?: string) =>
    t.as('librarian')({
      method: 'PATCH',
      url: `/api/v1/records/${id}`,
      payload,
      ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
    });

  const editors: Role[] = ['administrator', 'librarian'];
  for (const role of ROLES) {
    test(`${role} ${editors.includes(role) ? 'may' : 'may not'} edit records; everybody may read them`, async () => {
      const created = await create(novel({ title: `Of ${role}` }), role);
      assert.equal(created.statusCode, editors.includes(role) ? 201 : role === 'anonymous' ? 401 : 403);
      const id = await makeRecord(t.db, { title: 'Readable' });
      assert.equal((await t.as(role)({ url: `/api/v1/records/${id}` })).statusCode, 200);
      const removal = await t.as(role)({
        method: 'DELETE',
        url: `/api/v1/records/${id}`,
        headers: { 'if-match': '*' },
      });
      assert.equal(removal.statusCode, editors.includes(role) ? 204 : role === 'anonymous' ? 401 : 403);
      for (const path of ['', '/newest', '/most-borrowed', '/suggestions?q=a']) {
        assert.equal((await t.as(role)({ url: `/api/v1/records${path}` })).statusCode, 200);
      }
    });
  }

  test('what is saved is found at once, by the new words and no more by the old', async () => {
    const { id } = (await create(novel({ title: 'Zazie dans le métro', isbns: [] }))).json();
    assert.deepEqual(
      (await search('zazie')).items.map((item: { id: number }) => item.id),
      [id],
    );
    const changed = await change(id, { title: 'Pierrot mon ami' }, '"v1"');
    assert.equal(changed.statusCode, 200);
    assert.equal((await search('zazie metro')).items.length, 0);
    assert.equal((await search('pierrot ami')).items[0].id, id);
  });

  test('two librarians edit one record: the second is told, and nothing is overwritten', async () => {
    const created = await create(novel());
    const { id } = created.json();
    const etag = String(created.headers.etag);
    assert.equal((await change(id, { place: 'Paris' }, etag)).statusCode, 200);
    const late = await change(id, { place: 'Alger' }, etag);
    assert.equal(late.statusCode, 412);
    assert.equal(late.json().code, 'precondition_failed');
    assert.equal((await t.as('librarian')({ url: `/api/v1/records/${id}` })).json().place, 'Paris');
    assert.equal((await change(id, { place: 'Oran' })).statusCode, 428);
  });

  test('an edit is in the audit log with what was before', async () => {
    const { id } = (await create(novel())).json();
    await change(id, { year: 1957 }, '"v1"');
    const { items } = (
      await t.as('administrator')({ url: '/api/v1/audit', query: { entity: 'record', entityId: String(id) } })
    ).json();
    const entry = items.find((one: { action: string }) => one.action === 'record.change');
    assert.deepEqual([entry.before, entry.after], [{ year: 1942 }, { year: 1957 }]);
    assert.equal(entry.actorName, 'The librarian');
  });

  test('ISBNs are kept as ISBN-13 and must be valid; years must be plausible', async () => {
    assert.deepEqual((await create(novel())).json().isbns, ['9782070360024']);
    const refused = await create(novel({ isbns: ['9782070360024', '9782070360025'], year: 2999 }));
    assert.equal(refused.statusCode, 400);
    assert.deepEqual(
      refused.json().errors.map((error: { path: string; code: string }) => [error.path, error.code]),
      [
        ['/year', 'year_out_of_range'],
        ['/isbns/1', 'isbn_invalid'],
      ],
    );
  });

  const refused: [string, object][] = [
    ['no title', { kind: 'book' }],
    ['a blank title', novel({ title: '  ' })],
    ['a title of NULs', novel({ title: '\0\0' })],
    ['an unknown kind', novel({ kind: 'scroll' })],
    ['an unknown field', novel({ id: 7 })],
    ['a number for a text', novel({ title: 7 })],
    ['a text for a list', novel({ authors: 'Camus' })],
    ['a title that is too long', novel({ title: 'x'.repeat(2001) })],
    ['a two-letter language', novel({ language: 'fr' })],
  ];
  for (const [name, payload] of refused) {
    test(`${name} is refused with a code`, async () => {
      const answer = await create(payload);
      assert.equal(answer.statusCode, 400);
      assert.equal(answer.json().code, 'invalid_request');
      assert.ok(answer.json().errors.length > 0);
    });
  }

  test('hostile titles are data: stored and answered as written', async () => {
    const title = '<script>alert(1)</script>"; drop table records; --';
    const { id } = (await create(novel({ title, isbns: [] }))).json();
    const answer = await t.as('anonymous')({ url: `/api/v1/records/${id}` });
    assert.equal(answer.json().title, title);
    assert.match(String(answer.headers['content-type']), /^application\/json/);
    assert.equal((await search('script alert drop')).items[0].title, title);
  });

  const hostile = [
    "' or 1=1 --",
    '"',
    'a" OR "b',
    'NEAR(a b)',
    'title:x',
    '*',
    '^',
    '\0',
    '(',
    '%',
    'AND',
    "'; drop table items;",
  ];
  for (const q of [...hostile, 'x'.repeat(10_000), '𝕏'.repeat(500), '\ud800']) {
    test(`${JSON.stringify(q.slice(0, 25))} in the search box is only text`, async () => {
      const answer = await t.as('anonymous')({ url: `/api/v1/records?q=${encodeURIComponent(q.toWellFormed())}` });
      assert.equal(answer.statusCode, 200);
      const typing = await t.as('anonymous')({
        url: `/api/v1/records/suggestions?q=${encodeURIComponent(q.toWellFormed())}`,
      });
      assert.equal(typing.statusCode, 200);
    });
  }

  test('a suppressed record is hidden from readers and shown to staff', async () => {
    const { id } = (await create(novel({ title: 'Unseen quasar', isSuppressed: true }))).json();
    for (const role of ['anonymous', 'reader'] as const) {
      assert.equal((await t.as(role)({ url: `/api/v1/records/${id}` })).statusCode, 404);
      assert.equal((await search('unseen quasar', role)).total, 0);
      assert.doesNotMatch((await t.as(role)({ url: '/api/v1/records/newest?limit=100' })).body, /quasar/);
    }
    assert.equal((await search('unseen quasar', 'assistant')).items[0].id, id);
    assert.equal((await t.as('assistant')({ url: `/api/v1/records/${id}` })).statusCode, 200);
  });

  test('the detail shows where each copy stands; notes and prices are for staff', async () => {
    const id = await makeRecord(t.db, { title: 'With copies' });
    const branch = await makeBranch(t.db);
    await makeItem(t.db, { record_id: id, home_branch_id: branch, note: 'coffee stain', price: 1990 });
    await makeItem(t.db, { record_id: id, home_branch_id: branch, status: 'damaged' });
    await makeItem(t.db, { record_id: id, home_branch_id: branch, status: 'withdrawn' });
    const reader = (await t.as('reader')({ url: `/api/v1/records/${id}` })).json();
    assert.deepEqual(reader.availability, { total: 2, available: 1, onLoan: 0, holds: 0 });
    assert.deepEqual(
      reader.items.map((item: { state: string; note: null; price: null }) => [item.state, item.note, item.price]),
      [
        ['available', null, null],
        ['damaged', null, null],
      ],
    );
    const staff = (await t.as('assistant')({ url: `/api/v1/records/${id}` })).json();
    assert.deepEqual([staff.items.length, staff.items[0].note, staff.items[0].price], [3, 'coffee stain', 1990]);
  });

  test('a record is given as MARC in three forms, hidden ones to staff only', async () => {
    const { id } = (await create(novel())).json();
    const marc = (format: string) => t.as('anonymous')({ url: `/api/v1/records/${id}/marc?format=${format}` });
    const xml = await marc('marcxml');
    assert.match(String(xml.headers['content-type']), /^application\/marcxml\+xml/);
    assert.match(xml.body, /L’Étranger/);
    const binary = (await marc('iso2709')).rawPayload;
    assert.equal(Number(binary.subarray(0, 5).toString()), binary.length);
    assert.equal(typeof (await marc('json')).json().leader, 'string');
    assert.equal((await marc('pdf')).statusCode, 400);
    await change(id, { isSuppressed: true }, '"v1"');
    assert.equal((await marc('json')).statusCode, 404);
  });

  test('a record with copies is not deleted', async () => {
    const id = await makeRecord(t.db);
    await makeItem(t.db, { record_id: id });
    const answer = await t.as('librarian')({
      method: 'DELETE',
      url: `/api/v1/records/${id}`,
      headers: { 'if-match': '"v1"' },
    });
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'record_has_items']);
  });

  test('anonymous answers may be kept; those of a session may not', async () => {
    const cached = async (role: Role) => (await t.as(role)({ url: '/api/v1/records?q=x' })).headers['cache-control'];
    assert.match(String(await cached('anonymous')), /^public, max-age=\d+$/);
    assert.equal(await cached('reader'), 'private, no-cache');
  });

  test('pages follow each other without gaps or repeats, in every order', async () => {
    for (let i = 0; i < 25; i++) {
      const id = await makeRecord(t.db, { title: `Paging ${i % 7}`, year: 1990 + (i % 5), authors: `["A${i % 3}"]` });
      await t.context.recordChanged(t.db as never, id);
    }
    await t.context.search.refresh();
    for (const sort of ['relevance', 'title', 'author', 'year_desc', 'year_asc', 'newest']) {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, string> = { q: 'paging', sort, limit: '4', ...(cursor === null ? {} : { cursor }) };
        const page = (await t.as('anonymous')({ url: '/api/v1/records', query })).json();
        assert.equal(page.total, 25);
        seen.push(...page.items.map((item: { id: number }) => item.id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      assert.equal(seen.length, 25, sort);
      assert.equal(new Set(seen).size, 25, sort);
    }
    const broken = await t.as('anonymous')({ url: '/api/v1/records?cursor=bm9uc2Vuc2U' });
    assert.deepEqual([broken.statusCode, broken.json().code], [400, 'invalid_cursor']);
  });

  describe('copies', () => {
    let recordId: number;
    let itemTypeId: number;
    before(async () => {
      recordId = await makeRecord(t.db, { title: 'A record for copies' });
      itemTypeId = await makeItemType(t.db);
    });
    const add = (barcode: string, more: object = {}, role: Role = 'librarian') =>
      t.as(role)({
        method: 'POST',
        url: `/api/v1/records/${recordId}/items`,
        payload: { barcode, itemTypeId, homeBranchId: t.branchId, ...more },
      });

    for (const role of ROLES) {
      test(`${role} ${editors.includes(role) ? 'may' : 'may not'} add a copy`, async () => {
        const expected = editors.includes(role) ? 201 : role === 'anonymous' ? 401 : 403;
        assert.equal((await add(`ROLE-${role}`, {}, role)).statusCode, expected);
        const read = await t.as(role)({ url: `/api/v1/items?barcode=ROLE-${role}` });
        assert.equal(read.statusCode, role === 'anonymous' ? 401 : role === 'reader' ? 403 : 200);
      });
    }

    test('a barcode is taken once, and finds its record', async () => {
      assert.equal((await add('BIB-77001')).statusCode, 201);
      const twice = await add('BIB-77001');
      assert.deepEqual([twice.statusCode, twice.json().code], [409, 'barcode_taken']);
      assert.equal((await search('bib-77001')).items[0].id, recordId);
      const { items } = (await t.as('assistant')({ url: '/api/v1/items?barcode=BIB-77001' })).json();
      assert.equal(items[0].recordId, recordId);
    });

    test('types and branches that do not exist are named', async () => {
      const answer = await add('BIB-77002', { itemTypeId: 999, homeBranchId: 998 });
      assert.deepEqual(
        answer
          .json()
          .errors.map((error: { path: string }) => error.path)
          .sort(),
        ['/homeBranchId', '/itemTypeId'],
      );
    });

    test('a change needs the version that was read', async () => {
      const { id } = (await add('BIB-77003')).json();
      const patch = (version: string) =>
        t.as('librarian')({
          method: 'PATCH',
          url: `/api/v1/items/${id}`,
          payload: { callNumber: 'R CAM' },
          headers: { 'if-match': version },
        });
      assert.equal((await patch('"v1"')).json().callNumber, 'R CAM');
      assert.equal((await patch('"v1"')).statusCode, 412);
    });

    test('a copy on loan is neither deleted nor withdrawn', async () => {
      const { id } = (await add('BIB-77004')).json();
      const checkout = await t.as('assistant')({
        method: 'POST',
        url: '/api/v1/circulation/checkouts',
        payload: { patronId: t.readerId, barcode: 'BIB-77004' },
      });
      assert.equal(checkout.statusCode, 201, checkout.body);
      const headers = { 'if-match': '*' };
      const removal = await t.as('librarian')({ method: 'DELETE', url: `/api/v1/items/${id}`, headers });
      assert.deepEqual([removal.statusCode, removal.json().code], [409, 'item_on_loan']);
      const payload = { status: 'withdrawn' };
      const withdrawal = await t.as('librarian')({ method: 'PATCH', url: `/api/v1/items/${id}`, headers, payload });
      assert.equal(withdrawal.json().code, 'item_on_loan');
      await t.context.search.refresh();
      const found = (await search('record for copies')).items.find((item: { id: number }) => item.id === recordId);
      assert.equal(found.availability.onLoan, 1);
    });

    test('a copy that was never lent is deleted, and its barcode finds nothing', async () => {
      const { id } = (await add('BIB-77005')).json();
      const headers = { 'if-match': '"v1"' };
      assert.equal(
        (await t.as('librarian')({ method: 'DELETE', url: `/api/v1/items/${id}`, headers })).statusCode,
        204,
      );
      assert.equal((await t.as('assistant')({ url: `/api/v1/items/${id}` })).statusCode, 404);
    });
  });
});
