import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import add from '@material-symbols/svg-400/outlined/add.svg';
import copy from '@material-symbols/svg-400/outlined/content_copy.svg';
import { requireForLibrary } from '../session/guards';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('policies', 'calendars', 'forms'), provideIcons({ add, copy })],
    loadComponent: () => import('./policies-page').then((m) => m.PoliciesPage),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'policies.title',
        loadComponent: () => import('./policy-editor').then((m) => m.PolicyEditor),
      },
      {
        path: 'matrix',
        title: 'policies.matrix.title',
        loadComponent: () => import('./policy-matrix').then((m) => m.PolicyMatrix),
      },
      {
        path: 'tester',
        title: 'policies.tester.title',
        loadComponent: () => import('./policy-tester').then((m) => m.PolicyTester),
      },
      {
        path: 'rehearsals',
        canActivate: [requireForLibrary('policies.edit')],
        pathMatch: 'full',
        title: 'policies.rehearsal.title',
        loadComponent: () => import('./rehearsals-page').then((m) => m.RehearsalsPage),
      },
      {
        path: 'rehearsals/:id',
        canActivate: [requireForLibrary('policies.edit')],
        loadComponent: () => import('./rehearsal-page').then((m) => m.RehearsalPage),
        children: [
          {
            path: '',
            pathMatch: 'full',
            title: 'policies.rehearsal.title',
            loadComponent: () => import('./policy-editor').then((m) => m.PolicyEditor),
          },
        ],
      },
    ],
  },
];
