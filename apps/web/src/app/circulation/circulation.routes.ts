import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import barcode from '@material-symbols/svg-400/outlined/barcode_scanner.svg';
import bookmarkAdd from '@material-symbols/svg-400/outlined/bookmark_add.svg';
import download from '@material-symbols/svg-400/outlined/download.svg';
import drag from '@material-symbols/svg-400/outlined/drag_indicator.svg';
import enter from '@material-symbols/svg-400/outlined/keyboard_return.svg';
import hold from '@material-symbols/svg-400/outlined/bookmark.svg';
import note from '@material-symbols/svg-400/outlined/sticky_note_2.svg';
import print from '@material-symbols/svg-400/outlined/print.svg';
import shelves from '@material-symbols/svg-400/outlined/shelves.svg';
import transfer from '@material-symbols/svg-400/outlined/local_shipping.svg';
import { keepUnsavedChanges } from '../forms/unsaved-changes';
import { provideIcons } from '../ui/icons';

export const routes: Routes = [
  {
    path: '',
    // What a scan led to, and its slip, are told in the desk's words.
    providers: [
      provideTranslocoScope('circulation', 'desk', 'holds', 'forms'),
      provideIcons({ barcode, bookmark_add: bookmarkAdd, drag, download, enter, hold, note, print, shelves, transfer }),
    ],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'overdue' },
      {
        path: 'overdue',
        title: 'circulation.overdue.title',
        loadComponent: () => import('./overdue-page').then((m) => m.OverduePage),
      },
      {
        path: 'hold-shelf',
        title: 'circulation.shelf.title',
        loadComponent: () => import('./hold-shelf-page').then((m) => m.HoldShelfPage),
      },
      {
        path: 'pick-list',
        title: 'circulation.picks.title',
        loadComponent: () => import('./pick-list-page').then((m) => m.PickListPage),
      },
      {
        path: 'transfers',
        title: 'circulation.transfers.title',
        loadComponent: () => import('./transfers-page').then((m) => m.TransfersPage),
      },
      {
        path: 'queues/:id',
        title: 'holds.queue.title',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('../holds/hold-queue-page').then((m) => m.HoldQueuePage),
      },
    ],
  },
];
