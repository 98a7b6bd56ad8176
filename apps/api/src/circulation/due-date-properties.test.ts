import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { isOpenOn } from './calendar.ts';
import { computeDueDate, END_OF_DAY, type ClosedDayMode, type DueDateCase } from './due-date.ts';
import { recompute } from './recompute.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }));
const closure = fc
  .record({ first: day, length: fc.integer({ min: 0, max: 40 }), isYearly: fc.boolean() })
  .map(({ first, length, isYearly }) => ({
    firstDay: first.toString(),
    lastDay: first.add({ days: length }).toString(),
    isYearly,
  }));
const week = [2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opens: '10:00',
  closes: weekday === 7 ? '12:00' : '18:00',
}));
const exception = fc
  .record({
    closure,
    hours: fc.subarray(week),
    otherWeekdays: fc.constantFrom('usual' as const, 'closed' as const),
    isAboveClosures: fc.boolean(),
    isOfBranch: fc.boolean(),
  })
  .map(({ closure: days, ...rest }) => ({ ...days, ...rest }));
const calendar = fc.record({
  timeZone: fc.constantFrom('Europe/Paris', 'America/Chicago', 'Pacific/Auckland', 'UTC', 'Asia/Kathmandu'),
  hours: fc.subarray(week),
  closures: fc.array(closure, { maxLength: 4 }),
  exceptions: fc.array(exception, { maxLength: 3 }),
});
const given = fc
  .record({
    calendar,
    day,
    minutes: fc.integer({ min: 0, max: 1439 }),
    /** A renewal counts from when the loan is due. */
    startsIn: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 * 24 })),
    expiresIn: fc.integer({ min: 0, max: 400 }),
    period: fc.integer({ min: 0, max: 90 }),
    unit: fc.constantFrom('day' as const, 'hour' as const),
    closedDays: fc.constantFrom<ClosedDayMode>('ignore', 'roll_forward', 'same_weekday', 'open_days_only'),
    isShortenedToClosing: fc.boolean(),
  })
  .map(({ day: start, minutes, startsIn, expiresIn, ...rest }): DueDateCase => {
    const now = start.toZonedDateTime(rest.calendar.timeZone).add({ minutes }).toInstant();
    const today = now.toZonedDateTimeISO(rest.calendar.timeZone).toPlainDate();
    const cardExpiresOn = today.add({ days: expiresIn }).toString();
    return { ...rest, now, from: now.add({ hours: startsIn }), cardExpiresOn };
  });

const localDue = (situation: DueDateCase) =>
  computeDueDate(situation).dueAt.toZonedDateTimeISO(situation.calendar.timeZone).toPlainDateTime();

describe('any due date (rules 4 to 6)', () => {
  it('is never before now and never after the card’s last day', () => {
    fc.assert(
      fc.property(given, (each) => {
        assert.ok(Temporal.Instant.compare(computeDueDate(each).dueAt, each.now) >= 0);
        assert.ok(localDue(each).toPlainDate().toString() <= each.cardExpiresOn);
      }),
      { numRuns: 300 },
    );
  });

  it('of days is the end of a day, or now', () => {
    fc.assert(
      fc.property(given, (each) => {
        const { dueAt } = computeDueDate({ ...each, unit: 'day' });
        if (dueAt.equals(each.now)) return;
        assert.equal(
          localDue({ ...each, unit: 'day' })
            .toPlainTime()
            .toString({ smallestUnit: 'minute' }),
          END_OF_DAY,
        );
      }),
    );
  });

  it('falls on an open day where closed days matter, unless the card or the calendar leaves none', () => {
    fc.assert(
      fc.property(
        given,
        fc.constantFrom<ClosedDayMode>('roll_forward', 'same_weekday', 'open_days_only'),
        (each, mode) => {
          const situation = { ...each, closedDays: mode, cardExpiresOn: '2099-12-31' };
          const due = localDue(situation).toPlainDate();
          const canBeShortened = each.unit === 'hour' && each.isShortenedToClosing;
          const neverOpens = !Array.from({ length: 801 }, (_, days) => due.add({ days })).some((one) =>
            isOpenOn(each.calendar, one),
          );
          assert.ok(isOpenOn(each.calendar, due) || neverOpens || canBeShortened, `${due} is closed`);
        },
      ),
    );
  });

  it('of days comes no earlier when the period is longer', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 30 }), (each, more) => {
        // By weekdays, three weeks may end before twenty days do: only multiples of seven keep the weekday.
        const closedDays = each.closedDays === 'same_weekday' ? 'roll_forward' : each.closedDays;
        const situation: DueDateCase = { ...each, unit: 'day', closedDays };
        const longer = computeDueDate({ ...situation, period: situation.period + more });
        assert.ok(Temporal.Instant.compare(longer.dueAt, computeDueDate(situation).dueAt) >= 0);
      }),
    );
  });

  it('is explained by well-formed steps that lead to it', () => {
    fc.assert(
      fc.property(given, (each) => {
        const { dueAt, steps } = computeDueDate(each);
        assertWellFormed(steps);
        assert.equal(recompute({ steps }).dueAt, dueAt.toString({ smallestUnit: 'millisecond' }));
      }),
    );
  });
});
