import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const routes: Routes = [
  {
    path: '',
    title: 'audit.title',
    providers: [provideTranslocoScope('audit')],
    loadComponent: () => import('./audit-page').then((m) => m.AuditPage),
  },
];
