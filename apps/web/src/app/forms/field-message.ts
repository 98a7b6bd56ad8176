import { Component, computed, input } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';

/** What is wrong with a field, in words: the first complaint only. */
@Component({
  selector: 'app-field-message',
  imports: [TranslocoDirective],
  template: `<ng-container *transloco="let t; prefix: 'forms.errors'">
    @if (error(); as error) {
      {{ error.kind === 'server' || error.message ? error.message : t(error.kind, params()) }}
    }
  </ng-container>`,
})
export class FieldMessage {
  readonly errors = input.required<readonly ValidationError[]>();

  protected readonly error = computed(() => this.errors()[0]);
  protected readonly params = computed(() => ({ ...this.error() }) as Record<string, unknown>);
}
