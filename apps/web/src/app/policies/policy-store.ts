import { computed, inject, Injectable } from '@angular/core';
import { Api, apiResource } from '../api';
import type { PolicyRow } from '../api-types';
import type { PolicyScope, PolicyValue } from './policy-scope';

/** Every policy and every value that is set; a change is sent at once and shown when the server has it. */
@Injectable()
export class PolicyStore {
  private readonly api = inject(Api);
  private readonly policies = apiResource('GET /api/v1/policies');

  readonly definitions = computed(() => (this.policies.hasValue() ? this.policies.value().definitions : []));
  readonly rows = computed(() => (this.policies.hasValue() ? this.policies.value().values : []));
  readonly isLoading = computed(() => this.policies.isLoading() && !this.policies.hasValue());
  readonly error = computed(() => (this.policies.hasValue() ? undefined : this.policies.error()));

  reload(): void {
    this.policies.reload();
  }

  /** Sets a value at exactly this scope; `null` says "no limit". */
  async set(name: string, scope: PolicyScope, value: PolicyValue): Promise<void> {
    const { branchId, patronCategoryId, itemTypeId } = scope;
    const body = { branchId, patronCategoryId, itemTypeId, name, value };
    const row = await this.api.call('PUT /api/v1/policies/values', { body });
    this.edit((rows) => [...rows.filter(({ id }) => id !== row.id), row]);
  }

  /** Takes a value away, so that the wider one holds again. */
  async unset(row: PolicyRow): Promise<void> {
    await this.api.call('DELETE /api/v1/policies/values/{id}', { id: row.id });
    this.edit((rows) => rows.filter(({ id }) => id !== row.id));
  }

  private edit(change: (rows: PolicyRow[]) => PolicyRow[]): void {
    if (!this.policies.hasValue()) return;
    const { definitions, values } = this.policies.value();
    this.policies.set({ definitions, values: change(values) });
  }
}
