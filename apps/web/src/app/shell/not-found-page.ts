import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SearchBox } from '../catalogue/search-box';
import { EmptyState } from '../ui/empty-state';

/** No page lives at this address. */
@Component({
  imports: [EmptyState, MatButton, RouterLink, SearchBox, TranslocoDirective],
  template: `
    <div class="page narrow" *transloco="let t; prefix: 'shell.notFound'">
      <h1 class="visually-hidden">{{ t('title') }}</h1>
      <app-empty-state icon="menu_book" [title]="t('title')" [text]="t('text')">
        <a matButton="filled" routerLink="/">{{ t('home') }}</a>
      </app-empty-state>
      <app-search-box [isLarge]="true" />
    </div>
  `,
})
export class NotFoundPage {}
