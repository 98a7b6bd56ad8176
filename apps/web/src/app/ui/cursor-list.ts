import { HttpClient, HttpParams, httpResource } from '@angular/common/http';
import { computed, inject, linkedSignal, Signal, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Page } from '../api-types';

export type QueryValue = string | number | boolean | readonly (string | number | boolean)[];

export interface CursorList<T, P extends Page<T> = Page<T>> {
  readonly items: Signal<T[]>;
  /** The first page's answer, with whatever else it carries (facets, totals). */
  readonly firstPage: Signal<P | undefined>;
  readonly total: Signal<number | undefined>;
  readonly isLoading: Signal<boolean>;
  readonly isLoadingMore: Signal<boolean>;
  readonly hasMore: Signal<boolean>;
  readonly error: Signal<unknown>;
  readonly moreError: Signal<unknown>;
  loadMore(): Promise<void>;
  reload(): void;
}

/**
 * A list that grows: the first page follows the signals `request` reads, `loadMore()` fetches the next one.
 * Call it where injection is possible (a field of a component).
 */
export function cursorList<T, P extends Page<T> = Page<T>>(
  request: () => { url: string; params?: Record<string, QueryValue> } | undefined,
): CursorList<T, P> {
  const http = inject(HttpClient);
  const first = httpResource<P>(request);
  // While another first page is under way the former one stays, so that a new filter does not blank the list.
  const firstPage = linkedSignal<{ page: P | undefined; isLoading: boolean }, P | undefined>({
    source: () => ({ page: first.hasValue() ? first.value() : undefined, isLoading: first.isLoading() }),
    computation: ({ page, isLoading }, previous) => page ?? (isLoading ? previous?.value : undefined),
  }).asReadonly();
  const more = linkedSignal<P | undefined, { items: T[]; nextCursor: string | null }>({
    source: firstPage,
    computation: (page) => ({ items: [], nextCursor: page?.nextCursor ?? null }),
  });
  const isLoadingMore = signal(false);
  const moreError = signal<unknown>(undefined);

  async function loadMore(): Promise<void> {
    const wanted = request();
    const before = more();
    if (!wanted || before.nextCursor === null || isLoadingMore()) return;
    isLoadingMore.set(true);
    moreError.set(undefined);
    try {
      const params = new HttpParams({ fromObject: { ...wanted.params, cursor: before.nextCursor } });
      const page = await firstValueFrom(http.get<P>(wanted.url, { params }));
      // Another search may have begun meanwhile; its pages are not ours.
      if (more() === before) more.set({ items: [...before.items, ...page.items], nextCursor: page.nextCursor });
    } catch (error) {
      moreError.set(error); // shown beside “load more”; what is listed stays
    } finally {
      isLoadingMore.set(false);
    }
  }

  return {
    items: computed(() => [...(firstPage()?.items ?? []), ...more().items]),
    firstPage,
    total: computed(() => firstPage()?.total),
    isLoading: computed(() => first.isLoading()),
    isLoadingMore: isLoadingMore.asReadonly(),
    hasMore: computed(() => more().nextCursor !== null),
    error: computed(() => first.error()),
    moreError: moreError.asReadonly(),
    loadMore,
    reload: () => void first.reload(),
  };
}
