import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { PrintSheet } from '../desk/print-sheet';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
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

const DIRECTIONS = ['to', 'from', 'both'] as const;
type Direction = (typeof DIRECTIONS)[number];

/** What is on its way to or from a branch, and what has been for too long. */
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
  templateUrl: './transfers-page.html',
  styleUrl: './worklist.scss',
})
export class TransfersPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly lists = inject(LibraryLists);

  // From the address.
  readonly branchId = input<string>();
  readonly direction = input<string>();
  readonly show = input<string>();

  /** Everything on its way is for who may see all branches. */
  protected readonly directions = computed(() =>
    DIRECTIONS.filter((name) => name !== 'both' || this.session.canAt('circulation.desk', null)),
  );
  protected readonly copyLine = copyLine;
  protected readonly branch = worklistBranch(this.branchId);
  protected readonly wantedDirection = computed(
    (): Direction => this.directions().find((name) => name === this.direction()) ?? 'to',
  );
  protected readonly transfers = cursorList('GET /api/v1/circulation/transfers', () => {
    const branchId = this.branch.id();
    if (branchId === null) return undefined;
    const direction = this.wantedDirection();
    return {
      limit: 50,
      toBranchId: direction === 'to' ? branchId : undefined,
      fromBranchId: direction === 'from' ? branchId : undefined,
      isLate: this.show() === 'late' || undefined,
    };
  });

  protected narrow(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected print(): void {
    window.print();
  }
}
