import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { FacetValue } from '../api-types';
import { Language } from '../i18n/language';
import { LibraryLists } from '../patrons/library-lists';
import { FacetGroup, FacetOption } from '../ui/facet-group';
import { centuryName, languageName, spokenName } from './record-words';
import { CatalogueSearch, ListFilter, toggled } from './search-address';

interface Group {
  filter: ListFilter;
  options: FacetOption[];
}

/** The filters beside the results. It only says which search is wanted; the page goes there. */
@Component({
  selector: 'app-facet-panel',
  imports: [FacetGroup, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'catalogue.facets'">
      <app-facet-group
        [title]="t('availability')"
        [options]="availability(t('onlyAvailable'))"
        (chosen)="wanted.emit({ search: withAvailability() })"
      />
      @for (group of groups(); track group.filter) {
        @if (group.options.length > 0) {
          <app-facet-group
            [title]="t(group.filter)"
            [options]="group.options"
            (chosen)="wanted.emit({ search: flipped(group.filter, $event) })"
          />
        }
      }
      @if (periods().length > 0) {
        <app-facet-group [title]="t('period')" [options]="periods()" (chosen)="choosePeriod($event)" />
      }
      <form class="years" (submit)="chooseYears($event, from.value, to.value)">
        <label>
          {{ t('yearFrom') }}
          <input #from type="number" inputmode="numeric" min="-3000" max="2100" [value]="search().yearFrom ?? ''" />
        </label>
        <label>
          {{ t('yearTo') }}
          <input #to type="number" inputmode="numeric" min="-3000" max="2100" [value]="search().yearTo ?? ''" />
        </label>
        <button type="submit">{{ t('apply') }}</button>
      </form>
    </ng-container>
  `,
  styleUrl: './facet-panel.scss',
})
export class FacetPanel {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly lists = inject(LibraryLists);

  readonly search = input.required<CatalogueSearch>();
  readonly facets = input.required<Record<string, FacetValue[]>>();
  readonly wanted = output<{ search: CatalogueSearch }>();

  protected readonly groups = computed<Group[]>(() => [
    { filter: 'kind', options: this.optionsOf('kind', 'kind') },
    { filter: 'language', options: this.optionsOf('language', 'language') },
    { filter: 'author', options: this.optionsOf('author', 'author') },
    { filter: 'subject', options: this.optionsOf('subject', 'subject') },
    { filter: 'branchId', options: this.optionsOf('branchId', 'branch') },
  ]);

  /** Centuries; within a chosen century, its decades. */
  protected readonly periods = computed<FacetOption[]>(() => {
    const { yearFrom, yearTo } = this.search();
    const chosen = this.period();
    const centuries = (this.facets()['century'] ?? []).map(({ value, count }) => ({
      value: `${value}/100`,
      label: centuryName(Number(value), this.language.current()),
      count,
      isChosen: chosen === `${value}/100`,
    }));
    if (yearFrom === null || yearTo === null || yearTo - yearFrom >= 100) return centuries;
    const decades = (this.facets()['decade'] ?? [])
      .filter(({ value }) => Math.floor(Number(value) / 100) === Math.floor(yearFrom / 100))
      .map(({ value, count }) => ({
        value: `${value}/10`,
        label: `${value}–${Number(value) + 9}`,
        count,
        isChosen: chosen === `${value}/10`,
      }));
    return [...centuries.filter(({ value }) => parseInt(value) === Math.floor(yearFrom / 100) * 100), ...decades];
  });

  private readonly period = computed(() => {
    const { yearFrom, yearTo } = this.search();
    return yearFrom === null || yearTo === null ? null : `${yearFrom}/${yearTo - yearFrom + 1}`;
  });

  protected availability(label: string): FacetOption[] {
    const found = this.facets()['availability']?.find(({ value }) => value === 'available' || value === 'true');
    return [{ value: 'true', label, count: found?.count ?? 0, isChosen: this.search().isAvailable }];
  }

  protected withAvailability(): CatalogueSearch {
    return { ...this.search(), isAvailable: !this.search().isAvailable };
  }

  protected flipped(filter: ListFilter, value: string): CatalogueSearch {
    return toggled(this.search(), filter, value);
  }

  protected choosePeriod(period: string): void {
    const [first = 0, length = 100] = period.split('/').map(Number);
    const isChosen = this.period() === period;
    this.wanted.emit({
      search: {
        ...this.search(),
        yearFrom: isChosen ? null : first,
        yearTo: isChosen ? null : first + length - 1,
      },
    });
  }

  protected chooseYears(event: Event, from: string, to: string): void {
    event.preventDefault();
    const year = (text: string) => (text.trim() === '' ? null : Math.trunc(Number(text)));
    this.wanted.emit({ search: { ...this.search(), yearFrom: year(from), yearTo: year(to) } });
  }

  private optionsOf(filter: ListFilter, facet: string): FacetOption[] {
    const chosen = this.search()[filter];
    const counted = this.facets()[facet] ?? [];
    const missing = chosen
      .filter((value) => !counted.some((one) => one.value === value))
      .map((value) => ({ value, count: 0 }));
    return [...counted, ...missing].map(({ value, count }) => ({
      value,
      count,
      label: this.labelOf(filter, value),
      isChosen: chosen.includes(value),
    }));
  }

  private labelOf(filter: ListFilter, value: string): string {
    switch (filter) {
      case 'kind':
        return this.transloco.translate(`kinds.${value}`);
      case 'language':
        return languageName(value, this.language.current());
      case 'author':
        return spokenName(value);
      case 'branchId':
        return this.lists.branchName(Number(value)) || value;
      case 'subject':
        return value;
    }
  }
}
