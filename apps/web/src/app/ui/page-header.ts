import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatIcon } from '@angular/material/icon';

/** A page's heading, its way back and its actions (inside). */
@Component({
  selector: 'app-page-header',
  imports: [MatIcon, RouterLink],
  template: `
    @if (backLink(); as link) {
      <a class="back" [routerLink]="link"><mat-icon svgIcon="arrow_back" aria-hidden="true" />{{ backLabel() }}</a>
    }
    <div class="spread">
      <div>
        <h1>{{ title() }}</h1>
        @if (text(); as text) {
          <p class="quiet">{{ text }}</p>
        }
      </div>
      <div class="row actions"><ng-content /></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-block-end: 24px;
    }
    .back {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 32px;
      margin-block-end: 8px;
      font-size: 0.9375rem;
      text-decoration: none;
    }
    .back:hover {
      text-decoration: underline;
    }
    .back mat-icon {
      width: 18px;
      height: 18px;
    }
    .quiet {
      max-width: 68ch;
      margin-block-start: 4px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly title = input.required<string>();
  readonly text = input<string>();
  readonly backLink = input<string | unknown[]>();
  readonly backLabel = input<string>();
}
