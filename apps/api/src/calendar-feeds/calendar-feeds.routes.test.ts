import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { createTestApp } from '../../test/test-app.ts';

const s = await createScene({ environment: { PUBLIC_URL: 'https://library.example' } });
after(() => s.close());
beforeEach(async () => {
  await s.clear();
  await s.db.deleteFrom('calendar_feeds').execute();
});

const own = async () => (await s.get('/me/calendar-feed', 'reader')).json().feed;
const create = async () => {
  const answer = await s.post('/me/calendar-feed', {}, 'reader');
  assert.equal(answer.statusCode, 201, answer.body);
  assert.equal(answer.headers['cache-control'], 'no-store');
  return answer.json() as { createdAt: string; path: string };
};
const revoke = () => s.as('reader')({ method: 'DELETE', url: '/api/v1/me/calendar-feed' });
const read = (url: string, headers: Record<string, string> = {}) => s.as('anonymous')({ url, headers });
const summaries = async (url: string) =>
  [...(await read(url)).body.matchAll(/^SUMMARY:(.*)\r$/gm)].map((found) => found[1]);

describe('a reader’s calendar feed', () => {
  it('is made, and read without a session by whoever has its address', async () => {
    assert.equal(await own(), null);
    const { createdAt, path } = await create();
    assert.match(path, /^\/api\/v1\/calendar-feeds\/[\w-]{43}\.ics$/);
    assert.deepEqual(await own(), { createdAt });
    const answer = await read(path);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8');
    assert.match(answer.body, /^BEGIN:VCALENDAR\r\n/);
    assert.equal(answer.headers['x-robots-tag'], 'noindex');
  });

  it('has the secret nowhere in the database', async () => {
    const { path } = await create();
    const secret = /([\w-]{43})\.ics$/.exec(path)![1]!;
    for (const table of ['calendar_feeds', 'audit_log'] as const) {
      const rows = await s.db.selectFrom(table).selectAll().execute();
      assert.ok(rows.length > 0);
      assert.ok(!JSON.stringify(rows).includes(secret), table);
    }
  });

  it('shows loans and reserved copies of this reader alone, as they are now', async () => {
    const { path } = await create();
    assert.deepEqual(await summaries(path), []);
    await s.lend();
    assert.deepEqual(await summaries(path), ['À rendre : Le Grand Meaulnes']);
    await s.hold(s.otherReaderId);
    await s.takeBack();
    // The copy waits for the other reader.
    assert.deepEqual(await summaries(path), []);
    await s.lend({ patronId: s.otherReaderId });
    await s.hold(s.readerId);
    assert.deepEqual(await summaries(path), []);
    await s.takeBack();
    assert.deepEqual(await summaries(path), ['À retirer au plus tard : Le Grand Meaulnes']);
  });

  it('leaves out what nobody asks the reader for', async () => {
    const { path } = await create();
    await s.lend();
    await s.db.updateTable('items').set({ status: 'claimed_returned' }).where('id', '=', s.itemId).execute();
    assert.deepEqual(await summaries(path), []);
  });

  it('is kept by its reader’s program only, and not sent again while it is the same', async () => {
    const { path } = await create();
    await s.lend();
    const first = await read(path);
    assert.equal(first.headers['cache-control'], 'private, max-age=300');
    const etag = String(first.headers['etag']);
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await read(path, { 'if-none-match': sent });
      assert.equal(again.statusCode, 304, sent);
      assert.equal(again.body, '');
    }
    await s.takeBack();
    assert.equal((await read(path, { 'if-none-match': etag })).statusCode, 200);
  });

  it('has another address after it is renewed, and none after it is revoked', async () => {
    const first = await create();
    const second = await create();
    assert.notEqual(first.path, second.path);
    assert.equal((await read(first.path)).statusCode, 404);
    assert.equal((await read(second.path)).statusCode, 200);
    assert.equal((await revoke()).statusCode, 204);
    assert.equal((await read(second.path)).statusCode, 404);
    assert.equal((await revoke()).statusCode, 404);
    assert.equal(await own(), null);
    const entries = await s.db
      .selectFrom('audit_log')
      .select(['action', 'entity', 'entity_id', 'actor_id'])
      .orderBy('id')
      .execute();
    assert.deepEqual(
      entries.map((entry) => ({ ...entry })),
      ['create', 'renew', 'revoke'].map((change) => ({
        action: `calendar_feed.${change}`,
        entity: 'patron',
        entity_id: s.readerId,
        actor_id: s.readerId,
      })),
    );
  });

  it('ends with the account of its reader', async () => {
    const { path } = await create();
    await s.db.updateTable('calendar_feeds').set({ patron_id: s.otherReaderId }).execute();
    assert.equal((await read(path)).statusCode, 200);
    const url = `/api/v1/patrons/${s.otherReaderId}`;
    const answer = await s.as('librarian')({ method: 'DELETE', url, headers: { 'if-match': '*' } });
    assert.equal(answer.statusCode, 200, answer.body);
    const { erased } = answer.json() as { erased: { what: string; count: number }[] };
    assert.deepEqual(
      erased.find(({ what }) => what === 'calendar_feed'),
      { what: 'calendar_feed', count: 1 },
    );
    assert.equal((await read(path)).statusCode, 404);
  });

  for (const [name, token, status] of [
    ['a secret that nobody has', 'A'.repeat(43), 404],
    ['no secret', 'x', 400],
  ] as const) {
    it(`is not found under ${name}`, async () => {
      assert.equal((await read(`/api/v1/calendar-feeds/${token}.ics`)).statusCode, status);
    });
  }
});

it('limits how often an address asks for feeds', async (test) => {
  const t = await createTestApp({ environment: { RATE_LIMIT: '1000' } });
  test.after(() => t.close());
  const answer = await t.as('anonymous')({ url: `/api/v1/calendar-feeds/${'A'.repeat(43)}.ics` });
  assert.equal(answer.headers['ratelimit-limit'], '120');
});
