import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { inGroups } from './policy-groups';
import { unitIn, type PolicyScope } from './policy-scope';
import { PolicyStore } from './policy-store';
import { PolicyWords } from './policy-words';
import { ScopePicker } from './scope-picker';

/** For one branch, one category and one type: the rule that the desk will apply, and where it was set. */
@Component({
  imports: [EmptyState, ErrorState, RouterLink, ScopePicker, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'policies'">
      <p class="quiet intro">{{ t('tester.text') }}</p>
      <app-scope-picker [scope]="scope()" [isExact]="true" (picked)="scope.set($event)" />
      @if (effective.error()) {
        <app-error-state [error]="effective.error()" (retry)="effective.reload()" />
      } @else if (groups(); as groups) {
        @for (group of groups; track group.name) {
          <section [attr.aria-labelledby]="'effective-' + group.name">
            <h2 [id]="'effective-' + group.name">{{ t('groups.' + group.name) }}</h2>
            <div class="table-frame">
              <table class="rows">
                <thead class="visually-hidden">
                  <tr>
                    <th scope="col">{{ t('matrix.rule') }}</th>
                    <th scope="col">{{ t('tester.value') }}</th>
                    <th scope="col">{{ t('tester.source') }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (entry of group.entries; track entry.definition.name) {
                    <tr>
                      <th scope="row">{{ words.label(entry.definition.name) }}</th>
                      <td class="value">{{ words.value(entry.definition, entry.value, entry.unit) }}</td>
                      <td>
                        @if (entry.source; as source) {
                          <a
                            routerLink="/policies"
                            [queryParams]="{
                              branch: source.branchId,
                              category: source.patronCategoryId,
                              type: source.itemTypeId,
                            }"
                            >{{ words.scope(source) }}</a
                          >
                        } @else {
                          <span class="quiet">{{ words.scope(null) }}</span>
                        }
                      </td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          </section>
        }
      } @else if (effective.isLoading() || store.isLoading()) {
        <app-skeleton [lines]="8" height="2.4rem" />
      } @else {
        <app-empty-state icon="rule" [title]="t('tester.empty')" [text]="t('tester.emptyText')" />
      }
    </ng-container>
  `,
  styles: `
    .intro {
      margin-block-end: 16px;
    }
    h2 {
      margin-block: 28px 10px;
    }
    th {
      width: 50%;
    }
    td.value {
      width: 22%;
      font-weight: 600;
    }
  `,
})
export class PolicyTester {
  protected readonly store = inject(PolicyStore);
  protected readonly words = inject(PolicyWords);

  protected readonly scope = signal<PolicyScope>({ branchId: null, patronCategoryId: null, itemTypeId: null });
  protected readonly effective = apiResource('GET /api/v1/policies/effective', () => {
    const { branchId, patronCategoryId, itemTypeId } = this.scope();
    if (branchId === null || patronCategoryId === null || itemTypeId === null) return undefined;
    this.store.rows(); // a value changed in the editor is asked for anew
    return { branchId, patronCategoryId, itemTypeId };
  });
  protected readonly groups = computed(() => {
    if (!this.effective.hasValue()) return null;
    const { values } = this.effective.value();
    const plain = Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
    const entries = this.store.definitions().flatMap((definition) => {
      const found = values[definition.name];
      return found === undefined ? [] : [{ definition, ...found, unit: unitIn(plain, definition.unit) }];
    });
    return inGroups(entries);
  });
}
