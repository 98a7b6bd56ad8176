import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CashTotals } from '../api-types';
import { MoneyPipe } from '../ui/money-pipe';

export interface FlowRow extends CashTotals {
  label: string;
}

/** Money received, refunded and voided, each with how often, and what is left: a row for each method or person, and their sum. */
@Component({
  selector: 'app-flow-table',
  imports: [MoneyPipe, TranslocoDirective],
  template: `
    <div
      class="table-frame"
      tabindex="0"
      role="region"
      [attr.aria-label]="caption()"
      *transloco="let t; prefix: 'cash'"
    >
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{{ caption() }}</th>
            @for (flow of flows; track flow) {
              <th scope="col" class="number">{{ t('flow.' + flow) }}</th>
            }
            <th scope="col" class="number">{{ t('flow.net') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.label) {
            <tr>
              <th scope="row">{{ row.label }}</th>
              @for (flow of flows; track flow) {
                <td class="number">
                  @if (row[flow].count > 0) {
                    {{ row[flow].amount | money }} <span class="count quiet small">({{ row[flow].count }})</span>
                  } @else {
                    <span class="quiet">–</span>
                  }
                </td>
              }
              <td class="number">{{ row.net | money }}</td>
            </tr>
          }
        </tbody>
        @if (total(); as total) {
          <tfoot>
            <tr>
              <th scope="row">{{ t('flow.total') }}</th>
              @for (flow of flows; track flow) {
                <td class="number">
                  @if (total[flow].count > 0) {
                    {{ total[flow].amount | money }} <span class="count quiet small">({{ total[flow].count }})</span>
                  } @else {
                    <span class="quiet">–</span>
                  }
                </td>
              }
              <td class="number">{{ total.net | money }}</td>
            </tr>
          </tfoot>
        }
      </table>
    </div>
  `,
  styleUrl: './cash.scss',
})
export class FlowTable {
  readonly caption = input.required<string>();
  readonly rows = input.required<readonly FlowRow[]>();
  readonly total = input<CashTotals>();

  protected readonly flows = ['payments', 'refunds', 'voids'] as const;
}
