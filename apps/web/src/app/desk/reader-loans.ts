import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LibraryLists } from '../patrons/library-lists';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { DeskStore } from './desk-store';

/** What the present reader has at home, the latest loan first, so that what was just lent is seen at once. */
@Component({
  selector: 'app-reader-loans',
  imports: [LocalDatePipe, MatButton, MatIcon, RouterLink, TranslocoDirective],
  template: `
    <section aria-labelledby="loans-title" *transloco="let t; prefix: 'desk'">
      <h3 id="loans-title">{{ t('reader.loans') }}</h3>
      @if (loans().length === 0) {
        <p class="quiet">{{ t('reader.noLoans') }}</p>
      } @else {
        <ul>
          @for (loan of loans(); track loan.id) {
            <li [class.fresh]="isFresh(loan.checkedOutAt)">
              <div class="what">
                <a class="serif" [routerLink]="['/records', loan.record.id]">{{ loan.record.title }}</a>
                <span class="quiet small tabular">
                  {{ loan.item.barcode }}{{ loan.item.callNumber ? ' · ' + loan.item.callNumber : '' }}
                  @if (loan.renewals > 0) {
                    · {{ t('reader.renewals', { count: loan.renewals }) }}
                  }
                </span>
              </div>
              <span class="due tabular" [class.late]="loan.isOverdue">
                @if (loan.isOverdue) {
                  <mat-icon svgIcon="warning" aria-hidden="true" />
                  <span class="visually-hidden">{{ t('reader.overdue') }}</span>
                }
                {{ loan.dueAt | localDate: (loan.isHourly ? 'dateTime' : 'weekday') : lists.timeZoneOf(loan.branchId) }}
              </span>
              <span class="doing">
                <button
                  matButton
                  type="button"
                  [attr.aria-label]="t('action.renewOne', { title: loan.record.title })"
                  (click)="store.send({ kind: 'renew', loanId: loan.id, title: loan.record.title })"
                >
                  {{ t('action.renew') }}
                </button>
                <button
                  matButton
                  type="button"
                  [attr.aria-label]="t('action.returnOne', { title: loan.record.title })"
                  (click)="store.send({ kind: 'return', barcode: loan.item.barcode })"
                >
                  {{ t('action.return') }}
                </button>
              </span>
            </li>
          }
        </ul>
      }
    </section>
  `,
  styleUrl: './reader-list.scss',
})
export class ReaderLoans {
  protected readonly store = inject(DeskStore);
  protected readonly lists = inject(LibraryLists);

  protected readonly loans = computed(() =>
    [...(this.store.reader()?.loans ?? [])].sort((a, b) => b.checkedOutAt.localeCompare(a.checkedOutAt) || b.id - a.id),
  );

  /** Whether it was lent since this reader came to the desk. */
  protected isFresh(checkedOutAt: string): boolean {
    const since = this.store.since();
    return since !== null && checkedOutAt >= since;
  }
}
