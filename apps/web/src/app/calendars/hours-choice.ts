import { Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { OpeningHours } from '../api-types';
import { WeekHours } from './week-hours';

/** Hours for some days, with what holds on their other weekdays and on closures. */
export interface ChosenHours {
  hours: OpeningHours[];
  otherWeekdays: 'usual' | 'closed';
  isAboveClosures: boolean;
}

/** When it opens on exceptional days; one day needs nothing but its times. */
@Component({
  selector: 'app-hours-choice',
  imports: [TranslocoDirective, WeekHours],
  template: `
    <ng-container *transloco="let t; prefix: 'calendars.exceptional'">
      <app-week-hours
        [hours]="chosen().hours"
        (hoursChange)="change({ hours: $event })"
        [weekdays]="weekdays()"
        [emptyLabel]="isOneDay() || isClosed() ? undefined : t('usual')"
      />
      @if (!isOneDay()) {
        <label>
          <input
            type="checkbox"
            [checked]="isClosed()"
            (change)="change({ otherWeekdays: isClosed() ? 'usual' : 'closed' })"
          />
          <span>{{ t('closeOthers') }}</span>
        </label>
        <label>
          <input
            type="checkbox"
            [checked]="chosen().isAboveClosures"
            (change)="change({ isAboveClosures: !chosen().isAboveClosures })"
          />
          <span>{{ t('aboveClosures') }}</span>
        </label>
      }
    </ng-container>
  `,
  styles: `
    label {
      display: flex;
      gap: 10px;
      padding-block: 8px;
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 2px 0 0;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class HoursChoice {
  readonly chosen = model.required<ChosenHours>();
  readonly weekdays = input.required<readonly number[]>();

  protected readonly isOneDay = computed(() => this.weekdays().length === 1);
  protected readonly isClosed = computed(() => this.chosen().otherWeekdays === 'closed');

  protected change(changes: Partial<ChosenHours>): void {
    this.chosen.update((chosen) => ({ ...chosen, ...changes }));
  }
}
