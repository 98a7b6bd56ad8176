import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoPipe } from '@jsverse/transloco';
import { Api } from '../api';
import { ProblemError } from '../session/problem-error';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';

/** Where cataloguing begins: find a title to change, the newest first, or describe a new one. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatIcon,
    PageHeader,
    Pager,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TranslocoPipe,
  ],
  template: `
    <div class="page" *transloco="let t; prefix: 'recordsAdmin'">
      <app-page-header [title]="t('list.title')" [text]="t('list.text')">
        <a matButton="filled" routerLink="new"><mat-icon svgIcon="add" aria-hidden="true" />{{ t('newTitle') }}</a>
      </app-page-header>
      <form class="row search" role="search" (submit)="search($event)">
        <input
          type="search"
          name="q"
          [attr.aria-label]="t('list.searchLabel')"
          [placeholder]="t('list.searchHint')"
          [value]="q() ?? ''"
          (input)="typed.set($any($event.target).value)"
        />
        <button matButton="outlined" type="submit">
          <mat-icon svgIcon="search" aria-hidden="true" />{{ t('list.search') }}
        </button>
      </form>
      @if (records.error()) {
        <app-error-state [error]="records.error()" (retry)="records.reload()" />
      } @else if (records.isLoading() && records.items().length === 0) {
        <app-skeleton [lines]="10" height="1.6rem" />
      } @else if (records.items().length === 0) {
        <app-empty-state [title]="q() ? t('list.noneFound', { q: q() }) : t('list.empty')" [text]="t('list.emptyText')">
          <a matButton="filled" routerLink="new">{{ t('newTitle') }}</a>
          <a matButton="outlined" routerLink="/imports">{{ t('list.import') }}</a>
        </app-empty-state>
      } @else {
        <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('list.title')">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('fields.title') }}</th>
                <th scope="col">{{ t('fields.kind') }}</th>
                <th scope="col" class="number">{{ t('fields.year') }}</th>
                <th scope="col" class="number">{{ t('list.copies') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (record of records.items(); track record.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="[record.id]" class="serif title">{{ record.title }}</a>
                    <p class="small quiet">{{ record.authors.join(', ') }}</p>
                  </th>
                  <td>{{ 'kinds.' + record.kind | transloco }}</td>
                  <td class="number">{{ record.year }}</td>
                  <td class="number">{{ record.availability.total }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <app-pager [list]="records" />
      }
    </div>
  `,
  styles: `
    .search {
      margin-block-end: 20px;
    }
    input {
      flex: 1;
      min-width: 0;
      max-width: 480px;
      height: 44px;
      padding-inline: 14px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    .title {
      font-size: 1.0625rem;
      text-decoration: none;
    }
    .title:hover {
      text-decoration: underline;
    }
  `,
})
export class RecordsListPage {
  private readonly router = inject(Router);
  private readonly api = inject(Api);

  /** The search, in the address. */
  readonly q = input<string>();

  protected readonly typed = signal<string | null>(null);
  protected readonly records = cursorList('GET /api/v1/records', () => {
    const q = this.q()?.trim();
    return q ? { q, limit: 30 } : { sort: 'newest', limit: 30 };
  });

  protected async search(event: Event): Promise<void> {
    event.preventDefault();
    const q = (this.typed() ?? this.q() ?? '').trim();
    const recordId = await this.recordOfBarcode(q);
    if (recordId !== null) return void this.router.navigate(['/catalogue-admin/records', recordId]);
    void this.router.navigate([], { queryParams: { q: q === '' ? null : q } });
  }

  /** A barcode that was scanned or typed leads to the title of its copy. */
  private async recordOfBarcode(barcode: string): Promise<number | null> {
    if (barcode === '' || barcode.length > 100 || /\s/.test(barcode)) return null;
    // Words are no barcode: the search of titles says what is wrong when even this question fails.
    try {
      const { items } = await this.api.call('GET /api/v1/items', { barcode });
      return items[0]?.recordId ?? null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return null;
    }
  }
}
