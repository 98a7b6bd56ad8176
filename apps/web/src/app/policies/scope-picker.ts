import { Component, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ReferenceData } from '../forms/reference-data';
import { idOrNull } from '../forms/values';
import type { PolicyScope } from './policy-scope';

/** Branch × reader's category × item type; the wide choice ("all …") is offered unless `isExact`. */
@Component({
  selector: 'app-scope-picker',
  imports: [TranslocoDirective],
  template: `
    <div class="picker" *transloco="let t; prefix: 'policies.scope'">
      <label>
        <span>{{ t('branch') }}</span>
        <select (change)="pick('branchId', $event)">
          <option value="" [selected]="scope().branchId === null">{{ isExact() ? '—' : t('allBranches') }}</option>
          @for (option of reference.branchOptions(); track option.value) {
            <option [value]="option.value" [selected]="option.value === '' + scope().branchId">
              {{ option.label }}
            </option>
          }
        </select>
      </label>
      <span class="times" aria-hidden="true">×</span>
      <label>
        <span>{{ t('category') }}</span>
        <select (change)="pick('patronCategoryId', $event)">
          <option value="" [selected]="scope().patronCategoryId === null">
            {{ isExact() ? '—' : t('allCategories') }}
          </option>
          @for (option of reference.categoryOptions(); track option.value) {
            <option [value]="option.value" [selected]="option.value === '' + scope().patronCategoryId">
              {{ option.label }}
            </option>
          }
        </select>
      </label>
      <span class="times" aria-hidden="true">×</span>
      <label>
        <span>{{ t('type') }}</span>
        <select (change)="pick('itemTypeId', $event)">
          <option value="" [selected]="scope().itemTypeId === null">{{ isExact() ? '—' : t('allTypes') }}</option>
          @for (option of reference.itemTypeOptions(); track option.value) {
            <option [value]="option.value" [selected]="option.value === '' + scope().itemTypeId">
              {{ option.label }}
            </option>
          }
        </select>
      </label>
    </div>
  `,
  styles: `
    .picker {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: 12px;
    }
    label {
      display: grid;
      gap: 4px;
      flex: 1 1 200px;
      max-width: 300px;
      font-size: 0.8125rem;
      font-weight: 550;
      color: var(--mat-sys-on-surface-variant);
    }
    select {
      height: 44px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      font-size: 1rem;
      font-weight: 400;
    }
    .times {
      padding-block-end: 10px;
      color: var(--mat-sys-on-surface-variant);
    }
    @media (max-width: 700px) {
      .times {
        display: none;
      }
      label {
        flex-basis: 100%;
        max-width: none;
      }
    }
  `,
})
export class ScopePicker {
  protected readonly reference = inject(ReferenceData);

  readonly scope = input.required<PolicyScope>();
  readonly isExact = input(false);
  readonly picked = output<PolicyScope>();

  protected pick(name: keyof PolicyScope, event: Event): void {
    const { branchId, patronCategoryId, itemTypeId } = this.scope();
    const value = idOrNull((event.target as HTMLSelectElement).value);
    this.picked.emit({ branchId, patronCategoryId, itemTypeId, [name]: value });
  }
}
