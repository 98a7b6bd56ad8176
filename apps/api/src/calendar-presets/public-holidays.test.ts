import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOLIDAY_COUNTRIES } from './holiday-countries.ts';
import { listHolidayCountries, publicHolidays } from './public-holidays.ts';

const france = { country: 'FR', region: null } as const;

describe('public holidays', () => {
  it('of France are the eleven of its law, in French', async () => {
    const holidays = await publicHolidays(france, 2026, 'fr');
    assert.deepEqual(
      holidays.map(({ firstDay, name, isFixed }) => [firstDay, name, isFixed]),
      [
        ['2026-01-01', 'Jour de l’An', true],
        ['2026-04-06', 'Lundi de Pâques', false],
        ['2026-05-01', 'Fête du Travail', true],
        ['2026-05-08', 'Victoire de 1945', true],
        ['2026-05-14', 'Ascension', false],
        ['2026-05-25', 'Lundi de Pentecôte', false],
        ['2026-07-14', 'Fête nationale', true],
        ['2026-08-15', 'Assomption', true],
        ['2026-11-01', 'Toussaint', true],
        ['2026-11-11', 'Armistice de 1918', true],
        ['2026-12-25', 'Noël', true],
      ],
    );
    assert.ok(holidays.every(({ firstDay, lastDay, isGeneral }) => firstDay === lastDay && isGeneral));
  });

  // Easter Monday, as almanacs give it.
  for (const day of ['2000-04-24', '2008-03-24', '2019-04-22', '2024-04-01', '2025-04-21', '2038-04-26']) {
    it(`follow Easter: ${day}`, async () => {
      const holidays = await publicHolidays(france, Number(day.slice(0, 4)), 'en');
      assert.equal(holidays.find(({ isFixed }) => !isFixed)?.firstDay, day);
    });
  }

  it('of a region come on top', async () => {
    const daysOf = async (region: string | null) =>
      (await publicHolidays({ country: 'FR', region }, 2026, 'fr')).map(({ firstDay }) => firstDay);
    const ofCountry = new Set(await daysOf(null));
    assert.deepEqual(
      (await daysOf('57')).filter((day) => !ofCountry.has(day)),
      ['2026-04-03', '2026-12-26'],
    );
  });

  it('that only some keep are told apart', async () => {
    const quebec = await publicHolidays({ country: 'CA', region: 'QC' }, 2026, 'fr');
    assert.deepEqual(
      quebec.filter(({ isGeneral }) => !isGeneral).map(({ name }) => name),
      ['Lundi de Pâques'],
    );
  });

  it('are named in the language that is asked for', async () => {
    assert.equal((await publicHolidays(france, 2026, 'en'))[1]?.name, 'Easter Monday');
  });

  it('are there for every country that is offered, and for each of its regions', async () => {
    const countries = await listHolidayCountries('fr');
    assert.deepEqual(
      countries.map(({ code }) => code),
      [...HOLIDAY_COUNTRIES],
    );
    for (const { code, regions } of countries) {
      for (const region of [null, ...regions.map((one) => one.code)]) {
        const holidays = await publicHolidays({ country: code, region }, 2026, 'fr');
        assert.ok(holidays.length >= 5, `${code} ${region}: ${holidays.length}`);
      }
    }
    const cantons = countries.find(({ code }) => code === 'CH')!.regions.map(({ name }) => name);
    assert.ok(cantons.includes('Vaud'), cantons.join());
  });
});
