import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import edit from '@material-symbols/svg-400/outlined/edit.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import refresh from '@material-symbols/svg-400/outlined/refresh.svg';
import schedule from '@material-symbols/svg-400/outlined/schedule.svg';
import send from '@material-symbols/svg-400/outlined/send.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { requireForLibrary } from '../session/guards';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    providers: [provideTranslocoScope('notices', 'forms'), provideIcons({ edit, mail, refresh, schedule, send })],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'notices.title',
        loadComponent: () => import('./notices-page').then((m) => m.NoticesPage),
      },
      {
        path: 'upcoming',
        title: 'notices.upcoming.title',
        loadComponent: () => import('./upcoming-page').then((m) => m.UpcomingPage),
      },
      {
        path: 'templates',
        title: 'notices.templates.title',
        canActivate: [requireForLibrary('notices.manage')],
        loadComponent: () => import('./templates-page').then((m) => m.TemplatesPage),
      },
      {
        path: 'templates/:kind/:language',
        title: 'notices.templates.title',
        canActivate: [requireForLibrary('notices.manage')],
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./template-editor-page').then((m) => m.TemplateEditorPage),
      },
    ],
  },
];
