import { Temporal } from 'temporal-polyfill';

export interface Holiday {
  firstDay: string;
  lastDay: string;
  reason: string;
  isYearly: boolean;
}

const FIXED: readonly (readonly [string, string])[] = [
  ['01-01', 'Jour de l’An'],
  ['05-01', 'Fête du Travail'],
  ['05-08', 'Victoire de 1945'],
  ['07-14', 'Fête nationale'],
  ['08-15', 'Assomption'],
  ['11-01', 'Toussaint'],
  ['11-11', 'Armistice de 1918'],
  ['12-25', 'Noël'],
];

/** The public holidays of France: those of fixed date as yearly closures, those that follow Easter for each year. */
export function frenchHolidays(firstYear: number, lastYear: number): Holiday[] {
  const holidays = FIXED.map(([day, reason]) => holiday(`${firstYear}-${day}`, reason, true));
  for (let year = firstYear; year <= lastYear; year += 1) {
    const easter = easterSunday(year);
    holidays.push(holiday(easter.add({ days: 1 }).toString(), 'Lundi de Pâques', false));
    holidays.push(holiday(easter.add({ days: 39 }).toString(), 'Ascension', false));
    holidays.push(holiday(easter.add({ days: 50 }).toString(), 'Lundi de Pentecôte', false));
  }
  return holidays;
}

/** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1);
}

function holiday(day: string, reason: string, isYearly: boolean): Holiday {
  return { firstDay: day, lastDay: day, reason, isYearly };
}
