import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Language } from '../i18n/language';
import type { YearDay, YearMonth } from './year-view';

/** A year of open and closed days; each month is a table that a screen reader can read. */
@Component({
  selector: 'app-year-calendar',
  imports: [MatIcon, MatIconButton, TranslocoDirective],
  template: `
    <section aria-labelledby="year-title" *transloco="let t; prefix: 'calendars.year'">
      <div class="spread">
        <h2 id="year-title" class="tabular">{{ t('title', { year: year() }) }}</h2>
        <div class="row">
          <button matIconButton type="button" [attr.aria-label]="t('previous')" (click)="yearChange.emit(year() - 1)">
            <mat-icon svgIcon="chevron_left" aria-hidden="true" />
          </button>
          <button matIconButton type="button" [attr.aria-label]="t('next')" (click)="yearChange.emit(year() + 1)">
            <mat-icon svgIcon="chevron_right" aria-hidden="true" />
          </button>
        </div>
      </div>
      <p class="legend small" aria-hidden="true">
        <span><i class="open"></i>{{ t('open') }}</span>
        <span><i class="weekly"></i>{{ t('weekly') }}</span>
        <span><i class="closure"></i>{{ t('closure') }}</span>
        @if (hasExceptional()) {
          <span><i class="exceptional"></i>{{ t('exceptional') }}</span>
        }
        @if (hasNote()) {
          <span><i class="note"></i>{{ t('note') }}</span>
        }
        <span class="push tabular quiet">{{ t('openDays', { count: openDays() }) }}</span>
      </p>
      <div class="months">
        @for (month of shown(); track month.name) {
          <table>
            <caption>
              {{
                month.name
              }}
              <span class="visually-hidden">{{ t('openDays', { count: month.openDays }) }}</span>
            </caption>
            <thead>
              <tr>
                @for (weekday of weekdays(); track weekday.long) {
                  <th scope="col">
                    <abbr [title]="weekday.long">{{ weekday.narrow }}</abbr>
                  </th>
                }
              </tr>
            </thead>
            <tbody>
              @for (week of month.weeks; track $index) {
                <tr>
                  @for (day of week; track $index) {
                    <td>
                      @if (day) {
                        <span
                          [class]="day.state"
                          [class.today]="day.day === today"
                          [class.note]="day.note !== null"
                          [title]="textOf(day)"
                          >{{ day.dayOfMonth
                          }}<span class="visually-hidden">
                            {{ day.state === 'weekly' && day.reason === null ? t('closed') : '' }}
                            {{ textOf(day) }}</span
                          ></span
                        >
                      }
                    </td>
                  }
                </tr>
              }
            </tbody>
          </table>
        }
      </div>
    </section>
  `,
  styles: `
    :host {
      position: sticky;
      inset-block-start: 84px;
    }
    @media (max-width: 1100px) {
      :host {
        position: static;
      }
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 18px;
      margin-block: 8px 16px;
    }
    .legend span {
      display: flex;
      align-items: center;
      gap: 6px;
    }
    i {
      width: 16px;
      height: 16px;
      border-radius: 4px;
    }
    .months {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(196px, 45%), 1fr));
      gap: 24px 20px;
    }
    table {
      width: 100%;
      table-layout: fixed;
      align-self: start;
      font-size: 0.75rem;
      font-variant-numeric: tabular-nums;
      text-align: center;
    }
    caption {
      padding-block-end: 4px;
      font-family: var(--app-serif);
      font-size: 1rem;
      font-weight: 600;
      text-align: start;
    }
    caption::first-letter {
      text-transform: uppercase;
    }
    th {
      font-weight: 500;
      color: var(--mat-sys-on-surface-variant);
    }
    abbr {
      text-decoration: none;
    }
    td {
      padding: 1px;
    }
    td > span {
      display: grid;
      place-items: center;
      position: relative;
      aspect-ratio: 1;
      border-radius: 5px;
    }
    .open {
      background: var(--app-yes-container);
      color: light-dark(#0d3d27, #c5ecd3);
    }
    .weekly {
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface-variant);
    }
    .closure {
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
      font-weight: 700;
      text-decoration: line-through;
    }
    .exceptional {
      background: var(--app-wait-container);
      color: var(--mat-sys-on-tertiary-container);
      font-weight: 700;
    }
    td > .note::after {
      position: absolute;
      inset-block-end: 2px;
      width: 40%;
      height: 2px;
      border-radius: 1px;
      background: currentColor;
      content: '';
    }
    i.note {
      height: 3px;
      background: currentColor;
    }
    i.closure {
      background: linear-gradient(
        135deg,
        var(--app-no-container) 46%,
        var(--app-no) 46% 54%,
        var(--app-no-container) 54%
      );
    }
    .today {
      outline: 2px solid var(--mat-sys-primary);
    }
  `,
})
export class YearCalendar {
  private readonly language = inject(Language);
  protected readonly today = new Date().toLocaleDateString('sv');

  readonly year = input.required<number>();
  readonly months = input.required<readonly YearMonth[]>();
  readonly yearChange = output<number>();

  protected readonly hasExceptional = computed(() => this.has(({ state }) => state === 'exceptional'));
  protected readonly hasNote = computed(() => this.has(({ note }) => note !== null));
  protected readonly openDays = computed(() => this.months().reduce((sum, month) => sum + month.openDays, 0));
  protected readonly weekdays = computed(() =>
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
      const date = new Date(Date.UTC(2024, 0, weekday)); // 1 January 2024 was a Monday
      const write = (style: 'long' | 'narrow') =>
        new Intl.DateTimeFormat(this.language.current(), { weekday: style, timeZone: 'UTC' }).format(date);
      return { long: write('long'), narrow: write('narrow') };
    }),
  );
  protected readonly shown = computed(() => {
    const names = new Intl.DateTimeFormat(this.language.current(), { month: 'long', timeZone: 'UTC' });
    return this.months().map((month) => ({
      name: names.format(new Date(Date.UTC(this.year(), month.month - 1, 1))),
      openDays: month.openDays,
      weeks: weeksOf(month),
    }));
  });

  /** What there is to say about a day. */
  protected textOf({ reason, note }: YearDay): string {
    return [reason, note].filter((text) => text !== null).join(' · ');
  }

  private has(isSo: (day: YearDay) => boolean): boolean {
    return this.months().some(({ days }) => days.some(isSo));
  }
}

function weeksOf({ leadingBlanks, days }: YearMonth): (YearDay | null)[][] {
  const cells = [...Array.from({ length: leadingBlanks }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
