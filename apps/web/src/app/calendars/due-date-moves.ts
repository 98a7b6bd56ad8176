import { Component, computed, inject, input, resource } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, type Body } from '../api';
import { isSame } from '../forms/merge';
import { LocalDatePipe } from '../ui/local-date-pipe';

/** What would be saved: a closure, exceptional days, some of a preset's, or a branch's calendar. */
type Change =
  | { closure: Body<'POST /api/v1/closures/preview'> }
  | { exceptionalDays: Body<'POST /api/v1/exceptional-days/preview'> }
  | { preset: Body<'POST /api/v1/calendar-presets/preview'> }
  | { branchId: number; calendar: Body<'POST /api/v1/branches/{id}/calendar/preview'> };

/** Days that are named; the rest are only counted. */
const MOST_NAMED = 4;

/** Tells, before a calendar is saved, how many loans would then fall due on another day. */
@Component({
  selector: 'app-due-date-moves',
  imports: [LocalDatePipe, TranslocoDirective],
  template: `
    <div role="status" *transloco="let t; prefix: 'calendars.moves'">
      @if (moves(); as moves) {
        <p>{{ moves.loans === 0 ? t('none') : t('count', { count: moves.loans }) }}</p>
        @if (named().length > 0) {
          <ul class="small">
            @for (move of named(); track $index) {
              <li>
                {{ move.from | localDate: 'weekday' }} → {{ move.to | localDate: 'weekday' }} :
                {{ t('loans', { count: move.loans }) }}
              </li>
            }
          </ul>
        }
      } @else if (answer.error()) {
        <p>{{ t('unknown') }}</p>
      }
    </div>
  `,
  styles: `
    p,
    ul {
      padding: 8px 12px;
      border-radius: 8px;
      background: var(--mat-sys-surface-container);
    }
    ul {
      margin-block-start: 4px;
    }
  `,
})
export class DueDateMoves {
  private readonly api = inject(Api);

  /** Null while it makes no sense yet. */
  readonly change = input.required<Change | null>();

  private readonly asked = computed(() => this.change() ?? undefined, { equal: isSame });
  protected readonly answer = resource({
    params: () => this.asked(),
    loader: ({ params }) => this.ask(params),
  });
  protected readonly moves = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly named = computed(() => this.moves()?.moves.slice(0, MOST_NAMED) ?? []);

  private async ask(change: Change) {
    if ('closure' in change) return this.api.call('POST /api/v1/closures/preview', { body: change.closure });
    if ('exceptionalDays' in change) {
      return this.api.call('POST /api/v1/exceptional-days/preview', { body: change.exceptionalDays });
    }
    if ('preset' in change) {
      return (await this.api.call('POST /api/v1/calendar-presets/preview', { body: change.preset })).moves;
    }
    const { branchId: id, calendar: body } = change;
    return this.api.call('POST /api/v1/branches/{id}/calendar/preview', { id, body });
  }
}
