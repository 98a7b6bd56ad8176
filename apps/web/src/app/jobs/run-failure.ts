import { Component, computed, inject, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { JobRun } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { LocalDatePipe } from '../ui/local-date-pipe';

/** Why a run failed, what is safe, and what to do. */
@Component({
  selector: 'app-run-failure',
  imports: [LocalDatePipe, MatIcon, TranslocoDirective],
  template: `
    <div class="note" *transloco="let t; prefix: 'jobs.failure'">
      <mat-icon svgIcon="error" aria-hidden="true" />
      <div>
        <p class="title">{{ run().error === 'lease_expired' ? t('died') : t('title') }}</p>
        @for (failed of lines(); track $index) {
          <p>
            {{ failed.where }} {{ failed.day | localDate: 'weekday' }} <code>{{ failed.error }}</code>
          </p>
        } @empty {
          @if (run().error !== 'lease_expired') {
            <p>
              <code>{{ run().error }}</code>
            </p>
          }
        }
        <p>{{ t('safe') }}</p>
        @if (retryAt(); as retryAt) {
          <p>{{ t('retry') }} {{ retryAt | localDate: 'dateTime' }}. {{ failures() > 2 ? t('help') : '' }}</p>
        }
      </div>
    </div>
  `,
  styles: `
    .note {
      display: flex;
      gap: 12px;
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
    mat-icon {
      flex: none;
    }
    .title {
      font-weight: 600;
    }
    code {
      overflow-wrap: anywhere;
    }
  `,
})
export class RunFailure {
  private readonly reference = inject(ReferenceData);

  readonly run = input.required<JobRun>();
  readonly retryAt = input<string | null>(null);
  readonly failures = input(0);

  protected readonly lines = computed(() =>
    this.run().failedDays.map(({ branchId, ...failed }) => ({ ...failed, where: this.reference.branchName(branchId) })),
  );
}
