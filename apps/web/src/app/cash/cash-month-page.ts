import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { apiResource } from '../api';
import { Language } from '../i18n/language';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { Skeleton } from '../ui/skeleton';
import { CashHeader } from './cash-header';
import { cashPlace } from './cash-place';
import { FlowTable } from './flow-table';

/** A month's cash day by day, with what is carried and which days are closed. */
@Component({
  imports: [
    CashHeader,
    EmptyState,
    ErrorState,
    FlowTable,
    LocalDatePipe,
    MoneyPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page wide" *transloco="let t; prefix: 'cash'">
      <app-cash-header
        unit="month"
        [chosen]="chosen()"
        (chosenChange)="go({ month: $event })"
        [latest]="place.today().slice(0, 7)"
        [branch]="place.branch()"
        (branchChange)="go({ branch: $event })"
        [fileAddress]="fileAddress()"
        (stepped)="step($event)"
      />
      @if (report.error(); as error) {
        <app-error-state [error]="error" (retry)="report.reload()" />
      } @else if (data(); as month) {
        <div class="stack">
          <div>
            <p class="quiet small">{{ t('net') }} · {{ month.month + '-01' | localDate: 'month' }}</p>
            <p class="net" [class.wrong]="month.total.net < 0">{{ month.total.net | money }}</p>
          </div>
          @if (month.days.length === 0) {
            <app-empty-state icon="cash" [title]="t('month.empty')" [text]="t('emptyText')" />
          } @else {
            <app-flow-table [caption]="t('byMethod')" [rows]="byMethod()" [total]="month.total" />
            <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('month.days')">
              <table class="rows">
                <thead>
                  <tr>
                    <th scope="col">{{ t('month.day') }}</th>
                    <th scope="col" class="number wide-only">{{ t('flow.payments') }}</th>
                    <th scope="col" class="number wide-only">{{ t('flow.refunds') }}</th>
                    <th scope="col" class="number wide-only">{{ t('flow.voids') }}</th>
                    <th scope="col" class="number">{{ t('flow.net') }}</th>
                    <th scope="col" class="number">{{ t('month.carried') }}</th>
                    @if (month.branchId !== null) {
                      <th scope="col">{{ t('month.state') }}</th>
                    }
                  </tr>
                </thead>
                <tbody>
                  @for (day of month.days; track day.day) {
                    <tr>
                      <th scope="row" class="nowrap">
                        <a routerLink="/cash" [queryParams]="{ day: day.day, branch: place.branch() }">
                          {{ day.day | localDate: 'weekday' }}
                        </a>
                      </th>
                      <td class="number wide-only">{{ day.payments.amount | money }}</td>
                      <td class="number wide-only">{{ day.refunds.amount | money }}</td>
                      <td class="number wide-only">{{ day.voids.amount | money }}</td>
                      <td class="number">{{ day.net | money }}</td>
                      <td class="number">{{ day.carried | money }}</td>
                      @if (month.branchId !== null) {
                        <td>
                          @if (!day.isClosed) {
                            <span class="tag wait">{{ t('open') }}</span>
                          } @else if (day.difference === 0) {
                            <span class="tag yes">{{ t('closed') }}</span>
                          } @else {
                            <span class="tag no">{{ t('closedWith', { amount: (day.difference | money) }) }}</span>
                          }
                        </td>
                      }
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
        </div>
      } @else {
        <app-skeleton [lines]="8" height="2rem" />
      }
    </div>
  `,
  styleUrl: './cash.scss',
})
export class CashMonthPage {
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  /** The month and the branch, in the address. */
  readonly month = input<string>();
  readonly branch = input<string>();

  protected readonly place = cashPlace(this.branch);
  protected readonly chosen = computed(() => {
    const wanted = this.month() ?? '';
    return /^\d{4}-(0[1-9]|1[0-2])$/.test(wanted) ? wanted : this.place.today().slice(0, 7);
  });
  protected readonly report = apiResource('GET /api/v1/cash/months/{month}', () => ({
    month: this.chosen(),
    branchId: this.place.branchId() ?? undefined,
  }));
  protected readonly data = computed(() => (this.report.hasValue() ? this.report.value() : null));
  protected readonly fileAddress = computed(
    () => `/api/v1/cash/months/${this.chosen()}/export?${this.place.query()}language=${this.language.current()}`,
  );
  protected readonly byMethod = computed(() => {
    this.language.current();
    return (this.data()?.methods ?? []).map((totals) => ({
      ...totals,
      label: this.transloco.translate<string>(`accounts.methods.${totals.method}`),
    }));
  });

  protected go(queryParams: Record<string, string>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected step(months: -1 | 1): void {
    const date = new Date(`${this.chosen()}-01T00:00:00Z`);
    date.setUTCMonth(date.getUTCMonth() + months);
    this.go({ month: date.toISOString().slice(0, 7) });
  }
}
