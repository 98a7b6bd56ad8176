import { Component, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';

/** Nothing is here yet, and what to do first. Actions go inside. */
@Component({
  selector: 'app-empty-state',
  imports: [MatIcon],
  template: `
    <div class="state">
      <mat-icon [svgIcon]="icon()" aria-hidden="true" />
      <h2>{{ title() }}</h2>
      @if (text(); as text) {
        <p>{{ text }}</p>
      }
      <div class="row"><ng-content /></div>
    </div>
  `,
  styles: `
    .state {
      display: grid;
      justify-items: center;
      gap: 8px;
      padding: 48px 24px;
      text-align: center;
    }
    mat-icon {
      width: 40px;
      height: 40px;
      color: var(--mat-sys-outline);
    }
    h2 {
      font-size: 1.2rem;
    }
    p {
      max-width: 46ch;
      color: var(--mat-sys-on-surface-variant);
    }
    .row {
      justify-content: center;
      margin-block-start: 8px;
    }
    .row:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly icon = input('menu_book');
  readonly title = input.required<string>();
  readonly text = input<string>();
}
