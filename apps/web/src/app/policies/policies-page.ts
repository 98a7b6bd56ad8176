import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SectionTabs } from '../forms/section-tabs';
import { Session } from '../session/session';
import { PageHeader } from '../ui/page-header';
import { PolicyStore } from './policy-store';

/** The library's rules: what may be lent to whom, for how long, and at what charge. */
@Component({
  imports: [PageHeader, RouterOutlet, SectionTabs, TranslocoDirective],
  providers: [PolicyStore],
  template: `
    <div class="page" *transloco="let t; prefix: 'policies'">
      <app-page-header [title]="t('title')" [text]="t('text')" />
      <app-section-tabs
        [label]="t('title')"
        [tabs]="[
          { path: '/policies', label: t('editor.title') },
          { path: '/policies/matrix', label: t('matrix.title') },
          { path: '/policies/tester', label: t('tester.title') },
          ...(session.canAt('policies.edit', null)
            ? [{ path: '/policies/rehearsals', label: t('rehearsal.title') }]
            : []),
        ]"
      />
      <router-outlet />
    </div>
  `,
})
export class PoliciesPage {
  protected readonly session = inject(Session);
}
