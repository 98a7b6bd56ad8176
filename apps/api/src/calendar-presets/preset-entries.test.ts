import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeOf, entriesOfHolidays, isPresent, type PresetEntry } from './preset-entries.ts';
import type { PublicHoliday } from './public-holidays.ts';

const holiday = (firstDay: string, name: string, more: Partial<PublicHoliday> = {}): PublicHoliday => ({
  firstDay,
  lastDay: firstDay,
  name,
  isFixed: false,
  isGeneral: true,
  ...more,
});
const fixed = (firstDay: string, name: string) => holiday(firstDay, name, { isFixed: true });
const named = (entries: readonly PresetEntry[]) =>
  entries.map(({ key, reason, isYearly }) => [key, reason, isYearly] as const);

describe('the entries of public holidays', () => {
  const years = [
    { year: 2026, holidays: [fixed('2026-05-01', 'Travail'), holiday('2026-05-14', 'Ascension')] },
    { year: 2027, holidays: [fixed('2027-05-01', 'Travail'), holiday('2027-05-06', 'Ascension')] },
  ];

  it('come back every year where their date does, and are dated where it moves', () => {
    assert.deepEqual(named(entriesOfHolidays(years)), [
      ['yearly-05-01', 'Travail', true],
      ['2026-05-14', 'Ascension', false],
      ['2027-05-06', 'Ascension', false],
    ]);
  });

  it('are dated when only one year is asked for', () => {
    assert.deepEqual(named(entriesOfHolidays(years.slice(0, 1))), [
      ['2026-05-01', 'Travail', false],
      ['2026-05-14', 'Ascension', false],
    ]);
  });

  it('do not come back when a year is without them, or has another holiday on that day', () => {
    const without = [years[0]!, { year: 2027, holidays: [] }];
    assert.deepEqual(
      named(entriesOfHolidays(without)).map(([key]) => key),
      ['2026-05-01', '2026-05-14'],
    );
    // 1 May 2008 was Ascension too.
    const double = [
      { year: 2008, holidays: [fixed('2008-05-01', 'Travail'), holiday('2008-05-01', 'Ascension')] },
      { year: 2009, holidays: [fixed('2009-05-01', 'Travail')] },
    ];
    assert.deepEqual(named(entriesOfHolidays(double)), [
      ['2008-05-01', 'Travail, Ascension', false],
      ['2009-05-01', 'Travail', false],
    ]);
  });
});

describe('what an entry adds', () => {
  const entry: PresetEntry = {
    key: 'x',
    firstDay: '2026-02-07',
    lastDay: '2026-02-08',
    reason: 'Hiver',
    isYearly: false,
    isUsual: true,
  };
  const days = { branchId: 1, firstDay: '2026-02-07', lastDay: '2026-02-08', reason: 'Hiver', isYearly: false };
  const at = (weekday: number) => ({ weekday, opens: '10:00', closes: '12:00' });
  const byHours = (weekdays: number[], otherWeekdays: 'usual' | 'closed') =>
    ({ as: 'hours', hours: weekdays.map(at), otherWeekdays, isAboveClosures: false }) as const;

  it('is a closure, a note, or hours on the weekdays that it has', () => {
    assert.deepEqual(changeOf(entry, { as: 'closure' }, 1), { closure: days });
    assert.deepEqual(changeOf(entry, { as: 'note' }, 1), { days: { ...days, kind: 'note' } });
    assert.deepEqual(changeOf(entry, byHours([5, 6], 'usual'), 1), {
      days: { ...days, kind: 'hours', hours: [at(6)], otherWeekdays: 'usual', isAboveClosures: false },
    });
  });

  it('on none of the weekdays with hours is a closure or nothing', () => {
    assert.deepEqual(changeOf(entry, byHours([3], 'closed'), 1), { closure: days });
    assert.equal(changeOf(entry, byHours([3], 'usual'), 1), null);
  });

  it('is there already when closures cover each of its days in each year, however they came', () => {
    const closure = { id: 1, branchId: null, reason: 'autre', isYearly: false };
    const wanted = { closure: { ...days, isYearly: true } };
    const covering = (firstDay: string, lastDay: string, isYearly = false) => ({
      ...closure,
      firstDay,
      lastDay,
      isYearly,
    });
    const isThere = (closures: (typeof closure & { firstDay: string; lastDay: string })[]) =>
      isPresent(wanted, { closures, exceptionalDays: [] }, [2026, 2027]);
    assert.equal(isThere([covering('2026-02-01', '2026-02-28')]), false);
    assert.equal(isThere([covering('2026-02-01', '2026-02-28'), covering('2027-02-07', '2027-02-07')]), false);
    assert.equal(isThere([covering('2026-02-01', '2026-02-28'), covering('2027-02-07', '2027-02-08')]), true);
    assert.equal(isThere([covering('2020-02-01', '2020-02-15', true)]), true);
  });

  it('is there already when exceptional days say the same under another name', () => {
    const note = changeOf(entry, { as: 'note' }, 1)!;
    const noted = { ...days, id: 1, kind: 'note', hours: [], otherWeekdays: 'usual', isAboveClosures: false } as const;
    const present = (exceptional: object) =>
      isPresent(note, { closures: [], exceptionalDays: [{ ...noted, hours: [], ...exceptional }] }, []);
    assert.equal(present({ reason: 'Autre nom', branchId: null }), true);
    assert.equal(present({ lastDay: '2026-02-09' }), false);
    assert.equal(present({ kind: 'hours', hours: [at(6)] }), false);
  });
});
