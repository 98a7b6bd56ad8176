import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoPipe } from '@jsverse/transloco';
import type { Loan, Refusal } from '../api-types';
import { copyLine } from '../circulation/worklist-words';
import { LibraryLists } from '../patrons/library-lists';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { DeskStore } from './desk-store';
import type { Outcome } from './desk-types';
import { DeskWords } from './desk-words';
import { LoanClaims, type LoanRemark } from './loan-claims';
import { canOverride } from './outcomes';
import { Why } from './why';

/** What the present reader has at home: what was just lent is seen at once, and then what is due. */
@Component({
  selector: 'app-reader-loans',
  imports: [
    LoanClaims,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MatIconButton,
    RouterLink,
    TranslocoDirective,
    TranslocoPipe,
  ],
  templateUrl: './reader-loans.html',
  styleUrl: './reader-list.scss',
})
export class ReaderLoans {
  protected readonly store = inject(DeskStore);
  protected readonly lists = inject(LibraryLists);
  protected readonly words = inject(DeskWords);
  protected readonly why = inject(Why);
  protected readonly copyLine = copyLine;
  protected readonly canOverride = canOverride;

  protected readonly loans = computed(() => [...(this.store.reader()?.loans ?? [])].sort((a, b) => this.order(a, b)));
  /** The loan whose further actions are shown. */
  protected readonly opened = signal<number | null>(null);
  /** The loans that are ticked; those that are gone are no longer. */
  protected readonly chosen = linkedSignal<Loan[], ReadonlySet<number>>({
    source: this.loans,
    computation: (loans, before) => {
      const there = new Set(loans.map(({ id }) => id));
      return new Set([...(before?.value ?? [])].filter((id) => there.has(id)));
    },
  });

  protected choose(id: number, isChosen: boolean): void {
    this.chosen.update((before) => {
      const ids = new Set(before);
      if (isChosen) ids.add(id);
      else ids.delete(id);
      return ids;
    });
  }

  protected renewChosen(): void {
    this.store.renewAll(this.chosen());
    this.chosen.set(new Set());
  }

  protected remark({ id, record }: Loan, remark: LoanRemark): void {
    this.opened.set(null);
    this.store.send({ ...remark, loanId: id, title: record.title });
  }

  protected standing({ refusals }: Outcome): Refusal[] {
    return refusals.filter(({ severity }) => severity !== 'alert');
  }

  /** Whether it was lent since this reader came to the desk. */
  protected isFresh({ checkedOutAt }: Loan): boolean {
    const since = this.store.since();
    return since !== null && checkedOutAt >= since;
  }

  /** What was just lent, the latest first; then what is due first. */
  private order(a: Loan, b: Loan): number {
    if (this.isFresh(a) !== this.isFresh(b)) return this.isFresh(a) ? -1 : 1;
    if (this.isFresh(a)) return b.checkedOutAt.localeCompare(a.checkedOutAt) || b.id - a.id;
    return a.dueAt.localeCompare(b.dueAt) || a.id - b.id;
  }
}
