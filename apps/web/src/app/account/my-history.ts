import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import { Confirm } from '../ui/confirm';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Pager } from '../ui/pager';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { TitleLine } from './title-line';

/** What a reader has read, kept only if they wish. */
@Component({
  imports: [EmptyState, ErrorState, LocalDatePipe, MatButton, Pager, Skeleton, TitleLine, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.history'">
      @if (me(); as me) {
        <div class="sheet spread">
          <p>{{ me.isHistoryKept ? t('isKept') : t('isNotKept') }}</p>
          <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="setKept(!me.isHistoryKept)">
            {{ me.isHistoryKept ? t('stop') : t('start') }}
          </button>
        </div>
      }
      @if (loans.error(); as error) {
        <app-error-state [error]="error" (retry)="loans.reload()" />
      } @else if (!loans.firstPage()) {
        <app-skeleton [lines]="3" height="72px" />
      } @else if (loans.items().length === 0) {
        <app-empty-state icon="history" [title]="t('empty')" [text]="t('emptyText')" />
      } @else {
        <ul class="lines">
          @for (loan of loans.items(); track loan.id) {
            <li>
              <app-title-line [record]="loan.record">
                <p class="when quiet small">
                  {{ t('between', { from: (loan.checkedOutAt | localDate), to: (loan.returnedAt | localDate) }) }}
                </p>
              </app-title-line>
            </li>
          }
        </ul>
        <app-pager [list]="loans" />
      }
    </ng-container>
  `,
  styleUrl: './lists.scss',
})
export class MyHistory {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);

  private readonly person = apiResource('GET /api/v1/me');
  protected readonly me = computed(() => (this.person.hasValue() ? this.person.value() : undefined));
  protected readonly loans = cursorList('GET /api/v1/me/history', () => ({}));
  protected readonly isBusy = signal(false);

  protected async setKept(isHistoryKept: boolean): Promise<void> {
    const text = (key: string) => this.transloco.translate<string>(`account.history.${key}`);
    const question = { title: text('stopTitle'), text: text('stopText'), action: text('stop'), isDangerous: true };
    if (!isHistoryKept && !(await this.confirm.ask(question))) return;
    this.isBusy.set(true);
    try {
      await this.api.call('PATCH /api/v1/me', { body: { isHistoryKept } });
      this.toasts.say(text(isHistoryKept ? 'started' : 'stopped'));
      this.person.reload();
      this.loans.reload();
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' }); // the choice stays as it was
    } finally {
      this.isBusy.set(false);
    }
  }
}
