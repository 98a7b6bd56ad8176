import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { OwnBranches } from '../forms/own-branches';
import { ReferenceData } from '../forms/reference-data';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { numberIn } from '../forms/values';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { ClosureList } from './closure-list';
import { ExceptionalList } from './exceptional-list';
import { ofBranch } from './periods';
import { WeekEditor } from './week-editor';
import { YearCalendar } from './year-calendar';
import { viewYear } from './year-view';

/** When each branch is open: its week, its closures and exceptional days, those of the library, and the year that results. */
@Component({
  imports: [
    ClosureList,
    EmptyState,
    ErrorState,
    ExceptionalList,
    MatButton,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    WeekEditor,
    YearCalendar,
  ],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  template: `
    <div class="page wide" *transloco="let t; prefix: 'calendars'">
      <app-page-header [title]="t('title')" [text]="t('text')">
        @if (choices().length > 1) {
          <label class="branch">
            <span class="visually-hidden">{{ t('branch') }}</span>
            <select (change)="show($any($event.target).value)">
              @for (option of choices(); track option.value) {
                <option [value]="option.value" [selected]="option.value === '' + branchId()">{{ option.label }}</option>
              }
            </select>
          </label>
        }
        @if (branchId() !== null) {
          <a matButton="outlined" routerLink="preset" [queryParams]="{ branch: branchId() }">{{ t('preset.open') }}</a>
        }
      </app-page-header>
      @if (error(); as error) {
        <app-error-state [error]="error" (retry)="reload()" />
      } @else if (current(); as calendar) {
        <div class="columns">
          <div class="stack">
            <app-week-editor
              [branchId]="branchId()!"
              [branchName]="reference.branchName(branchId())"
              [calendar]="calendar"
              (saved)="calendarOf.set($event)"
            />
            <app-exceptional-list [branchId]="branchId()" [days]="exceptional()" (changed)="reload()" />
            <app-closure-list
              [title]="t('closures.ofBranch', { branch: reference.branchName(branchId()) })"
              [branchId]="branchId()"
              [closures]="calendar.closures"
              (changed)="reload()"
            />
            <app-closure-list
              [title]="t('closures.ofLibrary')"
              [text]="t('closures.ofLibraryText')"
              [branchId]="null"
              [isFixed]="!session.canAt('calendars.edit', null)"
              [closures]="libraryClosures()"
              (changed)="reload()"
            />
          </div>
          <app-year-calendar [year]="year()" [months]="months()" (yearChange)="year.set($event)" />
        </div>
      } @else if (!reference.isLoading() && reference.branches().length === 0) {
        <app-empty-state icon="calendar" [title]="t('noBranch')" [text]="t('noBranchText')" />
      } @else {
        <div class="columns">
          <app-skeleton [lines]="8" height="2.6rem" />
          <app-skeleton height="420px" />
        </div>
      }
    </div>
  `,
  styles: `
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      align-items: start;
      gap: 32px 40px;
    }
    .stack {
      gap: 32px;
    }
    .branch select {
      height: 44px;
      min-width: 220px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    @media (max-width: 1100px) {
      .columns {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class CalendarsPage implements KeepsChanges {
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  private readonly own = inject(OwnBranches);
  protected readonly reference = inject(ReferenceData);
  private readonly week = viewChild(WeekEditor);

  /** The branch, in the address; one's own by default. */
  readonly branch = input<string>();

  /** Where one may change the calendar. */
  protected readonly choices = computed(() => this.own.options('calendars.edit'));
  protected readonly branchId = computed(() => {
    const wanted = numberIn(this.branch());
    const isOwn = this.own.at('calendars.edit').some(({ id }) => id === wanted);
    return wanted !== undefined && isOwn ? wanted : this.own.first('calendars.edit');
  });
  protected readonly calendarOf = apiResource('GET /api/v1/branches/{id}/calendar', () => {
    const id = this.branchId();
    return id === null ? undefined : { id };
  });
  private readonly closures = apiResource('GET /api/v1/closures');
  private readonly allExceptional = apiResource('GET /api/v1/exceptional-days');

  protected readonly current = computed(() => (this.calendarOf.hasValue() ? this.calendarOf.value() : null));
  protected readonly libraryClosures = computed(() => {
    const all = this.closures.hasValue() ? this.closures.value().items : [];
    return all.filter(({ branchId }) => branchId === null || branchId === undefined);
  });
  /** Those of the branch and of the whole library. */
  protected readonly exceptional = computed(() => {
    const all = this.allExceptional.hasValue() ? this.allExceptional.value().items : [];
    return ofBranch(all, this.branchId());
  });
  protected readonly error = computed(
    () =>
      this.reference.error() ??
      (this.current() ? undefined : this.calendarOf.error()) ??
      this.closures.error() ??
      this.allExceptional.error(),
  );

  protected readonly year = signal(new Date().getFullYear());
  /** The year with the hours as they stand in the editor, saved or not. */
  protected readonly months = computed(() => {
    const calendar = this.current();
    const hours = this.week()?.hours() ?? calendar?.hours ?? [];
    const closures = [...this.libraryClosures(), ...(calendar?.closures ?? [])];
    return viewYear(this.year(), { hours, closures, exceptions: this.exceptional() });
  });

  hasUnsavedChanges(): boolean {
    return this.week()?.hasUnsavedChanges() ?? false;
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected show(branch: string): void {
    void this.router.navigate([], { queryParams: { branch } });
  }

  protected reload(): void {
    this.reference.reload();
    this.calendarOf.reload();
    this.closures.reload();
    this.allExceptional.reload();
  }
}
