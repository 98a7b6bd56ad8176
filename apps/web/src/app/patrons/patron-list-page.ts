import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { PatronSummary } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { numberIn } from '../forms/values';
import { Session } from '../session/session';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { MoneyPipe } from '../ui/money-pipe';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';

const TYPING_PAUSE_MS = 250;

/** All readers, found by name, card or e-mail, by category and by branch. The address keeps what was searched. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    MoneyPipe,
    PageHeader,
    Pager,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './patron-list-page.html',
  styleUrl: './patron-list-page.scss',
})
export class PatronListPage {
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly reference = inject(ReferenceData);

  // From the address.
  readonly q = input<string>();
  readonly categoryId = input<string>();
  readonly branchId = input<string>();

  protected readonly text = linkedSignal(() => this.q() ?? '');
  protected readonly isFiltered = computed(() => Boolean(this.q() || this.categoryId() || this.branchId()));
  protected readonly patrons = cursorList('GET /api/v1/patrons', () => ({
    limit: 25,
    q: this.q() || undefined,
    categoryId: numberIn(this.categoryId()),
    branchId: numberIn(this.branchId()),
  }));

  constructor() {
    effect((onCleanup) => {
      const text = this.text().trim();
      if (text === (this.q() ?? '')) return;
      const timer = setTimeout(() => this.narrow({ q: text || null }), TYPING_PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected narrow(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected showAll(): void {
    this.text.set('');
    this.narrow({ q: null, categoryId: null, branchId: null });
  }

  protected isExpired({ expiresOn }: PatronSummary): boolean {
    return expiresOn < new Date().toLocaleDateString('sv');
  }
}
