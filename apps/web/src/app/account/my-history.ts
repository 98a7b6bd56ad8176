import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { HistoryChoice } from '../api-types';
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

/** What a reader has read, as far as it is kept, and the choice of what becomes of it. */
@Component({
  imports: [EmptyState, ErrorState, LocalDatePipe, Pager, Skeleton, TitleLine, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.history'">
      @if (kept(); as kept) {
        @let days = t('days', { count: kept.keptDays });
        @if (kept.isChoiceOffered) {
          <fieldset class="sheet" [disabled]="isBusy()">
            <legend>{{ t('question') }}</legend>
            @for (choice of choices; track choice) {
              <label>
                <input
                  type="radio"
                  name="history-choice"
                  [value]="choice"
                  [checked]="choice === kept.choice"
                  (change)="choose(choice, $event)"
                />
                {{ t('choices.' + choice, { days }) }}
              </label>
            }
          </fieldset>
        } @else {
          <p class="sheet">{{ t('notOffered', { days }) }}</p>
        }
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
  styles: `
    fieldset {
      display: grid;
      gap: 4px;
      margin: 0 0 20px;
    }
    legend {
      float: left;
      padding: 0;
      font-weight: 600;
    }
    label {
      display: flex;
      gap: 12px;
      padding-block: 6px;
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 2px 0 0;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class MyHistory {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);

  protected readonly choices: readonly HistoryChoice[] = ['library', 'always', 'never'];
  protected readonly loans = cursorList('GET /api/v1/me/history', () => ({}));
  protected readonly kept = computed(() => this.loans.firstPage());
  protected readonly isBusy = signal(false);

  protected async choose(historyChoice: HistoryChoice, event: Event): Promise<void> {
    const text = (key: string) => this.transloco.translate<string>(`account.history.${key}`);
    const question = { title: text('stopTitle'), text: text('stopText'), action: text('stop'), isDangerous: true };
    if (historyChoice === 'never' && this.loans.items().length > 0 && !(await this.confirm.ask(question))) {
      this.showSaved(event);
      return;
    }
    this.isBusy.set(true);
    // Refused: what was chosen before is shown again, and the toast says why.
    try {
      await this.api.call('PATCH /api/v1/me', { body: { historyChoice } });
      this.toasts.say(text('saved'));
      this.loans.reload();
    } catch (error) {
      this.showSaved(event);
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
    } finally {
      this.isBusy.set(false);
    }
  }

  /** The browser has moved the mark already; what is shown as chosen is what is saved. */
  private showSaved(event: Event): void {
    const saved = this.kept()?.choice;
    const radios = (event.target as HTMLElement).closest('fieldset')!.querySelectorAll('input');
    for (const radio of radios) radio.checked = radio.value === saved;
  }
}
