import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createScene } from '../../test/circulation-scene.ts';
import { moveDueDatesJob } from '../circulation/late-closures.service.ts';
import { runIfDue } from '../jobs/job-runner.ts';

const s = await createScene();
after(() => s.close());
beforeEach(async () => {
  await s.clear();
  for (const table of ['closures', 'opening_hours', 'exceptional_days'] as const)
    await s.db.deleteFrom(table).execute();
});

interface Entry {
  key: string;
  isPresent: boolean;
  isUsual: boolean;
}
const publicHolidays = {
  branchId: null as number | null,
  language: 'fr',
  preset: 'public_holidays',
  country: 'FR',
  region: null,
  years: [2026, 2027],
  use: 'closure',
};
const winter = {
  branchId: s.branchId as number | null,
  language: 'fr',
  preset: 'school_holidays',
  zone: 'C',
  schoolYears: ['2026-2027'],
  use: 'note',
};
const preview = async (choice: object) => {
  const answer = await s.post('/calendar-presets/preview', choice, 'librarian');
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json() as { entries: Entry[]; moves: { loans: number } | null };
};
const keysOf = async (choice: object) => (await preview(choice)).entries.map(({ key }) => key);
const apply = (choice: object) => s.post('/calendar-presets/apply', choice, 'librarian');
const applyAll = async (choice: object) => (await apply({ ...choice, keys: await keysOf(choice) })).json();
const closures = async () => (await s.get('/closures')).json().items as Record<string, unknown>[];
const exceptional = async () => (await s.get('/exceptional-days')).json().items as Record<string, unknown>[];

describe('presets of calendars', () => {
  it('say what is known and where it comes from', async () => {
    const { publicHolidays: countries, schoolHolidays } = (
      await s.get('/calendar-presets?language=fr', 'librarian')
    ).json();
    assert.ok(countries.countries.some((one: { code: string }) => one.code === 'BE'));
    assert.match(countries.source.name, /date-holidays/);
    assert.deepEqual(
      schoolHolidays.zones.map(({ code }: { code: string }) => code),
      ['A', 'B', 'C', 'corsica'],
    );
    assert.match(schoolHolidays.source.name, /Éducation nationale/);
  });

  it('are previewed without changing anything', async () => {
    const { entries, moves } = await preview(publicHolidays);
    // Eight of fixed date, and three that move in each of two years.
    assert.equal(entries.length, 14);
    assert.equal(moves, null);
    assert.ok(entries.every(({ isPresent, isUsual }) => !isPresent && isUsual));
    assert.deepEqual(await closures(), []);
  });

  it('are added once: doing it again changes nothing', async () => {
    assert.deepEqual(await applyAll(publicHolidays), { added: 14, present: 0 });
    const first = await closures();
    assert.deepEqual(
      first.find(({ reason }) => reason === 'Toussaint'),
      {
        id: first.find(({ reason }) => reason === 'Toussaint')!['id'],
        branchId: null,
        firstDay: '2026-11-01',
        lastDay: '2026-11-01',
        reason: 'Toussaint',
        isYearly: true,
      },
    );
    const traces = (await s.db.selectFrom('audit_log').select('id').execute()).length;
    assert.deepEqual(await applyAll(publicHolidays), { added: 0, present: 14 });
    assert.deepEqual(await applyAll({ ...publicHolidays, language: 'en' }), { added: 0, present: 14 });
    assert.deepEqual(await closures(), first);
    assert.equal((await s.db.selectFrom('audit_log').select('id').execute()).length, traces);
    // The next year brings what moves, and nothing else.
    assert.deepEqual(await applyAll({ ...publicHolidays, years: [2027, 2028] }), { added: 3, present: 11 });
  });

  it('leave what a librarian wrote as it is', async () => {
    const own = {
      branchId: null,
      firstDay: '2026-12-24',
      lastDay: '2026-12-26',
      reason: 'Congés de Noël',
      isYearly: true,
    };
    const { id } = (await s.post('/closures', own, 'librarian')).json();
    const note = {
      ...own,
      branchId: s.branchId,
      kind: 'note',
      reason: 'Chasse aux œufs',
      firstDay: '2026-04-06',
      lastDay: '2026-04-06',
    };
    const kept = (await s.post('/exceptional-days', note, 'librarian')).json();
    assert.deepEqual(await applyAll(publicHolidays), { added: 13, present: 1 });
    assert.deepEqual(
      (await closures()).find((closure) => closure['id'] === id),
      { id, ...own },
    );
    assert.deepEqual(await exceptional(), [kept]);
  });

  it('of the library hold for a branch too, and not the other way round', async () => {
    await applyAll({ ...publicHolidays, branchId: s.branchId });
    assert.ok((await preview(publicHolidays)).entries.every(({ isPresent }) => !isPresent));
    await applyAll(publicHolidays);
    assert.ok((await preview({ ...publicHolidays, branchId: s.branchId })).entries.every(({ isPresent }) => isPresent));
  });

  it('are added as far as they are named, each with its entry in the audit log', async () => {
    const answer = await apply({ ...winter, keys: ['2027-02-06'] });
    assert.deepEqual(answer.json(), { added: 1, present: 0 });
    const [note] = await exceptional();
    assert.deepEqual(note, {
      id: note!['id'],
      branchId: s.branchId,
      kind: 'note',
      firstDay: '2027-02-06',
      lastDay: '2027-02-21',
      reason: 'Vacances d’hiver',
      isYearly: false,
      hours: [],
      otherWeekdays: 'usual',
      isAboveClosures: false,
    });
    const entry = await s.db
      .selectFrom('audit_log')
      .select(['action', 'entity_id'])
      .orderBy('id', 'desc')
      .executeTakeFirst();
    assert.deepEqual({ ...entry }, { action: 'exceptional_days.create', entity_id: note!['id'] });
  });

  it('become hours of their own', async () => {
    const hours = [{ weekday: 3, opens: '14:00', closes: '18:00' }];
    const choice = { ...winter, use: 'hours', hours, otherWeekdays: 'closed' };
    assert.deepEqual(await applyAll(choice), { added: 5, present: 0 });
    assert.deepEqual(await applyAll(choice), { added: 0, present: 5 });
    // The days of Ascension have no Wednesday: they are closed.
    assert.deepEqual(
      (await closures()).map(({ firstDay, lastDay }) => [firstDay, lastDay]),
      [['2027-05-06', '2027-05-09']],
    );
    assert.equal((await exceptional()).length, 4);
  });

  it('move due dates that fall on them, and say so before', async () => {
    await s.policy('loanPeriod', 35);
    // Lent on Monday 2 March: due on Easter Monday.
    await s.lend();
    const choice = { ...publicHolidays, keys: ['2026-04-06'] };
    assert.equal((await preview(choice)).moves?.loans, 1);
    await apply(choice);
    assert.deepEqual((await runIfDue(s.context, moveDueDatesJob))?.state.counts, { moved: 1 });
    const { due_at } = await s.db.selectFrom('loans').select('due_at').executeTakeFirstOrThrow();
    assert.match(due_at, /^2026-04-07/);
    assert.equal((await preview(choice)).moves?.loans, 0);
  });

  const faulty: [string, object, string, string][] = [
    ['without a country', { ...publicHolidays, country: undefined }, '/country', 'missing'],
    ['without years', { ...publicHolidays, years: undefined }, '/years', 'missing'],
    ['for a region of another country', { ...publicHolidays, country: 'BE', region: '57' }, '/region', 'unknown'],
    ['without a zone', { ...winter, zone: undefined }, '/zone', 'missing'],
    ['for a year that is not known', { ...winter, schoolYears: ['2031-2032'] }, '/schoolYears/0', 'unknown'],
    ['for a year that is not known of Corsica', { ...winter, zone: 'corsica' }, '/schoolYears/0', 'unknown'],
    ['as hours without hours', { ...winter, use: 'hours' }, '/hours', 'missing'],
    ['for a branch that does not exist', { ...winter, branchId: 9999 }, '/branchId', 'unknown'],
    ['with days that are not offered', { ...winter, keys: ['2026-01-01'] }, '/keys/0', 'unknown'],
  ];
  for (const [name, choice, path, code] of faulty) {
    it(`are refused ${name}`, async () => {
      const answer = await apply({ keys: [], ...choice });
      assert.equal(answer.statusCode, 400, answer.body);
      assert.deepEqual(
        answer.json().errors.map((error: { path: string; code: string }) => [error.path, error.code]),
        [[path, code]],
      );
    });
  }
});
