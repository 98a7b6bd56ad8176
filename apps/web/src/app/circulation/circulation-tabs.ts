import { Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SectionTabs } from '../forms/section-tabs';

/** The lists that staff work through. */
@Component({
  selector: 'app-circulation-tabs',
  imports: [SectionTabs, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'circulation'">
      <app-section-tabs class="no-print" [label]="t('title')" [tabs]="tabs(t)" />
    </ng-container>
  `,
})
export class CirculationTabs {
  protected tabs(t: (key: string) => string) {
    return [
      { path: '/circulation/overdue', label: t('overdue.tab') },
      { path: '/circulation/pick-list', label: t('picks.tab') },
      { path: '/circulation/hold-shelf', label: t('shelf.tab') },
      { path: '/circulation/transfers', label: t('transfers.tab') },
    ];
  }
}
