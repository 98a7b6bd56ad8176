import { describe, expect, it } from 'vitest';
import { covers, faultyWeekdays, viewYear, type ClosedPeriod, type OpeningHours } from './year-view';

const tuesdayToSaturday: OpeningHours[] = [2, 3, 4, 5, 6].map((weekday) => ({
  weekday,
  opens: '10:00',
  closes: '18:00',
}));

function closure(firstDay: string, lastDay = firstDay, isYearly = false, reason = 'why'): ClosedPeriod {
  return { firstDay, lastDay, isYearly, reason };
}

describe('viewYear', () => {
  it('lays the twelve months out from Monday', () => {
    const year = viewYear(2026, tuesdayToSaturday, []);
    expect(year.map((month) => month.days.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(year[0]?.leadingBlanks).toBe(3);
    expect(year[0]?.days[0]).toMatchObject({ day: '2026-01-01', weekday: 4, state: 'open' });
    expect(year[0]?.days[4]).toMatchObject({ day: '2026-01-05', weekday: 1, state: 'weekly' });
  });

  it('marks closures over opening hours and counts the open days', () => {
    const year = viewYear(2026, tuesdayToSaturday, [closure('2026-01-01', '2026-01-02', false, 'New Year')]);
    expect(year[0]?.days[0]).toMatchObject({ state: 'closure', reason: 'New Year' });
    expect(year[0]?.openDays).toBe(21);
  });

  it('has 29 February in a leap year only', () => {
    expect(viewYear(2028, [], [])[1]?.days.length).toBe(29);
  });

  it('is open every day where no hours are set', () => {
    expect(viewYear(2026, [], [])[1]?.openDays).toBe(28);
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
