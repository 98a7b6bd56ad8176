import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('backups')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'backups.title',
        loadComponent: () => import('./backups-page').then((m) => m.BackupsPage),
      },
    ],
  },
];
