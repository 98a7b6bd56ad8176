/** The age groups by which loans are counted, the youngest first. */
export const AGE_GROUPS = ['0-5', '6-14', '15-24', '25-64', '65+'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** The age in which each group but the last ends. */
const LAST_AGES = [5, 14, 24, 64];

/** How old somebody is on a day, in years. Days are `YYYY-MM-DD`. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** The age group of somebody on a day; `null` when no birth date is known. */
export function ageGroupOn(birthDate: string | null, day: string): AgeGroup | null {
  if (birthDate === null) return null;
  const age = ageOn(birthDate, day);
  const index = LAST_AGES.findIndex((last) => age <= last);
  return AGE_GROUPS[index === -1 ? LAST_AGES.length : index]!;
}
