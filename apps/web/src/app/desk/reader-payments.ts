import { Component, computed, effect, inject, output, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { isRefundable, isVoidable } from '../accounts/payment-state';
import { ReceiptPaper } from '../accounts/receipt-paper';
import { VoidAtOnce } from '../accounts/void-at-once';
import { apiResource } from '../api';
import type { Payment } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { DeskStore } from './desk-store';

const SHOWN = 3;

/** The present reader's last receipts: to be printed, voided or given back. Without a network they are simply not there. */
@Component({
  selector: 'app-reader-payments',
  imports: [LocalDatePipe, MatButton, MoneyPipe, TranslocoDirective],
  template: `
    @if (payments().length > 0) {
      <ul *transloco="let t; prefix: 'accounts'" [attr.aria-label]="t('payments')">
        @for (payment of payments(); track payment.id) {
          <li>
            <span class="what">
              <span class="tabular">{{ payment.number }}</span>
              <span class="quiet small">
                {{ t('receiptKind.' + payment.kind, { number: payment.reversesNumber ?? '' }) }} ·
                {{ t('methods.' + payment.method) }} · {{ payment.createdAt | localDate }}
                @if (payment.givenBack > 0) {
                  · {{ t('givenBack', { amount: (payment.givenBack | money) }) }}
                }
              </span>
            </span>
            <span class="tabular">{{ (payment.kind === 'payment' ? payment.amount : -payment.amount) | money }}</span>
            <span class="actions">
              <a
                matButton
                target="_blank"
                [href]="paper.addressOf('payments/' + payment.id + '/receipt.pdf')"
                [attr.aria-label]="t('pdfOf', { number: payment.number })"
                >PDF</a
              >
              @if (canVoid(payment)) {
                <button
                  matButton
                  type="button"
                  [attr.aria-label]="t('void.openOne', { number: payment.number })"
                  (click)="voidWanted.emit(payment)"
                >
                  {{ t('void.open') }}
                </button>
              }
              @if (isRefundable(payment) && session.canAt('accounts.waive', store.branchId())) {
                <button
                  matButton
                  type="button"
                  [attr.aria-label]="t('refund.openOne', { number: payment.number })"
                  (click)="refundWanted.emit(payment)"
                >
                  {{ t('refund.open') }}
                </button>
              }
            </span>
          </li>
        }
      </ul>
    }
  `,
  styleUrl: './reader-account.scss',
})
export class ReaderPayments {
  protected readonly store = inject(DeskStore);
  private readonly lists = inject(LibraryLists);
  private readonly voidAtOnce = inject(VoidAtOnce);
  protected readonly session = inject(Session);
  protected readonly paper = inject(ReceiptPaper);

  readonly refundWanted = output<Payment>();
  readonly voidWanted = output<Payment>();

  // Read anew with each state of the reader: it may have new receipts.
  private readonly answer = apiResource('GET /api/v1/patrons/{id}/payments', () => {
    const reader = this.store.reader();
    return reader === null ? undefined : { id: reader.patron.id };
  });
  protected readonly payments = computed(() =>
    this.answer.hasValue() ? this.answer.value().items.slice(0, SHOWN) : [],
  );
  protected readonly isRefundable = isRefundable;

  constructor() {
    effect(() => {
      if (this.voidAtOnce.count() > 0) untracked(() => void this.store.refreshReader());
    });
  }

  protected canVoid(payment: Payment): boolean {
    const timeZone = this.lists.timeZoneOf(payment.branchId);
    const today = new Date().toLocaleDateString('sv', { timeZone });
    return isVoidable(payment, today) && this.session.canAt('accounts.take_payment', payment.branchId);
  }
}
