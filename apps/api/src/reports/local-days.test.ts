import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { beginningOf, daysUpTo, precisionFor, sumByLocalDay } from './local-days.ts';

const at = (text: string) => Temporal.Instant.from(text);

describe('local days', () => {
  it('gives a late evening in UTC to the next day in Paris and the day itself in Montréal', () => {
    const sums = sumByLocalDay([
      { moment: '2026-07-01T22', timeZone: 'Europe/Paris', count: 3 },
      { moment: '2026-07-01 22', timeZone: 'America/Montreal', count: 2 },
      { moment: '2026-07-02T01', timeZone: 'America/Montreal', count: 5 },
    ]);
    assert.deepEqual(Object.fromEntries(sums), { '2026-07-02': 3, '2026-07-01': 7 });
  });

  it('divides the day at a quarter to the hour in Kathmandu', () => {
    const moments = [
      { moment: '2026-07-01T18:14', timeZone: 'Asia/Kathmandu', count: 1 },
      { moment: '2026-07-01T18:15', timeZone: 'Asia/Kathmandu', count: 1 },
    ];
    assert.deepEqual(Object.fromEntries(sumByLocalDay(moments)), { '2026-07-01': 1, '2026-07-02': 1 });
  });

  it('needs minutes only where a zone is not whole hours from UTC', () => {
    const [from, to] = [at('2026-01-01T00:00Z'), at('2026-12-31T00:00Z')];
    assert.equal(precisionFor(['Europe/Paris', 'America/Montreal'], from, to), 13);
    assert.equal(precisionFor(['Europe/Paris', 'Asia/Kathmandu'], from, to), 16);
    assert.equal(precisionFor(['Australia/Lord_Howe'], from, to), 16);
  });

  it('lists days over a change of clocks', () => {
    assert.deepEqual(daysUpTo(Temporal.PlainDate.from('2026-03-30'), 3), ['2026-03-28', '2026-03-29', '2026-03-30']);
    assert.equal(beginningOf('2026-03-29', 'Europe/Paris').toString(), '2026-03-28T23:00:00Z');
    assert.equal(beginningOf('2026-03-30', 'Europe/Paris').toString(), '2026-03-29T22:00:00Z');
  });
});
