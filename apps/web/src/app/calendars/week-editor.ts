import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Calendar, OpeningHours } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { isSame, type Conflict } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { Language } from '../i18n/language';
import { Toasts } from '../ui/toasts';
import { DueDateMoves } from './due-date-moves';
import { hoursText, inOrder, mergeWeeks } from './week-merge';
import { faultyWeekdays } from './year-view';

/** The opening hours of a branch's week; a day may open several times, or not at all. */
@Component({
  selector: 'app-week-editor',
  imports: [ConflictTable, DueDateMoves, MatButton, MatIcon, MatIconButton, ProblemNote, TranslocoDirective],
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
      @for (day of days(); track day.weekday) {
        <div class="day" role="group" [attr.aria-label]="day.name">
          <span class="name">{{ day.name }}</span>
          <div class="periods">
            @for (period of day.periods; track period.index) {
              <div class="period">
                <input
                  type="time"
                  [value]="period.opens"
                  [attr.aria-label]="day.name + ' ' + t('opens')"
                  [attr.aria-invalid]="day.isFaulty"
                  (input)="write(period.index, 'opens', $event)"
                />
                <span aria-hidden="true">–</span>
                <input
                  type="time"
                  [value]="period.closes"
                  [attr.aria-label]="day.name + ' ' + t('closes')"
                  [attr.aria-invalid]="day.isFaulty"
                  (input)="write(period.index, 'closes', $event)"
                />
                <button
                  matIconButton
                  type="button"
                  [attr.aria-label]="t('remove', { day: day.name })"
                  (click)="remove(period.index)"
                >
                  <mat-icon svgIcon="close" aria-hidden="true" />
                </button>
              </div>
            } @empty {
              <span class="quiet closed">{{ t('closed') }}</span>
            }
            @if (day.isFaulty) {
              <p class="fault small" role="alert">{{ t('faulty') }}</p>
            }
          </div>
          <div class="tools">
            <button
              matIconButton
              type="button"
              [attr.aria-label]="t('add', { day: day.name })"
              [title]="t('add', { day: day.name })"
              (click)="add(day.weekday)"
            >
              <mat-icon svgIcon="add" aria-hidden="true" />
            </button>
            @if (day.weekday < 7) {
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('copyDown', { day: day.name })"
                [title]="t('copyDown', { day: day.name })"
                (click)="copyDown(day.weekday)"
              >
                <mat-icon svgIcon="copy" aria-hidden="true" />
              </button>
            }
          </div>
        </div>
      }
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
    .day {
      display: grid;
      grid-template-columns: 108px minmax(0, 1fr) auto;
      align-items: start;
      gap: 4px 12px;
      padding-block: 8px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    .name {
      padding-block-start: 8px;
      font-weight: 550;
    }
    .name::first-letter {
      text-transform: uppercase;
    }
    .closed {
      display: block;
      padding-block: 8px;
    }
    .period {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .period + .period {
      margin-block-start: 6px;
    }
    input {
      height: 40px;
      min-width: 0;
      padding-inline: 8px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: transparent;
      font-variant-numeric: tabular-nums;
    }
    input::-webkit-calendar-picker-indicator {
      display: none;
    }
    input[aria-invalid='true'] {
      border-color: var(--mat-sys-error);
    }
    .fault {
      color: var(--mat-sys-error);
    }
    .tools {
      display: flex;
    }
    .actions {
      padding-block-start: 16px;
    }
    @media (max-width: 560px) {
      .day {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .periods {
        grid-column: 1 / -1;
        grid-row: 2;
      }
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

  protected readonly days = computed(() => {
    const names = new Intl.DateTimeFormat(this.language.current(), { weekday: 'long', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      name: names.format(new Date(Date.UTC(2024, 0, weekday))), // 1 January 2024 was a Monday
      isFaulty: this.faulty().has(weekday),
      periods: this.hours().flatMap((period, index) => (period.weekday === weekday ? [{ ...period, index }] : [])),
    }));
  });

  protected readonly conflicts = signal<Conflict<Record<string, OpeningHours[]>>[]>([]);
  protected readonly conflictLines = computed(() =>
    this.conflicts().map(({ name, mine, theirs, choice }): ConflictLine => {
      const label = this.days().find(({ weekday }) => String(weekday) === name)?.name ?? name;
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

  protected write(index: number, name: 'opens' | 'closes', event: Event): void {
    const time = (event.target as HTMLInputElement).value;
    this.hours.update((hours) => hours.map((period, at) => (at === index ? { ...period, [name]: time } : period)));
  }

  /** Begins where the day's last opening ended. */
  protected add(weekday: number): void {
    const last = this.hours().findLast((period) => period.weekday === weekday);
    const fresh = last === undefined ? { opens: '10:00', closes: '18:00' } : { opens: last.closes, closes: '' };
    this.hours.update((hours) => [...hours, { weekday, ...fresh }]);
  }

  protected remove(index: number): void {
    this.hours.update((hours) => hours.filter((_, at) => at !== index));
  }

  protected copyDown(weekday: number): void {
    this.hours.update((hours) => [
      ...hours.filter((period) => period.weekday !== weekday + 1),
      ...hours.filter((period) => period.weekday === weekday).map((period) => ({ ...period, weekday: weekday + 1 })),
    ]);
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
