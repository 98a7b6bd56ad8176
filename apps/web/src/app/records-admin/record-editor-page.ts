import { Component, computed, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { RecordDetail } from '../api-types';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { ItemsTable } from './items-table';
import { MarcView } from './marc-view';
import { RecordForm } from './record-form';

/** Describes a title and its copies: the form, the copies, and the MARC record behind them. */
@Component({
  imports: [
    ErrorState,
    ItemsTable,
    MarcView,
    MatButton,
    MatIcon,
    PageHeader,
    RecordForm,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  template: `
    <div class="page" *transloco="let t; prefix: 'recordsAdmin'">
      @if (id() === undefined) {
        <app-page-header
          [title]="t('newTitle')"
          [text]="t('newText')"
          backLink="/catalogue-admin/records"
          [backLabel]="t('list.title')"
        />
        <app-record-form [record]="null" (created)="open($event)" />
      } @else if (record.error()) {
        <app-error-state [error]="record.error()" (retry)="record.reload()" />
      } @else {
        @if (current(); as record) {
          <app-page-header [title]="record.title" backLink="/catalogue-admin/records" [backLabel]="t('list.title')">
            <a matButton="outlined" [routerLink]="['/records', record.id]">
              <mat-icon svgIcon="menu_book" aria-hidden="true" />{{ t('seeInCatalogue') }}
            </a>
          </app-page-header>
          <app-record-form [record]="record" (saved)="accept($event)" (deleted)="leave()" />
          <app-items-table [recordId]="record.id" [items]="record.items" (changed)="reload()" />
          <app-marc-view [recordId]="record.id" [version]="record.version" [hasSource]="record.hasSource" />
        } @else {
          <app-skeleton height="2.4rem" />
          <app-skeleton [lines]="8" height="2.6rem" />
        }
      }
    </div>
  `,
  styles: `
    app-items-table,
    app-marc-view {
      display: block;
      margin-block-start: 40px;
    }
  `,
})
export class RecordEditorPage implements KeepsChanges {
  private readonly router = inject(Router);
  private readonly form = viewChild(RecordForm);
  private readonly items = viewChild(ItemsTable);

  /** From the address; absent for a new record. */
  readonly id = input<string>();

  protected readonly record = apiResource('GET /api/v1/records/{id}', () =>
    this.id() === undefined ? undefined : { id: Number(this.id()) },
  );
  protected readonly current = computed(() => (this.record.hasValue() ? this.record.value() : null));

  hasUnsavedChanges(): boolean {
    return (this.form()?.hasUnsavedChanges() ?? false) || (this.items()?.hasUnsavedChanges() ?? false);
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected accept(record: RecordDetail): void {
    const items = this.current()?.items ?? [];
    this.record.set({ ...record, items: record.items ?? items });
  }

  protected reload(): void {
    this.record.reload();
  }

  protected open(record: RecordDetail): void {
    void this.router.navigate(['/catalogue-admin/records', record.id], { replaceUrl: true });
  }

  protected leave(): void {
    void this.router.navigateByUrl('/catalogue-admin/records');
  }
}
