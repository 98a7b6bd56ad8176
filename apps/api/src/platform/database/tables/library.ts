import type { Generated } from 'kysely';

export interface BranchesTable {
  id: Generated<number>;
  code: string;
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  time_zone: string;
  is_pickup_location: Generated<number>;
  version: Generated<number>;
}

export interface OpeningHoursTable {
  id: Generated<number>;
  branch_id: number;
  weekday: number;
  opens: string;
  closes: string;
}

export interface ClosuresTable {
  id: Generated<number>;
  branch_id: number | null;
  first_day: string;
  last_day: string;
  reason: string;
  is_yearly: Generated<number>;
}

export interface ExceptionalDaysTable {
  id: Generated<number>;
  branch_id: number | null;
  kind: 'hours' | 'note';
  first_day: string;
  last_day: string;
  is_yearly: Generated<number>;
  reason: string;
  /** JSON: `{ weekday, opens, closes }` of each opening; empty for a note. */
  hours: string;
  other_weekdays: 'usual' | 'closed';
  is_above_closures: Generated<number>;
}

export interface PatronCategoriesTable {
  id: Generated<number>;
  code: string;
  name_fr: string;
  name_en: string;
  membership_months: Generated<number>;
  version: Generated<number>;
}

export interface ItemTypesTable {
  id: Generated<number>;
  code: string;
  name_fr: string;
  name_en: string;
  version: Generated<number>;
}

export interface PolicyValuesTable {
  id: Generated<number>;
  branch_id: number | null;
  patron_category_id: number | null;
  item_type_id: number | null;
  name: string;
  value: string;
  scope_key: string;
}

export interface SettingsTable {
  name: string;
  value: string;
}
