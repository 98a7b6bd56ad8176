import { Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Closure } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { Language } from '../i18n/language';
import { Confirm } from '../ui/confirm';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { DueDateMoves } from './due-date-moves';
import { isPast, periodText, sortKey } from './periods';

const nothing = { firstDay: '', lastDay: '', reason: '', isYearly: false };

/** Days on which one branch, or the whole library, is closed. */
@Component({
  selector: 'app-closure-list',
  imports: [
    DueDateMoves,
    FormField,
    MatButton,
    MatCheckbox,
    MatIcon,
    MatIconButton,
    ProblemNote,
    TextField,
    TranslocoDirective,
  ],
  template: `
    <section class="sheet" *transloco="let t; prefix: 'calendars.closures'" [attr.aria-label]="title()">
      <h2>{{ title() }}</h2>
      @if (text(); as text) {
        <p class="quiet small">{{ text }}</p>
      }
      <ul>
        @for (closure of shown(); track closure.id) {
          <li>
            <div class="what">
              <span class="reason">{{ closure.reason }}</span>
              <span class="small quiet tabular">{{ closure.days }}</span>
            </div>
            @if (closure.isYearly) {
              <span class="tag">{{ t('yearly') }}</span>
            }
            @if (!isFixed()) {
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('delete', { reason: closure.reason })"
                (click)="remove(closure)"
              >
                <mat-icon svgIcon="delete" aria-hidden="true" />
              </button>
            }
          </li>
        } @empty {
          <li class="quiet">{{ t('empty') }}</li>
        }
      </ul>
      @if (past() > 0) {
        <button
          matButton
          type="button"
          class="past"
          [attr.aria-expanded]="isPastShown()"
          (click)="isPastShown.set(!isPastShown())"
        >
          {{ isPastShown() ? t('hidePast') : t('showPast', { count: past() }) }}
        </button>
      }
      @if (isAdding()) {
        <form (submit)="add($event)" novalidate>
          @if (submission.problem(); as problem) {
            <app-problem-note [problem]="problem" />
          }
          <div class="two">
            <app-text-field type="date" [label]="t('firstDay')" [field]="form.firstDay" />
            <app-text-field type="date" [label]="t('lastDay')" [field]="form.lastDay" [hint]="t('lastDayHint')" />
          </div>
          <app-text-field [label]="t('reason')" [field]="form.reason" [hint]="t('reasonHint')" />
          <mat-checkbox [formField]="form.isYearly">{{ t('isYearly') }}</mat-checkbox>
          <app-due-date-moves [change]="draft()" />
          <div class="row">
            <button matButton="filled" type="submit" [disabled]="submission.isBusy()">{{ t('save') }}</button>
            <button matButton type="button" (click)="isAdding.set(false)">{{ t('cancel') }}</button>
          </div>
        </form>
      } @else if (!isFixed()) {
        <button matButton="outlined" type="button" (click)="isAdding.set(true)">
          <mat-icon svgIcon="add" aria-hidden="true" />{{ t('add') }}
        </button>
      }
    </section>
  `,
  styles: `
    ul {
      margin-block: 8px 12px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 48px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    .what {
      display: grid;
      flex: 1;
      padding-block: 8px;
      min-width: 0;
    }
    .reason {
      overflow-wrap: anywhere;
    }
    .past {
      display: block;
      margin-block-end: 8px;
    }
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
  `,
})
export class ClosureList {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  readonly title = input.required<string>();
  readonly text = input<string>();
  /** Null for the whole library. */
  readonly branchId = input.required<number | null>();
  readonly closures = input.required<readonly Closure[]>();
  /** One may read them, but not change them. */
  readonly isFixed = input(false);
  readonly changed = output<void>();

  protected readonly isAdding = signal(false);
  private readonly model = signal(nothing);
  protected readonly form = form(this.model, (path) => {
    required(path.firstDay);
    required(path.reason);
    maxLength(path.reason, 200);
    validate(path.lastDay, ({ value, valueOf }) =>
      value() !== '' && value() < valueOf(path.firstDay) ? { kind: 'order' } : undefined,
    );
  });
  protected readonly submission = submission();

  private readonly body = computed(() => {
    const { firstDay, lastDay, reason, isYearly } = this.model();
    return { branchId: this.branchId(), firstDay, lastDay: lastDay || firstDay, reason: reason.trim(), isYearly };
  });
  /** The closure as it would be saved, once its days make sense; its reason may come last. */
  protected readonly draft = computed(() => {
    const { reason, ...closure } = this.body();
    const isWhole = closure.firstDay !== '' && closure.firstDay <= closure.lastDay;
    return isWhole ? { closure: { ...closure, reason: reason || '-' } } : null;
  });

  protected readonly lines = computed(() =>
    [...this.closures()]
      .sort((a, b) => sortKey(a).localeCompare(sortKey(b)))
      .map((closure) => ({ ...closure, days: periodText(closure, this.language.current()) })),
  );

  protected readonly isPastShown = signal(false);
  protected readonly past = computed(() => this.lines().filter(isPast).length);
  protected readonly shown = computed(() => this.lines().filter((line) => this.isPastShown() || !isPast(line)));

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.submission.run(this.form, () => {
      return this.api.call('POST /api/v1/closures', { body: this.body() });
    });
    if (!isSaved) return;
    this.form().reset({ ...nothing });
    this.isAdding.set(false);
    this.toasts.say(this.transloco.translate('calendars.closures.added'));
    this.changed.emit();
  }

  protected async remove(closure: Closure): Promise<void> {
    const params = { reason: closure.reason };
    const isSure = await this.confirm.ask({
      title: this.transloco.translate('calendars.closures.delete', params),
      text: this.transloco.translate('calendars.closures.deleteText'),
      action: this.transloco.translate('calendars.closures.deleteAction'),
      isDangerous: true,
    });
    if (!isSure) return;
    // The closure stays in the list when the server refuses; the toast says why.
    try {
      await this.api.call('DELETE /api/v1/closures/{id}', { id: closure.id });
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
      return;
    }
    this.toasts.say(this.transloco.translate('calendars.closures.deleted', params));
    this.changed.emit();
  }
}
