import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('home')],
    title: 'titles.home',
    loadComponent: () => import('./home-page').then((m) => m.HomePage),
  },
];
