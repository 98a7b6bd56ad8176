import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemTexts } from './problem-texts';

/**
 * A failure in place of what should be here: what happened, what is safe, what to do.
 * `<app-error-state [error]="records.error()" (retry)="records.reload()" />`
 */
@Component({
  selector: 'app-error-state',
  imports: [MatButton, MatIcon, TranslocoDirective],
  template: `
    <div class="state" role="alert" *transloco="let t">
      <mat-icon [svgIcon]="words().code === 'offline' ? 'wifi_off' : 'error'" aria-hidden="true" />
      <div>
        <h2>{{ words().title }}</h2>
        <p>{{ words().help }}</p>
        <p class="safe">{{ safe() ?? t('ui.errorSafe') }}</p>
        <div class="row">
          <button matButton="outlined" type="button" (click)="retry.emit()">
            <mat-icon svgIcon="refresh" aria-hidden="true" />{{ t('ui.retry') }}
          </button>
          <ng-content />
        </div>
        <p class="code">
          {{ t('ui.errorCode') }} <code>{{ words().code }}</code>
        </p>
      </div>
    </div>
  `,
  styles: `
    .state {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 16px;
      max-width: 620px;
      padding: 24px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-inline-start: 4px solid var(--app-no);
      border-radius: var(--app-radius);
      background: var(--mat-sys-surface-container-lowest);
    }
    mat-icon {
      color: var(--app-no);
    }
    button mat-icon {
      color: inherit;
    }
    h2 {
      font-size: 1.15rem;
      margin-block-end: 4px;
    }
    .safe {
      color: var(--mat-sys-on-surface-variant);
      margin-block: 4px 16px;
    }
    .code {
      margin-block-start: 12px;
      font-size: 0.8125rem;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class ErrorState {
  private readonly texts = inject(ProblemTexts);

  readonly error = input.required<unknown>();
  /** What the reader need not worry about; a general sentence by default. */
  readonly safe = input<string>();
  readonly retry = output<void>();

  protected readonly words = computed(() => this.texts.describe(this.error()));
}
