import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { moveDueDatesJob } from '../circulation/late-closures.service.ts';

const s = await createScene();
after(() => s.close());
beforeEach(async () => {
  await s.clear();
  for (const table of ['closures', 'opening_hours', 'exceptional_days'] as const)
    await s.db.deleteFrom(table).execute();
});

const opening = (weekday: number) => ({ weekday, opens: '14:00', closes: '18:00' });
/** Sundays of December 2026. */
const sundays = {
  branchId: s.branchId as number | null,
  kind: 'hours',
  firstDay: '2026-12-01',
  lastDay: '2026-12-31',
  reason: 'Dimanches de décembre',
  hours: [opening(7)],
};
const note = { ...sundays, kind: 'note', hours: [], reason: 'Vacances de Noël' };
const add = (payload: object) => s.post('/exceptional-days', payload, 'librarian');
const remove = (id: number) => s.as('librarian')({ method: 'DELETE', url: `/api/v1/exceptional-days/${id}` });
const list = async () => (await s.get('/exceptional-days', 'anonymous')).json().items as Record<string, unknown>[];
const work = async () => (await runIfDue(s.context, moveDueDatesJob))?.state.counts;

describe('exceptional days', () => {
  it('are added, shown to everybody by first day, and removed', async () => {
    const added = await add(sundays);
    assert.equal(added.statusCode, 201, added.body);
    const whole = { ...sundays, isYearly: false, otherWeekdays: 'usual', isAboveClosures: false };
    assert.deepEqual(added.json(), { id: added.json().id, ...whole });
    await add({ ...note, branchId: null, firstDay: '2026-01-01', lastDay: '2026-01-03', isYearly: true });
    assert.deepEqual(
      (await list()).map(({ kind, branchId, isYearly }) => [kind, branchId, isYearly]),
      [
        ['note', null, true],
        ['hours', s.branchId, false],
      ],
    );
    assert.equal((await remove(added.json().id)).statusCode, 204);
    assert.equal((await remove(added.json().id)).statusCode, 404);
    assert.equal((await list()).length, 1);
  });

  it('are in the audit log, and count up the version of their branch', async () => {
    const version = async () => (await s.get(`/branches/${s.branchId}/calendar`)).json().version as number;
    const before = await version();
    const { id } = (await add(sundays)).json();
    await remove(id);
    assert.equal(await version(), before + 2);
    const entries = await s.db
      .selectFrom('audit_log')
      .select(['action', 'entity_id'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    assert.deepEqual(
      entries.map((entry) => ({ ...entry })),
      [
        { action: 'exceptional_days.delete', entity_id: id },
        { action: 'exceptional_days.create', entity_id: id },
      ],
    );
  });

  const faulty: [string, object, string, string][] = [
    ['days in the wrong order', { ...sundays, lastDay: '2026-11-01' }, '/lastDay', 'before_first_day'],
    [
      'yearly days of a whole year',
      { ...sundays, isYearly: true, lastDay: '2027-12-01' },
      '/lastDay',
      'longer_than_a_year',
    ],
    ['no hours', { ...sundays, hours: [], otherWeekdays: 'closed' }, '/hours', 'missing'],
    ['hours in a note', { ...note, hours: [opening(7)] }, '/hours', 'not_in_a_note'],
    ['weekdays closed by a note', { ...note, otherWeekdays: 'closed' }, '/hours', 'not_in_a_note'],
    [
      'closing before opening',
      { ...sundays, hours: [{ ...opening(7), opens: '19:00' }] },
      '/hours/0/closes',
      'not_after_opens',
    ],
    ['hours that overlap', { ...sundays, hours: [opening(7), opening(7)] }, '/hours/1', 'overlaps'],
    ['a weekday that the days do not have', { ...sundays, lastDay: '2026-12-05' }, '/hours/0/weekday', 'not_in_days'],
    ['a branch that does not exist', { ...sundays, branchId: 9999 }, '/branchId', 'unknown'],
  ];
  for (const [name, payload, path, code] of faulty) {
    it(`are refused with ${name}, in the preview too`, async () => {
      for (const answer of [await add(payload), await s.post('/exceptional-days/preview', payload, 'librarian')]) {
        assert.equal(answer.statusCode, 400, answer.body);
        assert.deepEqual(
          answer.json().errors.map((error: { path: string; code: string }) => [error.path, error.code]),
          [[path, code]],
        );
      }
      assert.deepEqual(await list(), []);
    });
  }

  it('may name any weekday when they come back every year', async () => {
    const answer = await add({ ...sundays, firstDay: '2026-12-24', lastDay: '2026-12-24', isYearly: true });
    assert.equal(answer.statusCode, 201, answer.body);
  });
});

describe('due dates and exceptional days', () => {
  // Lent on Monday 2 March: due on Monday 23 March.
  const spring = {
    branchId: s.branchId,
    kind: 'hours',
    firstDay: '2026-03-16',
    lastDay: '2026-03-29',
    reason: 'Horaires de printemps',
    hours: [opening(3)],
    otherWeekdays: 'closed',
  };
  const due = async () => (await s.db.selectFrom('loans').select('due_at').executeTakeFirstOrThrow()).due_at;

  it('are moved off the weekdays that they close; a preview says so before', async () => {
    await s.lend();
    assert.match(await due(), /^2026-03-23/);
    const preview = await s.post('/exceptional-days/preview', spring, 'librarian');
    const moves = [{ branchId: s.branchId, from: '2026-03-23', to: '2026-03-25', loans: 1 }];
    assert.deepEqual(preview.json(), { loans: 1, moves });
    assert.equal(
      (await s.post('/exceptional-days/preview', { ...spring, branchId: null }, 'librarian')).json().loans,
      1,
    );
    await add(spring);
    assert.deepEqual(await work(), { moved: 1 });
    assert.match(await due(), /^2026-03-25/);
  });

  it('are given on a day that is open only by them, and moved off it when they are removed', async () => {
    const closure = { branchId: s.branchId, firstDay: '2026-03-20', lastDay: '2026-03-24', reason: 'Travaux' };
    assert.equal((await s.post('/closures', closure, 'librarian')).statusCode, 201);
    const open = {
      ...spring,
      firstDay: '2026-03-23',
      lastDay: '2026-03-23',
      hours: [opening(1)],
      isAboveClosures: true,
    };
    const { id } = (await add(open)).json();
    await work();
    await s.lend();
    assert.match(await due(), /^2026-03-23/);
    await remove(id);
    assert.deepEqual(await work(), { moved: 1 });
    assert.match(await due(), /^2026-03-25/);
  });
});
