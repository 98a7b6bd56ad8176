import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import download from '@material-symbols/svg-400/outlined/download.svg';
import receipt from '@material-symbols/svg-400/outlined/receipt_long.svg';
import { provideIcons } from '../ui/icons';

/** What is in the till, by day and by month. */
export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('cash', 'accounts', 'forms'), provideIcons({ download, receipt })],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'cash.title',
        loadComponent: () => import('./cash-day-page').then((m) => m.CashDayPage),
      },
      {
        path: 'month',
        title: 'cash.month.title',
        loadComponent: () => import('./cash-month-page').then((m) => m.CashMonthPage),
      },
    ],
  },
];
