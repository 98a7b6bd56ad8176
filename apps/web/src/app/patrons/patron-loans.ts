import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Loan, Refusal } from '../api-types';
import { DeskWords } from '../desk/desk-words';
import { EmptyState } from '../ui/empty-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { LibraryLists } from './library-lists';
import { PatronFile } from './patron-file';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from '../ui/problem-texts';

/** What the reader has at home, with renewal; a refusal is told in the row it belongs to. */
@Component({
  imports: [EmptyState, LocalDatePipe, MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'patrons'">
      @if (file.all(); as all) {
        @if (all.loans.length === 0) {
          <app-empty-state [title]="t('loans.empty')" />
        } @else {
          <div class="table-frame">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{{ t('column.title') }}</th>
                  <th scope="col" class="wide-only">{{ t('column.lentOn') }}</th>
                  <th scope="col">{{ t('column.due') }}</th>
                  <th scope="col" class="number wide-only">{{ t('column.renewals') }}</th>
                  <th scope="col">
                    <span class="visually-hidden">{{ t('column.actions') }}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                @for (loan of all.loans; track loan.id) {
                  <tr>
                    <th scope="row">
                      <a class="serif" [routerLink]="['/records', loan.record.id]">{{ loan.record.title }}</a>
                      <span class="small quiet tabular">{{ loan.item.barcode }}</span>
                      @for (line of refused().get(loan.id) ?? []; track line) {
                        <span class="small late" role="alert">{{ line }}</span>
                      }
                    </th>
                    <td class="wide-only nowrap">{{ loan.checkedOutAt | localDate }}</td>
                    <td class="nowrap" [class.late]="loan.isOverdue">
                      {{
                        loan.dueAt | localDate: (loan.isHourly ? 'dateTime' : 'day') : lists.timeZoneOf(loan.branchId)
                      }}
                      @if (loan.isOverdue) {
                        <span class="tag no">{{ t('loans.overdue') }}</span>
                      }
                    </td>
                    <td class="number wide-only">{{ loan.renewals }}</td>
                    <td class="doing">
                      <button
                        matButton
                        type="button"
                        [attr.aria-label]="t('loans.renewOne', { title: loan.record.title })"
                        (click)="renew(loan)"
                      >
                        {{ t('loans.renew') }}
                      </button>
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
      }
    </ng-container>
  `,
  styleUrl: './patron-tabs.scss',
})
export class PatronLoans {
  protected readonly file = inject(PatronFile);
  protected readonly lists = inject(LibraryLists);
  private readonly api = inject(Api);
  private readonly words = inject(DeskWords);
  private readonly problems = inject(ProblemTexts);

  /** Why a renewal was refused, by loan. */
  protected readonly refused = signal<ReadonlyMap<number, string[]>>(new Map());

  protected async renew({ id }: Loan): Promise<void> {
    // A refusal belongs into the row; defects surface.
    try {
      await this.api.call('POST /api/v1/loans/{id}/renew', { id, body: {} }, { key: crypto.randomUUID() });
      this.tell(id, []);
      this.file.reload();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const reasons = error.refusals.map((refusal: Refusal) => this.words.refusal(refusal));
      this.tell(id, reasons.length > 0 ? reasons : [this.problems.sentence(error)]);
    }
  }

  private tell(loanId: number, reasons: string[]): void {
    this.refused.update((all) => new Map(all).set(loanId, reasons));
  }
}
