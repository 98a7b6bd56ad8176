import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { RecordShelf } from '../catalogue/record-shelf';
import { SearchBox } from '../catalogue/search-box';
import { Session } from '../session/session';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';

/** The reading room's door: a search, what is new, and what others read. */
@Component({
  imports: [ErrorState, RecordShelf, RouterLink, SearchBox, Skeleton, TranslocoDirective],
  templateUrl: './home-page.html',
  styleUrl: './home-page.scss',
})
export class HomePage {
  protected readonly session = inject(Session);

  private readonly newest = apiResource('GET /api/v1/records/newest');
  private readonly mostBorrowed = apiResource('GET /api/v1/records/most-borrowed', () => ({ days: 90 }));
  protected readonly shelves = [
    { name: 'newest', list: this.newest, link: { sort: 'newest' } },
    { name: 'mostBorrowed', list: this.mostBorrowed, link: null },
  ];

  protected readonly kinds = ['book', 'comic', 'film', 'music', 'periodical', 'game'] as const;
  protected readonly isEmpty = computed(() => this.newest.hasValue() && this.newest.value().items.length === 0);
}
