import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { ShelvedHold } from '../api-types';
import type { Slip } from '../desk/desk-types';
import { PrintSheet } from '../desk/print-sheet';
import { LibraryLists } from '../patrons/library-lists';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { CirculationTabs } from './circulation-tabs';
import { ListScan } from './list-scan';
import { worklistBranch } from './worklist-branch';
import { copyLine } from './worklist-words';

/** The hold shelf of a branch: what waits there for its reader, and what is to be taken off it. */
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
    Pager,
    PrintSheet,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './hold-shelf-page.html',
  styleUrl: './worklist.scss',
})
export class HoldShelfPage {
  private readonly router = inject(Router);
  protected readonly lists = inject(LibraryLists);

  // From the address.
  readonly branchId = input<string>();
  readonly show = input<string>();

  protected readonly branch = worklistBranch(this.branchId);
  protected readonly copyLine = copyLine;
  protected readonly holds = cursorList('GET /api/v1/circulation/hold-shelf', () => {
    const branchId = this.branch.id();
    return branchId === null ? undefined : { limit: 50, branchId, isExpired: this.show() === 'expired' || undefined };
  });
  private readonly leftovers = apiResource('GET /api/v1/circulation/hold-shelf/left', () => {
    const branchId = this.branch.id();
    return branchId === null ? undefined : { branchId };
  });
  protected readonly left = computed(() => (this.leftovers.hasValue() ? this.leftovers.value().items : []));

  protected lineOf({ volume, callNumber, trappedItem }: ShelvedHold): string {
    return copyLine({ volume, callNumber, barcode: trappedItem?.barcode ?? '' });
  }

  protected slipOf({ record, trappedItem, patron, pickupBranchId, pickupUntil }: ShelvedHold): Slip {
    return {
      kind: 'hold',
      title: record.title,
      barcode: trappedItem?.barcode ?? '',
      patronName: patron?.name ?? null,
      branchId: pickupBranchId,
      pickupUntil,
    };
  }

  protected narrow(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected reload(): void {
    this.holds.reload();
    this.leftovers.reload();
  }

  protected allSlips(): Slip[] {
    return this.holds.items().map((hold) => this.slipOf(hold));
  }

  protected print(): void {
    window.print();
  }
}
