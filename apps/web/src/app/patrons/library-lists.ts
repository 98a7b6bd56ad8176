import { httpResource } from '@angular/common/http';
import { computed, inject, Injectable } from '@angular/core';
import type { Branch, PatronCategory } from '../api-types';
import { Language } from '../i18n/language';

/** The short lists that pages about readers name things by: branches and categories. Fetched once. */
@Injectable({ providedIn: 'root' })
export class LibraryLists {
  private readonly language = inject(Language);
  private readonly branchList = httpResource<{ items: Branch[] } | Branch[]>(() => '/api/v1/branches');
  private readonly categoryList = httpResource<{ items: PatronCategory[] } | PatronCategory[]>(
    () => '/api/v1/patron-categories',
  );

  readonly branches = computed(() => (this.branchList.hasValue() ? itemsOf(this.branchList.value()) : []));
  readonly categories = computed(() => (this.categoryList.hasValue() ? itemsOf(this.categoryList.value()) : []));
  readonly pickupBranches = computed(() => this.branches().filter(({ isPickupLocation }) => isPickupLocation));

  branchName(id: number | null | undefined): string {
    return this.branches().find((branch) => branch.id === id)?.name ?? '';
  }

  categoryName(id: number | null | undefined): string {
    return this.categories().find((category) => category.id === id)?.name[this.language.current()] ?? '';
  }

  timeZoneOf(branchId: number | null | undefined): string | undefined {
    return this.branches().find((branch) => branch.id === branchId)?.timeZone;
  }
}

function itemsOf<T>(answer: { items: T[] } | T[]): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}
