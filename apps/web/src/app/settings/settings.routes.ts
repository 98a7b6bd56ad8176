import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import add from '@material-symbols/svg-400/outlined/add.svg';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('settings', 'forms'), provideIcons({ add, edit })],
    loadComponent: () => import('./settings-page').then((m) => m.SettingsPage),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'settings.title',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./library-settings').then((m) => m.LibrarySettings),
      },
      {
        path: 'branches',
        title: 'settings.branches.title',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./branches-section').then((m) => m.BranchesSection),
      },
      {
        path: 'patron-categories',
        title: 'settings.categories.title',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./categories-section').then((m) => m.CategoriesSection),
      },
      {
        path: 'item-types',
        title: 'settings.itemTypes.title',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./item-types-section').then((m) => m.ItemTypesSection),
      },
    ],
  },
];
