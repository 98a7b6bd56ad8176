import { Component, computed } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PaymentList } from '../accounts/payment-list';
import { apiResource } from '../api';
import { LoanReasons } from '../explanations/loan-reasons';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { Skeleton } from '../ui/skeleton';

/** What a reader owes, every line that made the sum, and the receipts of what was paid. */
@Component({
  imports: [EmptyState, ErrorState, LoanReasons, LocalDatePipe, MoneyPipe, PaymentList, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let a; prefix: 'accounts'">
      <ng-container *transloco="let t; prefix: 'account.charges'">
        @if (account.error(); as error) {
          <app-error-state [error]="error" (retry)="account.reload()" />
        } @else if (answer(); as answer) {
          <p class="balance">
            <span class="quiet">{{ answer.balance > 0 ? t('owed') : t('nothingOwed') }}</span>
            <strong class="tabular">{{ answer.balance | money }}</strong>
            @if (answer.balance > 0) {
              <span class="quiet small">{{ t('howToPay') }}</span>
            }
          </p>
          @if (answer.lines.length === 0) {
            <app-empty-state icon="payments" [title]="t('empty')" />
          } @else {
            <div class="table-frame">
              <table class="rows">
                <thead>
                  <tr>
                    <th scope="col">{{ t('day') }}</th>
                    <th scope="col">{{ t('what') }}</th>
                    <th scope="col" class="number">{{ t('amount') }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (line of answer.lines; track line.id) {
                    <tr>
                      <td class="nowrap tabular">{{ line.createdAt | localDate }}</td>
                      <td>
                        {{ line.reason ? a('reasons.' + line.reason) : t('kinds.' + line.kind) }}
                        @if (line.title ?? line.note; as about) {
                          <span class="quiet"> · {{ about }}</span>
                        }
                        @if (line.loanId; as loanId) {
                          @if (line.kind === 'overdue' || line.kind === 'lost') {
                            <app-loan-reasons [loanId]="loanId" [chargeId]="line.id" [title]="line.title ?? ''" />
                          }
                        }
                      </td>
                      <td class="number">{{ line.amount | money }}</td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
          @if (payments(); as payments) {
            @if (payments.length > 0) {
              <app-payment-list class="payments" [payments]="payments" [isOwn]="true" />
            }
          }
        } @else {
          <app-skeleton [lines]="5" />
        }
      </ng-container>
    </ng-container>
  `,
  styleUrl: './lists.scss',
  styles: `
    .payments {
      margin-block-start: 32px;
    }
  `,
})
export class MyCharges {
  protected readonly account = apiResource('GET /api/v1/me/account');
  private readonly paid = apiResource('GET /api/v1/me/payments');
  protected readonly payments = computed(() => (this.paid.hasValue() ? this.paid.value().items : undefined));
  protected readonly answer = computed(() => (this.account.hasValue() ? this.account.value() : undefined));
}
