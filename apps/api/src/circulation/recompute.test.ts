import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.ts';
import { computeDueDate } from './due-date.ts';
import { computeLostCharge } from './lost-charge.ts';
import { computeOverdueCharge, computeSuspension } from './overdue-charge.ts';
import { POLICY_DEFINITIONS, type PolicyValues } from './policy-definitions.ts';
import { decideRecall } from './recall.ts';
import { recompute } from './recompute.ts';
import { decideRenewal } from './renewal-decision.ts';

const MODES = ['ignore', 'roll_forward', 'same_weekday', 'open_days_only'] as const;
const FIRST = Temporal.Instant.from('2026-01-01T00:00:00Z');

const moment = fc.integer({ min: 0, max: 1000 * 24 * 60 }).map((minutes) => FIRST.add({ minutes }));
const dayOf = (days: number) => FIRST.toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();
const unit = fc.constantFrom('day' as const, 'hour' as const);
const mode = fc.constantFrom(...MODES);
const grace = fc.constantFrom('deducted' as const, 'threshold' as const);
const period = fc.integer({ min: 0, max: 60 });
const week = fc
  .subarray([1, 2, 3, 4, 5, 6, 7])
  .chain((weekdays) => fc.constantFrom('18:00', '24:00').map((closes) => ({ weekdays, closes })))
  .map(({ weekdays, closes }) => weekdays.map((weekday) => ({ weekday, opens: '10:00', closes })));
const calendar: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom('Europe/Paris', 'America/Chicago', 'Asia/Tokyo', 'UTC'),
  hours: week,
  closures: fc.array(
    fc
      .record({ first: fc.integer({ min: 0, max: 1100 }), length: fc.integer({ min: 0, max: 30 }) })
      .map(({ first, length }) => ({ firstDay: dayOf(first), lastDay: dayOf(first + length), isYearly: false })),
    { maxLength: 4 },
  ),
  exceptions: fc.array(
    fc
      .record({
        first: fc.integer({ min: 0, max: 1100 }),
        length: fc.integer({ min: 0, max: 60 }),
        hours: week,
        otherWeekdays: fc.constantFrom('usual', 'closed'),
        isAboveClosures: fc.boolean(),
        isOfBranch: fc.boolean(),
      })
      .map(({ first, length, ...rest }) => ({
        ...rest,
        firstDay: dayOf(first),
        lastDay: dayOf(first + length),
        isYearly: false,
      })),
    { maxLength: 3 },
  ),
});
const values = fc
  .record({
    loanUnit: unit,
    loanPeriod: period,
    renewalPeriod: fc.option(period),
    closedDays: mode,
    isHourlyLoanShortenedToClosing: fc.boolean(),
    overdueUnit: unit,
    overdueCharge: fc.integer({ min: 0, max: 500 }),
    overduePeriod: fc.integer({ min: 1, max: 30 }),
    overdueChargedAt: fc.constantFrom('period_start' as const, 'period_end' as const),
    overdueGrace: fc.integer({ min: 0, max: 30 }),
    grace,
    areClosedDaysCharged: fc.boolean(),
    overdueCap: fc.option(fc.integer({ min: 0, max: 5000 })),
    isOverdueCappedAtPrice: fc.boolean(),
    overdueTotalCap: fc.option(fc.integer({ min: 0, max: 5000 })),
    suspensionDays: fc.integer({ min: 0, max: 5 }),
    suspensionPeriod: fc.integer({ min: 1, max: 5 }),
    suspensionCap: fc.option(fc.integer({ min: 0, max: 40 })),
    suspensionsAdd: fc.constantFrom('cumulative' as const, 'longest' as const),
    isSuspensionExtendedOverClosedDays: fc.boolean(),
    isLostPriceCharged: fc.boolean(),
    replacementPrice: fc.option(fc.integer({ min: 0, max: 5000 })),
    lostFee: fc.integer({ min: 0, max: 500 }),
  })
  .map((some): PolicyValues => {
    const defaults = Object.entries(POLICY_DEFINITIONS).map(([name, definition]) => [name, definition.default]);
    return { ...(Object.fromEntries(defaults) as PolicyValues), ...some };
  });
const millisecond = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'millisecond' });

describe('an explanation recomputes to the same result (rule 3)', () => {
  it('a due date', () => {
    const expiry = fc.integer({ min: 0, max: 1100 }).map(dayOf);
    fc.assert(
      fc.property(moment, calendar, values, expiry, (now, branch, policies, cardExpiresOn) => {
        const { dueAt, steps } = computeDueDate({
          now,
          from: now,
          period: policies.loanPeriod,
          unit: policies.loanUnit,
          closedDays: policies.closedDays,
          isShortenedToClosing: policies.isHourlyLoanShortenedToClosing,
          calendar: branch,
          cardExpiresOn,
        });
        assert.equal(recompute({ steps }).dueAt, millisecond(dueAt));
      }),
    );
  });

  it('a renewal, with its reasons', () => {
    const patron = fc.record({
      expiresOn: fc.integer({ min: 0, max: 1100 }).map(dayOf),
      restrictedUntil: fc.option(fc.integer({ min: 0, max: 1100 }).map(dayOf)),
      balance: fc.integer({ min: -500, max: 3000 }),
    });
    const countsFrom = fc.constantFrom('due_date' as const, 'today' as const);
    fc.assert(
      fc.property(moment, moment, calendar, values, patron, countsFrom, (now, dueAt, branch, policies, who, from) => {
        const today = now.toZonedDateTimeISO(branch.timeZone).toPlainDate().toString();
        const { reasons, steps, due } = decideRenewal({
          now,
          today,
          loan: { dueAt, renewals: 1, isRecalled: false },
          item: { status: 'available' },
          patron: who,
          holds: { waiting: 0, isOnThisItem: false, filledByOthers: 0 },
          countsFrom: from,
          values: policies,
          calendar: branch,
        });
        const again = recompute({ steps: [...steps, ...due.steps] });
        assert.equal(again.dueAt, millisecond(due.dueAt));
        assert.deepEqual(
          again.reasons,
          reasons.map(({ code }) => code),
        );
      }),
    );
  });

  it('a recall', () => {
    const days = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        moment,
        period,
        period,
        days,
        days,
        calendar,
        mode,
        (start, sinceDays, dueIn, least, announced, branch, closedDays) => {
          const now = start.add({ hours: 24 * sinceDays });
          const loan = {
            checkedOutAt: start,
            dueAt: now.add({ hours: 24 * dueIn }),
            isHourly: dueIn % 2 === 0,
            isRecalled: false,
          };
          const { dueAt, steps } = decideRecall({
            now,
            loan,
            guaranteeDays: least,
            periodDays: announced,
            closedDays,
            calendar: branch,
          });
          assert.equal(recompute({ steps }).dueAt, millisecond(dueAt));
          assert.ok(Temporal.Instant.compare(dueAt, loan.dueAt) <= 0, 'a recall never lengthens');
        },
      ),
    );
  });

  it('what lateness costs', () => {
    const money = fc.integer({ min: 0, max: 6000 });
    const late = fc.integer({ min: -1000, max: 400 * 24 * 60 });
    fc.assert(
      fc.property(
        moment,
        late,
        calendar,
        values,
        fc.option(money),
        money,
        money,
        (dueAt, minutes, branch, policies, price, others, before) => {
          const returnedAt = dueAt.add({ minutes });
          const situation = { dueAt, returnedAt, calendar: branch, values: policies };
          const charge = computeOverdueCharge({
            ...situation,
            price,
            otherOverdueCharges: others,
            alreadyCharged: before,
          });
          assert.equal(recompute(charge).overdue ?? 0, charge.amount);
          const suspension = computeSuspension({
            ...situation,
            restrictedUntil: price === null ? null : dayOf(price % 1100),
          });
          const until = suspension === null ? null : recompute(suspension).suspendedUntil;
          assert.equal(until, suspension?.until ?? null);
          const lost = computeLostCharge(policies, price);
          assert.equal(recompute(lost).lost, lost.amount);
        },
      ),
    );
  });
});
