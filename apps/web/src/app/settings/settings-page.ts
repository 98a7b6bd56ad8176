import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SectionTabs } from '../forms/section-tabs';
import { PageHeader } from '../ui/page-header';

/** The library itself: its name, its branches, its readers' categories and its item types. */
@Component({
  imports: [PageHeader, RouterOutlet, SectionTabs, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'settings'">
      <app-page-header [title]="t('title')" [text]="t('text')" />
      <app-section-tabs
        [label]="t('title')"
        [tabs]="[
          { path: '/settings', label: t('library.title') },
          { path: '/settings/branches', label: t('branches.title') },
          { path: '/settings/patron-categories', label: t('categories.title') },
          { path: '/settings/item-types', label: t('itemTypes.title') },
        ]"
      />
      <router-outlet />
    </div>
  `,
})
export class SettingsPage {}
