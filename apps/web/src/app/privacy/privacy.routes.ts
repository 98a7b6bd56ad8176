import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import receipt from '@material-symbols/svg-400/outlined/receipt_long.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { requireForLibrary } from '../session/guards';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('privacy', 'forms'), provideIcons({ receipt })],
    loadComponent: () => import('./privacy-page').then((m) => m.PrivacyPage),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'privacy.requests.title',
        canActivate: [requireForLibrary('patrons.privacy')],
        loadComponent: () => import('./requests-page').then((m) => m.RequestsPage),
      },
      {
        path: 'retention',
        title: 'privacy.retention.title',
        canActivate: [requireForLibrary('patrons.privacy')],
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./retention-page').then((m) => m.RetentionPage),
      },
      {
        path: 'receipts',
        title: 'privacy.receipts.title',
        loadComponent: () => import('./receipts-page').then((m) => m.ReceiptsPage),
      },
    ],
  },
];
