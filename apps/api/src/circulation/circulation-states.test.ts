import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { makeBranch, makePatron } from '../../test/factories.ts';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import {
  BEGINNING,
  CELLS,
  outcomeOf,
  PLACES,
  type Action,
  type Cell,
  type Outcome,
  type Place,
  type Situation,
} from './circulation-states.ts';

let s: Scene;
let branches: Record<Place, number>;
/** Who has the copy at home, whom it is kept for, who waits in the queue, and somebody else. */
let readers: Record<'borrower' | 'keeper' | 'waiting' | 'stranger', number>;

before(async () => {
  s = await createScene();
  branches = { home: s.branchId, pickup: s.otherBranchId, third: await makeBranch(s.db) };
});
beforeEach(async () => {
  await s.clear();
  const make = () => makePatron(s.db, { branch_id: s.branchId });
  readers = { borrower: s.readerId, keeper: s.otherReaderId, waiting: await make(), stranger: await make() };
});
afterEach(() => s.assertSound());
after(() => s.close());

const placeHold = (patronId: number, pickup: Place = 'pickup') =>
  s.hold(patronId, { pickupBranchId: branches[pickup] });

/** Brings the copy into a situation by what people do. */
const ARRANGE: Record<Situation, () => Promise<unknown>> = {
  on_shelf: async () => undefined,
  on_hold_shelf: async () => {
    await placeHold(readers.keeper);
    await s.takeBack({ branchId: branches.pickup });
  },
  on_loan: () => s.lend(),
  in_transit_for_pickup: async () => {
    await placeHold(readers.keeper);
    await s.takeBack();
  },
  in_transit_home: async () => {
    await s.lend();
    await s.takeBack({ branchId: branches.third });
  },
};

/** The hold that the cell's action is about: the one that has the copy, else the first in the queue. */
async function findActingHold() {
  const open = await s.db.selectFrom('holds').selectAll().where('active_key', 'is not', null).execute();
  return open.find((hold) => hold.trapped_item_id !== null) ?? open.find((hold) => hold.position === 1);
}

type Answer = LightMyRequestResponse | null;

/** What people do; `null` where there is no loan or hold to do it to. */
const ACT: Record<Action, (at: Place) => Promise<Answer>> = {
  request: (at) => placeHold(readers.stranger, at),
  recall: async (at) => {
    await s.policy('areLoansRecalled', true);
    return placeHold(readers.stranger, at);
  },
  validate: (at) => s.post('/circulation/pulls', { barcode: s.barcode, branchId: branches[at] }),
  checkout: (at) => s.lend({ patronId: readers.stranger, branchId: branches[at] }),
  collect: async (at) => {
    const hold = await findActingHold();
    return hold === undefined ? null : s.lend({ patronId: hold.patron_id, branchId: branches[at] });
  },
  checkin: (at) => s.takeBack({ branchId: branches[at] }),
  extend: async () => {
    const loan = await s.db.selectFrom('loans').select('id').where('returned_at', 'is', null).executeTakeFirst();
    return loan === undefined ? null : s.post(`/loans/${loan.id}/renew`);
  },
  cancel: async () => {
    const hold = await findActingHold();
    if (hold === undefined) return null;
    return s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${hold.id}` });
  },
  change_pickup: async (at) => {
    const hold = await findActingHold();
    if (hold === undefined) return null;
    const payload = { pickupBranchId: branches[at] };
    return s.as('assistant')({ method: 'PATCH', url: `/api/v1/holds/${hold.id}`, payload });
  },
};

/** Where the copy is, or where it is going. */
async function observe() {
  const item = await s.db.selectFrom('items').selectAll().where('id', '=', s.itemId).executeTakeFirstOrThrow();
  const loan = await s.db.selectFrom('loans').selectAll().where('open_item_id', '=', s.itemId).executeTakeFirst();
  const hold = await s.db.selectFrom('holds').selectAll().where('trapped_item_id', '=', s.itemId).executeTakeFirst();
  const branchId = item.transit_to_branch_id ?? item.current_branch_id;
  const place = PLACES.find((name) => branches[name] === branchId);
  return { situation: situationOf(item.transit_to_branch_id, loan !== undefined, hold?.status), place, loan };
}

function situationOf(transitTo: number | null, isLent: boolean, holdStatus: string | undefined): Situation {
  if (isLent) return 'on_loan';
  if (holdStatus === 'ready') return 'on_hold_shelf';
  if (holdStatus === 'in_transit') return 'in_transit_for_pickup';
  return transitTo === null ? 'on_shelf' : 'in_transit_home';
}

async function play({ action, situation, isWaitedFor, at }: Cell): Promise<Outcome> {
  await ARRANGE[situation]();
  if (isWaitedFor) await placeHold(readers.waiting);
  const begun = await observe();
  assert.deepEqual([begun.situation, begun.place], [situation, BEGINNING[situation]], 'the stage is not set');
  s.now = s.now.add({ hours: 1 });
  const answer = await ACT[action](at);
  if (answer === null) return { kind: 'nothing' };
  const { loan, ...seen } = await observe();
  if (answer.statusCode >= 400) {
    assert.deepEqual(seen, { situation, place: BEGINNING[situation] }, 'a refusal changes nothing');
    const { code } = answer.json();
    return { kind: 'refused', codes: code.endsWith('_refused') ? refusalCodes(answer) : [code] };
  }
  const recalled = loan?.recalled_at == null ? {} : { isRecalled: true as const };
  return { kind: 'done', situation: seen.situation, place: seen.place!, ...recalled };
}

describe('every action in every situation', () => {
  for (const cell of CELLS) {
    const { action, situation, isWaitedFor, at } = cell;
    it(`${action}, ${situation}, ${isWaitedFor ? 'waited for' : 'not waited for'}, ${at}`, async () => {
      assert.deepEqual(await play(cell), outcomeOf(cell));
    });
  }
});
