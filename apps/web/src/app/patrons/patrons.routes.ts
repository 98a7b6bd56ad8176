import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import add from '@material-symbols/svg-400/outlined/add.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import hold from '@material-symbols/svg-400/outlined/bookmark.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import payments from '@material-symbols/svg-400/outlined/payments.svg';
import personAdd from '@material-symbols/svg-400/outlined/person_add.svg';
import receipt from '@material-symbols/svg-400/outlined/receipt_long.svg';
import renew from '@material-symbols/svg-400/outlined/autorenew.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { requirePermission } from '../session/guards';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    // The words of refusals are the desk's.
    providers: [
      provideTranslocoScope('patrons', 'accounts', 'forms', 'desk', 'notices', 'holds', 'privacy'),
      provideIcons({ add, edit, hold, mail, payments, person_add: personAdd, receipt, renew }),
    ],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'patrons.title',
        loadComponent: () => import('./patron-list-page').then((m) => m.PatronListPage),
      },
      {
        path: 'new',
        title: 'patrons.newTitle',
        canActivate: [requirePermission('patrons.edit')],
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./patron-editor-page').then((m) => m.PatronEditorPage),
      },
      {
        path: ':id/edit',
        title: 'patrons.editTitle',
        canActivate: [requirePermission('patrons.edit')],
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./patron-editor-page').then((m) => m.PatronEditorPage),
      },
      {
        path: ':id',
        title: 'patrons.title',
        loadComponent: () => import('./patron-page').then((m) => m.PatronPage),
        children: [
          {
            path: '',
            pathMatch: 'full',
            loadComponent: () => import('./patron-overview').then((m) => m.PatronOverview),
          },
          { path: 'loans', loadComponent: () => import('./patron-loans').then((m) => m.PatronLoans) },
          { path: 'holds', loadComponent: () => import('./patron-holds').then((m) => m.PatronHolds) },
          { path: 'account', loadComponent: () => import('./patron-account').then((m) => m.PatronAccount) },
          { path: 'history', loadComponent: () => import('./patron-history').then((m) => m.PatronHistory) },
          { path: 'notices', loadComponent: () => import('./patron-notices').then((m) => m.PatronNotices) },
          { path: 'cards', loadComponent: () => import('./patron-cards').then((m) => m.PatronCards) },
          {
            path: 'privacy',
            canActivate: [requirePermission('patrons.privacy')],
            loadComponent: () => import('./patron-privacy').then((m) => m.PatronPrivacy),
          },
        ],
      },
    ],
  },
];
