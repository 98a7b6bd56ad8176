import { computed, inject, Injectable } from '@angular/core';
import { apiResource } from '../api';
import type { Name2 } from '../api-types';
import { Language } from '../i18n/language';
import type { Option } from './select-field';

/** Branches, patron categories and item types, read once a visit and again after they are changed. */
@Injectable({ providedIn: 'root' })
export class ReferenceData {
  private readonly language = inject(Language);
  private readonly branchList = apiResource('GET /api/v1/branches');
  private readonly categoryList = apiResource('GET /api/v1/patron-categories');
  private readonly typeList = apiResource('GET /api/v1/item-types');

  readonly branches = computed(() => itemsOf(this.branchList));
  readonly categories = computed(() => itemsOf(this.categoryList));
  readonly itemTypes = computed(() => itemsOf(this.typeList));
  readonly isLoading = computed(
    () => this.branchList.isLoading() || this.categoryList.isLoading() || this.typeList.isLoading(),
  );
  readonly error = computed(() => this.branchList.error() ?? this.categoryList.error() ?? this.typeList.error());

  readonly branchOptions = computed(() =>
    this.branches().map(({ id, name }): Option => ({ value: String(id), label: name })),
  );
  readonly categoryOptions = computed(() => this.categories().map((category) => this.optionOf(category)));
  readonly itemTypeOptions = computed(() => this.itemTypes().map((type) => this.optionOf(type)));

  branchName(id: number | null): string {
    return this.branches().find((branch) => branch.id === id)?.name ?? (id === null ? '' : `#${id}`);
  }

  categoryName(id: number | null): string {
    return this.nameOf(
      this.categories().find((category) => category.id === id),
      id,
    );
  }

  itemTypeName(id: number | null): string {
    return this.nameOf(
      this.itemTypes().find((type) => type.id === id),
      id,
    );
  }

  reload(): void {
    for (const list of [this.branchList, this.categoryList, this.typeList]) list.reload();
  }

  private optionOf({ id, name }: { id: number; name: Name2 }): Option {
    return { value: String(id), label: name[this.language.current()] };
  }

  private nameOf(found: { name: Name2 } | undefined, id: number | null): string {
    return found?.name[this.language.current()] ?? (id === null ? '' : `#${id}`);
  }
}

function itemsOf<T>(list: { hasValue(): boolean; value(): { items: T[] } | undefined }): T[] {
  return (list.hasValue() ? list.value()?.items : undefined) ?? [];
}
