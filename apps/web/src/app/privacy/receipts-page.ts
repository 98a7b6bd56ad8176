import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ReceiptPaper } from '../accounts/receipt-paper';
import type { ErasureReceipt } from '../api-types';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { ErasureFigures } from './erasure-figures';

/** The receipts of erasures, to be read again by their number. */
@Component({
  imports: [
    EmptyState,
    ErasureFigures,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    Pager,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="stack" *transloco="let t; prefix: 'privacy.receipts'">
      <div>
        <h2>{{ t('title') }}</h2>
        <p class="quiet small">{{ t('text') }}</p>
      </div>
      <form class="row" role="search" (submit)="find($event, wanted.value)">
        <label for="wanted">{{ t('number') }}</label>
        <input
          #wanted
          id="wanted"
          type="search"
          class="tabular"
          maxlength="40"
          autocomplete="off"
          [placeholder]="t('numberHint')"
          [value]="number() ?? ''"
        />
        <button matButton="tonal" type="submit">{{ t('search') }}</button>
        @if (number()) {
          <a matButton routerLink="/privacy/receipts">{{ t('all') }}</a>
        }
      </form>
      @if (receipts.error(); as error) {
        <app-error-state [error]="error" (retry)="receipts.reload()" />
      } @else if (!receipts.firstPage()) {
        <app-skeleton [lines]="3" height="96px" />
      } @else if (receipts.items().length === 0) {
        <app-empty-state
          icon="receipt"
          [title]="t(number() ? 'notFound' : 'empty')"
          [text]="t(number() ? 'notFoundText' : 'emptyText')"
        />
      } @else {
        <ul>
          @for (receipt of receipts.items(); track receipt.id) {
            <li class="sheet stack">
              <div class="spread">
                <div>
                  <h3 class="tabular">{{ receipt.number }}</h3>
                  <p class="quiet small" *transloco="let words; prefix: 'privacy'">
                    {{ t('erasedOn', { day: (receipt.erasedAt | localDate: 'dateTime') }) }},
                    {{ words('reasons.' + receipt.reason) }}
                  </p>
                </div>
                <a
                  matButton="outlined"
                  target="_blank"
                  [href]="fileOf(receipt)"
                  [attr.aria-label]="t('printOne', { number: receipt.number })"
                >
                  <mat-icon svgIcon="receipt" aria-hidden="true" />{{ t('print') }}
                </a>
              </div>
              <app-erasure-figures [figures]="receipt" />
            </li>
          }
        </ul>
        <app-pager [list]="receipts" />
      }
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
    input {
      width: min(100%, 240px);
      height: 44px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      font: inherit;
    }
  `,
})
export class ReceiptsPage {
  private readonly router = inject(Router);
  private readonly paper = inject(ReceiptPaper);

  /** From the address: only the receipt with this number. */
  readonly number = input<string>();

  private readonly wanted = computed(() => this.number() || undefined);
  protected readonly receipts = cursorList('GET /api/v1/erasure-receipts', () => ({
    limit: 20,
    number: this.wanted(),
  }));

  protected fileOf({ id }: ErasureReceipt): string {
    return this.paper.ownAddressOf(`erasure-receipts/${id}/receipt.pdf`);
  }

  protected find(event: Event, text: string): void {
    event.preventDefault();
    void this.router.navigate([], { queryParams: { number: text.trim() || null } });
  }
}
