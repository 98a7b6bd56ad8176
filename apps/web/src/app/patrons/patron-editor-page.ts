import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { Patron } from '../api-types';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { PatronForm } from './patron-form';

/** Registers a new reader, or changes the one in the address. */
@Component({
  imports: [ErrorState, PageHeader, PatronForm, Skeleton, TranslocoDirective],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  template: `
    <div class="page narrow" *transloco="let t; prefix: 'patrons'">
      <app-page-header
        [title]="
          current()
            ? current()!.givenName + ' ' + current()!.familyName
            : t(id() === undefined ? 'newTitle' : 'editTitle')
        "
        [backLink]="id() === undefined ? '/patrons' : ['/patrons', id()]"
        [backLabel]="id() === undefined ? t('title') : t('backToPatron')"
      />
      @if (id() === undefined) {
        <app-patron-form [patron]="null" (saved)="open($event)" />
      } @else if (patron.error()) {
        <app-error-state [error]="patron.error()" (retry)="patron.reload()" />
      } @else {
        @if (current(); as current) {
          <app-patron-form [patron]="current" (saved)="open($event)" />
        } @else {
          <app-skeleton [lines]="8" height="2.6rem" />
        }
      }
    </div>
  `,
})
export class PatronEditorPage implements KeepsChanges {
  private readonly router = inject(Router);
  private readonly form = viewChild(PatronForm);
  private readonly isLeaving = signal(false);

  /** From the address; absent for somebody new. */
  readonly id = input<string>();

  protected readonly patron = apiResource('GET /api/v1/patrons/{id}', () =>
    this.id() === undefined ? undefined : { id: Number(this.id()) },
  );
  protected readonly current = computed(() => (this.patron.hasValue() ? this.patron.value() : null));

  hasUnsavedChanges(): boolean {
    return !this.isLeaving() && (this.form()?.hasUnsavedChanges() ?? false);
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected open({ id }: Patron): void {
    this.isLeaving.set(true);
    void this.router.navigate(['/patrons', id]);
  }
}
