import { Component, computed, effect, inject, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CalendarPresetChoice, CalendarPresets, HolidayCountry, SchoolZone } from '../api-types';
import { OwnBranches } from '../forms/own-branches';
import { idOrNull, textOfId } from '../forms/values';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { HoursChoice, type ChosenHours } from './hours-choice';
import { faultyWeekdays } from './year-view';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
/** Years that are offered, from this one on. */
const YEARS = 4;

/** Whose holidays, of which years, for which place, and what they become. */
@Component({
  selector: 'app-preset-choice',
  imports: [HoursChoice, TranslocoDirective],
  template: `
    <form class="sheet" (submit)="$event.preventDefault()" *transloco="let t; prefix: 'calendars.preset'">
      <fieldset>
        <legend>{{ t('which') }}</legend>
        @for (option of presetKinds; track option) {
          <label class="choice">
            <input
              type="radio"
              name="preset"
              [value]="option"
              [checked]="option === preset()"
              (change)="choosePreset(option)"
            />
            <span>{{ t('presets.' + option) }}</span>
          </label>
        }
      </fieldset>
      @if (preset() === 'public_holidays') {
        <label class="field">
          <span>{{ t('country') }}</span>
          <select (change)="chooseCountry($any($event.target).value)">
            @for (option of countries(); track option.code) {
              <option [value]="option.code" [selected]="option.code === country()">{{ option.name }}</option>
            }
          </select>
        </label>
        @if (regions().length > 0) {
          <label class="field">
            <span>{{ t('region') }}</span>
            <select (change)="region.set($any($event.target).value)">
              <option value="" [selected]="region() === ''">{{ t('wholeCountry') }}</option>
              @for (option of regions(); track option.code) {
                <option [value]="option.code" [selected]="option.code === region()">{{ option.name }}</option>
              }
            </select>
          </label>
        }
        @if (country() === 'FR' && region() === '57') {
          <p class="small quiet">{{ t('alsaceMoselle') }}</p>
        }
        <fieldset>
          <legend>{{ t('years') }}</legend>
          <div class="row">
            @for (year of years; track year) {
              <label class="choice">
                <input type="checkbox" [checked]="chosenYears().includes(year)" (change)="toggleYear(year)" />
                <span class="tabular">{{ year }}</span>
              </label>
            }
          </div>
          @if (chosenYears().length > 1) {
            <p class="small quiet">{{ t('yearsHint') }}</p>
          }
        </fieldset>
      } @else {
        <fieldset>
          <legend>{{ t('zone') }}</legend>
          @for (option of presets().schoolHolidays.zones; track option.code) {
            <label class="choice">
              <input
                type="radio"
                name="zone"
                [value]="option.code"
                [checked]="option.code === zone()"
                (change)="zone.set(option.code)"
              />
              <span
                >{{ t('zones.' + option.code) }}
                <span class="small quiet">{{ option.academies.join(', ') }}</span></span
              >
            </label>
          }
        </fieldset>
        <fieldset>
          <legend>{{ t('schoolYears') }}</legend>
          <div class="row">
            @for (year of knownYears(); track year) {
              <label class="choice">
                <input
                  type="checkbox"
                  [checked]="chosenSchoolYears().includes(year)"
                  (change)="toggleSchoolYear(year)"
                />
                <span class="tabular">{{ year }}</span>
              </label>
            }
          </div>
          <p class="small quiet">{{ t('knownUntil', { year: knownYears().at(-1) }) }}</p>
        </fieldset>
      }
      <label class="field">
        <span>{{ t('place') }}</span>
        <select (change)="place.set($any($event.target).value)">
          @if (isForLibrary()) {
            <option value="" [selected]="place() === ''">{{ t('library') }}</option>
          }
          @for (option of branches(); track option.value) {
            <option [value]="option.value" [selected]="option.value === place()">{{ option.label }}</option>
          }
        </select>
      </label>
      <fieldset>
        <legend>{{ t('use') }}</legend>
        @for (option of uses; track option) {
          <label class="choice">
            <input type="radio" name="use" [value]="option" [checked]="option === use()" (change)="use.set(option)" />
            <span
              >{{ t('uses.' + option) }} <span class="small quiet">{{ t('useHints.' + option) }}</span></span
            >
          </label>
        }
      </fieldset>
      @if (use() === 'hours') {
        <app-hours-choice [(chosen)]="hours" [weekdays]="week" />
      }
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 18px;
    }
    fieldset {
      display: grid;
      gap: 2px;
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend,
    .field > span {
      padding: 0;
      margin-block-end: 4px;
      font-weight: 550;
    }
    .field {
      display: grid;
    }
    select {
      width: 100%;
      height: 44px;
      padding-inline: 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    .choice {
      display: flex;
      gap: 10px;
      padding-block: 6px;
    }
    .choice span span {
      display: block;
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
export class PresetChoice {
  private readonly own = inject(OwnBranches);
  private readonly session = inject(Session);
  private readonly language = inject(Language);

  readonly presets = input.required<CalendarPresets>();
  /** The branch that one came from. */
  readonly branch = input<string>();
  /** What is asked for, whenever it changes; null while something is missing. */
  readonly chosen = output<CalendarPresetChoice | null>();

  protected readonly week = WEEK;
  protected readonly presetKinds = ['public_holidays', 'school_holidays'] as const;
  protected readonly uses = ['closure', 'hours', 'note'] as const;
  private readonly thisYear = new Date().getFullYear();
  protected readonly years = Array.from({ length: YEARS }, (_, index) => this.thisYear + index);

  protected readonly preset = signal<CalendarPresetChoice['preset']>('public_holidays');
  protected readonly country = signal<HolidayCountry>('FR');
  protected readonly region = signal('');
  protected readonly chosenYears = signal([this.thisYear, this.thisYear + 1]);
  protected readonly zone = signal<SchoolZone>('A');
  protected readonly chosenSchoolYears = signal<readonly string[]>([this.presentSchoolYear()]);
  /** Whether one may change the calendars of all branches together. */
  protected readonly isForLibrary = computed(() => this.session.canAt('calendars.edit', null));
  protected readonly branches = computed(() => this.own.options('calendars.edit'));
  protected readonly place = linkedSignal(() => (this.isForLibrary() ? '' : (this.branch() ?? this.ownPlace())));
  protected readonly use = signal<CalendarPresetChoice['use']>('closure');
  protected readonly hours = signal<ChosenHours>({ hours: [], otherWeekdays: 'usual', isAboveClosures: false });

  protected readonly countries = computed(() => {
    const names = new Intl.DisplayNames([this.language.current()], { type: 'region' });
    return this.presets().publicHolidays.countries.map(({ code }) => ({ code, name: names.of(code) ?? code }));
  });
  protected readonly regions = computed(
    () => this.presets().publicHolidays.countries.find(({ code }) => code === this.country())?.regions ?? [],
  );

  /** The school years of which the zone's dates are known. */
  protected readonly knownYears = computed(
    () => this.presets().schoolHolidays.zones.find(({ code }) => code === this.zone())?.years ?? [],
  );

  private readonly choice = computed((): CalendarPresetChoice | null => {
    const { hours, ...more } = this.hours();
    const isByHours = this.use() === 'hours';
    if (isByHours && (hours.length === 0 || faultyWeekdays(hours).size > 0)) return null;
    const shared = {
      branchId: idOrNull(this.place()),
      language: this.language.current(),
      use: this.use(),
      ...(isByHours ? { hours, ...more } : {}),
    };
    if (this.preset() === 'public_holidays') {
      const years = this.chosenYears();
      if (years.length === 0) return null;
      return { ...shared, preset: 'public_holidays', country: this.country(), region: this.region() || null, years };
    }
    const schoolYears = this.chosenSchoolYears().filter((year) => this.knownYears().includes(year));
    return schoolYears.length === 0 ? null : { ...shared, preset: 'school_holidays', zone: this.zone(), schoolYears };
  });

  constructor() {
    effect(() => this.chosen.emit(this.choice()));
  }

  /** Libraries close on public holidays; few do for the school's. */
  protected choosePreset(preset: CalendarPresetChoice['preset']): void {
    this.preset.set(preset);
    this.use.set(preset === 'public_holidays' ? 'closure' : 'note');
  }

  protected chooseCountry(code: HolidayCountry): void {
    this.country.set(code);
    this.region.set('');
  }

  protected toggleYear(year: number): void {
    this.chosenYears.update((years) => (years.includes(year) ? years.filter((one) => one !== year) : [...years, year]));
  }

  protected toggleSchoolYear(year: string): void {
    this.chosenSchoolYears.update((years) =>
      years.includes(year) ? years.filter((one) => one !== year) : [...years, year],
    );
  }

  private ownPlace(): string {
    return textOfId(this.own.first('calendars.edit'));
  }

  /** From the summer on, the year that begins with it. */
  private presentSchoolYear(): string {
    const now = new Date();
    const first = now.getMonth() >= 6 ? now.getFullYear() : now.getFullYear() - 1;
    return `${first}-${first + 1}`;
  }
}
