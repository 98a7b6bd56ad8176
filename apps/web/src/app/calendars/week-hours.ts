import { Component, computed, inject, input, model } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { OpeningHours } from '../api-types';
import { Language } from '../i18n/language';
import { weekdayName } from './periods';
import { faultyWeekdays } from './year-view';

const WHOLE_WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The hours of some weekdays, to be typed; a day may open several times, or not at all. */
@Component({
  selector: 'app-week-hours',
  imports: [MatIcon, MatIconButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'calendars.week'">
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
              <span class="quiet closed">{{ emptyLabel() ?? t('closed') }}</span>
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
            @if (day.next; as next) {
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('copyDown', { day: day.name })"
                [title]="t('copyDown', { day: day.name })"
                (click)="copyDown(day.weekday, next)"
              >
                <mat-icon svgIcon="copy" aria-hidden="true" />
              </button>
            }
          </div>
        </div>
      }
    </ng-container>
  `,
  styles: `
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
export class WeekHours {
  private readonly language = inject(Language);

  readonly hours = model.required<OpeningHours[]>();
  readonly weekdays = input<readonly number[]>(WHOLE_WEEK);
  /** What is said of a weekday without hours; that it is closed by default. */
  readonly emptyLabel = input<string>();

  protected readonly days = computed(() => {
    const faulty = faultyWeekdays(this.hours());
    return this.weekdays().map((weekday, index, all) => ({
      weekday,
      next: all[index + 1],
      name: weekdayName(weekday, this.language.current()),
      isFaulty: faulty.has(weekday),
      periods: this.hours().flatMap((period, at) => (period.weekday === weekday ? [{ ...period, index: at }] : [])),
    }));
  });

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

  protected copyDown(weekday: number, next: number): void {
    this.hours.update((hours) => [
      ...hours.filter((period) => period.weekday !== next),
      ...hours.filter((period) => period.weekday === weekday).map((period) => ({ ...period, weekday: next })),
    ]);
  }
}
