import { describe, expect, it } from 'vitest';
import {
  covers,
  faultyWeekdays,
  viewYear,
  weekdaysOf,
  type ExceptionalPeriod,
  type OpeningHours,
  type Period,
  type YearPlan,
} from './year-view';

const tuesdayToSaturday: OpeningHours[] = [2, 3, 4, 5, 6].map((weekday) => ({
  weekday,
  opens: '10:00',
  closes: '18:00',
}));

function closure(firstDay: string, lastDay = firstDay, isYearly = false, reason = 'why'): Period {
  return { firstDay, lastDay, isYearly, reason };
}

function exceptional(firstDay: string, lastDay: string, more: Partial<ExceptionalPeriod> = {}): ExceptionalPeriod {
  const days = { firstDay, lastDay, isYearly: false, reason: 'Market' };
  const rest = { hours: [], otherWeekdays: 'usual', isAboveClosures: false } as const;
  return { ...days, ...rest, branchId: 1, kind: 'hours', ...more };
}

const planOf = (more: Partial<YearPlan> = {}): YearPlan => ({
  hours: tuesdayToSaturday,
  closures: [],
  exceptions: [],
  ...more,
});
const SUNDAY = { weekday: 7, opens: '14:00', closes: '18:00' };

/** What is said about a day of 2026. */
function dayOf(day: string, plan: YearPlan) {
  const { state, reason, note } = viewYear(2026, plan)[Number(day.slice(5, 7)) - 1]!.days[Number(day.slice(8)) - 1]!;
  return { state, reason, note };
}

describe('viewYear', () => {
  it('lays the twelve months out from Monday', () => {
    const year = viewYear(2026, planOf());
    expect(year.map((month) => month.days.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(year[0]?.leadingBlanks).toBe(3);
    expect(year[0]?.days[0]).toMatchObject({ day: '2026-01-01', weekday: 4, state: 'open' });
    expect(year[0]?.days[4]).toMatchObject({ day: '2026-01-05', weekday: 1, state: 'weekly' });
  });

  it('marks closures over opening hours and counts the open days', () => {
    const year = viewYear(2026, planOf({ closures: [closure('2026-01-01', '2026-01-02', false, 'New Year')] }));
    expect(year[0]?.days[0]).toMatchObject({ state: 'closure', reason: 'New Year' });
    expect(year[0]?.openDays).toBe(21);
  });

  it('has 29 February in a leap year only', () => {
    expect(viewYear(2028, planOf({ hours: [] }))[1]?.days.length).toBe(29);
  });

  it('is open every day where no hours are set', () => {
    expect(viewYear(2026, planOf({ hours: [] }))[1]?.openDays).toBe(28);
  });
});

describe('exceptional hours of a year', () => {
  const sundays = exceptional('2026-12-01', '2026-12-31', { hours: [SUNDAY] });
  it('open a day that is closed every week, and count it', () => {
    const plan = planOf({ exceptions: [sundays] });
    expect(dayOf('2026-12-06', plan)).toEqual({
      state: 'exceptional',
      reason: '14:00–18:00 (Market)',
      note: null,
    });
    expect(dayOf('2026-12-07', plan).state).toBe('weekly');
    expect(dayOf('2026-12-08', plan).state).toBe('open');
    expect(viewYear(2026, plan)[11]!.openDays).toBe(viewYear(2026, planOf())[11]!.openDays + 4);
  });

  it('leave closures closed unless they say otherwise', () => {
    const closures = [closure('2026-12-06')];
    expect(dayOf('2026-12-06', planOf({ closures, exceptions: [sundays] })).state).toBe('closure');
    const above = { ...sundays, isAboveClosures: true };
    expect(dayOf('2026-12-06', planOf({ closures, exceptions: [above] })).state).toBe('exceptional');
  });

  it('close the other weekdays where they say so', () => {
    const closing = { ...sundays, otherWeekdays: 'closed' } as const;
    const day = dayOf('2026-12-08', planOf({ exceptions: [closing] }));
    expect(day).toEqual({ state: 'weekly', reason: 'Market', note: null });
  });

  it.each([
    ['the shorter one', exceptional('2026-12-06', '2026-12-06', { hours: [SUNDAY], reason: 'it' }), sundays],
    [
      'the branch’s own',
      exceptional('2026-12-01', '2026-12-31', { hours: [SUNDAY], reason: 'it' }),
      { ...sundays, branchId: null },
    ],
  ])('of two come from %s, whichever was noted first', (_, wanted, other) => {
    for (const exceptions of [
      [wanted, other],
      [other, wanted],
    ]) {
      expect(dayOf('2026-12-06', planOf({ exceptions })).reason).toBe('14:00–18:00 (it)');
    }
  });

  it('of two alike come from the one noted later', () => {
    const exceptions = [sundays, { ...sundays, reason: 'it' }];
    expect(dayOf('2026-12-06', planOf({ exceptions })).reason).toBe('14:00–18:00 (it)');
  });

  it('are told apart from notes, which change nothing', () => {
    const note = exceptional('2026-12-05', '2026-12-06', { kind: 'note', reason: 'Holidays' });
    const plan = planOf({ exceptions: [note] });
    expect(dayOf('2026-12-05', plan)).toEqual({ state: 'open', reason: null, note: 'Holidays' });
    expect(dayOf('2026-12-06', plan)).toEqual({ state: 'weekly', reason: null, note: 'Holidays' });
    expect(dayOf('2026-12-08', plan).note).toBe(null);
  });
});

describe('weekdaysOf', () => {
  it.each([
    ['one day', '2026-12-06', '2026-12-06', false, [7]],
    ['a weekend and a Monday, in the order of the week', '2026-12-05', '2026-12-07', false, [1, 6, 7]],
    ['a week', '2026-12-05', '2026-12-11', false, [1, 2, 3, 4, 5, 6, 7]],
    ['one day of every year', '2026-12-06', '2026-12-06', true, [1, 2, 3, 4, 5, 6, 7]],
    ['days in the wrong order', '2026-12-06', '2026-12-01', false, []],
    ['no day', '', '', true, []],
  ])('%s', (_, firstDay, lastDay, isYearly, expected) => {
    expect(weekdaysOf({ firstDay, lastDay, isYearly })).toEqual(expected);
  });
});

describe('covers', () => {
  it.each([
    ['a single day', closure('2026-05-08'), '2026-05-08', true],
    ['a single day in another year', closure('2026-05-08'), '2027-05-08', false],
    ['the last day of a period', closure('2026-08-01', '2026-08-15'), '2026-08-15', true],
    ['the day after a period', closure('2026-08-01', '2026-08-15'), '2026-08-16', false],
    ['a yearly day later on', closure('2026-07-14', '2026-07-14', true), '2031-07-14', true],
    ['a yearly period before New Year', closure('2026-12-30', '2027-01-02', true), '2030-12-31', true],
    ['a yearly period after New Year', closure('2026-12-30', '2027-01-02', true), '2030-01-02', true],
    ['a day outside a yearly period', closure('2026-12-30', '2027-01-02', true), '2030-06-01', false],
  ])('%s', (_, period, day, expected) => {
    expect(covers(period, day)).toBe(expected);
  });
});

describe('faultyWeekdays', () => {
  it('accepts a lunch break', () => {
    const hours = [
      { weekday: 2, opens: '14:00', closes: '18:00' },
      { weekday: 2, opens: '10:00', closes: '12:00' },
    ];
    expect([...faultyWeekdays(hours)]).toEqual([]);
  });
  it('finds reversed, empty and overlapping periods', () => {
    const hours = [
      { weekday: 1, opens: '18:00', closes: '10:00' },
      { weekday: 3, opens: '', closes: '10:00' },
      { weekday: 5, opens: '10:00', closes: '14:00' },
      { weekday: 5, opens: '13:00', closes: '18:00' },
    ];
    expect([...faultyWeekdays(hours)]).toEqual([1, 3, 5]);
  });
});
