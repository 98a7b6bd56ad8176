import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { inTransaction } from '../database/database.ts';

describe('an Idempotency-Key', () => {
  let t: TestApp;
  before(async () => (t = await createTestApp()));
  after(() => t.close());

  const create = (username: string, key: string, role: 'administrator' | 'assistant' = 'administrator') =>
    t.as(role)({
      method: 'POST',
      url: '/api/v1/staff',
      headers: { 'idempotency-key': key },
      payload: {
        username,
        password: 'a good password',
        displayName: 'X',
        email: null,
        language: 'en',
        branchId: null,
        roles: [],
      },
    });

  test('repeats the first answer and does nothing twice', async () => {
    const first = await create('one', 'key-00000001');
    const second = await create('one', 'key-00000001');
    assert.equal(first.statusCode, 201);
    assert.equal(second.statusCode, 201);
    assert.equal(second.body, first.body);
    assert.equal(second.headers['idempotent-replayed'], 'true');
  });

  test('repeats a refusal as a problem document', async () => {
    await create('two', 'key-00000002');
    const first = await create('two', 'key-00000003');
    const second = await create('two', 'key-00000003');
    assert.equal(first.json().code, 'username_taken');
    assert.equal(second.body, first.body);
    assert.match(String(second.headers['content-type']), /problem\+json/);
  });

  test('is refused for another request', async () => {
    await create('three', 'key-00000004');
    const answer = await create('four', 'key-00000004');
    assert.equal(answer.statusCode, 422);
    assert.equal(answer.json().code, 'idempotency_key_reused');
  });

  test('is refused when it is too short to be unique', async () => {
    assert.equal((await create('five', 'short')).json().code, 'idempotency_key_invalid');
  });

  test('lets one of two simultaneous requests through', async () => {
    const answers = await Promise.all([create('six', 'key-00000006'), create('six', 'key-00000006')]);
    assert.deepEqual(
      answers.map((answer) => answer.statusCode),
      [201, 201],
    );
    assert.equal(answers[0]!.body, answers[1]!.body);
    const rows = await t.db.selectFrom('staff').select('id').where('username', '=', 'six').execute();
    assert.equal(rows.length, 1);
  });

  test('does not repeat an effect whose answer was lost in a crash', async () => {
    await create('seven', 'key-00000007');
    // What a crash between the commit and the answer leaves behind.
    await t.db.updateTable('idempotency_keys').set({ status: 0, body: null }).where('status', '=', 201).execute();
    const answer = await create('seven', 'key-00000007');
    assert.equal(answer.statusCode, 409);
    assert.equal(answer.json().code, 'idempotency_answer_lost');
    assert.match(String(answer.headers['content-type']), /problem\+json/);
  });

  test('of a request that broke is kept by nobody, so that its retry may have the effect', async () => {
    const { audit } = t.context;
    t.context.audit = () => Promise.reject(new Error('killed here'));
    assert.equal((await create('eight', 'key-00000008')).statusCode, 500);
    t.context.audit = audit;
    assert.equal((await create('eight', 'key-00000008')).statusCode, 201);
  });

  test('belongs to whoever sent it', async () => {
    await create('nine', 'key-00000009');
    const answer = await create('nine', 'key-00000009', 'assistant');
    assert.equal(answer.json().code, 'forbidden');
  });
});

test('a transaction that fails leaves nothing', async () => {
  const t = await createTestApp();
  await assert.rejects(
    inTransaction(t.db, async (trx) => {
      await trx.insertInto('settings').values({ name: 'half', value: '1' }).execute();
      throw new Error('killed here');
    }),
    /killed here/,
  );
  assert.equal(await t.db.selectFrom('settings').selectAll().where('name', '=', 'half').executeTakeFirst(), undefined);
  await t.close();
});
