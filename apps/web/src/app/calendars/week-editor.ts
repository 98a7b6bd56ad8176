import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Calendar, OpeningHours } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { isSame, type Conflict } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { Language } from '../i18n/language';
import { Toasts } from '../ui/toasts';
import { DueDateMoves } from './due-date-moves';
import { weekdayName } from './periods';
import { WeekHours } from './week-hours';
import { hoursText, inOrder, mergeWeeks } from './week-merge';
import { faultyWeekdays } from './year-view';

/** The opening hours of a branch's week; a day may open several times, or not at all. */
@Component({
  selector: 'app-week-editor',
  imports: [ConflictTable, DueDateMoves, MatButton, ProblemNote, TranslocoDirective, WeekHours],
  template: `
    <section class="sheet" aria-labelledby="week-title" *transloco="let t; prefix: 'calendars.week'">
      <h2 id="week-title">{{ t('title', { branch: branchName() }) }}</h2>
      @if (hours().length === 0) {
        <p class="quiet small">{{ t('none') }}</p>
      }
      @if (problem(); as problem) {
        <app-problem-note [problem]="problem" />
      }
      @if (conflicts().length > 0) {
        <app-conflict-table [lines]="conflictLines()" (choose)="settle($event)" />
      }
      <app-week-hours [(hours)]="hours" />
      @if (draft(); as draft) {
        <app-due-date-moves [change]="{ branchId: branchId(), calendar: draft }" />
      }
      <div class="row actions">
        <button
          matButton="filled"
          type="button"
          [disabled]="isBusy() || faulty().size > 0 || !hasUnsavedChanges()"
          (click)="save()"
        >
          {{ isBusy() ? t('saving') : t('save') }}
        </button>
        @if (hasUnsavedChanges()) {
          <button matButton type="button" (click)="revert()">{{ t('revert') }}</button>
          <span class="small quiet" role="status">{{ t('unsaved') }}</span>
        }
      </div>
    </section>
  `,
  styles: `
    h2 {
      margin-block-end: 8px;
    }
    .actions {
      padding-block-start: 16px;
    }
  `,
})
export class WeekEditor {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);

  readonly branchId = input.required<number>();
  readonly branchName = input.required<string>();
  readonly calendar = input.required<Calendar>();
  readonly saved = output<Calendar>();

  /** As the editor has them; another branch's calendar replaces them, a reload of this one does not. */
  readonly hours = linkedSignal<number, OpeningHours[]>({
    source: () => this.branchId(),
    computation: () => inOrder(this.calendar().hours),
  });
  protected readonly faulty = computed(() => faultyWeekdays(this.hours()));
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<unknown>(null);

  protected readonly conflicts = signal<Conflict<Record<string, OpeningHours[]>>[]>([]);
  protected readonly conflictLines = computed(() =>
    this.conflicts().map(({ name, mine, theirs, choice }): ConflictLine => {
      const label = weekdayName(Number(name), this.language.current());
      return { name, label, choice, mine: hoursText(mine), theirs: hoursText(theirs) };
    }),
  );

  /** The calendar as it would be saved; null without changes, or while they make no sense. */
  protected readonly draft = computed(() => {
    const hours = inOrder(this.hours());
    const { closures } = this.calendar();
    return this.hasUnsavedChanges() && this.faulty().size === 0 ? { hours, closures } : null;
  });

  hasUnsavedChanges(): boolean {
    return !isSame(inOrder(this.hours()), inOrder(this.calendar().hours));
  }

  protected settle({ name, choice }: { name: string; choice: 'mine' | 'theirs' }): void {
    this.conflicts.update((all) => all.map((one) => (one.name === name ? { ...one, choice } : one)));
    const chosen = this.conflicts().find((one) => one.name === name)?.[choice] ?? [];
    this.hours.update((hours) => [...hours.filter(({ weekday }) => String(weekday) !== name), ...chosen]);
  }

  protected revert(): void {
    this.hours.set(inOrder(this.calendar().hours));
    this.conflicts.set([]);
    this.problem.set(null);
  }

  protected async save(): Promise<void> {
    const id = this.branchId();
    this.isBusy.set(true);
    this.problem.set(null);
    // What was refused is told above the week, which stays as typed.
    try {
      const latest = await this.api.call('GET /api/v1/branches/{id}/calendar', { id });
      const { hours, conflicts } = mergeWeeks(this.calendar().hours, this.hours(), latest.hours);
      this.hours.set(hours);
      this.conflicts.set(conflicts);
      this.saved.emit(latest);
      if (conflicts.length > 0) return;
      // Closures added meanwhile go with the hours as they are at this moment.
      const body = { hours: inOrder(hours), closures: latest.closures };
      const saved = await this.api.call(
        'PUT /api/v1/branches/{id}/calendar',
        { id, body },
        { version: latest.version },
      );
      this.hours.set(inOrder(saved.hours));
      this.saved.emit(saved);
      this.toasts.say(this.transloco.translate('forms.saved'));
    } catch (error) {
      this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
