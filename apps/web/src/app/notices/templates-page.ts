import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { NoticeTabs } from './notice-tabs';
import { NOTICE_KINDS } from './notice-types';

/** The texts of all mails, in both languages. */
@Component({
  imports: [ErrorState, NoticeTabs, PageHeader, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'notices'">
      <app-page-header [title]="t('title')" [text]="t('templates.text')" />
      <app-notice-tabs />
      @if (templates.error(); as error) {
        <app-error-state [error]="error" (retry)="templates.reload()" />
      } @else if (!templates.hasValue()) {
        <app-skeleton [lines]="10" height="2rem" />
      } @else {
        <ul>
          @for (entry of byKind(); track entry.kind) {
            <li>
              <div>
                <strong>{{ t('kinds.' + entry.kind) }}</strong>
                <p class="small quiet">{{ t('when.' + entry.kind) }}</p>
              </div>
              <div class="row">
                @for (template of entry.templates; track template.language) {
                  <a [routerLink]="[template.kind, template.language]">
                    {{ t('languages.' + template.language) }}
                    @if (!template.isDefault) {
                      <span class="tag">{{ t('templates.own') }}</span>
                    }
                  </a>
                }
              </div>
            </li>
          }
        </ul>
      }
    </div>
  `,
  styles: `
    ul {
      padding: 0;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--app-radius);
      background: var(--mat-sys-surface-container-lowest);
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      gap: 8px 24px;
      padding: 12px 16px;
    }
    li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .row {
      gap: 20px;
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-height: 32px;
    }
    @media (max-width: 640px) {
      li {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class TemplatesPage {
  protected readonly templates = apiResource('GET /api/v1/notice-templates');
  protected readonly byKind = computed(() => {
    const items = this.templates.hasValue() ? this.templates.value().items : [];
    return NOTICE_KINDS.map((kind) => ({ kind, templates: items.filter((item) => item.kind === kind) }));
  });
}
