import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { NoticeChoice } from '../api-types';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';

/** Which mails a reader wants, and the last ones that came. */
@Component({
  selector: 'app-my-notices',
  imports: [ErrorState, LocalDatePipe, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.notices'">
      @if (own.error(); as error) {
        <app-error-state [error]="error" (retry)="own.reload()" />
      } @else if (!own.hasValue()) {
        <app-skeleton [lines]="4" />
      } @else {
        @let notices = own.value();
        @if (!notices.isMailConfigured) {
          <p class="quiet">{{ t('none') }}</p>
        } @else {
          <fieldset [disabled]="isBusy()">
            <legend>{{ t('question') }}</legend>
            @for (choice of choices(); track choice) {
              <label>
                <input
                  type="radio"
                  name="notice-choice"
                  [value]="choice"
                  [checked]="choice === notices.choice"
                  (change)="choose(choice)"
                />
                <span>
                  {{ t('choices.' + choice) }}
                  <span class="small quiet">{{ t('hints.' + choice) }}</span>
                </span>
              </label>
            }
          </fieldset>
          @if (notices.items.length > 0) {
            <h3>{{ t('sent') }}</h3>
            <ul>
              @for (mail of notices.items; track mail.id) {
                <li>
                  <span>{{ mail.subject ?? t('kinds.' + mail.kind) }}</span>
                  <time class="quiet small nowrap" [attr.datetime]="mail.sentAt">{{ mail.sentAt | localDate }}</time>
                </li>
              }
            </ul>
          }
        }
      }
    </ng-container>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 4px;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 6px;
    }
    label {
      display: flex;
      gap: 12px;
      padding-block: 6px;
    }
    label span span {
      display: block;
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin-block-start: 2px;
      accent-color: var(--mat-sys-primary);
    }
    h3 {
      margin-block: 20px 6px;
      font-size: 1rem;
    }
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding-block: 6px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class MyNotices {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(ProblemTexts);

  protected readonly own = apiResource('GET /api/v1/me/notices');
  protected readonly isBusy = signal(false);
  protected readonly choices = computed((): NoticeChoice[] =>
    this.own.hasValue() && this.own.value().canDecline
      ? ['library', 'each', 'daily', 'essential']
      : ['library', 'each', 'daily'],
  );

  protected async choose(noticeChoice: NoticeChoice): Promise<void> {
    this.isBusy.set(true);
    // Refused: what was chosen before is shown again, and the toast says why.
    try {
      await this.api.call('PATCH /api/v1/me', { body: { noticeChoice } });
      this.toasts.say(this.transloco.translate('account.profile.saved'));
    } catch (error) {
      this.toasts.say(this.texts.sentence(error), { tone: 'no' });
    } finally {
      this.isBusy.set(false);
    }
    this.own.reload();
  }
}
