import type Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { FRENCH_NAMES, HOLIDAY_COUNTRIES, REGION_NAMES, type HolidayCountry } from './holiday-countries.ts';

/** The collection of the world's holidays that the dates come from, under CC BY 3.0. */
export const PUBLIC_HOLIDAYS_SOURCE = { name: 'date-holidays', url: 'https://github.com/commenthol/date-holidays' };

export interface PublicHoliday {
  firstDay: string;
  lastDay: string;
  name: string;
  /** It has the same date in every year, by law and not by chance. */
  isFixed: boolean;
  /** Everybody's. The others are those of banks, of some employers, or of some places of the region. */
  isGeneral: boolean;
}

export interface HolidayRegion {
  code: string;
  name: string;
}

/** Who rarely needs it does without its 30 megabytes. */
async function loadCollection(): Promise<typeof Holidays> {
  return (await import('date-holidays')).default;
}

/** The countries, each with the regions that have holidays of their own, by name in a language. */
export async function listHolidayCountries(
  language: 'fr' | 'en',
): Promise<{ code: HolidayCountry; regions: HolidayRegion[] }[]> {
  const Collection = await loadCollection();
  const collection = new Collection();
  return HOLIDAY_COUNTRIES.map((code) => {
    const named = REGION_NAMES[code];
    const names =
      named === undefined
        ? // The collection answers nothing where a country has no regions.
          ((collection.getStates(code, language) as Record<string, string> | undefined) ?? {})
        : Object.fromEntries(Object.entries(named).map(([region, name]) => [region, name[language]]));
    const regions = Object.entries(names).map(([region, name]) => ({ code: region, name: withoutTitle(name) }));
    return { code, regions: regions.sort((one, other) => one.name.localeCompare(other.name, language)) };
  });
}

/** The public holidays of a country, or of a region of it, in a year, by date. */
export async function publicHolidays(
  { country, region }: { country: HolidayCountry; region: string | null },
  year: number,
  language: 'fr' | 'en',
): Promise<PublicHoliday[]> {
  const Collection = await loadCollection();
  const options = { languages: [language, 'en'] };
  const collection = region === null ? new Collection(country, options) : new Collection(country, region, options);
  return collection.getHolidays(year).flatMap(({ date, start, end, name, type, rule }) => {
    if (type === 'observance' || type === 'school') return [];
    const firstDay = date.slice(0, 10);
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    const own = country === 'FR' && language === 'fr' ? FRENCH_NAMES[rule] : undefined;
    return [
      {
        firstDay,
        lastDay: Temporal.PlainDate.from(firstDay)
          .add({ days: days - 1 })
          .toString(),
        name: own ?? name,
        isFixed: /^\d\d-\d\d$/.test(rule),
        isGeneral: type === 'public',
      },
    ];
  });
}

/** `Canton de Vaud` among cantons is `Vaud`. */
function withoutTitle(name: string): string {
  return name.replace(/^(Canton (de |du |des |d['’]|of )|Kanton )/, '');
}
