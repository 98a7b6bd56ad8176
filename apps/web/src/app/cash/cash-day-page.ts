import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ReceiptPaper } from '../accounts/receipt-paper';
import { apiResource } from '../api';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { Skeleton } from '../ui/skeleton';
import { CashHeader } from './cash-header';
import { cashPlace } from './cash-place';
import { ClosingForm } from './closing-form';
import { ClosingNote } from './closing-note';
import { FlowTable } from './flow-table';

/** One day's cash at one branch: what should be in the till, by method and by person, each receipt, and closing the day. */
@Component({
  imports: [
    CashHeader,
    ClosingForm,
    ClosingNote,
    EmptyState,
    ErrorState,
    FlowTable,
    LocalDatePipe,
    MatButton,
    MoneyPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './cash-day-page.html',
  styleUrl: './cash.scss',
})
export class CashDayPage {
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  protected readonly lists = inject(LibraryLists);
  protected readonly paper = inject(ReceiptPaper);

  /** The day and the branch, in the address. */
  readonly day = input<string>();
  readonly branch = input<string>();

  protected readonly place = cashPlace(this.branch);
  protected readonly chosen = computed(() => {
    const wanted = this.day() ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(wanted) ? wanted : this.place.today();
  });
  protected readonly report = apiResource('GET /api/v1/cash/days/{day}', () => ({
    day: this.chosen(),
    branchId: this.place.branchId() ?? undefined,
  }));
  protected readonly data = computed(() => (this.report.hasValue() ? this.report.value() : null));
  protected readonly fileAddress = computed(
    () => `/api/v1/cash/days/${this.chosen()}/export?${this.place.query()}language=${this.language.current()}`,
  );
  protected readonly byMethod = computed(() =>
    (this.data()?.methods ?? []).map((totals) => ({
      ...totals,
      label: this.text(`accounts.methods.${totals.method}`),
    })),
  );
  protected readonly byStaff = computed(() =>
    (this.data()?.staff ?? []).map((totals) => ({ ...totals, label: totals.staffName ?? this.text('cash.nobody') })),
  );
  /** What can be closed: one branch's day that has begun. */
  protected readonly isClosable = computed(() => {
    const data = this.data();
    return data !== null && data.branchId !== null && data.closing === null && data.day <= data.today;
  });

  protected go(queryParams: Record<string, string>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected step(days: -1 | 1): void {
    const date = new Date(`${this.chosen()}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    this.go({ day: date.toISOString().slice(0, 10) });
  }

  private text(key: string): string {
    this.language.current();
    return this.transloco.translate(key);
  }
}
