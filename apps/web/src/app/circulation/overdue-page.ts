import { afterNextRender, Component, computed, inject, Injector, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { apiAddress } from '../api';
import type { OverdueLoan } from '../api-types';
import { OwnBranches } from '../forms/own-branches';
import { ReferenceData } from '../forms/reference-data';
import { numberIn } from '../forms/values';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { formatDate, LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { CirculationTabs } from './circulation-tabs';
import { copyLine } from './worklist-words';

const SITUATIONS = ['out', 'claimed_returned', 'lost'] as const;
/** More than anybody reads on paper; the file has all. */
const MOST_PRINTED = 1000;
const LEVELS = ['0', '1', '2', '3'] as const;

/** What is late: whose it is, how to reach them, and how far the reminders have got. */
@Component({
  imports: [
    CirculationTabs,
    EmptyState,
    ErrorState,
    LocalDatePipe,
    MatButton,
    MatIcon,
    PageHeader,
    Pager,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './overdue-page.html',
  styleUrl: './worklist.scss',
})
export class OverduePage {
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  protected readonly reference = inject(ReferenceData);
  protected readonly lists = inject(LibraryLists);
  protected readonly own = inject(OwnBranches);
  protected readonly session = inject(Session);

  // From the address.
  readonly branchId = input<string>();
  readonly categoryId = input<string>();
  readonly level = input<string>();
  readonly situation = input<string>();

  protected readonly levels = LEVELS;
  protected readonly situations = SITUATIONS;
  protected readonly copyLine = ({ item }: OverdueLoan) => copyLine(item);
  /** The branch whose list this is; nothing for all of them together. */
  protected readonly asked = computed(() => this.own.asked('circulation.desk', numberIn(this.branchId())));
  private readonly filter = computed(() => ({
    branchId: this.asked(),
    categoryId: numberIn(this.categoryId()),
    level: numberIn(this.level()),
    situation: SITUATIONS.find((situation) => situation === this.situation()),
  }));
  protected readonly isFiltered = computed(() => Object.values(this.filter()).some((value) => value !== undefined));
  protected readonly list = cursorList('GET /api/v1/circulation/overdue-loans', () => ({
    limit: 50,
    ...this.filter(),
  }));
  /** The whole list as a file, in the language of the page. */
  protected readonly file = computed(() =>
    apiAddress('GET /api/v1/circulation/overdue-loans/file', { ...this.filter(), language: this.language.current() }),
  );
  protected readonly printedLine = computed(() => {
    const asked = this.asked();
    const branch = asked === undefined ? this.text('everyBranch') : this.lists.branchName(asked);
    return `${branch} · ${formatDate(new Date().toISOString(), this.language.current(), 'long')}`;
  });

  protected addressOf({ reader }: OverdueLoan): string {
    const town = [reader.postalCode, reader.city].filter(Boolean).join(' ');
    return [reader.street, town].filter(Boolean).join(', ');
  }

  protected narrow(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected showAll(): void {
    void this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }

  /** Prints the whole list, not only what is shown so far. */
  protected async print(): Promise<void> {
    while (this.list.hasMore() && this.list.items().length < MOST_PRINTED && !this.list.moreError()) {
      await this.list.loadMore();
    }
    afterNextRender(() => window.print(), { injector: this.injector });
  }

  private text(key: string): string {
    return this.transloco.translate(`circulation.${key}`);
  }
}
