import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { NewExceptionalDays, OpeningHours } from '../api-types';
import { OwnBranches } from '../forms/own-branches';
import { ProblemNote } from '../forms/problem-note';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { idOrNull, textOfId } from '../forms/values';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { DueDateMoves } from './due-date-moves';
import { HoursChoice, type ChosenHours } from './hours-choice';
import { faultyWeekdays, weekdaysOf } from './year-view';

const NOTHING = { place: '', firstDay: '', lastDay: '', reason: '', isYearly: false };

/** Days with hours of their own, or with a note, to be added to a calendar or to a draft of one. */
@Component({
  selector: 'app-exceptional-form',
  imports: [
    DueDateMoves,
    FormField,
    HoursChoice,
    MatButton,
    MatCheckbox,
    ProblemNote,
    SelectField,
    TextField,
    TranslocoDirective,
  ],
  template: `
    <form (submit)="add($event)" novalidate *transloco="let t; prefix: 'calendars.exceptional'">
      @if (submission.problem(); as problem) {
        <app-problem-note [problem]="problem" />
      }
      <fieldset>
        <legend class="visually-hidden">{{ t('kind') }}</legend>
        @for (option of kinds; track option) {
          <label>
            <input
              type="radio"
              name="exceptional-kind"
              [value]="option"
              [checked]="option === kind()"
              (change)="kind.set(option)"
            />
            <span
              >{{ t('kinds.' + option) }} <span class="small quiet">{{ t('kindHints.' + option) }}</span></span
            >
          </label>
        }
      </fieldset>
      <div class="two">
        <app-text-field type="date" [label]="t('firstDay')" [field]="form.firstDay" />
        <app-text-field type="date" [label]="t('lastDay')" [field]="form.lastDay" [hint]="t('lastDayHint')" />
      </div>
      <div class="two">
        <app-text-field [label]="t('reason')" [field]="form.reason" [hint]="t('reasonHint')" />
        <app-select-field [label]="t('place')" [field]="form.place" [options]="places()" />
      </div>
      <mat-checkbox [formField]="form.isYearly">{{ t('isYearly') }}</mat-checkbox>
      @if (kind() === 'hours') {
        @if (weekdays().length === 0) {
          <p class="quiet small">{{ t('daysFirst') }}</p>
        } @else {
          <app-hours-choice [(chosen)]="chosen" [weekdays]="weekdays()" />
          @if (isHoursMissing()) {
            <p class="fault small" role="alert">{{ t('hoursMissing') }}</p>
          }
        }
      }
      @if (hasPreview()) {
        <app-due-date-moves [change]="draft()" />
      }
      <div class="row">
        <button matButton="filled" type="submit" [disabled]="submission.isBusy()">{{ t('save') }}</button>
        @if (canCancel()) {
          <button matButton type="button" (click)="cancelled.emit()">{{ t('cancel') }}</button>
        }
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 10px;
      padding-block-start: 8px;
    }
    .two {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
      gap: 8px 16px;
    }
    fieldset {
      display: grid;
      gap: 2px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    label {
      display: flex;
      gap: 10px;
      padding-block: 6px;
    }
    label span span {
      display: block;
    }
    input[type='radio'] {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 2px 0 0;
      accent-color: var(--mat-sys-primary);
    }
    .fault {
      color: var(--mat-sys-error);
    }
  `,
})
export class ExceptionalForm {
  private readonly own = inject(OwnBranches);
  private readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);

  /** The branch that is proposed; null for the whole library. */
  readonly branchId = input<number | null>(null);
  /** Whether due dates that would move are shown. */
  readonly hasPreview = input(true);
  readonly canCancel = input(true);
  /** Takes what was typed where it belongs; what it throws is shown, and what was typed stays. */
  readonly save = input.required<(days: NewExceptionalDays) => Promise<unknown>>();
  readonly saved = output<void>();
  readonly cancelled = output<void>();

  protected readonly kinds = ['hours', 'note'] as const;
  protected readonly kind = signal<NewExceptionalDays['kind']>('hours');
  private readonly model = linkedSignal(() => ({ ...NOTHING, place: textOfId(this.branchId()) }));
  protected readonly form = form(this.model, (path) => {
    required(path.firstDay);
    required(path.reason);
    maxLength(path.reason, 200);
    validate(path.lastDay, ({ value, valueOf }) =>
      value() !== '' && value() < valueOf(path.firstDay) ? { kind: 'order' } : undefined,
    );
  });
  protected readonly submission = submission();
  protected readonly chosen = signal<ChosenHours>({ hours: [], otherWeekdays: 'usual', isAboveClosures: false });
  private readonly isTried = signal(false);

  protected readonly places = computed(() => {
    this.language.current();
    const branches = this.own.options('calendars.edit');
    if (!this.session.canAt('calendars.edit', null)) return branches;
    return [{ value: '', label: this.transloco.translate<string>('calendars.exceptional.library') }, ...branches];
  });
  private readonly days = computed(() => {
    const { firstDay, lastDay, isYearly } = this.model();
    return { firstDay, lastDay: lastDay || firstDay, isYearly };
  });
  protected readonly weekdays = computed(() => weekdaysOf(this.days()));
  /** The hours on weekdays that the days have. */
  private readonly hours = computed((): OpeningHours[] => {
    const weekdays = new Set(this.weekdays());
    return this.kind() === 'note' ? [] : this.chosen().hours.filter(({ weekday }) => weekdays.has(weekday));
  });
  private readonly isSound = computed(
    () => this.kind() === 'note' || (this.hours().length > 0 && faultyWeekdays(this.hours()).size === 0),
  );
  protected readonly isHoursMissing = computed(
    () => this.isTried() && this.kind() === 'hours' && this.weekdays().length > 0 && this.hours().length === 0,
  );

  private readonly body = computed((): NewExceptionalDays => {
    const { place, reason } = this.model();
    const days = { branchId: idOrNull(place), reason: reason.trim(), ...this.days() };
    if (this.kind() === 'note') return { ...days, kind: 'note' };
    const { otherWeekdays, isAboveClosures } = this.chosen();
    // Whoever names one day means that day, and nothing else of it.
    const isOneDay = days.firstDay === days.lastDay && !days.isYearly;
    const more = isOneDay
      ? ({ otherWeekdays: 'usual', isAboveClosures: true } as const)
      : { otherWeekdays, isAboveClosures };
    return { ...days, kind: 'hours', hours: this.hours(), ...more };
  });
  /** As it would be saved, once it makes sense; its reason may come last. */
  protected readonly draft = computed(() => {
    const body = this.body();
    const isWhole = this.weekdays().length > 0 && this.isSound() && this.kind() === 'hours';
    return isWhole ? { exceptionalDays: { ...body, reason: body.reason || '-' } } : null;
  });

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    this.isTried.set(true);
    if (this.weekdays().length > 0 && !this.isSound()) return;
    const isSaved = await this.submission.run(this.form, () => this.save()(this.body()));
    if (!isSaved) return;
    this.form().reset({ ...NOTHING, place: textOfId(this.branchId()) });
    this.chosen.set({ hours: [], otherWeekdays: 'usual', isAboveClosures: false });
    this.isTried.set(false);
    this.saved.emit();
  }
}
