import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { keepBackingUp, nextDue, parseTimeOfDay, type DailyWork } from './daily-backups.ts';

const THREE = parseTimeOfDay('03:00')!;

describe('when a backup is due', () => {
  it('is said as a time of the day', () => {
    for (const text of ['', '3:00', '24:00', '03:60', '03:00:00', 'noon'])
      assert.equal(parseTimeOfDay(text), null, text);
    assert.equal(parseTimeOfDay('23:59')!.toString(), '23:59:00');
  });

  const now = Temporal.Instant.from('2026-11-28T16:00:00Z');
  const cases: [string, string | null, string, string][] = [
    ['at once when there is none', null, '03:00', '2026-11-28T16:00:00Z'],
    ['at once when that of last night was missed', '2026-11-27T03:00:05.000Z', '03:00', '2026-11-28T16:00:00Z'],
    ['tomorrow when it was made', '2026-11-28T03:00:05.000Z', '03:00', '2026-11-29T03:00:00Z'],
    ['tomorrow when somebody made one since', '2026-11-28T12:00:00.000Z', '03:00', '2026-11-29T03:00:00Z'],
    ['tonight when one was made by hand before', '2026-11-28T15:00:00.000Z', '23:30', '2026-11-28T23:30:00Z'],
    ['at its minute', '2026-11-27T16:00:00.000Z', '16:00', '2026-11-28T16:00:00Z'],
  ];
  for (const [name, last, at, expected] of cases)
    it(name, () => assert.equal(nextDue(last, parseTimeOfDay(at)!, now).toString(), expected));
});

/** A storage, and a clock that moves when there is nothing to do. */
function createDays(start: string, hours: number, areSound = true) {
  let now = Temporal.Instant.from(start);
  const end = now.add({ hours });
  const entries: { madeAt: string; verifiedAt: string | null; isSound: boolean; isEncrypted: boolean }[] = [];
  const events: string[] = [];
  const stop = new AbortController();
  const note = (text: string) => events.push(`${now.toString().slice(5, 16)} ${text}`);
  const work: DailyWork = {
    clock: () => now,
    listBackups: async () =>
      entries.map(
        ({ madeAt, verifiedAt, isSound, isEncrypted }) =>
          ({
            manifest: { id: madeAt, madeAt, isEncrypted },
            verification: verifiedAt === null ? null : { verifiedAt, isSound },
          }) as CatalogueEntry,
      ),
    backUp: async () => {
      note('backup');
      entries.push({ madeAt: toTimestamp(now), verifiedAt: null, isSound: false, isEncrypted: false });
      now = now.add({ minutes: 2 });
    },
    prove: async (id) => {
      note('proof');
      Object.assign(
        entries.find(({ madeAt }) => madeAt === id)!,
        { verifiedAt: toTimestamp(now), isSound: areSound },
      );
    },
    canOpen: ({ manifest }) => !manifest.isEncrypted,
    onFailure: (error) => note((error as Error).message),
    onRest: () => {},
    rest: async (milliseconds) => {
      now = now.add({ milliseconds });
      if (Temporal.Instant.compare(now, end) >= 0) stop.abort();
    },
    signal: stop.signal,
  };
  return { work, events, entries };
}

describe('daily backups', () => {
  it('begin at once, then come at their time, and are proved once a week', async () => {
    const { work, events } = createDays('2026-11-20T16:00:00Z', 24 * 9);
    await keepBackingUp({ at: THREE, proveAfterDays: 7 }, work);
    assert.deepEqual(
      events.filter((event) => event.endsWith('backup')),
      ['11-20T16:00 backup', ...Array.from({ length: 9 }, (_, n) => `11-${21 + n}T03:00 backup`)],
    );
    assert.deepEqual(
      events.filter((event) => event.endsWith('proof')).map((event) => event.slice(0, 5)),
      ['11-20', '11-27'],
    );
  });

  it('are each tried once, when the last restore found something wrong', async () => {
    const { work, events } = createDays('2026-11-20T16:00:00Z', 48, false);
    await keepBackingUp({ at: THREE, proveAfterDays: 7 }, work);
    assert.deepEqual(events, [
      '11-20T16:00 backup',
      '11-20T16:02 proof',
      '11-21T03:00 backup',
      '11-21T03:02 proof',
      '11-22T03:00 backup',
      '11-22T03:02 proof',
    ]);
  });

  it('are tried again after ten minutes', async () => {
    const { work, events } = createDays('2026-11-20T16:00:00Z', 2);
    let failures = 2;
    const backUp = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('no room');
      await work.backUp();
    };
    await keepBackingUp({ at: THREE, proveAfterDays: null }, { ...work, backUp });
    assert.deepEqual(events, ['11-20T16:00 no room', '11-20T16:10 no room', '11-20T16:20 backup']);
  });

  it('leave alone what nobody here can open', async () => {
    const { work, events, entries } = createDays('2026-11-20T16:00:00Z', 2);
    entries.push({ madeAt: '2026-11-20T15:00:00.000Z', verifiedAt: null, isSound: false, isEncrypted: true });
    await keepBackingUp({ at: THREE, proveAfterDays: 7 }, work);
    assert.deepEqual(events, []);
  });
});
