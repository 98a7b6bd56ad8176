import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { SCHOOL_ZONES, schoolHolidays, schoolYearsOf } from './school-holidays-fr.ts';

const weekdayOf = (day: string) => Temporal.PlainDate.from(day).dayOfWeek;
const all = SCHOOL_ZONES.flatMap((zone) =>
  schoolYearsOf(zone).map((year) => ({ zone, year, holidays: schoolHolidays(year, zone, 'fr') })),
);

describe('school holidays in France', () => {
  for (const { zone, year, holidays } of all) {
    it(`are in order and within the school year ${year} of zone ${zone}`, () => {
      const days = holidays.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]);
      assert.deepEqual(days, days.toSorted());
      assert.ok(days.every((day) => `${year.slice(0, 4)}-09` < day && day < `${year.slice(5)}-09-03`));
    });

    it(`begin on a Saturday and end before school does again in ${year} of zone ${zone}`, () => {
      for (const { firstDay, lastDay, name } of holidays) {
        // Ascension is on a Thursday.
        assert.equal(weekdayOf(firstDay), name === 'Pont de l’Ascension' ? 4 : 6, `${name} ${firstDay}`);
        // On a Monday where it is Easter's; the summer ends on any day.
        const isMondayOfEaster = lastDay === '2025-04-21';
        if (name !== 'Vacances d’été') assert.equal(weekdayOf(lastDay), isMondayOfEaster ? 1 : 7, `${name} ${lastDay}`);
      }
    });

    it(`last a fortnight in autumn, at Christmas, in winter and in spring of ${year} in zone ${zone}`, () => {
      for (const { firstDay, lastDay, name } of holidays.slice(0, 4)) {
        const { days } = Temporal.PlainDate.from(firstDay).until(lastDay, { largestUnit: 'day' });
        assert.ok(days === 15 || days === 16, `${name}: ${days}`);
      }
    });
  }

  it('are apart by zone in winter and spring, and the same otherwise', () => {
    const of = (zone: 'A' | 'B' | 'C') => schoolHolidays('2026-2027', zone, 'en').map(({ firstDay }) => firstDay);
    assert.deepEqual(of('A'), ['2026-10-17', '2026-12-19', '2027-02-13', '2027-04-10', '2027-05-06']);
    assert.deepEqual(of('B'), ['2026-10-17', '2026-12-19', '2027-02-20', '2027-04-17', '2027-05-06']);
    assert.deepEqual(of('C'), ['2026-10-17', '2026-12-19', '2027-02-06', '2027-04-03', '2027-05-06']);
  });

  it('of Corsica are its own: back to school a day later in 2025', () => {
    const summerOf = (zone: 'A' | 'corsica') => schoolHolidays('2024-2025', zone, 'fr').at(-1);
    assert.deepEqual(summerOf('corsica'), { firstDay: '2025-07-05', lastDay: '2025-09-01', name: 'Vacances d’été' });
    assert.equal(summerOf('A')?.lastDay, '2025-08-31');
    assert.deepEqual(schoolYearsOf('corsica'), ['2024-2025', '2025-2026']);
  });

  it('that nobody has decided are left out', () => {
    assert.deepEqual(schoolHolidays('2031-2032', 'A', 'fr'), []);
    assert.deepEqual(schoolHolidays('2026-2027', 'corsica', 'fr'), []);
  });
});
