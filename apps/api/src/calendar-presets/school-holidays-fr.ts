/**
 * Where the dates below are published, those of Corsica with the decree of its académie. They are decided some years ahead; what
 * is not listed was not known yet.
 */
export const SCHOOL_HOLIDAYS_SOURCE = {
  name: 'Ministère de l’Éducation nationale, calendrier scolaire',
  url: 'https://www.education.gouv.fr/calendrier-scolaire-100148',
};

export const SCHOOL_ZONES = ['A', 'B', 'C', 'corsica'] as const;
export type SchoolZone = (typeof SCHOOL_ZONES)[number];

/** The académies of each zone. The overseas ones have calendars of their own, which are not kept here. */
export const ACADEMIES: Record<SchoolZone, readonly string[]> = {
  A: ['Besançon', 'Bordeaux', 'Clermont-Ferrand', 'Dijon', 'Grenoble', 'Limoges', 'Lyon', 'Poitiers'],
  B: [
    'Aix-Marseille',
    'Amiens',
    'Lille',
    'Nancy-Metz',
    'Nantes',
    'Nice',
    'Normandie',
    'Orléans-Tours',
    'Reims',
    'Rennes',
    'Strasbourg',
  ],
  C: ['Créteil', 'Montpellier', 'Paris', 'Toulouse', 'Versailles'],
  corsica: ['Corse'],
};

/** The first and the last day without school. School ends after class on the day before and begins on the day after. */
type Days = readonly [firstDay: string, lastDay: string];

const NAMES = {
  autumn: { fr: 'Vacances de la Toussaint', en: 'School holidays: All Saints' },
  christmas: { fr: 'Vacances de Noël', en: 'School holidays: Christmas' },
  winter: { fr: 'Vacances d’hiver', en: 'School holidays: winter' },
  spring: { fr: 'Vacances de printemps', en: 'School holidays: spring' },
  ascension: { fr: 'Pont de l’Ascension', en: 'School holidays: Ascension weekend' },
  summer: { fr: 'Vacances d’été', en: 'School holidays: summer' },
};

type Holiday = keyof typeof NAMES;
type MainlandZone = Exclude<SchoolZone, 'corsica'>;

/** What is left out has not been decided: of the last summer, when the school year after it begins. */
type HolidaysOfYear = Partial<Record<Holiday, Days>>;
/** The zones of the mainland are apart in winter and in spring only. */
type MainlandYear = Omit<HolidaysOfYear, 'winter' | 'spring'> & Record<'winter' | 'spring', Record<MainlandZone, Days>>;

const MAINLAND: Record<string, MainlandYear> = {
  '2024-2025': {
    autumn: ['2024-10-19', '2024-11-03'],
    christmas: ['2024-12-21', '2025-01-05'],
    winter: {
      A: ['2025-02-22', '2025-03-09'],
      B: ['2025-02-08', '2025-02-23'],
      C: ['2025-02-15', '2025-03-02'],
    },
    spring: {
      A: ['2025-04-19', '2025-05-04'],
      B: ['2025-04-05', '2025-04-21'],
      C: ['2025-04-12', '2025-04-27'],
    },
    ascension: ['2025-05-29', '2025-06-01'],
    summer: ['2025-07-05', '2025-08-31'],
  },
  '2025-2026': {
    autumn: ['2025-10-18', '2025-11-02'],
    christmas: ['2025-12-20', '2026-01-04'],
    winter: {
      A: ['2026-02-07', '2026-02-22'],
      B: ['2026-02-14', '2026-03-01'],
      C: ['2026-02-21', '2026-03-08'],
    },
    spring: {
      A: ['2026-04-04', '2026-04-19'],
      B: ['2026-04-11', '2026-04-26'],
      C: ['2026-04-18', '2026-05-03'],
    },
    ascension: ['2026-05-14', '2026-05-17'],
    summer: ['2026-07-04', '2026-08-31'],
  },
  '2026-2027': {
    autumn: ['2026-10-17', '2026-11-01'],
    christmas: ['2026-12-19', '2027-01-03'],
    winter: {
      A: ['2027-02-13', '2027-02-28'],
      B: ['2027-02-20', '2027-03-07'],
      C: ['2027-02-06', '2027-02-21'],
    },
    spring: {
      A: ['2027-04-10', '2027-04-25'],
      B: ['2027-04-17', '2027-05-02'],
      C: ['2027-04-03', '2027-04-18'],
    },
    ascension: ['2027-05-06', '2027-05-09'],
  },
};

const CORSICA: Record<string, HolidaysOfYear> = {
  '2024-2025': {
    autumn: ['2024-10-19', '2024-11-03'],
    christmas: ['2024-12-21', '2025-01-05'],
    winter: ['2025-02-15', '2025-03-02'],
    spring: ['2025-04-12', '2025-04-27'],
    ascension: ['2025-05-29', '2025-06-01'],
    summer: ['2025-07-05', '2025-09-01'],
  },
  '2025-2026': {
    autumn: ['2025-10-18', '2025-11-02'],
    christmas: ['2025-12-20', '2026-01-04'],
    winter: ['2026-02-14', '2026-03-01'],
    spring: ['2026-04-11', '2026-04-26'],
    ascension: ['2026-05-14', '2026-05-17'],
  },
};

/** The school years of which a zone's dates are known, such as `2026-2027`. */
export function schoolYearsOf(zone: SchoolZone): string[] {
  return Object.keys(zone === 'corsica' ? CORSICA : MAINLAND);
}

/** The school holidays of a zone in a school year, in the order of the year; none where it is not known. */
export function schoolHolidays(
  schoolYear: string,
  zone: SchoolZone,
  language: 'fr' | 'en',
): { firstDay: string; lastDay: string; name: string }[] {
  const days = zone === 'corsica' ? CORSICA[schoolYear] : ofMainland(schoolYear, zone);
  return (Object.keys(NAMES) as Holiday[]).flatMap((holiday) => {
    const [firstDay, lastDay] = days?.[holiday] ?? [];
    return firstDay === undefined || lastDay === undefined
      ? []
      : [{ firstDay, lastDay, name: NAMES[holiday][language] }];
  });
}

function ofMainland(schoolYear: string, zone: MainlandZone): HolidaysOfYear | undefined {
  const year = MAINLAND[schoolYear];
  return year === undefined ? undefined : { ...year, winter: year.winter[zone], spring: year.spring[zone] };
}
