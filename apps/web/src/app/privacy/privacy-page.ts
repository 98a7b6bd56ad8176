import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SectionTabs } from '../forms/section-tabs';
import { Session } from '../session/session';
import { PageHeader } from '../ui/page-header';

/** What readers ask of their data, for how long it is kept, and the receipts of what was erased. */
@Component({
  imports: [PageHeader, RouterOutlet, SectionTabs, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'privacy'">
      <app-page-header [title]="t('title')" [text]="t('text')" />
      <app-section-tabs [label]="t('title')" [tabs]="tabs(t)" />
      <router-outlet />
    </div>
  `,
})
export class PrivacyPage {
  private readonly session = inject(Session);

  /** Receipts name nobody; the rest is about readers of every branch. */
  protected tabs(t: (key: string) => string) {
    const receipts = { path: '/privacy/receipts', label: t('tabs.receipts') };
    if (!this.session.canAt('patrons.privacy', null)) return [receipts];
    return [
      { path: '/privacy', label: t('tabs.requests') },
      { path: '/privacy/retention', label: t('tabs.retention') },
      receipts,
    ];
  }
}
