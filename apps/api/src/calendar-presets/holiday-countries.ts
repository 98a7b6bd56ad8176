type Names = Record<'fr' | 'en', string>;

/** The countries whose public holidays are offered, by ISO code. */
export const HOLIDAY_COUNTRIES = ['FR', 'BE', 'CH', 'LU', 'CA', 'GB', 'IE', 'US'] as const;
export type HolidayCountry = (typeof HOLIDAY_COUNTRIES)[number];

const same = (name: string): Names => ({ fr: name, en: name });

/**
 * The regions with holidays of their own that are named here, where the collection of holidays does not name them well in both
 * languages. The countries that are not listed have the regions and names of the collection.
 */
export const REGION_NAMES: Partial<Record<HolidayCountry, Record<string, Names>>> = {
  FR: {
    // The three départements have the same local law.
    '57': same('Alsace-Moselle'),
    GP: same('Guadeloupe'),
    GF: { fr: 'Guyane', en: 'French Guiana' },
    MQ: same('Martinique'),
    YT: same('Mayotte'),
    RE: { fr: 'La Réunion', en: 'Réunion' },
    BL: same('Saint-Barthélemy'),
    MF: same('Saint-Martin'),
  },
  BE: {
    BRU: { fr: 'Bruxelles', en: 'Brussels' },
    WAL: { fr: 'Communauté française', en: 'French Community' },
    VLG: { fr: 'Communauté flamande', en: 'Flemish Community' },
    DE: { fr: 'Communauté germanophone', en: 'German-speaking Community' },
  },
  CA: {
    AB: same('Alberta'),
    BC: { fr: 'Colombie-Britannique', en: 'British Columbia' },
    MB: same('Manitoba'),
    NB: { fr: 'Nouveau-Brunswick', en: 'New Brunswick' },
    NL: { fr: 'Terre-Neuve-et-Labrador', en: 'Newfoundland and Labrador' },
    NS: { fr: 'Nouvelle-Écosse', en: 'Nova Scotia' },
    NT: { fr: 'Territoires du Nord-Ouest', en: 'Northwest Territories' },
    NU: same('Nunavut'),
    ON: same('Ontario'),
    PE: { fr: 'Île-du-Prince-Édouard', en: 'Prince Edward Island' },
    QC: { fr: 'Québec', en: 'Quebec' },
    SK: same('Saskatchewan'),
    YT: same('Yukon'),
  },
  GB: {
    ENG: { fr: 'Angleterre', en: 'England' },
    WLS: { fr: 'Pays de Galles', en: 'Wales' },
    SCT: { fr: 'Écosse', en: 'Scotland' },
    NIR: { fr: 'Irlande du Nord', en: 'Northern Ireland' },
    ALD: { fr: 'Aurigny', en: 'Alderney' },
  },
};

/** What the French call their holidays, where the collection says it otherwise; by its rule. */
export const FRENCH_NAMES: Record<string, string> = {
  '01-01': 'Jour de l’An',
  '05-01': 'Fête du Travail',
  '05-08': 'Victoire de 1945',
  '07-14': 'Fête nationale',
  '11-11': 'Armistice de 1918',
};
