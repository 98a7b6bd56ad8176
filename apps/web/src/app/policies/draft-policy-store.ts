import { computed, inject, Injectable } from '@angular/core';
import type { PolicyRow } from '../api-types';
import { isSameScope, type PolicyScope, type PolicyValue } from './policy-scope';
import { PolicyStore } from './policy-store';
import type { DraftPolicy } from './rehearsal';
import { RehearsalStore } from './rehearsal-store';

/** The published values with a draft's changes laid over them; what is set here goes into the draft. */
@Injectable()
export class DraftPolicyStore {
  /** The rules as they are, without the draft. */
  readonly published = inject(PolicyStore, { skipSelf: true });
  private readonly rehearsal = inject(RehearsalStore);

  readonly definitions = this.published.definitions;
  readonly isLoading = this.published.isLoading;
  readonly error = this.published.error;
  readonly rows = computed(() => withDraft(this.published.rows(), this.rehearsal.rehearsal()?.draft.policies ?? []));

  reload(): void {
    this.published.reload();
  }

  set(name: string, scope: PolicyScope, value: PolicyValue): Promise<void> {
    const { branchId, patronCategoryId, itemTypeId } = scope;
    const isPublished = this.published
      .rows()
      .some((row) => row.name === name && row.value === value && isSameScope(row, scope));
    return this.replace({ branchId, patronCategoryId, itemTypeId, name, value }, !isPublished);
  }

  unset({ name, branchId, patronCategoryId, itemTypeId }: PolicyRow): Promise<void> {
    const scope = { branchId, patronCategoryId, itemTypeId };
    const isPublished = this.published.rows().some((row) => row.name === name && isSameScope(row, scope));
    return this.replace({ ...scope, name, value: null, isUnset: true }, isPublished);
  }

  /** Puts a change in the place of an earlier one of the same value; back to what is published, it is no change. */
  private replace(change: DraftPolicy, isChange: boolean): Promise<void> {
    return this.rehearsal.change((draft) => {
      const others = draft.policies.filter((one) => one.name !== change.name || !isSameScope(one, change));
      return { ...draft, policies: isChange ? [...others, change] : others };
    });
  }
}

/** Lays a draft's changes over the published rows. */
export function withDraft(rows: readonly PolicyRow[], changes: readonly DraftPolicy[]): PolicyRow[] {
  const isChanged = (row: PolicyRow) => changes.some((one) => one.name === row.name && isSameScope(one, row));
  const added = changes
    .filter(({ isUnset }) => isUnset !== true)
    // A row of the draft has no id of the database: below zero, so that none is taken for a stored one.
    .map(({ isUnset: _isUnset, ...change }, index): PolicyRow => ({ ...change, id: -1 - index }));
  return [...rows.filter((row) => !isChanged(row)), ...added];
}
