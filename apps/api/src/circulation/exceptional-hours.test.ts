import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import {
  addOpenDays,
  closingTimeOn,
  countClosedDays,
  isOpenOn,
  openDayFrom,
  openDayUntil,
  openingsOn,
  openingTimeOn,
  type Calendar,
  type Closure,
  type ExceptionalHours,
} from './calendar.ts';
import { computeDueDate } from './due-date.ts';
import { moveOffClosure } from './late-closure.ts';
import { minutesLate } from './overdue-charge.ts';
import { recompute } from './recompute.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);
/** Open Tuesday to Saturday. */
const HOURS = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' }));
const at = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });
const closed = (firstDay: string, lastDay = firstDay): Closure => ({ firstDay, lastDay, isYearly: false });
const calendarOf = (
  exceptions: readonly ExceptionalHours[],
  { closures = [], hours = HOURS }: { closures?: Closure[]; hours?: Calendar['hours'] } = {},
): Calendar => ({ timeZone: 'Europe/Paris', hours, closures, exceptions });

function special(firstDay: string, lastDay: string, more: Partial<ExceptionalHours> = {}): ExceptionalHours {
  const days = { firstDay, lastDay, isYearly: false };
  return { ...days, hours: [], otherWeekdays: 'usual', isAboveClosures: false, isOfBranch: true, ...more };
}

/** Sundays of December 2026: the 6th, 13th, 20th and 27th. */
const sundays = special('2026-12-01', '2026-12-31', { hours: [at(7, '14:00', '18:00')] });
/** A summer in which only Wednesday and Friday mornings are open; the week of the library is another one. */
const summer = special('2026-07-06', '2026-08-30', {
  hours: [at(3, '09:00', '12:30'), at(5, '09:00', '12:30')],
  otherWeekdays: 'closed',
});

const write = (calendar: Calendar, text: string) => {
  const openings = openingsOn(calendar, day(text));
  return openings === null ? 'open' : openings.map(({ opens, closes }) => `${opens}–${closes}`).join(' ') || 'closed';
};

describe('exceptional hours', () => {
  type Row = [name: string, calendar: Calendar, hours: Record<string, string>];
  const rows: Row[] = [
    [
      'open a weekday that is closed, and leave the others as they are',
      calendarOf([sundays]),
      {
        '2026-11-29': 'closed',
        '2026-12-05': '10:00–18:00',
        '2026-12-06': '14:00–18:00',
        '2026-12-07': 'closed',
        '2026-12-27': '14:00–18:00',
        '2027-01-03': 'closed',
      },
    ],
    [
      'take the place of the hours of a day, several openings too',
      calendarOf([special('2026-12-24', '2026-12-24', { hours: [at(4, '09:00', '12:00'), at(4, '13:00', '16:00')] })]),
      { '2026-12-23': '10:00–18:00', '2026-12-24': '09:00–12:00 13:00–16:00', '2026-12-25': '10:00–18:00' },
    ],
    [
      'close the other weekdays where they say so',
      calendarOf([summer]),
      { '2026-07-04': '10:00–18:00', '2026-07-07': 'closed', '2026-07-08': '09:00–12:30', '2026-08-28': '09:00–12:30' },
    ],
    [
      'leave a closure closed',
      calendarOf([sundays, summer], { closures: [closed('2026-12-20'), closed('2026-07-08')] }),
      { '2026-12-13': '14:00–18:00', '2026-12-20': 'closed', '2026-07-08': 'closed', '2026-07-10': '09:00–12:30' },
    ],
    [
      'open on a closure where they say so, only on weekdays that they name',
      calendarOf([{ ...sundays, isAboveClosures: true }], { closures: [closed('2026-12-19', '2026-12-22')] }),
      { '2026-12-19': 'closed', '2026-12-20': '14:00–18:00', '2026-12-22': 'closed', '2026-12-23': '10:00–18:00' },
    ],
    [
      'above closures but with no hours on a day keep it closed',
      calendarOf([{ ...summer, isAboveClosures: true }], { closures: [closed('2026-07-14')] }),
      { '2026-07-14': 'closed', '2026-07-15': '09:00–12:30' },
    ],
    [
      'come back every year, across the new year too',
      calendarOf([special('2020-12-30', '2021-01-02', { isYearly: true, hours: [at(3, '10:00', '15:00')] })]),
      {
        '2026-12-30': '10:00–15:00',
        '2026-12-23': '10:00–18:00',
        '2027-01-06': '10:00–18:00',
        '2031-01-01': '10:00–15:00',
      },
    ],
    [
      'of fewer days come before those of more days, in whatever order they were noted',
      calendarOf([
        special('2026-12-12', '2026-12-13', { hours: [at(7, '10:00', '12:00')] }),
        sundays,
        special('2026-12-13', '2026-12-15', { hours: [at(7, '08:00', '09:00')] }),
      ]),
      { '2026-12-06': '14:00–18:00', '2026-12-13': '10:00–12:00' },
    ],
    [
      'of the branch come before those of the library for as many days',
      calendarOf([
        special('2026-12-06', '2026-12-06', { hours: [at(7, '10:00', '12:00')] }),
        special('2026-12-06', '2026-12-06', { hours: [at(7, '15:00', '16:00')], isOfBranch: false }),
      ]),
      { '2026-12-06': '10:00–12:00' },
    ],
    [
      'of the library give way to those of the branch noted later',
      calendarOf([
        special('2026-12-06', '2026-12-06', { hours: [at(7, '15:00', '16:00')], isOfBranch: false }),
        special('2026-12-06', '2026-12-06', { hours: [at(7, '10:00', '12:00')] }),
      ]),
      { '2026-12-06': '10:00–12:00' },
    ],
    [
      'noted later come before those noted earlier for as many days',
      calendarOf([
        special('2026-12-06', '2026-12-06', { hours: [at(7, '15:00', '16:00')], isOfBranch: false }),
        special('2026-12-06', '2026-12-06', { hours: [at(7, '10:00', '12:00')], isOfBranch: false }),
      ]),
      { '2026-12-06': '10:00–12:00' },
    ],
    [
      'that say nothing about a weekday leave it to longer ones that do',
      calendarOf([special('2026-07-13', '2026-07-15', { hours: [at(1, '10:00', '11:00')] }), summer]),
      { '2026-07-13': '10:00–11:00', '2026-07-14': 'closed', '2026-07-15': '09:00–12:30' },
    ],
    [
      'close days of a branch that has set no hours',
      calendarOf([summer], { hours: [] }),
      { '2026-07-05': 'open', '2026-07-07': 'closed', '2026-07-08': '09:00–12:30', '2026-08-31': 'open' },
    ],
  ];
  for (const [name, calendar, hours] of rows) {
    it(name, () => {
      const found = Object.fromEntries(Object.keys(hours).map((text) => [text, write(calendar, text)]));
      assert.deepEqual(found, hours);
      for (const [text, expected] of Object.entries(hours)) {
        assert.equal(isOpenOn(calendar, day(text)), expected !== 'closed', text);
      }
    });
  }

  it('give a day its first opening and its last closing', () => {
    const calendar = calendarOf([
      special('2026-12-06', '2026-12-06', { hours: [at(7, '15:00', '17:00'), at(7, '10:00', '12:00')] }),
    ]);
    assert.equal(openingTimeOn(calendar, day('2026-12-06')), '10:00');
    assert.equal(closingTimeOn(calendar, day('2026-12-06')), '17:00');
    assert.equal(openingTimeOn(calendar, day('2026-12-13')), null);
    assert.equal(closingTimeOn(calendar, day('2026-12-13')), null);
  });

  it('count wherever open and closed days are counted', () => {
    const calendar = calendarOf([sundays]);
    assert.equal(openDayFrom(calendar, day('2026-12-06')).toString(), '2026-12-06');
    assert.equal(openDayUntil(calendar, day('2026-12-07'), day('2026-12-01'))?.toString(), '2026-12-06');
    // Saturday, Sunday, Tuesday; in November, Saturday, Tuesday, Wednesday.
    assert.equal(addOpenDays(calendar, day('2026-12-04'), 3).toString(), '2026-12-08');
    assert.equal(addOpenDays(calendar, day('2026-11-20'), 3).toString(), '2026-11-25');
    assert.equal(countClosedDays(calendar, day('2026-12-05'), day('2026-12-08')), 1);
    assert.equal(countClosedDays(calendar, day('2026-11-21'), day('2026-11-24')), 2);
  });
});

describe('with exceptional hours', () => {
  const now = instant('2026-11-15T10:00:00+01:00');
  const lend = {
    now,
    from: now,
    closedDays: 'roll_forward',
    isShortenedToClosing: true,
    cardExpiresOn: '2030-01-01',
  } as const;
  const dueOf = (given: Parameters<typeof computeDueDate>[0]) => {
    const { dueAt, steps } = computeDueDate(given);
    // The explanation holds all that the decision needed.
    assert.equal(recompute({ steps }).dueAt, dueAt.toString({ smallestUnit: 'millisecond' }));
    return dueAt.toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString({ smallestUnit: 'minute' });
  };

  it('a loan of days may end on a Sunday that is open', () => {
    const given = { ...lend, period: 21, unit: 'day' } as const;
    assert.equal(dueOf({ ...given, calendar: calendarOf([sundays]) }), '2026-12-06T23:59');
    assert.equal(dueOf({ ...given, calendar: calendarOf([]) }), '2026-12-08T23:59');
  });

  it('a loan of hours ends at the closing of that day, and begins again at its opening', () => {
    const morning = instant('2026-12-24T09:30:00+01:00');
    const given = { ...lend, now: morning, from: morning, period: 8, unit: 'hour' } as const;
    const early = special('2026-12-24', '2026-12-24', { hours: [at(4, '09:00', '16:00')] });
    assert.equal(dueOf({ ...given, calendar: calendarOf([early]) }), '2026-12-24T16:00');
    assert.equal(dueOf({ ...given, calendar: calendarOf([]) }), '2026-12-24T17:30');
    const saturday = instant('2026-12-05T17:00:00+01:00');
    const overnight = {
      ...lend,
      now: saturday,
      from: saturday,
      period: 24,
      unit: 'hour',
      isShortenedToClosing: false,
    } as const;
    assert.equal(dueOf({ ...overnight, calendar: calendarOf([sundays]) }), '2026-12-06T17:00');
    const overTwoDays = {
      ...overnight,
      period: 48,
      calendar: calendarOf([{ ...summer, firstDay: '2026-12-07', lastDay: '2026-12-31' }]),
    };
    assert.equal(dueOf(overTwoDays), '2026-12-09T09:00');
  });

  it('lateness leaves out no day that is open', () => {
    const late = { dueAt: instant('2026-12-05T23:59:00+01:00'), returnedAt: instant('2026-12-08T11:00:00+01:00') };
    const days = (calendar: Calendar) =>
      minutesLate({ ...late, calendar, unit: 'day', areClosedDaysCharged: false }) / 1440;
    assert.equal(days(calendarOf([sundays])), 2);
    assert.equal(days(calendarOf([])), 1);
  });

  it('a due date moves off a weekday that they close, and off a Sunday that is open no more (rule 7)', () => {
    const loan = { now, isHourly: false, period: 21, closedDays: 'roll_forward', cardExpiresOn: '2030-01-01' } as const;
    const thursday = instant('2026-07-16T23:59:00+02:00');
    const given = { ...loan, now: instant('2026-07-01T10:00:00+02:00') };
    assert.equal(
      moveOffClosure({ ...given, dueAt: thursday, calendar: calendarOf([summer]) })?.dueAt.toString(),
      '2026-07-17T21:59:00Z',
    );
    const sunday = instant('2026-12-06T23:59:00+01:00');
    assert.equal(moveOffClosure({ ...loan, dueAt: sunday, calendar: calendarOf([sundays]) }), null);
    assert.equal(
      moveOffClosure({ ...loan, dueAt: sunday, calendar: calendarOf([]) })?.dueAt.toString(),
      '2026-12-08T22:59:00Z',
    );
  });
});
