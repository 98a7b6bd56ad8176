import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiAddress, apiResource } from '../api';
import { onLiveChange } from '../live/live';
import { ErasureFigures } from '../privacy/erasure-figures';
import { ErasureRefusals } from '../privacy/erasure-refusals';
import { Erasing } from '../privacy/erasing';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Skeleton } from '../ui/skeleton';
import { PatronFile } from './patron-file';

/** A reader's rights: the file with all that is held, the request to be erased, and the erasure itself. */
@Component({
  imports: [ErasureFigures, ErasureRefusals, ErrorState, LocalDatePipe, MatButton, Skeleton, TranslocoDirective],
  template: `
    <div class="stack" *transloco="let t; prefix: 'patrons.privacy'">
      @if (file.patron(); as patron) {
        <section class="sheet" aria-labelledby="export">
          <h2 id="export">{{ t('exportTitle') }}</h2>
          <p>{{ t('exportText') }}</p>
          <p class="row files">
            <a matButton="tonal" [href]="fileOf(patron.id, 'html')" download>{{ t('html') }}</a>
            <a matButton="outlined" [href]="fileOf(patron.id, 'json')" download>{{ t('json') }}</a>
          </p>
        </section>
        <section class="sheet" aria-labelledby="erase">
          <h2 id="erase">{{ t('eraseTitle') }}</h2>
          @if (erasure.error(); as error) {
            <app-error-state [error]="error" (retry)="erasure.reload()" />
          } @else if (!erasure.hasValue()) {
            <app-skeleton [lines]="5" />
          } @else {
            @let plan = erasure.value();
            @if (plan.request; as request) {
              @if (request.declinedAt === null) {
                <p class="tag wait">
                  {{ t('requested', { day: (request.requestedAt | localDate), by: (request.answerBy | localDate) }) }}
                </p>
              } @else {
                <p>
                  {{ t('declined', { day: (request.declinedAt | localDate), reason: request.declineReason }) }}
                </p>
              }
            }
            @if (plan.refusals.length > 0) {
              <p>{{ t('notYet') }}</p>
              <app-erasure-refusals [refusals]="plan.refusals" />
            }
            <h3>{{ t('would') }}</h3>
            <app-erasure-figures [figures]="plan" />
            <button
              matButton="outlined"
              type="button"
              [disabled]="plan.refusals.length > 0"
              (click)="erase(patron.id, patron.givenName + ' ' + patron.familyName)"
            >
              {{ t('erase') }}
            </button>
          }
        </section>
      }
    </div>
  `,
  styleUrl: './patron-tabs.scss',
  styles: `
    h3 {
      margin-block: 20px 8px;
      font-size: 1rem;
    }
    .files {
      margin-block-start: 12px;
    }
    p.tag {
      margin-block-end: 12px;
    }
  `,
})
export class PatronPrivacy {
  protected readonly file = inject(PatronFile);
  private readonly erasing = inject(Erasing);

  protected readonly erasure = apiResource('GET /api/v1/patrons/{id}/erasure', () => {
    const id = this.file.id();
    return id === null ? undefined : { id };
  });

  constructor() {
    onLiveChange(
      ({ patronId }) => patronId !== null && patronId === this.file.id(),
      () => this.erasure.reload(),
    );
  }

  protected fileOf(id: number, format: 'html' | 'json'): string {
    return apiAddress('GET /api/v1/patrons/{id}/data-export', { id, format });
  }

  protected async erase(id: number, name: string): Promise<void> {
    if (!(await this.erasing.erase({ id, name }))) this.erasure.reload();
  }
}
