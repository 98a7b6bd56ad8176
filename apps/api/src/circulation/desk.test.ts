import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { ROLES } from '../../test/test-app.ts';
import { checkCirculationInvariants } from './invariants.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
after(() => s.close());

const lookUp = async (q: string) => (await s.get(`/desk/lookup?q=${encodeURIComponent(q)}`)).json();

describe('the desk’s one box', () => {
  it('knows a card', async () => {
    const found = await lookUp(' 2900000000001 ');
    assert.deepEqual([found.match, found.patron.id, found.patron.balance], ['patron', s.readerId, 0]);
  });

  it('knows a barcode, with the title', async () => {
    await s.lend();
    const found = await lookUp(s.barcode);
    assert.deepEqual(
      [found.match, found.item.state, found.item.record.title],
      ['item', 'on_loan', 'Le Grand Meaulnes'],
    );
  });

  it('finds a reader by the beginnings of the names', async () => {
    await s.db
      .updateTable('patrons')
      .set({ search_name: 'desbordes valmore marceline' })
      .where('id', '=', s.readerId)
      .execute();
    const found = await lookUp('Marcel DESB');
    assert.deepEqual([found.match, found.patron.id], ['patron', s.readerId]);
  });

  it('finds nothing, whatever is typed', async () => {
    for (const text of ['%', '_', "'; drop table patrons; --", '💥', 'zzzz qqqq']) {
      assert.equal((await lookUp(text)).match, 'none', text);
    }
  });
});

describe('a reader at one glance', () => {
  it('shows loans, holds, account, blocks and limits', async () => {
    await s.policy('overdueCharge', 1100);
    await s.lend();
    s.now = s.now.add({ hours: 24 * 23 });
    await s.takeBack();
    await s.lend({ patronId: s.otherReaderId });
    const desk = (await s.get(`/patrons/${s.readerId}/desk`)).json();
    assert.deepEqual([desk.balance, desk.lines.length, desk.loans.length], [2200, 1, 0]);
    assert.deepEqual(desk.limits, { loans: 0, max: 10 });
    assert.deepEqual(
      desk.blocks.map(({ code }: { code: string }) => code),
      ['debt_over_limit'],
    );
    assert.equal((await s.get(`/patrons/${s.otherReaderId}/desk`)).json().loans.length, 1);
    assert.equal((await s.get('/patrons/9999/desk')).statusCode, 404);
  });

  for (const role of ROLES) {
    const status = role === 'anonymous' ? 401 : role === 'reader' ? 403 : 200;
    it(`for ${role}: ${status}`, async () => {
      const answers = [
        await s.get(`/patrons/${s.otherReaderId}/desk`, role),
        await s.get('/desk/lookup?q=2900000000001', role),
      ];
      assert.deepEqual(
        answers.map(({ statusCode }) => statusCode),
        [status, status],
      );
      if (status !== 200) assert.doesNotMatch(answers.map(({ body }) => body).join(''), /Zoé|Reader/);
    });
  }
});

describe('policies', () => {
  const scope = { branchId: null, patronCategoryId: null, itemTypeId: null };
  const put = (payload: object, role: (typeof ROLES)[number] = 'librarian') =>
    s.as(role)({ method: 'PUT', url: '/api/v1/policies/values', payload });

  it('are set once at a scope, seen, and taken away', async () => {
    const first = (await put({ ...scope, name: 'loanPeriod', value: 7 })).json();
    const second = (await put({ ...scope, name: 'loanPeriod', value: 14 })).json();
    assert.equal(second.id, first.id);
    const { definitions, values } = (await s.get('/policies')).json();
    assert.equal(definitions.find(({ name }: { name: string }) => name === 'closedDays').options.length, 4);
    assert.deepEqual(values, [{ id: first.id, ...scope, name: 'loanPeriod', value: 14 }]);
    const effective = `/policies/effective?branchId=${s.branchId}&patronCategoryId=1&itemTypeId=${s.typeId}`;
    assert.deepEqual((await s.get(effective)).json().values.loanPeriod, {
      value: 14,
      source: { id: first.id, ...scope },
    });
    const remove = () => s.as('librarian')({ method: 'DELETE', url: `/api/v1/policies/values/${first.id}` });
    assert.equal((await remove()).statusCode, 204);
    assert.equal((await remove()).statusCode, 404);
    assert.deepEqual((await s.get(effective)).json().values.loanPeriod, { value: 21, source: null });
  });

  const faults: [object, string][] = [
    [{ name: 'loanPeriod', value: 'long' }, 'policy_value_invalid'],
    [{ name: 'closedDays', value: 'ignore', itemTypeId: 1 }, 'policy_scope_invalid'],
    [{ name: 'loanPeriod', value: 7, branchId: 9999 }, 'policy_scope_invalid'],
    [{ name: 'constructor', value: 1 }, 'policy_unknown'],
  ];
  for (const [input, code] of faults) {
    it(`${JSON.stringify(input)}: ${code}`, async () => {
      assert.equal((await put({ ...scope, ...input })).json().code, code);
    });
  }

  for (const role of ROLES) {
    const status = { administrator: 200, librarian: 200, assistant: 403, reader: 403, anonymous: 401 }[role];
    it(`may be set by ${role}: ${status}`, async () => {
      assert.equal((await put({ ...scope, name: 'maxHolds', value: 3 }, role)).statusCode, status);
      assert.equal(
        (await s.get('/policies', role)).statusCode,
        { 200: 200, 403: role === 'reader' ? 403 : 200, 401: 401 }[status],
      );
    });
  }
});

describe('the invariants', () => {
  it('hold in a library that was only used through its desk', async () => {
    await s.lend();
    await s.hold(s.otherReaderId);
    assert.deepEqual(await checkCirculationInvariants(s.db), []);
  });

  it('are found broken', async () => {
    await s.lend();
    const { id } = (await s.hold(s.otherReaderId)).json();
    await s.db.updateTable('holds').set({ position: 3 }).where('id', '=', id).execute();
    await s.db.updateTable('items').set({ transit_to_branch_id: s.otherBranchId }).where('id', '=', s.itemId).execute();
    await s.db.insertInto('policy_values').values({ name: 'loanPeriod', value: '"x"', scope_key: 'x' }).execute();
    const codes = (await checkCirculationInvariants(s.db)).map(({ code }) => code);
    assert.deepEqual(codes, ['hold_queue_misnumbered', 'lent_item_in_transit', 'policy_not_valid']);
  });
});
