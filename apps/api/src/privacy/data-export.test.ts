import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { HELD_DATA, HELD_KINDS } from './data-export.queries.ts';
import { DATA_WORDS } from './data-export-words.ts';

const s = await createScene({ environment: { RATE_LIMIT: '100000' } });
beforeEach(() => s.clear());
after(() => s.close());

const mine = (format: string) => s.get(`/me/data-export?format=${format}`, 'reader');

/** Something of every kind that is held. */
async function makeLife(): Promise<void> {
  const { readerId: patronId, branchId, db } = s;
  await s.lend();
  await s.takeBack();
  await s.lend({ patronId: s.otherReaderId });
  await s.hold(patronId);
  await s.post(`/patrons/${patronId}/charges`, { amount: 250, note: '<b>A map</b> & more' }, 'librarian');
  await s.post(`/patrons/${patronId}/payments`, { amount: 250 });
  const times = { created_at: '2026-03-01T08:00:00.000Z', finished_at: '2026-03-01T08:01:00.000Z' };
  await insertAndGetId(db, 'notices', {
    patron_id: patronId,
    branch_id: branchId,
    kind: 'welcome',
    state: 'sent',
    detail: '{}',
    address: 'ada@example.org',
    subject: 'Welcome',
    body_text: 'Hello Ada',
    message_id: '<1@test>',
    ...times,
  });
  await db.insertInto('erasure_requests').values({ patron_id: patronId, requested_at: times.created_at }).execute();
  await s.post('/me/calendar-feed', {}, 'reader');
}

describe('the export of one’s data', () => {
  it('is one JSON file with something of every kind that is held, and nothing of others', async () => {
    await makeLife();
    const answer = await mine('json');
    assert.equal(answer.statusCode, 200, answer.body);
    assert.match(String(answer.headers['content-disposition']), /attachment; filename="personal-data\.json"/);
    assert.equal(answer.headers['cache-control'], 'no-store');
    const data = answer.json();
    assert.deepEqual([data.format, data.version, data.isComplete], ['biblio-pro.personal-data', 1, true]);
    for (const kind of HELD_KINDS) assert.ok(data[kind].length > 0, kind);
    assert.deepEqual(
      [data.person[0].givenName, data.cards[0].number, data.loans[0].title, data.holds[0].status],
      ['Ada', '2900000000001', 'Le Grand Meaulnes', 'waiting'],
    );
    assert.deepEqual([data.loans.length, data.accountLines.length, data.notices[0].text], [1, 2, 'Hello Ada']);
    const actions = data.auditEntries.map(({ action, by }: { action: string; by: string }) => `${by} ${action}`);
    for (const expected of [
      'staff loan.checkout',
      'staff loan.return',
      'staff hold.place',
      'reader patron.export_data',
    ]) {
      assert.ok(actions.includes(expected), `${expected} in ${actions}`);
    }
    const lent = data.auditEntries.find(({ action }: { action: string }) => action === 'loan.checkout');
    assert.deepEqual([lent.after.loan.itemId, lent.after.holds], [s.itemId, undefined]);
    assert.doesNotMatch(answer.body, /Zoé|The assistant|The librarian|passwordHash|argon2/);
  });

  it('is one page to read too, in the reader’s language, safe whatever stands in it', async () => {
    await makeLife();
    const french = await mine('html');
    assert.match(String(french.headers['content-type']), /^text\/html/);
    assert.match(french.body, /<html lang="fr">[\s\S]*Toutes les données vous concernant[\s\S]*Le Grand Meaulnes/);
    assert.match(french.body, /&lt;b&gt;A map&lt;\/b&gt; &amp; more/);
    assert.doesNotMatch(french.body, /<b>|<script/);
    assert.match(french.body, /2,50/);
    assert.match((await mine('html&language=en')).body, /All the data about you[\s\S]*€2\.50/);
  });

  it('has words in both languages for every field that is read', async () => {
    await makeLife();
    for (const kind of HELD_KINDS) {
      const rows = await HELD_DATA[kind](s.db, s.readerId, { after: 0, limit: 10 });
      for (const field of Object.keys(rows[0]!.entry)) {
        for (const language of ['fr', 'en'] as const) {
          assert.ok(DATA_WORDS[language].fields[field], `${kind}.${field} in ${language}`);
        }
      }
    }
    assert.deepEqual(Object.keys(DATA_WORDS.fr.fields), Object.keys(DATA_WORDS.en.fields));
    assert.deepEqual(Object.keys(DATA_WORDS.fr.values), Object.keys(DATA_WORDS.en.values));
  });

  it('reads more than fits one page', async () => {
    const line = { patron_id: s.readerId, kind: 'manual', amount: 1, created_at: '2026-03-01T08:00:00.000Z' } as const;
    for (let n = 0; n < 405; n += 1) await insertAndGetId(s.db, 'account_lines', line);
    const { accountLines } = (await mine('json')).json();
    assert.equal(accountLines.length, 405);
    assert.equal(new Set(accountLines.map(({ lineId }: { lineId: number }) => lineId)).size, 405);
  });

  it('is handed out by those who may, and noted', async () => {
    const id = await makePatron(s.db, { branch_id: s.branchId });
    const url = `/patrons/${id}/data-export?format=json`;
    for (const [role, status] of [
      ['anonymous', 401],
      ['reader', 403],
      ['assistant', 403],
      ['librarian', 200],
    ] as const) {
      assert.equal((await s.get(url, role)).statusCode, status, role);
    }
    assert.equal((await s.get('/patrons/999999/data-export?format=json', 'librarian')).statusCode, 404);
    assert.equal((await s.get(`/patrons/${id}/data-export`, 'librarian')).statusCode, 400);
    const { items } = (await s.get('/audit?action=patron.export_data', 'administrator')).json();
    assert.deepEqual(
      items.map((entry: { entityId: number; after: unknown }) => [entry.entityId, entry.after]),
      [[id, { format: 'json' }]],
    );
  });

  it('is not handed out without end', async () => {
    let last = await mine('json');
    for (let n = 0; n < 25 && last.statusCode === 200; n += 1) last = await mine('json');
    assert.equal(last.statusCode, 429);
    // The limit is each one’s own.
    assert.equal((await s.get(`/patrons/${s.readerId}/data-export?format=json`, 'administrator')).statusCode, 200);
  });
});
