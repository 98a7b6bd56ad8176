import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, resource } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { LocalDatePipe } from '../ui/local-date-pipe';

interface Moves {
  loans: number;
  moves: { branchId: number; from: string; to: string; loans: number }[];
}

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
  private readonly http = inject(HttpClient);

  readonly url = input.required<string>();
  /** What would be saved; null while it makes no sense yet. */
  readonly body = input.required<object | null>();

  private readonly request = computed(() => {
    const body = this.body();
    return body === null ? undefined : { url: this.url(), text: JSON.stringify(body) };
  });
  protected readonly answer = resource({
    params: () => this.request(),
    loader: ({ params }) => firstValueFrom(this.http.post<Moves>(params.url, JSON.parse(params.text))),
  });
  protected readonly moves = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly named = computed(() => this.moves()?.moves.slice(0, MOST_NAMED) ?? []);
}
