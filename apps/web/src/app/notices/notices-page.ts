import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { NoticeList } from './notice-list';
import { NoticeTabs } from './notice-tabs';
import { NOTICE_KINDS, NOTICE_STATES } from './notice-types';

/** How long a mail may be due before the page says that something is wrong. */
const LATE_MS = 15 * 60_000;

/** The mails that readers get: what was sent, what failed and why, what waits. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    NoticeList,
    NoticeTabs,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './notices-page.html',
  styleUrl: './notices-page.scss',
})
export class NoticesPage {
  private readonly router = inject(Router);

  readonly state = input<string>();
  readonly kind = input<string>();

  protected readonly kinds = NOTICE_KINDS;
  protected readonly states = NOTICE_STATES;
  protected readonly isFiltered = computed(() => Boolean(this.state() ?? this.kind()));
  protected readonly summary = apiResource('GET /api/v1/notices/summary');
  protected readonly figures = computed(() => (this.summary.hasValue() ? this.summary.value() : undefined));
  protected readonly lateSince = computed(() => {
    const oldest = this.figures()?.oldestDueAt;
    return oldest && Date.now() - Date.parse(oldest) > LATE_MS ? oldest : null;
  });
  protected readonly list = cursorList('GET /api/v1/notices', () => ({
    limit: 30,
    state: NOTICE_STATES.find((state) => state === this.state()),
    kind: NOTICE_KINDS.find((kind) => kind === this.kind()),
  }));

  protected filter(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected reload(): void {
    this.summary.reload();
    this.list.reload();
  }
}
