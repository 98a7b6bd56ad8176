import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ReceiptPaper } from '../accounts/receipt-paper';
import { Api, apiResource } from '../api';
import type { Loan } from '../api-types';
import { RefusalTexts } from '../catalogue/refusal-texts';
import { LoanReasons } from '../explanations/loan-reasons';
import { LibraryLists } from '../patrons/library-lists';
import { ProblemError } from '../session/problem-error';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { TitleLine } from './title-line';

/** What a reader has at home, the soonest due first, and its renewal, one by one or all. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    LoanReasons,
    LocalDatePipe,
    MatButton,
    MatIcon,
    RouterLink,
    Skeleton,
    TitleLine,
    TranslocoDirective,
  ],
  templateUrl: './my-loans.html',
  styleUrl: './lists.scss',
})
export class MyLoans {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly refusals = inject(RefusalTexts);
  protected readonly lists = inject(LibraryLists);
  protected readonly paper = inject(ReceiptPaper);

  protected readonly list = apiResource('GET /api/v1/me/loans', () => ({ limit: 100 }));
  protected readonly loans = computed(() =>
    this.list.hasValue() ? [...this.list.value().items].sort((a, b) => a.dueAt.localeCompare(b.dueAt)) : [],
  );
  protected readonly overdueCount = computed(() => this.loans().filter((loan) => loan.isOverdue).length);
  /** Loans being renewed. */
  protected readonly busy = signal<ReadonlySet<number>>(new Set());
  /** Why a renewal was refused, by loan; stays beside the title. */
  protected readonly refused = signal<ReadonlyMap<number, string[]>>(new Map());

  protected async renewLoan(loan: Loan): Promise<void> {
    if (await this.renew(loan)) this.say('renewed', { count: 1 });
  }

  protected async renewAll(): Promise<void> {
    let renewed = 0;
    for (const loan of this.loans()) if (await this.renew(loan)) renewed++;
    this.say('renewed', { count: renewed });
  }

  private async renew(loan: Loan): Promise<boolean> {
    this.busy.update((ids) => new Set(ids).add(loan.id));
    try {
      const params = { id: loan.id, body: {} };
      const { loan: renewed } = await this.api.call('POST /api/v1/loans/{id}/renew', params, {
        key: crypto.randomUUID(),
      });
      this.list.update((answer) =>
        answer ? { ...answer, items: answer.items.map((one) => (one.id === loan.id ? renewed : one)) } : answer,
      );
      this.setRefusal(loan.id, null);
      return true;
    } catch (error) {
      this.setRefusal(loan.id, this.reasonsOf(error)); // told beside the title; the loan stays as it was
      return false;
    } finally {
      this.busy.update((ids) => new Set([...ids].filter((id) => id !== loan.id)));
    }
  }

  private reasonsOf(error: unknown): string[] {
    const isRefusal = error instanceof ProblemError && error.refusals.length > 0;
    return isRefusal
      ? error.refusals.map((refusal) => this.refusals.describe(refusal))
      : [this.problems.sentence(error)];
  }

  private setRefusal(loanId: number, reasons: string[] | null): void {
    this.refused.update((before) => {
      const after = new Map(before);
      if (reasons === null) after.delete(loanId);
      else after.set(loanId, reasons);
      return after;
    });
  }

  private say(key: string, params: { count: number }): void {
    if (params.count === 0) this.toasts.say(this.transloco.translate('account.loans.noneRenewed'), { tone: 'no' });
    else this.toasts.say(this.transloco.translate(`account.loans.${key}`, params));
  }
}
