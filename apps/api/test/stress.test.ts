import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskDiary } from '../stress/desk.ts';
import { reckon } from '../stress/reckoning.ts';
import { countRows } from '../stress/reckoning.queries.ts';
import { runStress } from '../stress/stress.ts';
import { createScene } from './circulation-scene.ts';
import { ENGINE } from './test-database.ts';

const NO_SERVER = ENGINE === 'sqlite' && 'BIBLIO_TEST_ENGINE names no database server';

// The same at full size: npm run stress, on a server with -- --engine mysql.
describe('many desks at once', () => {
  it('give one copy to one of two hundred hands and keep every rule', async () => {
    const result = await runStress({ desks: 8, operations: 25, kills: 0, rush: 200, seed: 7 });
    assert.deepEqual(result.faults, []);
    assert.equal(result.rushWinners, 1);
    assert.ok(result.acknowledged > 50, `only ${result.acknowledged} changes were made`);
  });

  it('lose and double nothing when the process is killed under them', async () => {
    const result = await runStress({ desks: 8, operations: 15, kills: 3, rush: 0, seed: 8 });
    assert.deepEqual(result.faults, []);
    assert.equal(result.kills, 3);
    assert.ok(result.retried > 0, 'no request was under way at any kill');
  });
});

describe('many desks at several servers', { skip: NO_SERVER }, () => {
  it('give one copy to one hand, and keep every rule, while processes are killed', async () => {
    const options = { desks: 8, operations: 20, replicas: 2, kills: 2, rush: 200, seed: 9 };
    const result = await runStress(options);
    assert.deepEqual(result.faults, []);
    assert.equal(result.rushWinners, 1);
    assert.equal(result.kills, 2);
  });

  it('lose and double nothing while their database goes away', async () => {
    const outages = { cuts: 1, freezes: 1, databaseKills: 0 };
    const result = await runStress({ desks: 8, operations: 10, replicas: 2, kills: 0, rush: 0, outages, seed: 10 });
    assert.deepEqual(result.faults, []);
    assert.ok(result.turnedAway > 0, 'nobody noticed');
    assert.ok(result.slowest < 30_000, `an answer took ${result.slowest} ms`);
  });
});

describe('the reckoning', () => {
  it('sees a change that was lost, one that was made twice and one that nobody was told of', async () => {
    const scene = await createScene();
    const { staff_id: staffId } = await scene.db
      .selectFrom('sessions')
      .innerJoin('staff', 'staff.id', 'sessions.staff_id')
      .select('sessions.staff_id')
      .where('username', '=', 'assistant')
      .executeTakeFirstOrThrow();
    const before = await countRows(scene.db);
    const lent = await scene.lend();
    assert.equal(lent.statusCode, 201, lent.body);
    const checkout = { actions: ['loan.checkout', 'loan.renew'], entityId: lent.json().loan.id as number, at: 0 };
    const diary = (...acknowledged: DeskDiary['acknowledged']): DeskDiary[] => [
      {
        staffId: staffId!,
        acknowledged,
        refused: 0,
        retried: 0,
        turnedAway: 0,
        answersLost: 0,
        slowest: 0,
        faults: [],
      },
    ];
    // The stage's readers have search names of their own, which is not what this test is about.
    const faultsOf = async (told: DeskDiary[], rows = before) =>
      (await reckon(scene.db, told, rows)).filter((fault) => !fault.startsWith('patron_search_name_stale'));
    assert.deepEqual(await faultsOf(diary(checkout)), []);
    assert.deepEqual(await faultsOf(diary({ ...checkout, entityId: null })), []);

    const lost = await faultsOf(diary(checkout, { actions: ['hold.place'], entityId: 1, at: 0 }));
    const untold = await faultsOf(diary());
    const other = await faultsOf(diary({ ...checkout, entityId: checkout.entityId + 1 }));
    for (const faults of [lost, untold, other]) assert.equal(faults.length, 1);
    const doubled = await faultsOf(diary(checkout), { ...before, loans: before.loans - 1 });
    assert.match(doubled.join(), /loans: the deeds make/);
    await scene.close();
  });
});
