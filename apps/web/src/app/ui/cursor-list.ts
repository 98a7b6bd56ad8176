import { computed, inject, linkedSignal, Signal, signal } from '@angular/core';
import { Api, apiResource, type Answer, type Params, type Reading } from '../api';

/** The operations that answer a list page by page. */
type Listing = {
  [O in Reading]: Answer<O> extends { items: unknown[]; nextCursor: string | null } ? O : never;
}[Reading];
type Item<O extends Listing> = Answer<O>['items'][number];

export interface CursorList<T> {
  readonly items: Signal<T[]>;
  /** How many there are, where the API counts them. */
  readonly total: Signal<number | undefined>;
  readonly isLoading: Signal<boolean>;
  readonly isLoadingMore: Signal<boolean>;
  readonly hasMore: Signal<boolean>;
  readonly error: Signal<unknown>;
  readonly moreError: Signal<unknown>;
  loadMore(): Promise<void>;
  reload(): void;
}

/** With the first page's answer and whatever else it carries, such as facets. */
interface PagedAnswer<O extends Listing> extends CursorList<Item<O>> {
  readonly firstPage: Signal<Answer<O> | undefined>;
}

/**
 * A list that grows: the first page follows the signals that `params` reads, `loadMore()` fetches the next one.
 * Call it where injection is possible (a field of a component).
 */
export function cursorList<O extends Listing>(operation: O, params: () => Params<O> | undefined): PagedAnswer<O> {
  const api = inject(Api);
  const first = apiResource(operation, params);
  // While another first page is under way the former one stays, so that a new filter does not blank the list.
  const firstPage = linkedSignal<{ page: Answer<O> | undefined; isLoading: boolean }, Answer<O> | undefined>({
    source: () => ({ page: first.hasValue() ? first.value() : undefined, isLoading: first.isLoading() }),
    computation: ({ page, isLoading }, previous) => page ?? (isLoading ? previous?.value : undefined),
  }).asReadonly();
  const more = linkedSignal<Answer<O> | undefined, { items: Item<O>[]; nextCursor: string | null }>({
    source: firstPage,
    computation: (page) => ({ items: [], nextCursor: page?.nextCursor ?? null }),
  });
  const isLoadingMore = signal(false);
  const moreError = signal<unknown>(undefined);

  async function loadMore(): Promise<void> {
    const wanted = params();
    const before = more();
    if (!wanted || before.nextCursor === null || isLoadingMore()) return;
    isLoadingMore.set(true);
    moreError.set(undefined);
    try {
      const page = await api.call(operation, { ...wanted, cursor: before.nextCursor });
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
    total: computed(() => (firstPage() as { total?: number } | undefined)?.total),
    isLoading: computed(() => first.isLoading()),
    isLoadingMore: isLoadingMore.asReadonly(),
    hasMore: computed(() => more().nextCursor !== null),
    error: computed(() => first.error()),
    moreError: moreError.asReadonly(),
    loadMore,
    reload: () => void first.reload(),
  };
}
