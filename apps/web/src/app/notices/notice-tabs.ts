import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SectionTabs } from '../forms/section-tabs';
import { Session } from '../session/session';

/** The pages about mails: those that were made, those to come, their texts. */
@Component({
  selector: 'app-notice-tabs',
  imports: [SectionTabs, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'notices'">
      <app-section-tabs [label]="t('title')" [tabs]="tabs(t)" />
    </ng-container>
  `,
})
export class NoticeTabs {
  private readonly session = inject(Session);

  protected tabs(t: (key: string) => string) {
    return [
      { path: '/notices', label: t('sent.title') },
      { path: '/notices/upcoming', label: t('upcoming.title') },
      ...(this.session.canAt('notices.manage', null)
        ? [{ path: '/notices/templates', label: t('templates.title') }]
        : []),
    ];
  }
}
