import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isOpenOn, type Calendar } from './calendar.ts';
import { addPeriod, computeDueDate, type ClosedDayMode, type DueDateCase } from './due-date.ts';

/** Open Tuesday to Saturday. */
const HOURS = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' }));

function calendarOf(closures: Calendar['closures'] = [], hours: Calendar['hours'] = HOURS): Calendar {
  return { timeZone: 'Europe/Paris', hours, closures };
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

const closed = (firstDay: string, lastDay = firstDay, isYearly = false) => ({ firstDay, lastDay, isYearly });
const alwaysOpen = calendarOf([], []);

describe('day loans (rule 4)', () => {
  it('end at 23:59 local time', () => assert.equal(localDue({ calendar: alwaysOpen }), '2026-12-15T23:59'));

  it('keep the local time across the beginning of summer time, in Chicago', () => {
    const start = Temporal.ZonedDateTime.from('2026-02-15T02:15:00-06:00[America/Chicago]');
    assert.equal(addPeriod(start, 21, 'day').toString(), '2026-03-08T03:15:00-05:00[America/Chicago]');
  });

  it('keep the local end of day across the change of the clock', () => {
    const due = computeDueDate(situation({ at: '2026-03-20T10:00:00+01:00', calendar: alwaysOpen, period: 14 })).dueAt;
    assert.equal(due.toString(), '2026-04-03T21:59:00Z');
  });

  it('of no days end today', () => assert.equal(localDue({ period: 0 }), '2026-11-24T23:59'));

  it('of no days in the last minute of the day end now, not before', () => {
    const given = situation({ period: 0, at: '2026-11-24T23:59:30+01:00' });
    assert.equal(computeDueDate(given).dueAt.toString(), given.now.toString());
  });
});

describe('hourly loans (rule 4)', () => {
  const hourly = { unit: 'hour', period: 4 } as const;
  it('end at the hour', () => assert.equal(localDue(hourly), '2026-11-24T14:00'));
  it('are shortened to closing time', () => {
    assert.equal(localDue({ ...hourly, at: '2026-11-24T16:00:00+01:00' }), '2026-11-24T18:00');
  });
  it('are not shortened where the policy says so', () => {
    assert.equal(
      localDue({ ...hourly, at: '2026-11-24T16:00:00+01:00', isShortenedToClosing: false }),
      '2026-11-24T20:00',
    );
  });
  it('that end on a closed day end at the next opening', () => {
    const given = { ...hourly, period: 48, at: '2026-11-28T11:00:00+01:00', isShortenedToClosing: false };
    assert.equal(localDue(given), '2026-12-01T10:00');
  });
  it('count real hours when the clock changes', () => {
    const given = { ...hourly, period: 24, at: '2026-10-24T12:00:00+02:00', calendar: alwaysOpen };
    assert.equal(localDue(given), '2026-10-25T11:00');
  });
});

describe('closed days (rule 5)', () => {
  // Monday 14 December 2026 is closed every week.
  const toMonday = { at: '2026-11-23T10:00:00+01:00', period: 21 };
  const toWednesday = { at: '2026-11-25T10:00:00+01:00', period: 21 };
  const holiday = calendarOf([closed('2026-12-16')]);
  const cases: [string, Partial<DueDateCase> & { at?: string }, string][] = [
    ['ignore: stays on the closed day', { ...toMonday, closedDays: 'ignore' }, '2026-12-14T23:59'],
    ['roll_forward: next open day', { ...toMonday, closedDays: 'roll_forward' }, '2026-12-15T23:59'],
    ['roll_forward: over a holiday', { ...toWednesday, calendar: holiday }, '2026-12-17T23:59'],
    [
      'same_weekday: a week later',
      { ...toWednesday, calendar: holiday, closedDays: 'same_weekday' },
      '2026-12-23T23:59',
    ],
    ['same_weekday: always closed, so by one', { ...toMonday, closedDays: 'same_weekday' }, '2026-12-15T23:59'],
    [
      'same_weekday: no multiple of 7, so by one',
      { ...toWednesday, period: 19, closedDays: 'same_weekday' },
      '2026-12-15T23:59',
    ],
    ['open_days_only: five open days', { period: 5, closedDays: 'open_days_only' }, '2026-12-01T23:59'],
    [
      'open_days_only: holidays do not count',
      { period: 16, calendar: holiday, closedDays: 'open_days_only' },
      '2026-12-17T23:59',
    ],
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
    ['a calendar that never opens', { calendar: calendarOf([closed('2020-01-01', '2099-12-31')]) }, '2026-12-15T23:59'],
    [
      'open_days_only in a calendar that never opens',
      { calendar: calendarOf([closed('2020-01-01', '2099-12-31')]), closedDays: 'open_days_only' },
      '2026-12-15T23:59',
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => assert.equal(localDue(given), expected));
  }
});

describe('the card’s last day (rule 6)', () => {
  it('caps the loan', () => assert.equal(localDue({ cardExpiresOn: '2026-12-04' }), '2026-12-04T23:59'));
  it('moves backwards from a closed day', () =>
    assert.equal(localDue({ cardExpiresOn: '2026-12-07' }), '2026-12-05T23:59'));
  it('stays where closed days are ignored', () => {
    assert.equal(localDue({ cardExpiresOn: '2026-12-07', closedDays: 'ignore' }), '2026-12-07T23:59');
  });
  it('is not moved before today', () => {
    assert.equal(localDue({ at: '2026-11-23T10:00:00+01:00', cardExpiresOn: '2026-11-23' }), '2026-11-23T23:59');
  });
  it('is explained', () => {
    const codes = computeDueDate(situation({ cardExpiresOn: '2026-12-07' })).steps.map(({ code }) => code);
    assert.deepEqual(codes, [
      'due_counts_from',
      'due_period_added',
      'due_capped_at_expiry',
      'due_moved_before_closed_days',
      'due_at',
    ]);
  });
});

describe('any due date', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }));
  const closure = fc
    .record({ first: day, length: fc.integer({ min: 0, max: 40 }), isYearly: fc.boolean() })
    .map(({ first, length, isYearly }) => closed(first.toString(), first.add({ days: length }).toString(), isYearly));
  const calendar = fc.record({
    timeZone: fc.constantFrom('Europe/Paris', 'America/Chicago', 'Pacific/Auckland', 'UTC', 'Asia/Kathmandu'),
    hours: fc.subarray([...HOURS, { weekday: 7, opens: '09:00', closes: '12:00' }]),
    closures: fc.array(closure, { maxLength: 4 }),
  });
  const given = fc
    .record({
      calendar,
      day,
      minutes: fc.integer({ min: 0, max: 1439 }),
      expiresIn: fc.integer({ min: 0, max: 400 }),
      period: fc.integer({ min: 0, max: 90 }),
      unit: fc.constantFrom('day' as const, 'hour' as const),
      closedDays: fc.constantFrom<ClosedDayMode>('ignore', 'roll_forward', 'same_weekday', 'open_days_only'),
      isShortenedToClosing: fc.boolean(),
    })
    .map(({ day: start, minutes, expiresIn, ...rest }): DueDateCase => {
      const now = start.toZonedDateTime(rest.calendar.timeZone).add({ minutes }).toInstant();
      const today = now.toZonedDateTimeISO(rest.calendar.timeZone).toPlainDate();
      return { ...rest, now, from: now, cardExpiresOn: today.add({ days: expiresIn }).toString() };
    });

  it('is never before now and never after the card’s last day', () => {
    fc.assert(
      fc.property(given, (each) => {
        const { dueAt } = computeDueDate(each);
        assert.ok(Temporal.Instant.compare(dueAt, each.now) >= 0);
        assert.ok(dueAt.toZonedDateTimeISO(each.calendar.timeZone).toPlainDate().toString() <= each.cardExpiresOn);
      }),
    );
  });

  it('rolled forward falls on an open day, unless the card or the calendar leaves none', () => {
    fc.assert(
      fc.property(given, (each) => {
        const { dueAt, steps } = computeDueDate({
          ...each,
          unit: 'day',
          closedDays: 'roll_forward',
          cardExpiresOn: '2099-12-31',
        });
        const due = dueAt.toZonedDateTimeISO(each.calendar.timeZone).toPlainDate();
        assert.ok(isOpenOn(each.calendar, due) || !steps.some(({ code }) => code === 'due_rolled_forward'));
      }),
    );
  });
});
