import { Component, computed, inject, input, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { PasswordReset } from './password-reset';
import { StaffForm } from './staff-form';

/** One member of staff: who they are, what they may do and where, and a new password. */
@Component({
  imports: [ErrorState, PageHeader, PasswordReset, Skeleton, StaffForm, TranslocoDirective],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  template: `
    <div class="page narrow" *transloco="let t; prefix: 'staffAdmin'">
      <app-page-header
        [title]="current()?.displayName ?? t(id() === undefined ? 'newTitle' : 'editTitle')"
        backLink="/staff"
        [backLabel]="t('title')"
      />
      @if (id() === undefined) {
        <app-staff-form [person]="null" (saved)="leave()" />
      } @else if (person.error()) {
        <app-error-state [error]="person.error()" (retry)="person.reload()" />
      } @else {
        @if (current(); as current) {
          <app-staff-form [person]="current" (saved)="person.set($event)" />
          <app-password-reset [person]="current" (saved)="person.set($event)" />
        } @else {
          <app-skeleton [lines]="7" height="2.6rem" />
        }
      }
    </div>
  `,
  styles: `
    app-password-reset {
      display: block;
      margin-block-start: 32px;
    }
  `,
})
export class StaffEditorPage implements KeepsChanges {
  private readonly router = inject(Router);
  private readonly form = viewChild(StaffForm);

  /** From the address; absent for somebody new. */
  readonly id = input<string>();

  protected readonly person = apiResource('GET /api/v1/staff/{id}', () =>
    this.id() === undefined ? undefined : { id: Number(this.id()) },
  );
  protected readonly current = computed(() => (this.person.hasValue() ? this.person.value() : null));

  hasUnsavedChanges(): boolean {
    return this.form()?.hasUnsavedChanges() ?? false;
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected leave(): void {
    void this.router.navigateByUrl('/staff');
  }
}
