import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ReferenceData } from '../forms/reference-data';
import { idOrNull } from '../forms/values';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { inGroups } from './policy-groups';
import { linesAt, valueOf, type PolicyScope } from './policy-scope';
import { PolicyStore } from './policy-store';
import { PolicyWords } from './policy-words';

/** One rule at a glance: its value for each category of readers and each type of item, in one branch or in all. */
@Component({
  imports: [ErrorState, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'policies'">
      @if (store.error() ?? reference.error(); as error) {
        <app-error-state [error]="error" (retry)="retry()" />
      } @else if (store.isLoading() || reference.isLoading()) {
        <app-skeleton [lines]="8" height="2.4rem" />
      } @else {
        <div class="row choose">
          <label>
            <span>{{ t('matrix.rule') }}</span>
            <select (change)="go({ rule: $any($event.target).value })">
              @for (group of groups(); track group.name) {
                <optgroup [label]="t('groups.' + group.name)">
                  @for (entry of group.entries; track entry.definition.name) {
                    <option [value]="entry.definition.name" [selected]="entry.definition.name === definition()?.name">
                      {{ words.label(entry.definition.name) }}
                    </option>
                  }
                </optgroup>
              }
            </select>
          </label>
          <label>
            <span>{{ t('scope.branch') }}</span>
            <select (change)="go({ branch: $any($event.target).value || null })">
              <option value="" [selected]="!branch()">{{ t('scope.allBranches') }}</option>
              @for (option of reference.branchOptions(); track option.value) {
                <option [value]="option.value" [selected]="option.value === branch()">{{ option.label }}</option>
              }
            </select>
          </label>
        </div>
        @if (definition(); as definition) {
          <p class="quiet">{{ words.hint(definition.name) }}</p>
          <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="words.label(definition.name)">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">
                    <span class="visually-hidden">{{ t('scope.category') }}</span>
                  </th>
                  @for (column of columns(); track column.id) {
                    <th scope="col">{{ column.label }}</th>
                  }
                </tr>
              </thead>
              <tbody>
                @for (row of cells(); track row.id) {
                  <tr>
                    <th scope="row">{{ row.label }}</th>
                    @for (cell of row.cells; track $index) {
                      <td>
                        @if (cell.isSettable) {
                          <a
                            routerLink="/policies"
                            [queryParams]="cell.query"
                            [class.own]="cell.isOwn"
                            [attr.aria-label]="cell.value + ' (' + (cell.isOwn ? t('setHere') : cell.from) + ')'"
                            >{{ cell.value }}</a
                          >
                        } @else {
                          <span class="quiet">{{ cell.value }}</span>
                        }
                      </td>
                    }
                  </tr>
                }
              </tbody>
            </table>
          </div>
          <p class="small quiet legend">{{ t('matrix.legend') }}</p>
        }
      }
    </ng-container>
  `,
  styles: `
    .choose {
      margin-block-end: 12px;
    }
    label {
      display: grid;
      gap: 4px;
      flex: 1 1 220px;
      max-width: 420px;
      font-size: 0.8125rem;
      font-weight: 550;
      color: var(--mat-sys-on-surface-variant);
    }
    select {
      height: 44px;
      min-width: 0;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      font-size: 1rem;
      font-weight: 400;
    }
    .table-frame {
      margin-block-start: 12px;
    }
    td a {
      display: inline-block;
      padding: 3px 8px;
      border-radius: 6px;
      color: var(--mat-sys-on-surface-variant);
      text-decoration: none;
      white-space: nowrap;
    }
    td a:hover {
      text-decoration: underline;
    }
    td a.own {
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
      font-weight: 650;
    }
    .legend {
      margin-block-start: 10px;
    }
  `,
})
export class PolicyMatrix {
  private readonly router = inject(Router);
  protected readonly store = inject(PolicyStore);
  protected readonly words = inject(PolicyWords);
  protected readonly reference = inject(ReferenceData);

  /** The rule and the branch, in the address. */
  readonly rule = input<string>();
  readonly branch = input<string>();

  protected readonly groups = computed(() => inGroups(this.store.definitions().map((definition) => ({ definition }))));
  protected readonly definition = computed(() => {
    const wanted = this.rule() ?? 'loanPeriod';
    return this.store.definitions().find(({ name }) => name === wanted) ?? this.store.definitions()[0];
  });
  protected readonly columns = computed(() => [
    { id: null as number | null, label: this.words.allTypes() },
    ...this.reference.itemTypes().map(({ id }) => ({ id, label: this.reference.itemTypeName(id) })),
  ]);
  protected readonly cells = computed(() => {
    const categories = [null, ...this.reference.categories().map(({ id }) => id)];
    return categories.map((id) => ({
      id,
      label: id === null ? this.words.allCategories() : this.reference.categoryName(id),
      cells: this.columns().map((column) => this.cellAt(id, column.id)),
    }));
  });

  protected go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected retry(): void {
    this.store.reload();
    this.reference.reload();
  }

  private cellAt(patronCategoryId: number | null, itemTypeId: number | null) {
    const branchId = idOrNull(this.branch() ?? '');
    const scope: PolicyScope = { branchId, patronCategoryId, itemTypeId };
    const definition = this.definition();
    const lines = linesAt(this.store.definitions(), this.store.rows(), scope);
    const line = lines.find((one) => one.definition === definition);
    return {
      value: line ? this.words.value(line.definition, valueOf(line), line.unit) : '',
      isOwn: line !== undefined && line.own !== null,
      isSettable: line?.isSettable ?? false,
      from: this.words.scope(line?.inherited.source ?? null),
      query: { branch: branchId, category: patronCategoryId, type: itemTypeId },
    };
  }
}
