import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('jobs', 'forms')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'jobs.title',
        loadComponent: () => import('./jobs-page').then((m) => m.JobsPage),
      },
      {
        path: ':name',
        title: 'jobs.title',
        loadComponent: () => import('./job-page').then((m) => m.JobPage),
      },
    ],
  },
];
