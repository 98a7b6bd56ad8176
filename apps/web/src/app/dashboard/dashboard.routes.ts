import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const routes: Routes = [
  {
    path: '',
    title: 'dashboard.title',
    providers: [provideTranslocoScope('dashboard')],
    loadComponent: () => import('./dashboard-page').then((m) => m.DashboardPage),
  },
];
