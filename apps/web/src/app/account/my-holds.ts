import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource, type Body } from '../api';
import type { Hold } from '../api-types';
import { ordinal } from '../catalogue/record-words';
import { Language } from '../i18n/language';
import { HoldDialogs } from '../holds/hold-dialogs';
import { LibraryLists } from '../patrons/library-lists';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { TitleLine } from './title-line';

const ORDER = ['ready', 'in_transit', 'waiting'];

/** What a reader waits for: where they stand, where they collect it, a pause, a way out. */
@Component({
  imports: [EmptyState, ErrorState, LocalDatePipe, MatButton, RouterLink, Skeleton, TitleLine, TranslocoDirective],
  templateUrl: './my-holds.html',
  styleUrl: './lists.scss',
})
export class MyHolds {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly confirm = inject(Confirm);
  private readonly dialogs = inject(HoldDialogs);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  protected readonly lists = inject(LibraryLists);

  protected readonly list = apiResource('GET /api/v1/me/holds', () => ({ limit: 100 }));
  protected readonly holds = computed(() =>
    this.list.hasValue()
      ? this.list
          .value()
          .items.filter((hold) => ORDER.includes(hold.status))
          .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.placedAt.localeCompare(b.placedAt))
      : [],
  );
  protected readonly busy = signal<number | null>(null);

  protected place(hold: Hold): string {
    return ordinal(hold.position ?? 1, this.language.current());
  }

  protected async cancelHold(hold: Hold): Promise<void> {
    const isSure = await this.confirm.ask({
      title: this.text('cancelTitle', { title: hold.record.title }),
      text: this.text(hold.status === 'waiting' ? 'cancelWaiting' : 'cancelReady'),
      action: this.text('cancelAction'),
      cancel: this.text('keep'),
      isDangerous: true,
    });
    if (!isSure) return;
    await this.change(hold, async () => {
      await this.api.call('DELETE /api/v1/holds/{id}', { id: hold.id });
      this.toasts.say(this.text('cancelled', { title: hold.record.title }));
    });
  }

  protected async changePickup(hold: Hold, branchId: string): Promise<void> {
    await this.change(hold, async () => {
      await this.patch(hold, { pickupBranchId: Number(branchId) });
      this.toasts.say(this.text('pickupChanged', { branch: this.lists.branchName(Number(branchId)) }));
    });
  }

  protected async togglePause(hold: Hold): Promise<void> {
    await this.change(hold, async () => {
      await this.patch(hold, { isSuspended: !hold.isSuspended });
      this.toasts.say(this.text(hold.isSuspended ? 'resumed' : 'paused'));
    });
  }

  protected async edit(hold: Hold): Promise<void> {
    if (!(await this.dialogs.edit(hold))) return;
    this.toasts.say(this.text('changed'));
    this.list.reload();
  }

  private async patch({ id, version }: Hold, body: Body<'PATCH /api/v1/holds/{id}'>): Promise<void> {
    await this.api.call('PATCH /api/v1/holds/{id}', { id, body }, { version });
  }

  private async change(hold: Hold, work: () => Promise<void>): Promise<void> {
    this.busy.set(hold.id);
    try {
      await work();
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' }); // the list is read again below
    } finally {
      this.busy.set(null);
      this.list.reload();
    }
  }

  private text(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate<string>(`account.holds.${key}`, params);
  }
}
