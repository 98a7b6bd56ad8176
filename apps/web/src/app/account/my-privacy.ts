import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiAddress, apiResource } from '../api';
import { Language } from '../i18n/language';
import { ErasureRefusals } from '../privacy/erasure-refusals';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';

/** A reader's rights over their data: to have it all, to choose how long it is kept, and to be erased. */
@Component({
  imports: [ErasureRefusals, ErrorState, LocalDatePipe, MatButton, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account'">
      <section aria-labelledby="export">
        <h2 id="export">{{ t('privacy.exportTitle') }}</h2>
        <p>{{ t('privacy.exportText') }}</p>
        <p class="row">
          <a matButton="tonal" [href]="fileOf('html')" download>{{ t('privacy.html') }}</a>
          <a matButton="outlined" [href]="fileOf('json')" download>{{ t('privacy.json') }}</a>
        </p>
        <p class="quiet small">{{ t('privacy.often') }}</p>
      </section>
      <section aria-labelledby="reading">
        <h2 id="reading">{{ t('privacy.historyTitle') }}</h2>
        <p>{{ t('privacy.historyText', { history: t('history.title') }) }}</p>
        <p>
          <a matButton="outlined" routerLink="/account/history">{{ t('privacy.historyLink') }}</a>
        </p>
      </section>
      <section aria-labelledby="erasure">
        <h2 id="erasure">{{ t('privacy.eraseTitle') }}</h2>
        @if (own.error(); as error) {
          <app-error-state [error]="error" (retry)="own.reload()" />
        } @else if (!own.hasValue()) {
          <app-skeleton [lines]="4" />
        } @else {
          @let erasure = own.value();
          @let request = erasure.request;
          <p>{{ t('privacy.eraseText') }}</p>
          @if (request && request.declinedAt === null) {
            <p class="tag wait">
              {{ t('privacy.pending', { day: (request.requestedAt | localDate), by: (request.answerBy | localDate) }) }}
            </p>
            <p>
              <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="withdraw()">
                {{ t('privacy.withdraw') }}
              </button>
            </p>
          } @else {
            @if (request) {
              <p class="tag">
                {{ t('privacy.declined', { day: (request.declinedAt | localDate), reason: request.declineReason }) }}
              </p>
            }
            @if (erasure.refusals.length > 0) {
              <div>
                <p>{{ t('privacy.against') }}</p>
                <app-erasure-refusals [refusals]="erasure.refusals" />
              </div>
            }
            <p>
              <button
                matButton="outlined"
                type="button"
                [disabled]="isBusy() || erasure.refusals.length > 0"
                (click)="ask()"
              >
                {{ t(request ? 'privacy.again' : 'privacy.ask') }}
              </button>
            </p>
          }
        }
      </section>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 36px;
      max-width: 720px;
    }
    section {
      display: grid;
      justify-items: start;
      gap: 12px;
    }
    h2 {
      font-size: 1.2rem;
    }
  `,
})
export class MyPrivacy {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  protected readonly own = apiResource('GET /api/v1/me/erasure-request');
  protected readonly isBusy = signal(false);

  protected fileOf(format: 'html' | 'json'): string {
    return apiAddress('GET /api/v1/me/data-export', { format, language: this.language.current() });
  }

  protected async ask(): Promise<void> {
    const question = { title: this.text('askTitle'), text: this.text('askText'), action: this.text('ask') };
    if (!(await this.confirm.ask({ ...question, isDangerous: true }))) return;
    await this.send(() => this.api.call('POST /api/v1/me/erasure-request'), 'asked');
  }

  protected withdraw(): Promise<void> {
    return this.send(() => this.api.call('DELETE /api/v1/me/erasure-request'), 'withdrawn');
  }

  private async send(call: () => Promise<unknown>, said: string): Promise<void> {
    this.isBusy.set(true);
    // Refused: what is so by now is shown, and the toast says why.
    try {
      await call();
      this.toasts.say(this.text(said));
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
    } finally {
      this.isBusy.set(false);
    }
    this.own.reload();
  }

  private text(key: string): string {
    return this.transloco.translate(`account.privacy.${key}`);
  }
}
