import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfPolicyValue } from '../circulation/policy-definitions.ts';
import { easterSunday, frenchHolidays } from './french-holidays.ts';
import { createRandom } from './random.ts';
import { POLICIES } from './town.ts';

test('Easter is on the days that almanacs give', () => {
  const days = [2000, 2008, 2019, 2024, 2025, 2026, 2027, 2038].map((year) => easterSunday(year).toString());
  assert.deepEqual(days, [
    '2000-04-23',
    '2008-03-23',
    '2019-04-21',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ]);
});

test('France has eleven public holidays a year', () => {
  const holidays = frenchHolidays(2026, 2026);
  assert.equal(holidays.length, 11);
  const moving = holidays.filter(({ isYearly }) => !isYearly).map(({ firstDay }) => firstDay);
  assert.deepEqual(moving, ['2026-04-06', '2026-05-14', '2026-05-25']);
});

test('every policy of the town may be set where it is set', () => {
  for (const [name, value, scope = {}] of POLICIES) {
    const ids = {
      branchId: scope.branch === undefined ? null : 1,
      patronCategoryId: scope.category === undefined ? null : 1,
      itemTypeId: scope.type === undefined ? null : 1,
    };
    assert.equal(faultOfPolicyValue(name, ids, value), null, name);
  }
});

test('a seed gives the same numbers, and weights are kept', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
  assert.deepEqual(numbers(7), numbers(7));
  assert.notDeepEqual(numbers(7), numbers(8));
  const random = createRandom(1);
  const counts = [0, 0, 0];
  for (let draw = 0; draw < 3000; draw += 1) counts[random.weighted([1, 0, 2])]! += 1;
  assert.equal(counts[1], 0);
  assert.ok(counts[2]! > counts[0]! * 1.7 && counts[2]! < counts[0]! * 2.3);
});
