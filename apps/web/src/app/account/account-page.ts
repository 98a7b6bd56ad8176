import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../session/session';

/** The frame of a reader's own pages: a name and six places. */
@Component({
  imports: [RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'account'">
      <p class="quiet">{{ t('title') }}</p>
      <h1>{{ session.actor().name }}</h1>
      <nav [attr.aria-label]="t('title')">
        @for (place of places; track place.path) {
          <a
            [routerLink]="place.path"
            routerLinkActive="here"
            ariaCurrentWhenActive="page"
            [routerLinkActiveOptions]="{ exact: true }"
            >{{ t(place.name + '.title') }}</a
          >
        }
      </nav>
      <router-outlet />
    </div>
  `,
  styles: `
    nav {
      display: flex;
      gap: 4px;
      margin-block: 20px 28px;
      overflow-x: auto;
      scrollbar-width: none;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    nav a {
      flex: none;
      display: grid;
      align-content: center;
      min-height: 46px;
      padding-inline: 14px;
      border-block-end: 3px solid transparent;
      color: var(--mat-sys-on-surface-variant);
      font-weight: 500;
      text-decoration: none;
    }
    nav a:hover {
      color: var(--mat-sys-on-surface);
    }
    nav a:focus-visible {
      outline-offset: -3px;
    }
    nav a.here {
      border-color: var(--mat-sys-primary);
      color: var(--mat-sys-primary);
    }
  `,
})
export class AccountPage {
  protected readonly session = inject(Session);

  protected readonly places = [
    { path: '/account', name: 'loans' },
    { path: '/account/holds', name: 'holds' },
    { path: '/account/charges', name: 'charges' },
    { path: '/account/history', name: 'history' },
    { path: '/account/profile', name: 'profile' },
    { path: '/account/privacy', name: 'privacy' },
  ];
}
