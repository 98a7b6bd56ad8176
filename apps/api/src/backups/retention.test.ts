import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { chooseKept, parseKeep } from './retention.ts';

const dated = (madeAt: string, isVerified = false, schema = '0001') => ({ id: madeAt, madeAt, schema, isVerified });

describe('which backups are kept', () => {
  it('is said as days, weeks and months', () => {
    assert.deepEqual(parseKeep('7d 4w 12m'), { days: 7, weeks: 4, months: 12 });
    assert.deepEqual(parseKeep('30d'), { days: 30, weeks: 0, months: 0 });
    for (const text of ['', '7', '7d 4y', '0d', '-1d', 'd', '7d4w']) assert.equal(parseKeep(text), null, text);
  });

  it('is the last of each day, week and month, counted where there are any', () => {
    const backups = [
      '2026-11-28T20:00:00.000Z',
      '2026-11-28T03:00:00.000Z',
      '2026-11-25T03:00:00.000Z',
      '2026-11-22T03:00:00.000Z',
      '2026-11-20T03:00:00.000Z',
      '2026-10-31T03:00:00.000Z',
      '2026-10-02T03:00:00.000Z',
      '2026-08-02T03:00:00.000Z',
    ];
    const kept = (keep: string) =>
      [
        ...chooseKept(
          backups.map((madeAt) => dated(madeAt)),
          parseKeep(keep)!,
        ),
      ]
        .sort()
        .reverse();
    assert.deepEqual(kept('2d'), [backups[0], backups[2]]);
    assert.deepEqual(kept('2w'), [backups[0], backups[3]]);
    assert.deepEqual(kept('3m'), [backups[0], backups[5], backups[7]]);
    assert.deepEqual(kept('2d 2w 2m'), [backups[0], backups[2], backups[3], backups[5]]);
  });

  it('never loses the newest, nor the newest that was proved', () => {
    const proved = dated('2020-01-01T00:00:00.000Z', true);
    const earlier = dated('2019-01-01T00:00:00.000Z', true);
    const newest = dated('2026-11-28T00:00:00.000Z');
    const kept = chooseKept([proved, newest, earlier], { days: 1, weeks: 0, months: 0 });
    assert.deepEqual([...kept].sort(), [proved.id, newest.id]);
  });

  it('never loses the way back of an upgrade while its day is kept', () => {
    const backups = [
      ['2026-11-28T11:00:00.000Z', '0003'],
      ['2026-11-28T10:00:00.000Z', '0002'],
      ['2026-11-28T09:00:00.000Z', '0002'],
      ['2026-11-27T10:00:00.000Z', '0001'],
      ['2026-11-27T03:00:00.000Z', '0001'],
      ['2026-11-26T03:00:00.000Z', '0000'],
    ].map(([madeAt, schema]) => dated(madeAt!, false, schema));
    const kept = (text: string) => [...chooseKept(backups, parseKeep(text)!)].sort().reverse();
    assert.deepEqual(kept('1d'), [backups[0]!.id, backups[1]!.id]);
    assert.deepEqual(kept('2d'), [backups[0]!.id, backups[1]!.id, backups[3]!.id]);
    assert.deepEqual(kept('1w'), [backups[0]!.id, backups[1]!.id, backups[3]!.id, backups[5]!.id]);
  });

  it('comes to the same for backups that are made and pruned every day as for all at the end', () => {
    const keep = parseKeep('7d 4w 12m')!;
    const first = Temporal.Instant.from('2025-01-01T03:00:00Z');
    const days = Array.from({ length: 500 }, (_, n) => dated(first.add({ hours: 24 * n }).toString()));
    let left: typeof days = [];
    for (const day of days) {
      const kept = chooseKept([...left, day], keep);
      left = [...left, day].filter(({ id }) => kept.has(id));
    }
    assert.deepEqual(new Set(left.map(({ id }) => id)), chooseKept(days, keep));
    assert.ok(left.length >= 18 && left.length <= 23, String(left.length));
  });
});
