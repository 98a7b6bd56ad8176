import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addOpenDays,
  closingTimeOn,
  countClosedDays,
  isOpenOn,
  openDayFrom,
  openDayUntil,
  openingTimeOn,
  type Calendar,
  type Closure,
} from './calendar.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
/** Open Tuesday to Saturday, on Saturdays with a break. */
const HOURS = [
  ...[2, 3, 4, 5].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' })),
  { weekday: 6, opens: '14:00', closes: '17:30' },
  { weekday: 6, opens: '09:00', closes: '12:00' },
];
const calendarOf = (closures: Closure[] = [], hours: Calendar['hours'] = HOURS): Calendar => ({
  timeZone: 'Europe/Paris',
  hours,
  closures,
  exceptions: [],
});
const closed = (firstDay: string, lastDay = firstDay): Closure => ({ firstDay, lastDay, isYearly: false });
const yearly = (firstDay: string, lastDay = firstDay): Closure => ({ firstDay, lastDay, isYearly: true });

describe('whether a branch is open', () => {
  const cases: [name: string, closures: Closure[], open: string[], shut: string[]][] = [
    ['on its weekdays', [], ['2026-11-24', '2026-11-28'], ['2026-11-22', '2026-11-23']],
    ['but for a day of closure', [closed('2026-11-25')], ['2026-11-24', '2026-11-26', '2027-11-25'], ['2026-11-25']],
    [
      'but for a closure with its first and last day',
      [closed('2026-11-25', '2026-11-27')],
      ['2026-11-24', '2026-11-28'],
      ['2026-11-25', '2026-11-26', '2026-11-27'],
    ],
    [
      'but for one day of every year',
      [yearly('2020-07-14')],
      ['2026-07-15', '2027-07-13'],
      ['2020-07-14', '2026-07-14', '2027-07-14'],
    ],
    [
      'but for some weeks of every summer',
      [yearly('2020-08-04', '2020-08-14')],
      ['2026-07-31', '2026-08-15', '2027-08-03'],
      ['2026-08-04', '2026-08-07', '2026-08-14', '2027-08-04'],
    ],
    [
      'but for the turn of every year',
      [yearly('2020-12-24', '2021-01-06')],
      ['2026-12-23', '2027-01-07', '2026-06-02'],
      ['2026-12-24', '2026-12-31', '2026-01-01', '2027-01-06'],
    ],
    [
      'on no day when a yearly closure is longer than a year',
      [yearly('2020-03-01', '2021-06-01')],
      [],
      ['2026-02-10', '2026-04-14', '2026-07-14'],
    ],
    [
      'but for two closures',
      [closed('2026-11-24'), closed('2026-11-26')],
      ['2026-11-25'],
      ['2026-11-24', '2026-11-26'],
    ],
  ];
  for (const [name, closures, open, shut] of cases) {
    it(name, () => {
      const isOpen = (text: string) => isOpenOn(calendarOf(closures), day(text));
      assert.deepEqual([...open, ...shut].filter(isOpen), open);
    });
  }

  it('is yes on every day where no hours are set', () => assert.ok(isOpenOn(calendarOf([], []), day('2026-11-22'))));
});

describe('the next open day', () => {
  it('is the day itself when that is open', () =>
    assert.equal(openDayFrom(calendarOf(), day('2026-11-24')).toString(), '2026-11-24'));
  it('passes closed days', () => assert.equal(openDayFrom(calendarOf(), day('2026-11-22')).toString(), '2026-11-24'));
  it('is looked for by weeks where the weekday is kept', () =>
    assert.equal(openDayFrom(calendarOf([closed('2026-11-24')]), day('2026-11-24'), 7).toString(), '2026-12-01'));

  // Open on every day but for the closure.
  const shutFor = (days: number) =>
    calendarOf(
      [
        closed(
          '2026-01-01',
          day('2026-01-01')
            .add({ days: days - 1 })
            .toString(),
        ),
      ],
      [],
    );
  it('is found behind a closure of 800 days', () =>
    assert.equal(openDayFrom(shutFor(800), day('2026-01-01')).toString(), '2028-03-11'));
  it('is given up behind a longer one: the day stays', () =>
    assert.equal(openDayFrom(shutFor(801), day('2026-01-01')).toString(), '2026-01-01'));
});

describe('the last open day before', () => {
  const cases: [string, string, string, string | null][] = [
    ['is the day itself when that is open', '2026-11-28', '2026-11-24', '2026-11-28'],
    ['goes back over closed days', '2026-11-30', '2026-11-24', '2026-11-28'],
    ['may be the earliest day', '2026-11-30', '2026-11-28', '2026-11-28'],
    ['is none when all days are closed', '2026-11-30', '2026-11-29', null],
    ['is none when the day is too early', '2026-11-24', '2026-11-25', null],
  ];
  for (const [name, from, earliest, expected] of cases) {
    it(name, () => assert.equal(openDayUntil(calendarOf(), day(from), day(earliest))?.toString() ?? null, expected));
  }
});

describe('open days counted onwards', () => {
  const cases: [string, Closure[], string, number, string][] = [
    ['none: the day itself, open or not', [], '2026-11-23', 0, '2026-11-23'],
    ['the day itself does not count', [], '2026-11-24', 1, '2026-11-25'],
    ['over a weekend', [], '2026-11-28', 2, '2026-12-02'],
    ['over a closure', [closed('2026-11-25', '2026-11-27')], '2026-11-24', 2, '2026-12-01'],
    ['plain days where it never opens', [closed('2020-01-01', '2099-12-31')], '2026-11-24', 3, '2026-11-27'],
    ['plain days once it opens no more', [closed('2026-12-02', '2099-12-31')], '2026-11-28', 3, '2026-12-03'],
    // Looked for one by one, each of them over 800 days, they would keep the process busy for minutes.
    ['at once, however many they are', [closed('2020-01-01', '2099-12-31')], '2026-11-24', 10_000, '2054-04-11'],
  ];
  for (const [name, closures, from, count, expected] of cases) {
    it(name, () => assert.equal(addOpenDays(calendarOf(closures), day(from), count).toString(), expected));
  }
});

describe('closed days between two days', () => {
  const cases: [string, string, string, number][] = [
    ['the first does not count', '2026-11-23', '2026-11-24', 0],
    ['the last does', '2026-11-28', '2026-11-29', 1],
    ['a week has two', '2026-11-24', '2026-12-01', 2],
    ['none between a day and itself', '2026-11-23', '2026-11-23', 0],
  ];
  for (const [name, from, to, expected] of cases) {
    it(name, () => assert.equal(countClosedDays(calendarOf(), day(from), day(to)), expected));
  }

  it('and the open ones make up the whole, wherever one counts', () => {
    const days = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.subarray(HOURS, { minLength: 1 }), days, days, (hours, start, count) => {
        const calendar = calendarOf([closed('2026-02-10', '2026-02-12')], hours);
        const from = day('2026-01-01').add({ days: start });
        const to = addOpenDays(calendar, from, count);
        assert.equal(from.until(to, { largestUnit: 'day' }).days, count + countClosedDays(calendar, from, to));
      }),
    );
  });
});

describe('the hours of a day', () => {
  const cases: [string, string, string | null, string | null][] = [
    ['a weekday', '2026-11-25', '10:00', '18:00'],
    ['a day with a break: the first and the last', '2026-11-28', '09:00', '17:30'],
    ['a day without hours', '2026-11-29', null, null],
  ];
  for (const [name, text, opens, closes] of cases) {
    it(name, () => {
      assert.equal(openingTimeOn(calendarOf(), day(text)), opens);
      assert.equal(closingTimeOn(calendarOf(), day(text)), closes);
      const reversed = calendarOf([], HOURS.toReversed());
      assert.deepEqual([openingTimeOn(reversed, day(text)), closingTimeOn(reversed, day(text))], [opens, closes]);
    });
  }
});
