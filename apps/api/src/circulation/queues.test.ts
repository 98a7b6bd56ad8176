import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { ROLES } from '../../test/test-app.ts';

let s: Scene;
let thirdReaderId: number;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  thirdReaderId = await makePatron(s.db, { branch_id: s.branchId });
});
afterEach(() => s.assertSound());
after(() => s.close());

const queue = () => s.get(`/records/${s.recordId}/hold-queue`);
const put = (holdIds: number[], ifMatch?: string) =>
  s.as('librarian')({
    method: 'PUT',
    url: `/api/v1/records/${s.recordId}/hold-queue`,
    payload: { holdIds },
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
  });
const idsOf = (answer: { json: () => { items: { id: number }[] } }) => answer.json().items.map(({ id }) => id);

/** One hold on the shelf, two that wait. */
async function threeHolds() {
  const holds = [];
  for (const patronId of [s.readerId, s.otherReaderId, thirdReaderId]) {
    holds.push((await s.hold(patronId)).json().id as number);
  }
  await s.takeBack();
  return holds as [number, number, number];
}

describe('the queue of a record (rules 22 and 24)', () => {
  for (const role of ROLES) {
    const expected = { administrator: 200, librarian: 200, assistant: 200, reader: 403, anonymous: 401 }[role];
    it(`is read by ${role}: ${expected}`, async () => {
      assert.equal((await s.get(`/records/${s.recordId}/hold-queue`, role)).statusCode, expected);
    });
  }

  it('begins with what is being fulfilled, which no order displaces', async () => {
    const [ready, one, other] = await threeHolds();
    const before = await queue();
    assert.deepEqual(idsOf(before), [ready, one, other]);
    assert.deepEqual(idsOf(await put([other, one])), [ready, other, one]);
    assert.equal((await put([other, one, ready])).json().code, 'hold_order_incomplete');
    assert.equal((await put([other])).json().code, 'hold_order_incomplete');
  });

  it('is not put in order over somebody else’s new order', async () => {
    const [, one, other] = await threeHolds();
    const { etag } = (await queue()).headers;
    const first = await put([other, one], String(etag));
    assert.equal(first.statusCode, 200);
    assert.notEqual(first.headers.etag, etag);
    const late = await put([one, other], String(etag));
    assert.deepEqual([late.statusCode, late.json().code], [412, 'precondition_failed']);
    assert.equal((await put([one, other], String(first.headers.etag))).statusCode, 200);
  });

  it('of a record that there is not: not found', async () => {
    assert.equal((await s.get('/records/999999/hold-queue')).json().code, 'not_found');
  });
});

describe('cancelling with a reason', () => {
  const cancel = (id: number, role: 'assistant' | 'reader') =>
    s.as(role)({
      method: 'DELETE',
      url: `/api/v1/holds/${id}?reason=${encodeURIComponent(' The only copy is lost ')}`,
    });

  it('keeps staff’s words for staff', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    const { status, closedReason, closedNote } = (await cancel(id, 'assistant')).json();
    assert.deepEqual([status, closedReason, closedNote], ['cancelled', 'staff', 'The only copy is lost']);
    const logged = await s.db.selectFrom('audit_log').select('after').where('action', '=', 'hold.cancel').execute();
    assert.match(logged[0]!.after!, /The only copy is lost/);
  });

  it('takes no words of a reader', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    const { closedReason, closedNote } = (await cancel(id, 'reader')).json();
    assert.deepEqual([closedReason, closedNote], ['patron', null]);
    assert.equal((await s.db.selectFrom('holds').select('closed_note').executeTakeFirst())!.closed_note, null);
  });
});

it('a hold cannot sleep until a day that is over (rule 24)', async () => {
  const { id } = (await s.hold(s.readerId)).json();
  const sleep = (suspendedUntil: string) =>
    s.as('assistant')({ method: 'PATCH', url: `/api/v1/holds/${id}`, payload: { suspendedUntil } });
  assert.equal((await sleep('2026-03-01')).json().code, 'hold_days_invalid');
  assert.equal((await sleep('2026-03-02')).json().suspendedUntil, '2026-03-02');
});
