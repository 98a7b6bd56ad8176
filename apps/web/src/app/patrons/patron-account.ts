import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { AccountForm } from '../accounts/account-form';
import { AccountLines } from '../accounts/account-lines';
import type { AccountAction } from '../accounts/account-types';
import { PaymentList } from '../accounts/payment-list';
import { VoidAtOnce } from '../accounts/void-at-once';
import { apiResource } from '../api';
import type { Payment } from '../api-types';
import { DeskBranch } from '../desk/desk-branch';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { MoneyPipe } from '../ui/money-pipe';
import { Skeleton } from '../ui/skeleton';
import { PatronFile } from './patron-file';

/** The reader's account: line by line and receipt by receipt, with all that can be done to it for those who may. */
@Component({
  imports: [
    AccountForm,
    AccountLines,
    EmptyState,
    ErrorState,
    MatButton,
    MatIcon,
    MoneyPipe,
    PaymentList,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './patron-account.html',
  styleUrl: './patron-tabs.scss',
})
export class PatronAccount {
  protected readonly file = inject(PatronFile);
  protected readonly session = inject(Session);
  protected readonly desk = inject(DeskBranch);
  private readonly voidAtOnce = inject(VoidAtOnce);

  protected readonly account = apiResource('GET /api/v1/patrons/{id}/account', () => {
    const id = this.file.id();
    return id === null ? undefined : { id };
  });
  private readonly paymentAnswer = apiResource('GET /api/v1/patrons/{id}/payments', () => {
    const id = this.file.id();
    return id === null ? undefined : { id };
  });
  protected readonly payments = computed(() => (this.paymentAnswer.hasValue() ? this.paymentAnswer.value().items : []));
  protected readonly paymentError = this.paymentAnswer.error;
  protected readonly action = signal<AccountAction | null>(null);
  /** The charges that are chosen for a payment. */
  protected readonly chosen = signal<ReadonlySet<number>>(new Set());
  protected readonly chosenSum = computed(() => {
    const lines = this.account.hasValue() ? this.account.value().lines : [];
    return lines.reduce((sum, { id, outstanding }) => sum + (this.chosen().has(id) ? outstanding : 0), 0);
  });

  constructor() {
    effect(() => {
      if (this.voidAtOnce.count() > 0) untracked(() => this.reload());
    });
  }

  protected pay(balance: number): void {
    const lineIds = this.chosen().size === 0 ? null : [...this.chosen()];
    this.action.set({ kind: 'payment', lineIds, most: lineIds === null ? balance : this.chosenSum() });
  }

  protected refund(payment: Payment): void {
    this.action.set({ kind: 'refund', payment, most: payment.amount - payment.givenBack });
  }

  protected close(hasChanged: boolean): void {
    this.action.set(null);
    if (hasChanged) this.reload();
  }

  protected reload(): void {
    this.chosen.set(new Set());
    this.account.reload();
    this.paymentAnswer.reload();
    this.file.reload();
  }
}
