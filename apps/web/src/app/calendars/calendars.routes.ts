import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import add from '@material-symbols/svg-400/outlined/add.svg';
import chevronLeft from '@material-symbols/svg-400/outlined/chevron_left.svg';
import copy from '@material-symbols/svg-400/outlined/content_copy.svg';
import deleteIcon from '@material-symbols/svg-400/outlined/delete.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [
      provideTranslocoScope('calendars', 'forms'),
      provideIcons({ add, chevron_left: chevronLeft, copy, delete: deleteIcon }),
    ],
    children: [
      {
        path: '',
        title: 'calendars.title',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./calendars-page').then((m) => m.CalendarsPage),
      },
      {
        path: 'preset',
        title: 'calendars.preset.title',
        loadComponent: () => import('./preset-page').then((m) => m.PresetPage),
      },
    ],
  },
];
