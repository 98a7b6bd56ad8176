import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  dueMoment,
  listDueDays,
  MAX_MISSED_DAYS,
  mustWait,
  nextDailyRun,
  nextIntervalRun,
  retryMoment,
} from './job-schedule.ts';

const at = (text: string) => Temporal.Instant.from(text);
const PARIS = { branchId: 1, timeZone: 'Europe/Paris' };
const REUNION = { branchId: 2, timeZone: 'Indian/Reunion' };
const done = (...days: [number, string][]) => new Map(days);
const days = (list: { branchId: number | null; day: string }[]) =>
  list.map(({ branchId, day }) => `${branchId} ${day}`);

describe('the days that are due', () => {
  const cases: [string, Map<number, string>, 'each' | 'once', string, string[]][] = [
    ['begin with today', done(), 'each', '2026-03-10T03:00:00Z', ['1 2026-03-10']],
    ['wait for their hour the first time', done(), 'each', '2026-03-10T01:59:59Z', []],
    ['come at the local hour', done([1, '2026-03-09']), 'each', '2026-03-10T02:00:00Z', ['1 2026-03-10']],
    ['do not come before it', done([1, '2026-03-09']), 'each', '2026-03-10T01:59:59Z', []],
    ['come once a day', done([1, '2026-03-10']), 'each', '2026-03-10T23:30:00Z', []],
    [
      'are made up for in their order',
      done([1, '2026-03-07']),
      'each',
      '2026-03-10T09:00:00Z',
      ['1 2026-03-08', '1 2026-03-09', '1 2026-03-10'],
    ],
    [
      'leave out today before its hour',
      done([1, '2026-03-07']),
      'each',
      '2026-03-10T00:30:00Z',
      ['1 2026-03-08', '1 2026-03-09'],
    ],
    ['are made up for at once', done([1, '2026-03-07']), 'once', '2026-03-10T09:00:00Z', ['1 2026-03-10']],
    ['do not believe a note of the future', done([1, '2031-01-01']), 'each', '2026-03-10T09:00:00Z', ['1 2026-03-10']],
  ];
  for (const [title, doneDays, missedDays, now, expected] of cases) {
    it(title, () => assert.deepEqual(days(listDueDays([PARIS], doneDays, { hour: 3, missedDays }, at(now))), expected));
  }

  it('turn with each branch’s own clock, the oldest first', () => {
    const schedule = { hour: 3, missedDays: 'each' } as const;
    const noted = done([1, '2026-03-08'], [2, '2026-03-08']);
    assert.deepEqual(days(listDueDays([REUNION, PARIS], noted, schedule, at('2026-03-09T23:30:00Z'))), [
      '1 2026-03-09',
      '2 2026-03-09',
      '2 2026-03-10',
    ]);
  });

  it('are at most so many', () => {
    const due = listDueDays(
      [PARIS],
      done([1, '2020-01-01']),
      { hour: 3, missedDays: 'each' },
      at('2026-03-10T09:00:00Z'),
    );
    assert.deepEqual([due.length, due.at(-1)?.day], [MAX_MISSED_DAYS, '2026-03-10']);
  });

  it('are never due again once noted, and each is due exactly once as time goes on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.array(fc.integer({ min: 1, max: 5 * 24 * 60 }), { minLength: 1, maxLength: 25 }),
        fc.constantFrom('Europe/Paris', 'America/Chicago', 'Pacific/Auckland'),
        (hour, steps, timeZone) => {
          const place = { branchId: 1, timeZone };
          const noted = new Map<number, string>();
          const seen: string[] = [];
          let now = at('2026-03-01T12:00:00Z');
          for (const minutes of steps) {
            now = now.add({ minutes });
            for (const { day } of listDueDays([place], noted, { hour, missedDays: 'each' }, now)) {
              seen.push(day);
              noted.set(1, day);
            }
            assert.deepEqual(listDueDays([place], noted, { hour, missedDays: 'each' }, now), []);
            if (noted.size > 0) {
              const next = nextDailyRun([place], noted, { hour, missedDays: 'each' }, now)!;
              assert.ok(Temporal.Instant.compare(next, now) > 0);
            }
          }
          for (let index = 1; index < seen.length; index += 1) {
            assert.equal(
              Temporal.PlainDate.from(seen[index - 1]!)
                .add({ days: 1 })
                .toString(),
              seen[index],
            );
          }
        },
      ),
    );
  });
});

describe('the next run', () => {
  const schedule = { hour: 3, missedDays: 'once' } as const;

  it('is now when a day is due, and otherwise the next hour that comes', () => {
    const now = at('2026-03-10T12:00:00Z');
    assert.equal(nextDailyRun([PARIS], done([1, '2026-03-09']), schedule, now), now);
    const next = nextDailyRun([PARIS, REUNION], done([1, '2026-03-10'], [2, '2026-03-10']), schedule, now);
    assert.equal(next?.toString(), '2026-03-10T23:00:00Z');
    assert.equal(nextDailyRun([], done(), schedule, now), null);
  });

  it('keeps the local hour when the clocks change', () => {
    const next = nextDailyRun([PARIS], done([1, '2026-03-28']), { ...schedule, hour: 4 }, at('2026-03-28T12:00:00Z'));
    assert.equal(next?.toString(), '2026-03-29T02:00:00Z');
    // 02:00 does not exist on that night: it is 03:00.
    assert.equal(dueMoment({ ...PARIS, day: '2026-03-29' }, 2).toString(), '2026-03-29T01:00:00Z');
  });

  it('of an interval job comes so many minutes after the last', () => {
    const now = at('2026-03-10T12:00:00Z');
    assert.equal(nextIntervalRun(null, 5, now), now);
    assert.equal(nextIntervalRun(now.subtract({ minutes: 2 }), 5, now).toString(), '2026-03-10T12:03:00Z');
    assert.equal(nextIntervalRun(now.add({ hours: 9 }), 5, now), now);
  });

  it('after failures waits 1, 2, 4 … minutes, at most an hour', () => {
    const now = at('2026-03-10T12:00:00Z');
    const waits = [1, 2, 3, 6, 7, 50].map((failures) => retryMoment(failures, now).since(now).total('minutes'));
    assert.deepEqual(waits, [1, 2, 4, 32, 60, 60]);
    assert.equal(mustWait(null, now), false);
    assert.equal(mustWait(now, now), false);
    assert.equal(mustWait(now.add({ minutes: 60 }), now), true);
    assert.equal(mustWait(now.add({ minutes: 61 }), now), false);
  });
});
