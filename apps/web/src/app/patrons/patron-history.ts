import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { PatronFile } from './patron-file';

/** What the reader borrowed and brought back, as far as it is still kept. */
@Component({
  imports: [EmptyState, ErrorState, LocalDatePipe, Pager, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'patrons'">
      @if (loans.error(); as error) {
        <app-error-state [error]="error" (retry)="loans.reload()" />
      } @else if (loans.firstPage() === undefined) {
        <app-skeleton [lines]="6" height="2rem" />
      } @else if (loans.items().length === 0) {
        <app-empty-state icon="history" [title]="t('history.empty')" [text]="t('history.emptyText')" />
      } @else {
        <div class="table-frame">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('column.title') }}</th>
                <th scope="col" class="wide-only">{{ t('column.lentOn') }}</th>
                <th scope="col">{{ t('column.returnedOn') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (loan of loans.items(); track loan.id) {
                <tr>
                  <th scope="row">
                    <a class="serif" [routerLink]="['/records', loan.record.id]">{{ loan.record.title }}</a>
                    <span class="small quiet tabular">{{ loan.item.barcode }}</span>
                  </th>
                  <td class="wide-only nowrap">{{ loan.checkedOutAt | localDate }}</td>
                  <td class="nowrap">{{ loan.returnedAt | localDate }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <app-pager [list]="loans" />
      }
    </ng-container>
  `,
  styleUrl: './patron-tabs.scss',
})
export class PatronHistory {
  private readonly file = inject(PatronFile);

  protected readonly loans = cursorList('GET /api/v1/loans', () => {
    const patronId = this.file.id();
    return patronId === null ? undefined : { patronId, status: 'returned', limit: 25 };
  });
}
