import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiAddress } from '../api';
import { SectionTabs } from '../forms/section-tabs';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';

/** Takes the whole catalogue out: the data is the library's own. */
@Component({
  imports: [EmptyState, MatButton, MatIcon, PageHeader, SectionTabs, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'imports'">
      <app-page-header [title]="t('title')" [text]="t('export.text')" />
      <app-section-tabs
        [label]="t('title')"
        [tabs]="[
          { path: '/imports', label: t('tab') },
          { path: '/imports/export', label: t('export.title') },
        ]"
      />
      @if (session.can('catalogue.edit')) {
        <ul>
          @for (file of files; track file.format) {
            <li class="sheet">
              <div>
                <h2>{{ t('export.formats.' + file.format + '.name') }}</h2>
                <p class="quiet">{{ t('export.formats.' + file.format + '.text') }}</p>
              </div>
              <a matButton="outlined" [href]="file.address" download>
                <mat-icon svgIcon="download" aria-hidden="true" />{{ t('export.download') }}
                <span class="visually-hidden">{{ t('export.formats.' + file.format + '.name') }}</span>
              </a>
            </li>
          }
        </ul>
      } @else {
        <app-empty-state icon="lock" [title]="t('export.forbidden')" />
      }
    </div>
  `,
  styles: `
    ul {
      display: grid;
      gap: 12px;
      max-width: 760px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 12px 24px;
    }
    li > div {
      flex: 1 1 280px;
    }
    h2 {
      font-size: 1.1rem;
    }
  `,
})
export class ExportPage {
  protected readonly session = inject(Session);
  protected readonly files = (['marcxml', 'iso2709', 'csv'] as const).map((format) => ({
    format,
    address: apiAddress('GET /api/v1/exports/records', { format }),
  }));
}
