import { describe, expect, it } from 'vitest';
import { clockAt, lastClosing } from './last-closing';

const hours = [2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '10:00', closes: '12:00' },
  { weekday, opens: '14:00', closes: '18:30' },
]);
const closed = (firstDay: string, lastDay = firstDay, isYearly = false) => ({
  firstDay,
  lastDay,
  isYearly,
  reason: 'Closed',
});

describe('when a branch last closed', () => {
  // 27 November 2026 is a Friday.
  it.each([
    ['before it opens', '2026-11-27T09:00', [], '2026-11-26T18:30'],
    ['in the afternoon', '2026-11-27T15:00', [], '2026-11-27T12:00'],
    ['in the evening', '2026-11-27T19:00', [], '2026-11-27T18:30'],
    ['at the very minute', '2026-11-27T18:30', [], '2026-11-27T18:30'],
    ['after a weekend', '2026-12-01T09:00', [], '2026-11-27T18:30'],
    ['after a holiday', '2026-11-27T09:00', [closed('2026-11-26')], '2026-11-25T18:30'],
    ['after a yearly one', '2026-11-27T09:00', [closed('2020-11-25', '2020-11-26', true)], '2026-11-24T18:30'],
    ['after a year of works', '2026-11-27T09:00', [closed('2026-01-01', '2026-12-31')], null],
  ] as const)('%s', (_name, now, closures, expected) => {
    expect(lastClosing({ hours, closures, exceptions: [] }, now)).toBe(expected);
  });

  it('knows exceptional hours: a late evening, a Sunday, and a day that they close', () => {
    const exceptional = (
      day: string,
      weekday: number,
      closes: string,
      otherWeekdays: 'usual' | 'closed' = 'usual',
    ) => ({
      ...closed(day),
      branchId: 1,
      kind: 'hours' as const,
      hours: [{ weekday, opens: '14:00', closes }],
      otherWeekdays,
      isAboveClosures: true,
    });
    const after = (exception: ReturnType<typeof exceptional>, now: string) =>
      lastClosing({ hours, closures: [], exceptions: [exception] }, now);
    expect(after(exceptional('2026-11-26', 4, '22:00'), '2026-11-27T09:00')).toBe('2026-11-26T22:00');
    expect(after(exceptional('2026-11-29', 7, '17:00'), '2026-11-30T09:00')).toBe('2026-11-29T17:00');
    expect(after(exceptional('2026-11-26', 7, '17:00', 'closed'), '2026-11-27T09:00')).toBe('2026-11-25T18:30');
  });

  it('is unknown without hours', () => {
    expect(lastClosing({ hours: [], closures: [], exceptions: [] }, '2026-11-27T09:00')).toBeNull();
  });
});

it('shows the clock of the branch, not that of the computer', () => {
  const instant = new Date('2026-11-27T23:30:00Z');
  expect(clockAt(instant, 'Europe/Paris')).toBe('2026-11-28T00:30');
  expect(clockAt(instant, 'America/Montreal')).toBe('2026-11-27T18:30');
});
