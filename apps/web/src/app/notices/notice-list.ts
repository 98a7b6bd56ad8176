import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Notice, NoticeState } from '../api-types';
import { Session } from '../session/session';
import type { CursorList } from '../ui/cursor-list';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Pager } from '../ui/pager';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { NoticeText } from './notice-text';

const TONES: Record<NoticeState, string> = {
  planned: 'wait',
  queued: 'wait',
  sending: 'wait',
  sent: 'yes',
  failed: 'no',
  cancelled: '',
};

/** Mails with their state; each opens to its text, and can be sent again or held back. */
@Component({
  selector: 'app-notice-list',
  imports: [LocalDatePipe, MatButton, NoticeText, Pager, RouterLink, TranslocoDirective],
  templateUrl: './notice-list.html',
  styleUrl: './notice-list.scss',
})
export class NoticeList {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemTexts = inject(ProblemTexts);
  protected readonly session = inject(Session);

  readonly list = input.required<CursorList<Notice>>();
  /** Whether all are to one reader, whose name need not be said. */
  readonly isOfOneReader = input(false);

  protected readonly tones = TONES;
  protected readonly opened = signal<ReadonlySet<number>>(new Set());
  protected readonly busy = signal<number | null>(null);

  protected setOpened(id: number, isOpen: boolean): void {
    this.opened.update((ids) => {
      const next = new Set(ids);
      if (isOpen) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  protected canRetry({ state }: Notice): boolean {
    return ['failed', 'cancelled', 'queued'].includes(state);
  }

  protected canCancel({ state }: Notice): boolean {
    return ['planned', 'queued', 'failed'].includes(state);
  }

  protected async change(notice: Notice, what: 'retry' | 'cancel'): Promise<void> {
    this.busy.set(notice.id);
    // The list stays as it is when the server refuses; the toast says why.
    try {
      await this.api.call(`POST /api/v1/notices/{id}/${what}`, { id: notice.id });
      this.toasts.say(this.transloco.translate(`notices.done.${what}`));
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
    } finally {
      this.busy.set(null);
    }
    this.list().reload();
  }
}
