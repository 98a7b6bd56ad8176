import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import { ErrorState } from '../ui/error-state';
import { ExplanationWords } from './explanation-words';

/** Decisions that set a due date; the last of them holds. */
const ON_DUE_DATE = new Set(['checkout', 'renewal', 'recall', 'recall_lifted', 'closure']);

/** “Why this date?” under a loan, or “why this amount?” under a charge of one: read when it is opened. */
@Component({
  selector: 'app-loan-reasons',
  imports: [ErrorState, TranslocoDirective],
  template: `
    <details *transloco="let t; prefix: 'explanation'" (toggle)="isOpen.set(!isOpen())">
      <summary>
        {{ t(chargeId() === null ? 'whyDue' : 'whyCharge') }}<span class="visually-hidden"> {{ title() }}</span>
      </summary>
      @if (answer.error(); as error) {
        <app-error-state [error]="error" (retry)="answer.reload()" />
      } @else if (answer.hasValue()) {
        @for (part of parts(); track part.at) {
          <h4>{{ t('kinds.' + part.kind) }}</h4>
          <ol>
            @for (sentence of part.sentences; track $index) {
              <li>{{ sentence }}</li>
            }
          </ol>
        } @empty {
          <p class="quiet">{{ t('nothing') }}</p>
        }
      } @else {
        <p class="quiet" role="status">{{ t('loading') }}</p>
      }
    </details>
  `,
  styles: `
    summary {
      display: inline-flex;
      align-items: center;
      min-height: 32px;
      color: var(--mat-sys-primary);
      font-size: 0.9375rem;
      cursor: pointer;
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    h4 {
      margin-block: 8px 2px;
      font-size: 0.9375rem;
    }
    ol {
      display: grid;
      gap: 4px;
      max-width: 70ch;
      padding-inline-start: 1.5em;
      font-size: 0.9375rem;
      list-style: decimal;
    }
  `,
})
export class LoanReasons {
  private readonly words = inject(ExplanationWords);

  readonly loanId = input.required<number>();
  /** Whose loan it is, for screen readers that go from one such question to the next. */
  readonly title = input('');
  /** A charge whose amount is asked for, or null for the due date. */
  readonly chargeId = input<number | null>(null);

  protected readonly isOpen = signal(false);
  protected readonly answer = apiResource('GET /api/v1/loans/{id}/explanation', () =>
    this.isOpen() ? { id: this.loanId() } : undefined,
  );
  protected readonly parts = computed(() => {
    const decisions = this.answer.hasValue() ? this.answer.value().decisions : [];
    const chargeId = this.chargeId();
    const asked =
      chargeId === null
        ? decisions.filter(({ kind }) => ON_DUE_DATE.has(kind)).slice(-1)
        : decisions.filter((decision) => decision.chargeId === chargeId);
    return asked.map(({ kind, at, explanation }) => ({
      kind,
      at,
      sentences: this.words.sentences(explanation.steps),
    }));
  });
}
