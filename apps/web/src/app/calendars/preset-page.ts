import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import type { CalendarPresetChoice } from '../api-types';
import { attempt } from '../forms/attempt';
import { isSame } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { ReferenceData } from '../forms/reference-data';
import { Language } from '../i18n/language';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { DueDateMoves } from './due-date-moves';
import { periodText } from './periods';
import { PresetChoice } from './preset-choice';

/** Public and school holidays, to be taken over into a calendar: which days, and what each choice would move. */
@Component({
  imports: [
    DueDateMoves,
    ErrorState,
    MatButton,
    PageHeader,
    PresetChoice,
    ProblemNote,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page" *transloco="let t; prefix: 'calendars.preset'">
      <app-page-header [title]="t('title')" [text]="t('text')" backLink="/calendars" [backLabel]="t('back')" />
      @if (presets.error(); as error) {
        <app-error-state [error]="error" (retry)="presets.reload()" />
      } @else if (!presets.hasValue() || reference.isLoading()) {
        <app-skeleton [lines]="8" height="2.6rem" />
      } @else {
        <div class="columns">
          <app-preset-choice [presets]="presets.value()" [branch]="branch()" (chosen)="choice.set($event)" />
          <section class="sheet" aria-labelledby="days-title">
            <div class="spread">
              <h2 id="days-title">{{ t('days') }}</h2>
              @if (entries().length > 0) {
                <div class="row">
                  <button matButton type="button" (click)="take(true)">{{ t('all') }}</button>
                  <button matButton type="button" (click)="take(false)">{{ t('none') }}</button>
                </div>
              }
            </div>
            @if (preview.error(); as error) {
              <app-error-state [error]="error" (retry)="preview.reload()" />
            } @else if (choice() === null) {
              <p class="quiet">{{ t('chooseFirst') }}</p>
            } @else {
              <ul [class.stale]="preview.isLoading()">
                @for (entry of entries(); track entry.key) {
                  <li>
                    <label>
                      <input
                        type="checkbox"
                        [checked]="entry.isPresent || keys().has(entry.key)"
                        [disabled]="entry.isPresent"
                        (change)="toggle(entry.key)"
                      />
                      <span class="reason">{{ entry.reason }}</span>
                      <span class="small quiet tabular">{{ entry.period }}</span>
                    </label>
                    @if (entry.isPresent) {
                      <span class="tag">{{ t('present') }}</span>
                    } @else if (entry.isYearly) {
                      <span class="tag">{{ t('yearly') }}</span>
                    } @else if (!entry.isUsual) {
                      <span class="tag">{{ t('notEverywhere') }}</span>
                    }
                  </li>
                } @empty {
                  @if (!preview.isLoading()) {
                    <li class="quiet">{{ t('empty') }}</li>
                  }
                }
              </ul>
              @if (attempt.problem(); as problem) {
                <app-problem-note [problem]="problem" />
              }
              @if (application(); as preset) {
                <app-due-date-moves [change]="{ preset }" />
              }
              <div class="row actions">
                <button
                  matButton="filled"
                  type="button"
                  [disabled]="attempt.isBusy() || application() === null"
                  (click)="apply()"
                >
                  {{ isComplete() ? t('complete') : t('add', { count: keys().size }) }}
                </button>
                <a matButton routerLink="/calendars" [queryParams]="{ branch: branch() }">{{ t('back') }}</a>
              </div>
            }
          </section>
        </div>
        <p class="small quiet source">
          {{ t('source') }}
          @for (source of sources(); track source.url; let isLast = $last) {
            <a [href]="source.url" rel="noopener">{{ source.name }}</a>{{ isLast ? '.' : ', ' }}
          }
        </p>
      }
    </div>
  `,
  styles: `
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      align-items: start;
      gap: 24px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 44px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    li label {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      flex: 1;
      align-items: center;
      gap: 2px 12px;
      padding-block: 8px;
    }
    .reason {
      overflow-wrap: anywhere;
    }
    input {
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--mat-sys-primary);
    }
    .stale {
      opacity: 0.6;
    }
    .actions {
      padding-block-start: 16px;
    }
    app-due-date-moves {
      display: block;
      margin-block-start: 16px;
    }
    .source {
      margin-block-start: 24px;
    }
    @media (max-width: 1000px) {
      .columns {
        grid-template-columns: minmax(0, 1fr);
      }
    }
    @media (max-width: 560px) {
      li label {
        grid-template-columns: auto minmax(0, 1fr);
      }
      li label .small {
        grid-column: 2;
      }
    }
  `,
})
export class PresetPage {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly reference = inject(ReferenceData);

  /** The branch whose calendar one came from, in the address. */
  readonly branch = input<string>();

  protected readonly presets = apiResource('GET /api/v1/calendar-presets', () => ({
    language: this.language.current(),
  }));
  /** What is chosen; null while something is missing. */
  protected readonly choice = signal<CalendarPresetChoice | null>(null, { equal: isSame });
  protected readonly preview = apiResource('POST /api/v1/calendar-presets/preview', () => {
    const body = this.choice();
    return body === null ? undefined : { body };
  });
  protected readonly entries = computed(() => {
    if (this.choice() === null || !this.preview.hasValue()) return [];
    return this.preview.value().entries.map((entry) => ({
      ...entry,
      period: periodText(entry, this.language.current()),
    }));
  });
  /** The days that are ticked: those that most would take, until somebody says otherwise. */
  protected readonly keys = linkedSignal(
    () => new Set(this.entries().flatMap(({ key, isUsual, isPresent }) => (isUsual && !isPresent ? [key] : []))),
  );
  protected readonly isComplete = computed(
    () => this.entries().length > 0 && this.entries().every(({ isPresent }) => isPresent),
  );
  protected readonly application = computed(() => {
    const choice = this.choice();
    const keys = [...this.keys()];
    return choice === null || keys.length === 0 ? null : { ...choice, keys };
  });
  protected readonly sources = computed(() => {
    if (!this.presets.hasValue()) return [];
    const { publicHolidays, schoolHolidays } = this.presets.value();
    return [publicHolidays.source, schoolHolidays.source];
  });
  protected readonly attempt = attempt();

  protected toggle(key: string): void {
    this.keys.update((keys) => {
      const changed = new Set(keys);
      if (!changed.delete(key)) changed.add(key);
      return changed;
    });
  }

  protected take(isAll: boolean): void {
    const keys = this.entries().flatMap(({ key, isPresent }) => (isAll && !isPresent ? [key] : []));
    this.keys.set(new Set(keys));
  }

  protected async apply(): Promise<void> {
    const body = this.application();
    if (body === null) return;
    // What was refused is told above the button; the choice stays.
    await this.attempt.run(async () => {
      const { added } = await this.api.call('POST /api/v1/calendar-presets/apply', { body });
      this.toasts.say(this.transloco.translate('calendars.preset.added', { count: added }));
      this.preview.reload();
    });
  }
}
