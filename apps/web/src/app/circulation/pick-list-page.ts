import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { PickList, ShelfPick } from '../api-types';
import { PrintSheet } from '../desk/print-sheet';
import { LibraryLists } from '../patrons/library-lists';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { CirculationTabs } from './circulation-tabs';
import { ListScan } from './list-scan';
import { worklistBranch } from './worklist-branch';
import { copyLine } from './worklist-words';

/** What is to be fetched from a branch's shelves for who waits, in the order of a walk along them. */
@Component({
  imports: [
    CirculationTabs,
    EmptyState,
    ErrorState,
    ListScan,
    LocalDatePipe,
    MatButton,
    MatIcon,
    PageHeader,
    PrintSheet,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './pick-list-page.html',
  styleUrl: './worklist.scss',
})
export class PickListPage {
  protected readonly lists = inject(LibraryLists);

  /** From the address. */
  readonly branchId = input<string>();

  protected readonly branch = worklistBranch(this.branchId);
  protected readonly answer = apiResource('GET /api/v1/circulation/pick-list', () => {
    const branchId = this.branch.id();
    return branchId === null ? undefined : { branchId };
  });
  /** While it is read anew the former list stays, so that the page does not jump under the hand that scans. */
  protected readonly list = linkedSignal<PickList | undefined, PickList | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });
  protected readonly picks = computed(() => this.list()?.items ?? []);

  protected lineOf({ item }: ShelfPick): string {
    return copyLine({ ...item, callNumber: null });
  }

  protected print(): void {
    window.print();
  }
}
