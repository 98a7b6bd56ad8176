import { Routes } from '@angular/router';
import { requireForLibrary, requirePatron, requirePermission, requireSomebody, withSession } from './session/guards';

/** Every address of the application. `title` is the key of a text; see PageTitle. */
export const routes: Routes = [
  {
    path: '',
    canActivateChild: [withSession],
    children: [
      // Readers
      { path: '', pathMatch: 'full', loadChildren: () => import('./home/home.routes').then((m) => m.routes) },
      { path: 'search', loadChildren: () => import('./catalogue/catalogue.routes').then((m) => m.searchRoutes) },
      { path: 'records', loadChildren: () => import('./catalogue/catalogue.routes').then((m) => m.recordRoutes) },
      {
        path: 'account',
        canActivate: [requirePatron],
        loadChildren: () => import('./account/account.routes').then((m) => m.routes),
      },
      // Staff
      {
        path: 'desk',
        canActivate: [requirePermission('circulation.desk')],
        loadChildren: () => import('./desk/desk.routes').then((m) => m.routes),
      },
      {
        path: 'circulation',
        canActivate: [requirePermission('circulation.desk')],
        loadChildren: () => import('./circulation/circulation.routes').then((m) => m.routes),
      },
      {
        path: 'patrons',
        canActivate: [requirePermission('patrons.view')],
        loadChildren: () => import('./patrons/patrons.routes').then((m) => m.routes),
      },
      {
        path: 'catalogue-admin/records',
        canActivate: [requirePermission('catalogue.edit')],
        loadChildren: () => import('./records-admin/records-admin.routes').then((m) => m.routes),
      },
      {
        path: 'imports',
        canActivate: [requireForLibrary('catalogue.import')],
        loadChildren: () => import('./imports/imports.routes').then((m) => m.routes),
      },
      {
        path: 'policies',
        canActivate: [requirePermission('policies.edit')],
        loadChildren: () => import('./policies/policies.routes').then((m) => m.routes),
      },
      {
        path: 'calendars',
        canActivate: [requirePermission('calendars.edit')],
        loadChildren: () => import('./calendars/calendars.routes').then((m) => m.routes),
      },
      {
        path: 'notices',
        canActivate: [requireForLibrary('circulation.desk')],
        loadChildren: () => import('./notices/notices.routes').then((m) => m.routes),
      },
      {
        path: 'staff',
        canActivate: [requireForLibrary('staff.manage')],
        loadChildren: () => import('./staff-admin/staff-admin.routes').then((m) => m.routes),
      },
      {
        path: 'dashboard',
        canActivate: [requirePermission('reports.view')],
        loadChildren: () => import('./dashboard/dashboard.routes').then((m) => m.routes),
      },
      {
        path: 'cash',
        canActivate: [requirePermission('accounts.take_payment')],
        loadChildren: () => import('./cash/cash.routes').then((m) => m.routes),
      },
      {
        path: 'jobs',
        canActivate: [requireForLibrary('reports.view')],
        loadChildren: () => import('./jobs/jobs.routes').then((m) => m.routes),
      },
      {
        path: 'backups',
        canActivate: [requireForLibrary('reports.view')],
        loadChildren: () => import('./backups/backups.routes').then((m) => m.routes),
      },
      {
        path: 'privacy',
        canActivate: [requirePermission('patrons.privacy')],
        loadChildren: () => import('./privacy/privacy.routes').then((m) => m.routes),
      },
      {
        path: 'audit',
        canActivate: [requireForLibrary('audit.view')],
        loadChildren: () => import('./audit/audit.routes').then((m) => m.routes),
      },
      {
        path: 'settings',
        canActivate: [requireForLibrary('settings.manage')],
        loadChildren: () => import('./settings/settings.routes').then((m) => m.routes),
      },
      // The door
      {
        path: 'sign-in',
        title: 'titles.signIn',
        loadComponent: () => import('./session/sign-in-page').then((m) => m.SignInPage),
      },
      {
        path: 'first-administrator',
        title: 'titles.firstAdministrator',
        loadComponent: () => import('./session/first-administrator-page').then((m) => m.FirstAdministratorPage),
      },
      {
        path: 'no-permission',
        title: 'titles.noPermission',
        canActivate: [requireSomebody],
        loadComponent: () => import('./shell/no-permission-page').then((m) => m.NoPermissionPage),
      },
      {
        path: '**',
        title: 'titles.notFound',
        loadComponent: () => import('./shell/not-found-page').then((m) => m.NotFoundPage),
      },
    ],
  },
];
