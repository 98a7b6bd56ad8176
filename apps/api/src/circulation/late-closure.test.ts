import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { isOpenOn, type Calendar } from './calendar.ts';
import { moveOffClosure, type LateClosureCase } from './late-closure.ts';
import { recompute } from './recompute.ts';

const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '18:00' }));
const closed = (firstDay: string, lastDay = firstDay): Calendar => ({
  timeZone: 'Europe/Paris',
  hours: week,
  closures: [{ firstDay, lastDay, isYearly: false }],
  exceptions: [],
});
/** Due at the end of Tuesday, 14 July. */
const given: LateClosureCase = {
  now: Temporal.Instant.from('2026-07-01T10:00:00Z'),
  dueAt: Temporal.Instant.from('2026-07-14T21:59:00Z'),
  isHourly: false,
  period: 21,
  closedDays: 'roll_forward',
  calendar: closed('2026-07-14'),
  cardExpiresOn: '2030-12-31',
};

describe('a due date that falls on a closure added later (rule 7)', () => {
  const cases: [string, Partial<LateClosureCase>, string | null][] = [
    ['moves to the next open day', {}, '2026-07-15T21:59:00Z'],
    ['passes a weekend', { calendar: closed('2026-07-14', '2026-07-17') }, '2026-07-20T21:59:00Z'],
    ['moves by weeks where the weekday is kept', { closedDays: 'same_weekday' }, '2026-07-21T21:59:00Z'],
    ['moves by days when the period is no week', { closedDays: 'same_weekday', period: 10 }, '2026-07-15T21:59:00Z'],
    ['moves by days when it was lent for no days', { closedDays: 'same_weekday', period: 0 }, '2026-07-15T21:59:00Z'],
    [
      'moves a loan of hours by days',
      { closedDays: 'same_weekday', isHourly: true, dueAt: Temporal.Instant.from('2026-07-14T12:30:00Z') },
      '2026-07-15T07:00:00Z',
    ],
    [
      'moves to the next open day where open days are counted',
      { closedDays: 'open_days_only' },
      '2026-07-15T21:59:00Z',
    ],
    ['stays where closed days are ignored', { closedDays: 'ignore' }, null],
    ['stays on an open day', { calendar: closed('2026-07-13') }, null],
    ['stays when it is past', { now: Temporal.Instant.from('2026-07-15T10:00:00Z') }, null],
    ['stays when it is past by a moment', { now: Temporal.Instant.from('2026-07-14T21:59:00.001Z') }, null],
    ['moves at the very moment', { now: Temporal.Instant.from('2026-07-14T21:59:00Z') }, '2026-07-15T21:59:00Z'],
    ['moves on the day itself', { now: Temporal.Instant.from('2026-07-14T10:00:00Z') }, '2026-07-15T21:59:00Z'],
    [
      'stops at the card’s last day',
      { calendar: closed('2026-07-14', '2026-07-15'), cardExpiresOn: '2026-07-16' },
      '2026-07-16T21:59:00Z',
    ],
    ['never moves back, though the card ends on the closure', { cardExpiresOn: '2026-07-14' }, null],
    [
      'never moves back before a closure that the card does not outlive',
      { calendar: closed('2026-07-14', '2026-07-17'), cardExpiresOn: '2026-07-16' },
      null,
    ],
    [
      'moves a loan of hours to the opening',
      { isHourly: true, dueAt: Temporal.Instant.from('2026-07-14T12:30:00Z') },
      '2026-07-15T07:00:00Z',
    ],
    [
      'stays where the branch never opens',
      {
        calendar: {
          timeZone: 'Europe/Paris',
          hours: [],
          closures: [{ firstDay: '2020-01-01', lastDay: '2040-01-01', isYearly: false }],
          exceptions: [],
        },
      },
      null,
    ],
  ];
  for (const [title, more, expected] of cases) {
    it(title, () => {
      const moved = moveOffClosure({ ...given, ...more });
      assert.equal(moved?.dueAt.toString() ?? null, expected);
      if (moved !== null) {
        assertWellFormed(moved.steps);
        const again = recompute({ steps: moved.steps }).dueAt;
        assert.equal(again, moved.dueAt.toString({ smallestUnit: 'millisecond' }));
      }
    });
  }

  it('says what it moved from, and how', () => {
    const moved = moveOffClosure({ ...given, calendar: closed('2026-07-14', '2026-07-17') })!;
    const { timeZone } = given.calendar;
    assert.deepEqual(moved.steps, [
      { code: 'due_counts_from', params: { at: '2026-07-14T21:59:00.000Z', timeZone } },
      { code: 'due_period_added', params: { period: 0, unit: 'day', day: '2026-07-14' } },
      { code: 'due_rolled_forward', params: { from: '2026-07-14', closedDays: 6, to: '2026-07-20' } },
      { code: 'due_at', params: { at: '2026-07-20T21:59:00.000Z' } },
    ]);
  });

  it('moves later, to an open day, never past the card, and only once', () => {
    const day = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        fc.record({
          due: day,
          from: day,
          length: fc.integer({ min: 0, max: 20 }),
          card: fc.integer({ min: 0, max: 90 }),
          period: fc.constantFrom(7, 10, 21),
          isHourly: fc.boolean(),
          closedDays: fc.constantFrom('ignore', 'roll_forward', 'same_weekday', 'open_days_only'),
        }),
        ({ due, from, length, card, ...rest }) => {
          const first = Temporal.PlainDate.from('2026-07-02');
          const text = (days: number) => first.add({ days }).toString();
          const calendar = closed(text(from), text(from + length));
          const time = rest.isHourly ? '14:30' : '23:59';
          const dueAt = Temporal.PlainDateTime.from(`${text(due)}T${time}`)
            .toZonedDateTime(calendar.timeZone)
            .toInstant();
          // A due date is never past the card to begin with.
          const cardExpiresOn = text(Math.max(card, due));
          const situation = { ...given, ...rest, calendar, dueAt, cardExpiresOn };
          const moved = moveOffClosure(situation);
          if (moved === null) return;
          const movedTo = moved.dueAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
          assert.ok(Temporal.Instant.compare(moved.dueAt, dueAt) > 0);
          assert.ok(isOpenOn(calendar, movedTo), `${movedTo} is closed`);
          assert.ok(movedTo.toString() <= cardExpiresOn);
          assert.equal(moveOffClosure({ ...situation, dueAt: moved.dueAt }), null);
          assert.equal(recompute({ steps: moved.steps }).dueAt, moved.dueAt.toString({ smallestUnit: 'millisecond' }));
        },
      ),
    );
  });
});
