import { Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Availability } from '../api-types';

/** Whether one can have it now: in words, a sign and a colour. */
@Component({
  selector: 'app-availability-tag',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <span class="tag" [class]="tone()" *transloco="let t; prefix: 'catalogue.availability'">
      @if (availability().available > 0) {
        <mat-icon svgIcon="check" aria-hidden="true" />{{ t('available', { count: availability().available }) }}
      } @else if (availability().total === 0) {
        {{ t('none') }}
      } @else if (availability().holds > 0) {
        {{ t('waiting', { count: availability().holds }) }}
      } @else if (availability().onLoan > 0) {
        {{ t('onLoan') }}
      } @else {
        {{ t('unavailable') }}
      }
    </span>
  `,
})
export class AvailabilityTag {
  readonly availability = input.required<Availability>();

  protected readonly tone = computed(() => {
    const { available, total } = this.availability();
    return available > 0 ? 'yes' : total > 0 ? 'wait' : 'none';
  });
}
