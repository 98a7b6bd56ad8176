import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import add from '@material-symbols/svg-400/outlined/add.svg';
import deleteIcon from '@material-symbols/svg-400/outlined/delete.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [
      provideTranslocoScope('records-admin', 'forms'),
      provideIcons({ add, delete: deleteIcon, download, edit }),
    ],
    children: [
      {
        path: '',
        title: 'recordsAdmin.list.title',
        loadComponent: () => import('./records-list-page').then((m) => m.RecordsListPage),
      },
      {
        path: 'new',
        title: 'recordsAdmin.newTitle',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./record-editor-page').then((m) => m.RecordEditorPage),
      },
      {
        path: ':id',
        title: 'recordsAdmin.editTitle',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./record-editor-page').then((m) => m.RecordEditorPage),
      },
    ],
  },
];
