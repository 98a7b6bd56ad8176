import { expect, it } from 'vitest';
import { hoursLines, ofBranch } from './periods';
import type { ExceptionalPeriod } from './year-view';

const days = { firstDay: '2026-12-01', lastDay: '2026-12-31', isYearly: false };
const hours = [
  { weekday: 7, opens: '14:00', closes: '18:00' },
  { weekday: 6, opens: '14:00', closes: '18:00' },
  { weekday: 6, opens: '09:00', closes: '12:00' },
];

it('tells hours by weekday, in the order of the week', () => {
  expect(hoursLines({ ...days, hours }, 'en')).toEqual(['Saturday 09:00–12:00, 14:00–18:00', 'Sunday 14:00–18:00']);
  expect(hoursLines({ ...days, hours }, 'fr')).toEqual(['samedi 09:00–12:00, 14:00–18:00', 'dimanche 14:00–18:00']);
});

it('tells the times alone of one day, and nothing where there are no hours', () => {
  const oneDay = { ...days, firstDay: '2026-12-06', lastDay: '2026-12-06', hours: hours.slice(0, 1) };
  expect(hoursLines(oneDay, 'en')).toEqual(['14:00–18:00']);
  expect(hoursLines(days, 'en')).toEqual([]);
});

it('finds the days of a branch and of the whole library, in the order of their making', () => {
  const rest = { reason: '', kind: 'hours', hours, otherWeekdays: 'usual', isAboveClosures: false } as const;
  const noted = [
    { id: 3, branchId: 1 },
    { id: 1, branchId: null },
    { id: 2, branchId: 2 },
  ].map((one): ExceptionalPeriod & { id: number } => ({ ...days, ...rest, ...one }));
  expect(ofBranch(noted, 1).map(({ id }) => id)).toEqual([1, 3]);
});
