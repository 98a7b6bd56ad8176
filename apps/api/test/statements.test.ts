import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { roundTripsOf, statementsOf } from '../src/platform/database/statements.ts';
import { createScene, type Scene } from './circulation-scene.ts';
import { makeItem, makeRecord } from './factories.ts';
import { ENGINE } from './test-database.ts';

describe('the statements of an ordinary request at a desk', () => {
  let scene: Scene;
  before(async () => {
    scene = await createScene();
    // That the search follows what desks change is no part of their requests.
    scene.context.search.refresh = async () => {};
  });
  after(() => scene.close());
  beforeEach(() => scene.clear());

  /** As a desk sends it: with a key, so that nothing is done twice. */
  async function send(what: 'checkouts' | 'returns', payload: object): Promise<void> {
    const answer = await scene.as('assistant')({
      method: 'POST',
      url: `/api/v1/circulation/${what}`,
      payload,
      headers: { 'idempotency-key': randomUUID() },
    });
    assert.ok(answer.statusCode < 300, answer.body);
  }
  const lend = () => send('checkouts', { patronId: scene.readerId, barcode: scene.barcode });
  const lendByCard = () => send('checkouts', { cardNumber: '2900000000001', barcode: scene.barcode });
  const takeBack = () => send('returns', { barcode: scene.barcode });

  async function assertAtMost(most: number, work: () => Promise<void>): Promise<void> {
    const sent = (await statementsOf(work)).map(({ sql }) => sql);
    assert.ok(sent.length <= most, `${sent.length} statements, not ${most}:\n${sent.join('\n')}`);
  }

  it('are ten of a checkout and nine of a return, with those of the session, the key and the transaction', async () => {
    await lend();
    await takeBack();
    await assertAtMost(10, lend);
    await assertAtMost(9, takeBack);
    await assertAtMost(10, lendByCard);
    await assertAtMost(9, takeBack);
  });

  it(
    'go to a server and back three times, once more where the session is asked for',
    { skip: ENGINE === 'sqlite' && 'there is no way to a server' },
    async () => {
      await lend();
      await takeBack();
      for (const work of [lend, takeBack, lendByCard, takeBack]) {
        const sent = await roundTripsOf(work);
        // Who calls is remembered for half a second.
        const packets = sent.filter(([first]) => !first!.sql.includes('from `sessions`'));
        const texts = packets.map((packet) => packet.map(({ sql }) => sql.slice(0, 40)).join('; '));
        assert.equal(packets.length, 3, texts.join('\n'));
        assert.ok(sent.length <= 4);
        // What was decided, its traces, the key and the answer are kept together or not at all.
        assert.equal(texts.filter((text) => text.endsWith('commit')).length, 1);
      }
    },
  );

  it('are no more for a reader who has other loans, nor in a library with rules of its own', async () => {
    await scene.policy('loanPeriod', 14);
    await scene.policy('overdueCharge', 25);
    const recordId = await makeRecord(scene.db);
    for (const barcode of ['OTHER1', 'OTHER2', 'OTHER3']) {
      await makeItem(scene.db, { record_id: recordId, barcode, home_branch_id: scene.branchId });
      const answer = await scene.lend(
        { barcode, overrides: ['second_copy'], overrideComment: 'a set' },
        'administrator',
      );
      assert.equal(answer.statusCode, 201, answer.body);
    }
    // The changed rules are read once, and who works at the desk with them.
    await lend();
    await takeBack();
    await assertAtMost(10, lend);
    await assertAtMost(9, takeBack);
  });
});
