import { Component, computed, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

export interface FacetOption {
  value: string;
  label: string;
  count: number | null;
  isChosen: boolean;
}

/** One question of a filter panel: values with their counts, the chosen ones first in sight, the rest on demand. */
@Component({
  selector: 'app-facet-group',
  imports: [TranslocoDirective],
  template: `
    <fieldset *transloco="let t">
      <legend>{{ title() }}</legend>
      @for (option of shown(); track option.value) {
        <label>
          <input type="checkbox" [checked]="option.isChosen" (change)="chosen.emit(option.value)" />
          <span class="label">{{ option.label }}</span>
          @if (option.count !== null) {
            <span class="count tabular">{{ numberOf(option.count) }}</span>
          }
        </label>
      }
      @if (options().length > limit()) {
        <button type="button" (click)="isWhole.set(!isWhole())" [attr.aria-expanded]="isWhole()">
          {{ isWhole() ? t('ui.showFewer') : t('ui.showAll') }}
          <span class="visually-hidden">{{ title() }}</span>
        </button>
      }
    </fieldset>
  `,
  styleUrl: './facet-group.scss',
})
export class FacetGroup {
  readonly title = input.required<string>();
  readonly options = input.required<FacetOption[]>();
  readonly limit = input(6);
  readonly chosen = output<string>();

  protected readonly isWhole = signal(false);
  protected readonly shown = computed(() =>
    this.isWhole() ? this.options() : this.options().filter((option, place) => place < this.limit() || option.isChosen),
  );

  protected numberOf(count: number): string {
    return new Intl.NumberFormat(document.documentElement.lang).format(count);
  }
}
