import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';

/** Shown in place of a page this person may not open. */
@Component({
  imports: [EmptyState, MatButton, RouterLink, TranslocoDirective],
  template: `
    <div class="page narrow" *transloco="let t; prefix: 'shell.noPermission'">
      <h1 class="visually-hidden">{{ t('title') }}</h1>
      <app-empty-state icon="lock" [title]="t('title')" [text]="t(text(), { name: session.actor().name })">
        <a matButton="filled" [routerLink]="session.isStaff() ? '/desk' : '/'">{{ t('back') }}</a>
        <a matButton="outlined" routerLink="/sign-in">{{ t('other') }}</a>
      </app-empty-state>
    </div>
  `,
})
export class NoPermissionPage {
  protected readonly session = inject(Session);

  /** `library` when a role at some branches would have to hold at all of them. */
  readonly why = input<string>();
  protected readonly text = computed(() => (this.why() === 'library' ? 'textOfLibrary' : 'text'));
}
