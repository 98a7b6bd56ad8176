import { Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CashClosing } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';

/** What was counted when a day was closed, by whom and when. */
@Component({
  selector: 'app-closing-note',
  imports: [LocalDatePipe, MoneyPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let a; prefix: 'accounts'">
      <section class="sheet" aria-labelledby="closing-title" *transloco="let t; prefix: 'cash'">
        <h2 id="closing-title">{{ t('closing.done') }}</h2>
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{{ a('method') }}</th>
              <th scope="col" class="number">{{ t('closing.expected') }}</th>
              <th scope="col" class="number">{{ t('closing.counted') }}</th>
              <th scope="col" class="number">{{ t('closing.difference') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (count of closing().counts; track count.method) {
              <tr>
                <th scope="row">{{ a('methods.' + count.method) }}</th>
                <td class="number">{{ count.expected | money }}</td>
                <td class="number">{{ count.counted | money }}</td>
                <td class="number" [class.wrong]="count.difference !== 0">{{ count.difference | money }}</td>
              </tr>
            }
          </tbody>
        </table>
        <p>
          {{
            t(closing().staffName === null ? 'closing.at' : 'closing.byAt', {
              name: closing().staffName,
              moment: (closing().closedAt | localDate: 'dateTime' : lists.timeZoneOf(closing().branchId)),
            })
          }}
        </p>
        @if (closing().note; as note) {
          <p class="quiet">{{ note }}</p>
        }
        <p class="quiet small">{{ t('closing.final') }}</p>
      </section>
    </ng-container>
  `,
  styleUrl: './cash.scss',
})
export class ClosingNote {
  protected readonly lists = inject(LibraryLists);

  readonly closing = input.required<CashClosing>();
}
