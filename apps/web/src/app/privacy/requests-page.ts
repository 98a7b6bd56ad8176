import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { ErasureRequest, PendingErasure } from '../api-types';
import { onLiveChange } from '../live/live';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { DeclineDialog } from './decline-dialog';
import { ErasureRefusals } from './erasure-refusals';
import { Erasing } from './erasing';
import { WarnedReaders } from './warned-readers';

/** The readers who ask to be erased, the oldest request first, and those who will be for want of use. */
@Component({
  imports: [
    EmptyState,
    ErasureRefusals,
    ErrorState,
    LocalDatePipe,
    MatButton,
    Pager,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    WarnedReaders,
  ],
  template: `
    <div class="stack" *transloco="let t; prefix: 'privacy.requests'">
      <section class="stack" aria-labelledby="requests">
        <div>
          <h2 id="requests">{{ t('title') }}</h2>
          <p class="quiet small">{{ t('text') }}</p>
        </div>
        @if (requests.error(); as error) {
          <app-error-state [error]="error" (retry)="requests.reload()" />
        } @else if (!requests.firstPage()) {
          <app-skeleton [lines]="3" height="72px" />
        } @else if (requests.items().length === 0) {
          <app-empty-state icon="check_circle" [title]="t('empty')" [text]="t('emptyText')" />
        } @else {
          <ul>
            @for (request of requests.items(); track request.patron.id) {
              <li class="sheet">
                <div>
                  <h3>
                    <a [routerLink]="['/patrons', request.patron.id, 'privacy']">{{ request.patron.name }}</a>
                  </h3>
                  <p class="small">
                    <span class="quiet">{{ t('askedOn', { day: (request.requestedAt | localDate) }) }}</span>
                    @if (isLate(request)) {
                      <span class="tag no">{{ t('late', { day: (request.answerBy | localDate) }) }}</span>
                    } @else {
                      <span class="tag">{{ t('answerBy', { day: (request.answerBy | localDate) }) }}</span>
                    }
                  </p>
                  @if (request.refusals.length > 0) {
                    <p>{{ t('against') }}</p>
                    <app-erasure-refusals [refusals]="request.refusals" />
                  } @else {
                    <p class="quiet">{{ t('ready') }}</p>
                  }
                </div>
                <div class="row">
                  <button
                    matButton
                    type="button"
                    [attr.aria-label]="t('declineOne', { name: request.patron.name })"
                    (click)="decline(request)"
                  >
                    {{ t('decline') }}
                  </button>
                  <button
                    matButton="outlined"
                    type="button"
                    [attr.aria-label]="t('eraseOne', { name: request.patron.name })"
                    [disabled]="request.refusals.length > 0"
                    (click)="erase(request)"
                  >
                    {{ t('erase') }}
                  </button>
                </div>
              </li>
            }
          </ul>
          <app-pager [list]="requests" />
        }
      </section>
      <app-warned-readers />
    </div>
  `,
  styles: `
    h2 {
      font-size: 1.15rem;
    }
    h3 {
      font-size: 1.05rem;
    }
    ul {
      display: grid;
      gap: 12px;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: 12px 24px;
    }
    li p {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 12px;
      margin-block-start: 6px;
    }
    .stack {
      gap: 24px;
    }
  `,
})
export class RequestsPage {
  private readonly dialog = inject(MatDialog);
  private readonly erasing = inject(Erasing);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  protected readonly requests = cursorList('GET /api/v1/erasure-requests', () => ({ limit: 20 }));

  constructor() {
    // A loan brought back or a debt paid takes away what stood against a request.
    onLiveChange(
      ({ patronId }) => this.requests.items().some(({ patron }) => patron.id === patronId),
      () => this.requests.reload(),
    );
    onLiveChange(
      ({ action }) => action === 'patron.request_erasure',
      () => this.requests.reload(),
    );
  }

  protected isLate({ answerBy }: PendingErasure): boolean {
    return answerBy < new Date().toLocaleDateString('sv');
  }

  protected async erase({ patron }: PendingErasure): Promise<void> {
    if (!(await this.erasing.erase(patron))) this.requests.reload();
  }

  protected async decline(request: PendingErasure): Promise<void> {
    const asked = this.dialog.open<DeclineDialog, PendingErasure, ErasureRequest>(DeclineDialog, {
      data: request,
      width: '520px',
    });
    if ((await firstValueFrom(asked.afterClosed())) === undefined) return;
    this.toasts.say(this.transloco.translate('privacy.declining.said'));
    this.requests.reload();
  }
}
