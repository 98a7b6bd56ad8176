import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setImmediate as breathe } from 'node:timers/promises';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { makeItem } from '../../test/factories.ts';
import type { Rehearsal, RehearsalDraft } from './rehearsal.schema.ts';

let scene: Scene;
before(async () => (scene = await createScene()));
after(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.db.deleteFrom('rehearsals').execute();
  await scene.db.deleteFrom('refused_attempts').execute();
  await scene.db.deleteFrom('closures').execute();
  await scene.db.deleteFrom('exceptional_days').execute();
  await scene.db.deleteFrom('opening_hours').execute();
});

const EVERYWHERE = { branchId: null, patronCategoryId: null, itemTypeId: null };
const draftOf = (changes: Partial<RehearsalDraft>): RehearsalDraft => ({
  policies: [],
  closures: { added: [], removed: [] },
  hours: [],
  ...changes,
});
const EXCEPTION = {
  kind: 'hours' as const,
  firstDay: '2026-03-09',
  lastDay: '2026-03-15',
  reason: 'Braderie',
  hours: [{ weekday: 7, opens: '10:00', closes: '18:00' }],
};
const policyDraft = (name: string, value: string | number | boolean | null) =>
  draftOf({ policies: [{ ...EVERYWHERE, name, value }] });

async function create(draft: RehearsalDraft): Promise<Rehearsal> {
  const answer = await scene.post('/rehearsals', { name: 'Shorter loans', draft }, 'librarian');
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json();
}

async function rehearse(draft: RehearsalDraft): Promise<NonNullable<Rehearsal['report']>> {
  const { id } = await create(draft);
  const queued = await scene.post(`/rehearsals/${id}/run`, {}, 'librarian');
  assert.equal(queued.statusCode, 202, queued.body);
  for (;;) {
    const rehearsal = (await scene.get(`/rehearsals/${id}`, 'librarian')).json<Rehearsal>();
    if (rehearsal.status === 'done') return rehearsal.report!;
    assert.ok(['queued', 'running'].includes(rehearsal.status), JSON.stringify(rehearsal));
    await breathe();
  }
}

function publish(rehearsal: Pick<Rehearsal, 'id' | 'version'>, role: 'librarian' | 'assistant' = 'librarian') {
  return scene.as(role)({
    method: 'POST',
    url: `/api/v1/rehearsals/${rehearsal.id}/publish`,
    headers: { 'if-match': `"v${rehearsal.version}"` },
  });
}

const days = (count: number) => (scene.now = scene.now.add({ hours: 24 * count }));

describe('a rehearsal', () => {
  it('says which due dates another period would have moved, and leaves the loans alone', async () => {
    await scene.policy('loanPeriod', 21);
    const lent = (await scene.lend()).json();
    days(3);
    const report = await rehearse(policyDraft('loanPeriod', 7));
    assert.equal(report.loans, 1);
    assert.deepEqual(report.dueDates, { earlier: 1, later: 0, daysSum: -14 });
    const [example] = report.examples;
    assert.equal(example!.kind, 'due_date');
    assert.equal(example!.title, 'Le Grand Meaulnes');
    assert.equal(example!.dueBefore, lent.loan.dueAt);
    const row = await scene.db.selectFrom('loans').select('due_at').executeTakeFirstOrThrow();
    assert.equal(row.due_at, lent.loan.dueAt);
    await scene.assertSound();
  });

  it('finds nothing changed by a draft that says what is published', async () => {
    await scene.policy('loanPeriod', 14);
    await scene.lend();
    const report = await rehearse(policyDraft('loanPeriod', 14));
    assert.deepEqual(report.examples, []);
    assert.deepEqual(report.dueDates, { earlier: 0, later: 0, daysSum: 0 });
  });

  it('counts refusals that a lower limit would have added', async () => {
    const { db, recordId: _recordId, typeId, branchId } = scene;
    await makeItem(db, { item_type_id: typeId, home_branch_id: branchId, barcode: 'SCENE2' });
    assert.equal((await scene.lend()).statusCode, 201);
    days(1);
    assert.equal((await scene.lend({ barcode: 'SCENE2' })).statusCode, 201);
    const report = await rehearse(policyDraft('maxLoansTotal', 1));
    assert.equal(report.loans, 2);
    assert.equal(report.refusalsAdded, 1);
    assert.deepEqual(report.refusals, [{ action: 'checkout', code: 'too_many_loans_total', added: 1, removed: 0 }]);
  });

  it('finds attempts that a higher limit would not have refused, without knowing whose they were', async () => {
    const { db, typeId, branchId } = scene;
    await scene.policy('maxLoansTotal', 1);
    await makeItem(db, { item_type_id: typeId, home_branch_id: branchId, barcode: 'SCENE2' });
    await scene.lend();
    const refused = await scene.lend({ barcode: 'SCENE2' });
    assert.deepEqual(refusalCodes(refused), ['too_many_loans_total']);
    const report = await rehearse(policyDraft('maxLoansTotal', 5));
    assert.equal(report.refusedAttempts, 1);
    assert.equal(report.refusalsRemoved, 1);
    assert.equal(report.examples.find(({ kind }) => kind === 'refusal')?.loanId, null);
    const kept = await db.selectFrom('refused_attempts').selectAll().executeTakeFirstOrThrow();
    assert.doesNotMatch(kept.facts, /Reader|Ada|"name"/);
  });

  it('reckons what another charge would have cost, and what closed days would have spared', async () => {
    await scene.policy('loanPeriod', 7);
    await scene.policy('overdueCharge', 10);
    await scene.lend();
    days(10);
    await scene.takeBack();
    const dearer = await rehearse(policyDraft('overdueCharge', 20));
    assert.deepEqual(dearer.charges, { changed: 1, before: 30, after: 60 });
    const groups = dearer.groups.map(({ chargesBefore, chargesAfter }) => [chargesBefore, chargesAfter]);
    assert.deepEqual(groups, [[30, 60]]);

    const closure = { branchId: null, firstDay: '2026-03-09', lastDay: '2026-03-09', reason: 'Works', isYearly: false };
    const closed = await rehearse(draftOf({ closures: { added: [closure], removed: [] } }));
    assert.equal(closed.dueDates.later, 1);
    assert.equal(closed.charges.after, 20);
  });

  it('takes exceptional hours for what they are, published or drafted', async () => {
    await scene.policy('loanPeriod', 7);
    const opening = { weekday: 1, opens: '10:00', closes: '18:00' };
    const hours = [{ branchId: scene.branchId, hours: [{ ...opening, weekday: 2 }] }];
    // Lent on Monday 2 March, for a week: it ends on a Monday, which the draft of the week closes.
    await scene.lend();
    const open = { ...EXCEPTION, hours: [opening], branchId: scene.branchId };
    assert.equal((await rehearse(draftOf({ hours }))).dueDates.later, 1);
    const drafted = draftOf({ hours, exceptionalDays: { added: [open], removed: [] } });
    assert.equal((await rehearse(drafted)).dueDates.later, 0);
    const { id } = (await scene.post('/exceptional-days', open, 'librarian')).json();
    assert.equal((await rehearse(draftOf({ hours }))).dueDates.later, 0);
    assert.equal((await rehearse(draftOf({ hours, exceptionalDays: { added: [], removed: [id] } }))).dueDates.later, 1);
  });

  it('lives renewals again where they were asked for', async () => {
    await scene.policy('loanPeriod', 7);
    const { loan } = (await scene.lend()).json();
    days(5);
    const renewed = await scene.post(`/loans/${loan.id}/renew`);
    assert.equal(renewed.statusCode, 200, renewed.body);
    const report = await rehearse(policyDraft('maxRenewals', 0));
    assert.equal(report.renewals, 1);
    assert.deepEqual(report.refusals, [{ action: 'renewal', code: 'too_many', added: 1, removed: 0 }]);
  });

  it('looks at anonymous loans too, at their dates alone', async () => {
    await scene.lend();
    days(1);
    await scene.takeBack();
    await scene.db.updateTable('loans').set({ patron_id: null }).execute();
    const report = await rehearse(policyDraft('loanPeriod', 5));
    assert.equal(report.loans, 1);
    assert.equal(report.dueDates.earlier, 1);
    assert.deepEqual(report.refusals, []);
  });

  it('looks back twelve months and no further', async () => {
    await scene.lend();
    days(400);
    const report = await rehearse(policyDraft('loanPeriod', 5));
    assert.equal(report.loans, 0);
    assert.ok(report.from > '2026-03-02T09:00:00.000Z');
  });
});

describe('a draft', () => {
  it('is published whole, with the changes in the audit log', async () => {
    const { branchId } = scene;
    const old = (await scene.post('/exceptional-days', { ...EXCEPTION, branchId: null }, 'librarian')).json();
    const rehearsal = await create(
      draftOf({
        policies: [{ ...EVERYWHERE, name: 'loanPeriod', value: 9 }],
        closures: {
          added: [{ branchId, firstDay: '2026-05-01', lastDay: '2026-05-01', reason: 'Fête', isYearly: true }],
          removed: [],
        },
        hours: [{ branchId, hours: [{ weekday: 2, opens: '10:00', closes: '18:00' }] }],
        exceptionalDays: { added: [{ ...EXCEPTION, branchId }], removed: [old.id] },
      }),
    );
    const answer = await publish(rehearsal);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.json().status, 'published');
    const values = (await scene.get('/policies', 'librarian')).json().values as { name: string; value: unknown }[];
    assert.deepEqual(
      values.map(({ name, value }) => [name, value]),
      [['loanPeriod', 9]],
    );
    const calendar = (await scene.get(`/branches/${branchId}/calendar`)).json();
    assert.equal(calendar.closures[0].reason, 'Fête');
    assert.deepEqual(calendar.hours, [{ weekday: 2, opens: '10:00', closes: '18:00' }]);
    const exceptional = (await scene.get('/exceptional-days')).json().items as { branchId: number | null }[];
    assert.deepEqual(
      exceptional.map((one) => one.branchId),
      [branchId],
    );
    const actions = await scene.db.selectFrom('audit_log').select('action').orderBy('id').execute();
    for (const action of [
      'policy.set',
      'closure.create',
      'calendar.change',
      'exceptional_days.create',
      'exceptional_days.delete',
      'rehearsal.publish',
    ]) {
      assert.ok(
        actions.some((entry) => entry.action === action),
        action,
      );
    }
    assert.equal((await publish({ ...rehearsal, version: answer.json().version })).json().code, 'rehearsal_closed');
  });

  it('takes a value away', async () => {
    await scene.policy('loanPeriod', 30);
    const rehearsal = await create(
      draftOf({ policies: [{ ...EVERYWHERE, name: 'loanPeriod', value: null, isUnset: true }] }),
    );
    assert.equal((await publish(rehearsal)).statusCode, 200);
    assert.deepEqual((await scene.get('/policies', 'librarian')).json().values, []);
  });

  it('is not published over what somebody changed meanwhile, and leaves nothing half done', async () => {
    const rehearsal = await create(policyDraft('loanPeriod', 9));
    await scene.policy('loanPeriod', 30);
    const outdated = (await scene.get(`/rehearsals/${rehearsal.id}`, 'librarian')).json();
    assert.equal(outdated.isOutdated, true);
    assert.equal((await publish(rehearsal)).json().code, 'rehearsal_outdated');

    const gone = await create(
      draftOf({
        policies: [
          { ...EVERYWHERE, name: 'maxRenewals', value: 1 },
          { ...EVERYWHERE, itemTypeId: 999_999, name: 'loanPeriod', value: 9 },
        ],
      }),
    );
    assert.equal((await publish(gone)).json().code, 'policy_scope_invalid');
    const names = (await scene.get('/policies', 'librarian')).json().values as { name: string }[];
    assert.deepEqual(
      names.map(({ name }) => name),
      ['loanPeriod'],
    );
  });

  it('is not published when exceptional days that it removes are gone, or it adds some that cannot be', async () => {
    const { id } = (await scene.post('/exceptional-days', { ...EXCEPTION, branchId: null }, 'librarian')).json();
    const removal = draftOf({ exceptionalDays: { added: [], removed: [id] } });
    const rehearsal = await create(removal);
    assert.equal((await scene.get(`/rehearsals/${rehearsal.id}`, 'librarian')).json().isOutdated, false);
    await scene.as('librarian')({ method: 'DELETE', url: `/api/v1/exceptional-days/${id}` });
    assert.equal((await publish(rehearsal)).json().code, 'rehearsal_outdated');
    const faulty = draftOf({ exceptionalDays: { added: [{ ...EXCEPTION, branchId: null, hours: [] }], removed: [] } });
    const refused = await scene.post('/rehearsals', { name: 'x', draft: faulty }, 'librarian');
    assert.equal(refused.json().errors[0].path, '/draft/exceptionalDays/added/0/hours');
  });

  it('is held to the version that its editor read', async () => {
    const rehearsal = await create(policyDraft('loanPeriod', 9));
    const change = (version: number) =>
      scene.as('librarian')({
        method: 'PUT',
        url: `/api/v1/rehearsals/${rehearsal.id}`,
        headers: { 'if-match': `"v${version}"` },
        payload: { name: 'Longer', draft: policyDraft('loanPeriod', 30) },
      });
    assert.equal((await change(rehearsal.version)).statusCode, 200);
    assert.equal((await change(rehearsal.version)).json().code, 'precondition_failed');
  });

  it('may be empty while it is written, but neither rehearsed nor published', async () => {
    const rehearsal = await create(draftOf({}));
    const run = await scene.post(`/rehearsals/${rehearsal.id}/run`, {}, 'librarian');
    assert.equal(run.json().code, 'rehearsal_empty');
    assert.equal((await publish(rehearsal)).json().code, 'rehearsal_empty');
  });

  it('refuses what cannot be, before anything is stored', async () => {
    const cases: [RehearsalDraft, string][] = [
      [policyDraft('loanPeriod', 'long'), 'policy_value_invalid'],
      [policyDraft('nonsense', 1), 'policy_unknown'],
      [
        draftOf({
          policies: [
            { ...EVERYWHERE, name: 'loanPeriod', value: 1 },
            { ...EVERYWHERE, name: 'loanPeriod', value: 2 },
          ],
        }),
        'invalid_request',
      ],
    ];
    for (const [draft, code] of cases) {
      const answer = await scene.post('/rehearsals', { name: 'x', draft }, 'librarian');
      assert.equal(answer.json().code, code, answer.body);
    }
    assert.deepEqual(await scene.db.selectFrom('rehearsals').select('id').execute(), []);
  });
});
