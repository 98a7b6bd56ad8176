import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import type { Calendar } from './calendar.ts';
import { addPeriod, computeDueDate, type DueDateCase } from './due-date.ts';
import { recompute } from './recompute.ts';

/** Open Tuesday to Saturday. */
const HOURS = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' }));

function calendarOf(closures: Calendar['closures'] = [], hours: Calendar['hours'] = HOURS): Calendar {
  return { timeZone: 'Europe/Paris', hours, closures, exceptions: [] };
}

function situation(overrides: Partial<DueDateCase> & { at?: string } = {}): DueDateCase {
  const { at = '2026-11-24T10:00:00+01:00', ...rest } = overrides;
  const now = Temporal.Instant.from(at);
  return {
    now,
    from: now,
    period: 21,
    unit: 'day',
    closedDays: 'roll_forward',
    isShortenedToClosing: true,
    calendar: calendarOf(),
    cardExpiresOn: '2099-12-31',
    ...rest,
  };
}

function localDue(overrides: Partial<DueDateCase> & { at?: string } = {}): string {
  const given = situation(overrides);
  const due = computeDueDate(given).dueAt.toZonedDateTimeISO(given.calendar.timeZone);
  return due.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Open Tuesday to Saturday, at noon closed. */
const withBreak = () =>
  calendarOf(
    [],
    HOURS.flatMap(({ weekday }) => [
      { weekday, opens: '14:00', closes: '19:00' },
      { weekday, opens: '09:00', closes: '12:00' },
    ]),
  );
const closed = (firstDay: string, lastDay = firstDay, isYearly = false) => ({ firstDay, lastDay, isYearly });
const alwaysOpen = calendarOf([], []);

type Row = [name: string, given: Partial<DueDateCase> & { at?: string }, due: string, how?: string[]];

/** Each row: when it is due, and what was done to the date after the period was added, where it matters. */
function holds(rows: Row[]): void {
  for (const [name, given, expected, how] of rows) {
    it(name, () => {
      assert.equal(localDue(given), expected);
      const { dueAt, isHourly, steps } = computeDueDate(situation(given));
      assert.equal(isHourly, given.unit === 'hour');
      assertWellFormed(steps);
      assert.equal(recompute({ steps }).dueAt, dueAt.toString({ smallestUnit: 'millisecond' }));
      assert.deepEqual(steps.at(-1), { code: 'due_at', params: { at: recompute({ steps }).dueAt } });
      const codes = steps.slice(2, -1).map(({ code }) => code.replace('due_', ''));
      if (how !== undefined) assert.deepEqual(codes, how);
    });
  }
}

describe('day loans (rule 4)', () => {
  holds([
    ['end at 23:59 local time', { calendar: alwaysOpen }, '2026-12-15T23:59', []],
    ['of no days end today', { period: 0 }, '2026-11-24T23:59', []],
    ['count from where they are told to', { from: Temporal.Instant.from('2026-12-01T22:00:00Z') }, '2026-12-22T23:59'],
  ]);

  const clocks: [string, string, number, string][] = [
    ['that a summer hour skips', '2026-02-15T02:15:00-06:00[America/Chicago]', 21, '2026-03-08T03:15:00-05:00'],
    ['that is there', '2026-02-15T09:40:00-06:00[America/Chicago]', 21, '2026-03-08T09:40:00-05:00'],
    [
      'that comes twice in autumn: the first',
      '2026-10-11T02:30:00+02:00[Europe/Paris]',
      14,
      '2026-10-25T02:30:00+02:00',
    ],
  ];
  for (const [name, from, days, expected] of clocks) {
    it(`keep the local time across the change of the clock, ${name}`, () => {
      const start = Temporal.ZonedDateTime.from(from);
      assert.equal(addPeriod(start, days, 'day').toString(), `${expected}[${start.timeZoneId}]`);
    });
  }

  it('keep the local end of day across the change of the clock', () => {
    const due = computeDueDate(situation({ at: '2026-03-20T10:00:00+01:00', calendar: alwaysOpen, period: 14 })).dueAt;
    assert.equal(due.toString(), '2026-04-03T21:59:00Z');
  });

  it('of no days in the last minute of the day end now, not before', () => {
    const given = situation({ period: 0, at: '2026-11-24T23:59:30+01:00' });
    const { dueAt, steps } = computeDueDate(given);
    assert.equal(dueAt.toString(), given.now.toString());
    assert.deepEqual(steps.at(-2), { code: 'due_not_before_now', params: { now: '2026-11-24T22:59:30.000Z' } });
    assert.equal(recompute({ steps }).dueAt, '2026-11-24T22:59:30.000Z');
  });
});

describe('hourly loans (rule 4)', () => {
  const hourly = { unit: 'hour', period: 4 } as const;
  const anyHour = { ...hourly, isShortenedToClosing: false };
  const evening = { ...hourly, at: '2026-11-24T16:00:00+01:00' };
  const toSunday = { ...hourly, period: 24, at: '2026-11-28T11:00:00+01:00' };
  const untilMidnight = calendarOf([], [{ weekday: 2, opens: '10:00', closes: '24:00' }]);
  holds([
    ['end at the hour', hourly, '2026-11-24T14:00', []],
    ['of no hours end now', { ...hourly, period: 0 }, '2026-11-24T10:00', []],
    ['are shortened to closing time', evening, '2026-11-24T18:00', ['shortened_to_closing']],
    ['are not shortened where the policy says so', { ...evening, isShortenedToClosing: false }, '2026-11-24T20:00', []],
    [
      'that end at closing time are not shortened',
      { ...hourly, at: '2026-11-24T14:00:00+01:00' },
      '2026-11-24T18:00',
      [],
    ],
    ['lent at closing time are not shortened', { ...hourly, at: '2026-11-24T18:00:00+01:00' }, '2026-11-24T22:00', []],
    [
      'lent after closing time are not shortened',
      { ...hourly, at: '2026-11-24T19:00:00+01:00' },
      '2026-11-24T23:00',
      [],
    ],
    [
      'are shortened to the last closing of a day with a break',
      { ...evening, calendar: withBreak() },
      '2026-11-24T19:00',
    ],
    [
      'may be shortened to midnight',
      { ...hourly, at: '2026-11-24T22:00:00+01:00', calendar: untilMidnight },
      '2026-11-25T00:00',
      ['shortened_to_closing'],
    ],
    [
      'lent on a day without opening are not shortened to it',
      {
        ...hourly,
        at: '2026-11-25T16:00:00+01:00',
        calendar: calendarOf([closed('2026-11-25')]),
        closedDays: 'ignore',
      },
      '2026-11-25T20:00',
      [],
    ],
    [
      'that end on a closed day end at the next opening',
      { ...toSunday, isShortenedToClosing: false },
      '2026-12-01T10:00',
      ['rolled_forward', 'at_opening'],
    ],
    [
      'that end on a closed day end there where closed days are ignored',
      { ...toSunday, isShortenedToClosing: false, closedDays: 'ignore' },
      '2026-11-29T11:00',
      [],
    ],
    [
      'end at the same hour of the next open day where no hours are set',
      { ...anyHour, period: 24, calendar: calendarOf([closed('2026-11-25')], []) },
      '2026-11-26T10:00',
      ['rolled_forward', 'at_opening'],
    ],
    [
      'end at the hour where the branch opens no more',
      { ...anyHour, period: 24, calendar: calendarOf([closed('2026-11-25', '2099-12-31')]) },
      '2026-11-25T10:00',
      [],
    ],
    [
      'count real hours when the clock changes',
      { ...hourly, period: 24, at: '2026-10-24T12:00:00+02:00', calendar: alwaysOpen },
      '2026-10-25T11:00',
    ],
    [
      'that end on the card’s last day keep their hour (rule 6)',
      { ...hourly, cardExpiresOn: '2026-11-24' },
      '2026-11-24T14:00',
      [],
    ],
    [
      'end with the card’s last day (rule 6)',
      { ...anyHour, period: 30, cardExpiresOn: '2026-11-24' },
      '2026-11-24T23:59',
      ['capped_at_expiry'],
    ],
  ]);
});

describe('closed days (rule 5)', () => {
  // Monday 14 December 2026 is closed every week.
  const toMonday = { at: '2026-11-23T10:00:00+01:00', period: 21 };
  const toWednesday = { at: '2026-11-25T10:00:00+01:00', period: 21 };
  const holiday = calendarOf([closed('2026-12-16')]);
  const threeWeeks = calendarOf([closed('2026-12-16'), closed('2026-12-23'), closed('2026-12-30')]);
  const never = calendarOf([closed('2020-01-01', '2099-12-31')]);
  const byWeek = { closedDays: 'same_weekday' } as const;
  const openOnly = { closedDays: 'open_days_only' } as const;
  holds([
    ['ignore: stays on the closed day', { ...toMonday, closedDays: 'ignore' }, '2026-12-14T23:59', []],
    ['roll_forward: next open day', toMonday, '2026-12-15T23:59', ['rolled_forward']],
    ['roll_forward: over a holiday', { ...toWednesday, calendar: holiday }, '2026-12-17T23:59', ['rolled_forward']],
    ['roll_forward: an open day stays', toWednesday, '2026-12-16T23:59', []],
    [
      'same_weekday: a week later',
      { ...toWednesday, ...byWeek, calendar: holiday },
      '2026-12-23T23:59',
      ['rolled_to_same_weekday'],
    ],
    [
      'same_weekday: as many weeks as it takes',
      { ...toWednesday, ...byWeek, calendar: threeWeeks },
      '2027-01-06T23:59',
      ['rolled_to_same_weekday'],
    ],
    ['same_weekday: an open day stays', { ...toWednesday, ...byWeek }, '2026-12-16T23:59', []],
    ['same_weekday: always closed, so by one', { ...toMonday, ...byWeek }, '2026-12-15T23:59', ['rolled_forward']],
    [
      'same_weekday: no multiple of 7, so by one',
      { ...byWeek, at: '2026-11-26T10:00:00+01:00', period: 20, calendar: holiday },
      '2026-12-17T23:59',
      ['rolled_forward'],
    ],
    [
      'same_weekday: no days at all, so by one',
      { ...byWeek, at: '2026-12-16T10:00:00+01:00', period: 0, calendar: holiday },
      '2026-12-17T23:59',
      ['rolled_forward'],
    ],
    ['same_weekday: a calendar that never opens', { ...byWeek, calendar: never }, '2026-12-15T23:59', []],
    ['open_days_only: five open days', { ...openOnly, period: 5 }, '2026-12-01T23:59', []],
    ['open_days_only: holidays do not count', { ...openOnly, period: 16, calendar: holiday }, '2026-12-17T23:59', []],
    [
      'open_days_only: no days from a closed day, so the next open one',
      { ...openOnly, period: 0, at: '2026-11-23T10:00:00+01:00' },
      '2026-11-24T23:59',
      ['rolled_forward'],
    ],
    ['open_days_only: a calendar that never opens', { ...openOnly, calendar: never }, '2026-12-15T23:59', []],
    [
      'a closure of many days',
      { ...toWednesday, calendar: calendarOf([closed('2026-12-10', '2027-01-04')]) },
      '2027-01-05T23:59',
    ],
    [
      'a yearly closure over the new year',
      { at: '2026-12-08T10:00:00+01:00', calendar: calendarOf([closed('2020-12-24', '2021-01-06', true)]) },
      '2027-01-07T23:59',
    ],
    ['a calendar that never opens', { calendar: never }, '2026-12-15T23:59', []],
  ]);

  it('says how many closed days it passed over', () => {
    const paramsOf = (given: Parameters<typeof situation>[0]) => computeDueDate(situation(given)).steps[2]!.params;
    assert.deepEqual(paramsOf(toMonday), { from: '2026-12-14', closedDays: 1, to: '2026-12-15' });
    const weeks = paramsOf({ ...toWednesday, ...byWeek, calendar: threeWeeks });
    assert.deepEqual(weeks, { from: '2026-12-16', weeks: 3, to: '2027-01-06' });
    const { steps } = computeDueDate(situation({ ...openOnly, period: 16, calendar: holiday }));
    assert.deepEqual(steps[1]!.params, { period: 16, closedDays: 7, day: '2026-12-17' });
  });
});

describe('the card’s last day (rule 6)', () => {
  const moved = ['capped_at_expiry', 'moved_before_closed_days'];
  const newYear = calendarOf([closed('2026-12-24', '2027-01-01')]);
  holds([
    ['caps the loan', { cardExpiresOn: '2026-12-04' }, '2026-12-04T23:59', ['capped_at_expiry']],
    ['does not touch a loan that ends on it', { cardExpiresOn: '2026-12-15' }, '2026-12-15T23:59', []],
    ['moves backwards from a closed day', { cardExpiresOn: '2026-12-07' }, '2026-12-05T23:59', moved],
    [
      'moves backwards over a closure',
      { period: 60, cardExpiresOn: '2027-01-01', calendar: newYear },
      '2026-12-23T23:59',
      moved,
    ],
    [
      'stays where closed days are ignored',
      { cardExpiresOn: '2026-12-07', closedDays: 'ignore' },
      '2026-12-07T23:59',
      ['capped_at_expiry'],
    ],
    [
      'is not moved before today',
      { at: '2026-11-23T10:00:00+01:00', cardExpiresOn: '2026-11-23' },
      '2026-11-23T23:59',
      ['rolled_forward', 'capped_at_expiry'],
    ],
    [
      'caps a date that rolled beyond it',
      { period: 19, cardExpiresOn: '2026-12-14' },
      '2026-12-12T23:59',
      ['rolled_forward', ...moved],
    ],
  ]);
});
