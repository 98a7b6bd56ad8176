import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import add from '@material-symbols/svg-400/outlined/add.svg';
import copy from '@material-symbols/svg-400/outlined/content_copy.svg';
import deleteIcon from '@material-symbols/svg-400/outlined/delete.svg';
import key from '@material-symbols/svg-400/outlined/key.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('staff-admin', 'forms'), provideIcons({ add, copy, delete: deleteIcon, key })],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'staffAdmin.title',
        loadComponent: () => import('./staff-list-page').then((m) => m.StaffListPage),
      },
      {
        path: 'tokens',
        title: 'staffAdmin.tokens.title',
        loadComponent: () => import('./tokens-page').then((m) => m.TokensPage),
      },
      {
        path: 'new',
        title: 'staffAdmin.newTitle',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./staff-editor-page').then((m) => m.StaffEditorPage),
      },
      {
        path: ':id',
        title: 'staffAdmin.editTitle',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./staff-editor-page').then((m) => m.StaffEditorPage),
      },
    ],
  },
];
