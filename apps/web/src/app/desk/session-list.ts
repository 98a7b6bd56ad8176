import { Component, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { DeskStore } from './desk-store';
import type { DeskTask, SessionEntry } from './desk-types';
import { DeskWords } from './desk-words';
import { isUndoable, SessionLog } from './session-log';

const TONE_ICONS = { yes: 'check_circle', no: 'block', attention: 'warning', info: 'info' };

/** What waits for the server, and what was done in this session, newest first; undo and retry are in each line. */
@Component({
  selector: 'app-session-list',
  imports: [LocalDatePipe, MatButton, MatIcon, MatIconButton, TranslocoDirective],
  templateUrl: './session-list.html',
  styleUrl: './session-list.scss',
})
export class SessionList {
  protected readonly store = inject(DeskStore);
  protected readonly log = inject(SessionLog);
  protected readonly words = inject(DeskWords);
  protected readonly icons = TONE_ICONS;

  protected canUndo(entry: SessionEntry): boolean {
    return isUndoable(entry, Date.now());
  }

  /** What a waiting task is about, as it was scanned or named. */
  protected subjectOf({ request }: DeskTask): string {
    if (request.kind === 'scan') return request.text;
    return 'title' in request ? request.title : '';
  }
}
