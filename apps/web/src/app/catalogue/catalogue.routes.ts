import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import download from '@material-symbols/svg-400/outlined/download.svg';
import bookmarkAdd from '@material-symbols/svg-400/outlined/bookmark_add.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import tune from '@material-symbols/svg-400/outlined/tune.svg';
import { provideIcons } from '../ui/icons';

const icons = provideIcons({ bookmark_add: bookmarkAdd, download, edit, tune });
const providers = [provideTranslocoScope('catalogue'), icons];

/** Under /search. */
export const searchRoutes: Routes = [
  {
    path: '',
    providers,
    title: 'titles.search',
    loadComponent: () => import('./search-page').then((m) => m.SearchPage),
  },
];

/** Under /records. */
export const recordRoutes: Routes = [
  {
    path: ':id',
    providers: [provideTranslocoScope('catalogue', 'holds'), icons],
    title: 'titles.record',
    loadComponent: () => import('./record-page').then((m) => m.RecordPage),
  },
];
