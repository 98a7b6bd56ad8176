import { computed, inject, Injectable } from '@angular/core';
import type { Permission } from '../api-types';
import { Session } from '../session/session';

export interface Place {
  path: string;
  /** Key under `nav.` in app.json. */
  label: string;
  icon: string;
  isExact?: boolean;
  permission?: Permission;
  /** The permission must hold everywhere: what is done there concerns all branches. */
  isOfLibrary?: boolean;
}

const READER_PLACES: Place[] = [
  { path: '/', label: 'home', icon: 'home', isExact: true },
  { path: '/search', label: 'catalogue', icon: 'menu_book' },
  { path: '/account', label: 'account', icon: 'person' },
];

const WORK_PLACES: Place[] = [
  { path: '/desk', label: 'desk', icon: 'desk', permission: 'circulation.desk' },
  { path: '/circulation', label: 'circulation', icon: 'circulation', permission: 'circulation.desk' },
  { path: '/patrons', label: 'patrons', icon: 'group', permission: 'patrons.view' },
  { path: '/search', label: 'catalogue', icon: 'menu_book' },
  { path: '/catalogue-admin/records', label: 'records', icon: 'records', permission: 'catalogue.edit' },
  { path: '/imports', label: 'imports', icon: 'upload', permission: 'catalogue.import', isOfLibrary: true },
  { path: '/dashboard', label: 'dashboard', icon: 'dashboard', permission: 'reports.view' },
  { path: '/cash', label: 'cash', icon: 'cash', permission: 'accounts.take_payment' },
];

const HOUSE_PLACES: Place[] = [
  { path: '/policies', label: 'policies', icon: 'rule', permission: 'policies.edit' },
  { path: '/notices', label: 'notices', icon: 'mail', permission: 'circulation.desk', isOfLibrary: true },
  { path: '/calendars', label: 'calendars', icon: 'calendar', permission: 'calendars.edit' },
  { path: '/jobs', label: 'jobs', icon: 'schedule', permission: 'reports.view', isOfLibrary: true },
  { path: '/backups', label: 'backups', icon: 'backup', permission: 'reports.view', isOfLibrary: true },
  { path: '/privacy', label: 'privacy', icon: 'privacy', permission: 'patrons.privacy', isOfLibrary: true },
  { path: '/staff', label: 'staff', icon: 'staff', permission: 'staff.manage', isOfLibrary: true },
  { path: '/audit', label: 'audit', icon: 'history', permission: 'audit.view', isOfLibrary: true },
  { path: '/settings', label: 'settings', icon: 'settings', permission: 'settings.manage', isOfLibrary: true },
];

/** The places this person may go, for the rail, the top bar and the bar at the bottom of a phone. */
@Injectable({ providedIn: 'root' })
export class Navigation {
  private readonly session = inject(Session);

  readonly readerPlaces = READER_PLACES;
  readonly workPlaces = computed(() => this.allowed(WORK_PLACES));
  readonly housePlaces = computed(() => this.allowed(HOUSE_PLACES));

  private allowed(places: Place[]): Place[] {
    return places.filter(({ permission, isOfLibrary }) => {
      if (permission === undefined) return true;
      return isOfLibrary ? this.session.canAt(permission, null) : this.session.can(permission);
    });
  }
}
