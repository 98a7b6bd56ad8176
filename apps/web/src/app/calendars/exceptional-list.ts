import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { ExceptionalDays, NewExceptionalDays } from '../api-types';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { ExceptionalForm } from './exceptional-form';
import { hoursLines, isPast, periodText, sortKey } from './periods';

/** Days on which a branch, or the whole library, has other hours, or about which there is something to know. */
@Component({
  selector: 'app-exceptional-list',
  imports: [ExceptionalForm, MatButton, MatIcon, MatIconButton, TranslocoDirective],
  template: `
    <section class="sheet" *transloco="let t; prefix: 'calendars.exceptional'" [attr.aria-label]="t('title')">
      <h2>{{ t('title') }}</h2>
      <p class="quiet small">{{ t('text') }}</p>
      <ul>
        @for (days of shown(); track days.id) {
          <li>
            <div class="what">
              <span class="reason">{{ days.reason }}</span>
              <span class="small quiet tabular">{{ days.period }}</span>
              @for (line of days.lines; track $index) {
                <span class="small tabular">{{ line }}</span>
              }
            </div>
            @if (days.branchId === null) {
              <span class="tag">{{ t('library') }}</span>
            }
            @if (days.isYearly) {
              <span class="tag">{{ t('yearly') }}</span>
            }
            <span class="tag" [class.wait]="days.kind === 'hours'">{{ t('tags.' + days.kind) }}</span>
            @if (session.canAt('calendars.edit', days.branchId)) {
              <button
                matIconButton
                type="button"
                [attr.aria-label]="t('delete', { reason: days.reason })"
                (click)="remove(days)"
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
        <app-exceptional-form
          [branchId]="branchId()"
          [save]="add"
          (saved)="isAdding.set(false)"
          (cancelled)="isAdding.set(false)"
        />
      } @else {
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
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      min-height: 48px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
    }
    .what {
      display: grid;
      flex: 1 1 200px;
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
  `,
})
export class ExceptionalList {
  private readonly api = inject(Api);
  protected readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  /** The branch whose calendar is shown. */
  readonly branchId = input.required<number | null>();
  readonly days = input.required<readonly ExceptionalDays[]>();
  readonly changed = output<void>();

  protected readonly isAdding = signal(false);
  protected readonly isPastShown = signal(false);
  private readonly lines = computed(() =>
    [...this.days()]
      .sort((a, b) => sortKey(a).localeCompare(sortKey(b)))
      .map((days) => ({
        ...days,
        period: periodText(days, this.language.current()),
        lines: this.linesOf(days),
      })),
  );
  protected readonly past = computed(() => this.lines().filter(isPast).length);
  protected readonly shown = computed(() => this.lines().filter((line) => this.isPastShown() || !isPast(line)));

  protected readonly add = async (body: NewExceptionalDays): Promise<void> => {
    await this.api.call('POST /api/v1/exceptional-days', { body });
    this.toasts.say(this.transloco.translate('calendars.exceptional.added'));
    this.changed.emit();
  };

  protected async remove({ id, reason }: ExceptionalDays): Promise<void> {
    const isSure = await this.confirm.ask({
      title: this.transloco.translate('calendars.exceptional.delete', { reason }),
      text: this.transloco.translate('calendars.exceptional.deleteText'),
      action: this.transloco.translate('calendars.exceptional.deleteAction'),
      isDangerous: true,
    });
    if (!isSure) return;
    // They stay in the list when the server refuses; the toast says why.
    try {
      await this.api.call('DELETE /api/v1/exceptional-days/{id}', { id });
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
      return;
    }
    this.toasts.say(this.transloco.translate('calendars.exceptional.deleted', { reason }));
    this.changed.emit();
  }

  private linesOf(days: ExceptionalDays): string[] {
    const lines = hoursLines(days, this.language.current());
    if (days.otherWeekdays === 'usual') return lines;
    return [...lines, this.transloco.translate<string>('calendars.exceptional.othersClosed')];
  }
}
