import { Component, computed, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Loan } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { DeskStore } from './desk-store';
import { Why } from './why';

/** What the present reader has at home: what was just lent is seen at once, and then what is due. */
@Component({
  selector: 'app-reader-loans',
  imports: [LocalDatePipe, MatIcon, MatIconButton, RouterLink, TranslocoDirective],
  template: `
    <section aria-labelledby="loans-title" *transloco="let t; prefix: 'desk'">
      <h3 id="loans-title">{{ t('reader.loans') }}</h3>
      @if (loans().length === 0) {
        <p class="quiet">{{ t('reader.noLoans') }}</p>
      } @else {
        <ul>
          @for (loan of loans(); track loan.id) {
            <li [class.fresh]="isFresh(loan)">
              <div class="what">
                <a class="serif" [routerLink]="['/records', loan.record.id]">{{ loan.record.title }}</a>
                <span class="quiet small tabular">
                  {{ loan.item.barcode }}{{ loan.item.callNumber ? ' · ' + loan.item.callNumber : '' }}
                  @if (loan.renewals > 0) {
                    · {{ t('reader.renewals', { count: loan.renewals }) }}
                  }
                  @if (loan.recalledAt) {
                    · {{ t('reader.recalled') }}
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
                  matIconButton
                  type="button"
                  [title]="t('action.why')"
                  [attr.aria-label]="t('action.whyOne', { title: loan.record.title })"
                  (click)="why.ask(loan.id, loan.record.title)"
                >
                  <mat-icon svgIcon="help" aria-hidden="true" />
                </button>
                <button
                  matIconButton
                  type="button"
                  [title]="t('action.renew')"
                  [attr.aria-label]="t('action.renewOne', { title: loan.record.title })"
                  (click)="store.send({ kind: 'renew', loanId: loan.id, title: loan.record.title })"
                >
                  <mat-icon svgIcon="renew" aria-hidden="true" />
                </button>
                <button
                  matIconButton
                  type="button"
                  [title]="t('action.return')"
                  [attr.aria-label]="t('action.returnOne', { title: loan.record.title })"
                  (click)="store.send({ kind: 'return', barcode: loan.item.barcode, title: loan.record.title })"
                >
                  <mat-icon svgIcon="take_back" aria-hidden="true" />
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
  protected readonly why = inject(Why);

  protected readonly loans = computed(() => [...(this.store.reader()?.loans ?? [])].sort((a, b) => this.order(a, b)));

  /** Whether it was lent since this reader came to the desk. */
  protected isFresh({ checkedOutAt }: Loan): boolean {
    const since = this.store.since();
    return since !== null && checkedOutAt >= since;
  }

  /** What was just lent, the latest first; then what is due first. */
  private order(a: Loan, b: Loan): number {
    if (this.isFresh(a) !== this.isFresh(b)) return this.isFresh(a) ? -1 : 1;
    if (this.isFresh(a)) return b.checkedOutAt.localeCompare(a.checkedOutAt) || b.id - a.id;
    return a.dueAt.localeCompare(b.dueAt) || a.id - b.id;
  }
}
