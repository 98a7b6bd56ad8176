import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Import } from '../api-types';
import { SectionTabs } from '../forms/section-tabs';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { DropZone } from './drop-zone';
import { ImportStatusTag, isUnderWay } from './import-status';
import { pollWhile } from './polling';

/** Brings a catalogue in: drop a file, look at what it would do, start it; and the imports made so far. */
@Component({
  imports: [
    DropZone,
    EmptyState,
    ErrorState,
    ImportStatusTag,
    LocalDatePipe,
    PageHeader,
    Pager,
    RouterLink,
    SectionTabs,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page" *transloco="let t; prefix: 'imports'">
      <app-page-header [title]="t('title')" [text]="t('text')" />
      <app-section-tabs
        [label]="t('title')"
        [tabs]="[
          { path: '/imports', label: t('tab') },
          { path: '/imports/export', label: t('export.title') },
        ]"
      />
      <app-drop-zone (uploaded)="open($event)" />
      <h2>{{ t('earlier') }}</h2>
      @if (imports.error()) {
        <app-error-state [error]="imports.error()" (retry)="imports.reload()" />
      } @else if (imports.isLoading() && imports.items().length === 0) {
        <app-skeleton [lines]="5" height="2rem" />
      } @else if (imports.items().length === 0) {
        <app-empty-state icon="file" [title]="t('empty')" [text]="t('emptyText')" />
      } @else {
        <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('earlier')">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('file') }}</th>
                <th scope="col">{{ t('state') }}</th>
                <th scope="col" class="number">{{ t('progress.created') }}</th>
                <th scope="col" class="number">{{ t('progress.updated') }}</th>
                <th scope="col" class="number">{{ t('progress.refused') }}</th>
                <th scope="col">{{ t('when') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of imports.items(); track one.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="[one.id]">{{ one.fileName }}</a>
                  </th>
                  <td><app-import-status [status]="one.status" /></td>
                  <td class="number">{{ one.progress.created }}</td>
                  <td class="number">{{ one.progress.updated }}</td>
                  <td class="number">{{ one.progress.refused }}</td>
                  <td class="nowrap quiet">{{ one.createdAt | localDate: 'dateTime' }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <app-pager [list]="imports" />
      }
    </div>
  `,
  styles: `
    h2 {
      margin-block: 36px 12px;
    }
    th a {
      overflow-wrap: anywhere;
    }
  `,
})
export class ImportsPage {
  private readonly router = inject(Router);
  protected readonly imports = cursorList('GET /api/v1/imports', () => ({}));

  constructor() {
    pollWhile(
      () => this.imports.items().some(({ status }) => isUnderWay(status)),
      () => this.imports.items(),
      () => this.imports.reload(),
    );
  }

  protected open({ id }: Import): void {
    void this.router.navigate(['/imports', id]);
  }
}
