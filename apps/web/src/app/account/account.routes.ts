import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import autorenew from '@material-symbols/svg-400/outlined/autorenew.svg';
import bookmark from '@material-symbols/svg-400/outlined/bookmark.svg';
import copy from '@material-symbols/svg-400/outlined/content_copy.svg';
import payments from '@material-symbols/svg-400/outlined/payments.svg';
import receipt from '@material-symbols/svg-400/outlined/receipt_long.svg';
import { provideIcons } from '../ui/icons';

/** A reader's own pages. */
export const routes: Routes = [
  {
    path: '',
    title: 'titles.account',
    providers: [
      provideTranslocoScope('account', 'accounts', 'explanation', 'holds', 'privacy'),
      provideIcons({ autorenew, bookmark, copy, payments, receipt }),
    ],
    loadComponent: () => import('./account-page').then((m) => m.AccountPage),
    children: [
      { path: '', title: 'account.loans.title', loadComponent: () => import('./my-loans').then((m) => m.MyLoans) },
      { path: 'holds', title: 'account.holds.title', loadComponent: () => import('./my-holds').then((m) => m.MyHolds) },
      {
        path: 'charges',
        title: 'account.charges.title',
        loadComponent: () => import('./my-charges').then((m) => m.MyCharges),
      },
      {
        path: 'history',
        title: 'account.history.title',
        loadComponent: () => import('./my-history').then((m) => m.MyHistory),
      },
      {
        path: 'privacy',
        title: 'account.privacy.title',
        loadComponent: () => import('./my-privacy').then((m) => m.MyPrivacy),
      },
      {
        path: 'profile',
        title: 'account.profile.title',
        loadComponent: () => import('./my-profile').then((m) => m.MyProfile),
      },
    ],
  },
];
