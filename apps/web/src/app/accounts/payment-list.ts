import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Payment } from '../api-types';
import { DeskBranch } from '../desk/desk-branch';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { isRefundable, isVoidable } from './payment-state';
import { PAPERS, ReceiptPaper } from './receipt-paper';

/** Payments, refunds and voids with their receipts, newest first; each payment can be given back by those who may. */
@Component({
  selector: 'app-payment-list',
  imports: [LocalDatePipe, MatButton, MatIcon, MoneyPipe, TranslocoDirective],
  template: `
    <section aria-labelledby="payments-title" *transloco="let t; prefix: 'accounts'">
      <div class="spread">
        <h2 id="payments-title">{{ t('payments') }}</h2>
        <label class="paper">
          <span class="quiet small">{{ t('paper.label') }}</span>
          <select #choice (change)="paper.choose($any(choice.value))">
            @for (one of papers; track one) {
              <option [value]="one" [selected]="one === paper.paper()">{{ t('paper.' + one) }}</option>
            }
          </select>
        </label>
      </div>
      <div class="table-frame">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{{ t('receipt') }}</th>
              <th scope="col" class="wide-only">{{ t('when') }}</th>
              <th scope="col" class="wide-only">{{ t('where') }}</th>
              <th scope="col" class="wide-only">{{ t('method') }}</th>
              <th scope="col" class="number">{{ t('amount') }}</th>
              <th scope="col">
                <span class="visually-hidden">{{ t('actions') }}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            @for (payment of payments(); track payment.id) {
              <tr [class.done]="payment.kind !== 'payment' || payment.givenBack === payment.amount">
                <th scope="row">
                  <span class="tabular nowrap">{{ payment.number }}</span>
                  <span class="small quiet">
                    {{ t('receiptKind.' + payment.kind, { number: payment.reversesNumber ?? '' }) }}
                    @if (payment.givenBack > 0) {
                      · {{ t('givenBack', { amount: (payment.givenBack | money) }) }}
                    }
                  </span>
                  <span class="small quiet narrow-only">
                    {{ t('methods.' + payment.method) }} {{ payment.reference }} · {{ payment.createdAt | localDate }}
                  </span>
                </th>
                <td class="wide-only nowrap">
                  {{ payment.createdAt | localDate: 'dateTime' : lists.timeZoneOf(payment.branchId) }}
                </td>
                <td class="wide-only">
                  {{ lists.branchName(payment.branchId) }}
                  @if (payment.staffName) {
                    <span class="small quiet">{{ payment.staffName }}</span>
                  }
                </td>
                <td class="wide-only">
                  {{ t('methods.' + payment.method) }}
                  @if (payment.reference) {
                    <span class="small quiet">{{ payment.reference }}</span>
                  }
                </td>
                <td class="number">{{ (payment.kind === 'payment' ? payment.amount : -payment.amount) | money }}</td>
                <td class="doing">
                  <a
                    matButton
                    target="_blank"
                    [href]="addressOf(payment)"
                    [attr.aria-label]="t('pdfOf', { number: payment.number })"
                  >
                    <mat-icon svgIcon="receipt" aria-hidden="true" />PDF
                  </a>
                  @if (!isOwn()) {
                    @if (
                      isVoidable(payment, today(payment)) && session.canAt('accounts.take_payment', payment.branchId)
                    ) {
                      <button
                        matButton
                        type="button"
                        [attr.aria-label]="t('void.openOne', { number: payment.number })"
                        (click)="voidWanted.emit(payment)"
                      >
                        {{ t('void.open') }}
                      </button>
                    }
                    @if (isRefundable(payment) && session.canAt('accounts.waive', desk.id())) {
                      <button
                        matButton
                        type="button"
                        [attr.aria-label]="t('refund.openOne', { number: payment.number })"
                        (click)="refundWanted.emit(payment)"
                      >
                        {{ t('refund.open') }}
                      </button>
                    }
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </section>
  `,
  styleUrl: './account-tables.scss',
})
export class PaymentList {
  protected readonly desk = inject(DeskBranch);
  protected readonly session = inject(Session);
  protected readonly lists = inject(LibraryLists);
  protected readonly paper = inject(ReceiptPaper);

  readonly payments = input.required<readonly Payment[]>();
  /** The reader looks at their own: nothing to do but print. */
  readonly isOwn = input(false);
  readonly refundWanted = output<Payment>();
  readonly voidWanted = output<Payment>();

  protected readonly papers = PAPERS;
  protected readonly isVoidable = isVoidable;
  protected readonly isRefundable = isRefundable;

  protected today({ branchId }: Payment): string {
    return new Date().toLocaleDateString('sv', { timeZone: this.lists.timeZoneOf(branchId) });
  }

  protected addressOf({ id }: Payment): string {
    return this.isOwn()
      ? this.paper.ownAddressOf(`me/payments/${id}/receipt.pdf`)
      : this.paper.addressOf(`payments/${id}/receipt.pdf`);
  }
}
