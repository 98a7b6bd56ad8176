import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import deleteIcon from '@material-symbols/svg-400/outlined/delete.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import file from '@material-symbols/svg-400/outlined/description.svg';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('imports', 'forms'), provideIcons({ delete: deleteIcon, download, file })],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'imports.title',
        loadComponent: () => import('./imports-page').then((m) => m.ImportsPage),
      },
      {
        path: 'export',
        title: 'imports.export.title',
        loadComponent: () => import('./export-page').then((m) => m.ExportPage),
      },
      {
        path: ':id',
        title: 'imports.one',
        loadComponent: () => import('./import-page').then((m) => m.ImportPage),
      },
    ],
  },
];
