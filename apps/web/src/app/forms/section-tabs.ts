import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

export interface SectionTab {
  readonly path: string;
  readonly label: string;
}

/** The pages of one section, as links under its heading. */
@Component({
  selector: 'app-section-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.path) {
        <a
          [routerLink]="tab.path"
          routerLinkActive="here"
          [routerLinkActiveOptions]="{
            paths: 'exact',
            queryParams: 'ignored',
            fragment: 'ignored',
            matrixParams: 'ignored',
          }"
          ariaCurrentWhenActive="page"
          >{{ tab.label }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      gap: 4px;
      margin-block-end: 24px;
      overflow-x: auto;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    a {
      padding: 10px 14px;
      border-block-end: 3px solid transparent;
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.9375rem;
      font-weight: 550;
      text-decoration: none;
      white-space: nowrap;
    }
    a:hover {
      color: var(--mat-sys-on-surface);
    }
    a:focus-visible {
      outline-offset: -3px;
    }
    .here {
      border-block-end-color: var(--mat-sys-primary);
      color: var(--mat-sys-primary);
    }
  `,
})
export class SectionTabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly SectionTab[]>();
}
