/** Every permission that a role or a token can carry. */
export const PERMISSIONS = [
  'catalogue.edit',
  'catalogue.import',
  'circulation.desk',
  'circulation.override',
  'circulation.backdate',
  'patrons.view',
  'patrons.edit',
  'patrons.privacy',
  'accounts.take_payment',
  'accounts.charge',
  'accounts.waive',
  'policies.edit',
  'calendars.edit',
  'notices.manage',
  'reports.view',
  'staff.manage',
  'settings.manage',
  'audit.view',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** Who may call a route: everybody, any session, staff of any role, a reader's own session, or staff with a permission. */
export type RoutePermission = 'public' | 'signed-in' | 'staff' | 'patron' | Permission;

/** A built-in role, as a new library has it. */
export interface BuiltInRole {
  code: string;
  nameFr: string;
  nameEn: string;
  permissions: readonly Permission[];
}

/** The roles that every library begins with. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  { code: 'administrator', nameFr: 'Administrateur', nameEn: 'Administrator', permissions: PERMISSIONS },
  {
    code: 'librarian',
    nameFr: 'Bibliothécaire',
    nameEn: 'Librarian',
    permissions: PERMISSIONS.filter((permission) => permission !== 'staff.manage' && permission !== 'settings.manage'),
  },
  {
    code: 'assistant',
    nameFr: 'Agent d’accueil',
    nameEn: 'Assistant',
    permissions: ['circulation.desk', 'patrons.view', 'accounts.take_payment'],
  },
];
