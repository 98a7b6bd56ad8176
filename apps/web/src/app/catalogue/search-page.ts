import { Component, computed, ElementRef, inject, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { map } from 'rxjs';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { Session } from '../session/session';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { FacetPanel } from './facet-panel';
import { RecordCard } from './record-card';
import { languageName, spokenName } from './record-words';
import {
  addressOf,
  CatalogueSearch,
  isFiltered,
  readSearch,
  requestOf,
  Sort,
  SORTS,
  toggled,
  withoutFilters,
} from './search-address';
import { SearchBox } from './search-box';

interface Chip {
  label: string;
  /** The search without it. */
  without: CatalogueSearch;
}

/** Results of a search; the address is the whole state, so that every search can be shared and gone back to. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    FacetPanel,
    MatButton,
    MatIcon,
    Pager,
    RecordCard,
    RouterLink,
    SearchBox,
    Skeleton,
    TranslocoDirective,
    TranslocoPipe,
  ],
  templateUrl: './search-page.html',
  styleUrl: './search-page.scss',
})
export class SearchPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly lists = inject(LibraryLists);
  protected readonly session = inject(Session);
  private readonly sheet = viewChild<ElementRef<HTMLDialogElement>>('sheet');

  protected readonly sorts = SORTS;
  protected readonly search = toSignal(this.route.queryParamMap.pipe(map(readSearch)), { requireSync: true });
  protected readonly results = cursorList('GET /api/v1/records', () => requestOf(this.search()));
  protected readonly answer = this.results.firstPage;
  protected readonly isFiltered = computed(() => isFiltered(this.search()));
  protected readonly chips = computed(() => this.chipsOf(this.search()));
  protected readonly unfiltered = computed(() => addressOf(withoutFilters(this.search())));
  protected readonly address = addressOf;

  protected go(search: CatalogueSearch): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: addressOf(search) });
  }

  protected sortBy(sort: string): void {
    this.go({ ...this.search(), sort: sort as Sort });
  }

  protected suggested(words: string): CatalogueSearch {
    return { ...this.search(), q: words };
  }

  protected openSheet(): void {
    this.sheet()?.nativeElement.showModal();
  }

  protected closeSheet(): void {
    this.sheet()?.nativeElement.close();
  }

  private chipsOf(search: CatalogueSearch): Chip[] {
    const language = this.language.current();
    const chips: Chip[] = [];
    if (search.isAvailable) {
      const label = this.transloco.translate<string>('catalogue.facets.onlyAvailable');
      chips.push({ label, without: { ...search, isAvailable: false } });
    }
    for (const value of search.kind) {
      chips.push({ label: this.transloco.translate(`kinds.${value}`), without: toggled(search, 'kind', value) });
    }
    for (const value of search.language) {
      chips.push({ label: languageName(value, language), without: toggled(search, 'language', value) });
    }
    for (const value of search.author) {
      chips.push({ label: spokenName(value), without: toggled(search, 'author', value) });
    }
    for (const value of search.subject) chips.push({ label: value, without: toggled(search, 'subject', value) });
    for (const value of search.branchId) {
      chips.push({ label: this.lists.branchName(Number(value)) || value, without: toggled(search, 'branchId', value) });
    }
    if (search.yearFrom !== null || search.yearTo !== null) {
      const label = `${search.yearFrom ?? '…'} – ${search.yearTo ?? '…'}`;
      chips.push({ label, without: { ...search, yearFrom: null, yearTo: null } });
    }
    return chips;
  }
}
