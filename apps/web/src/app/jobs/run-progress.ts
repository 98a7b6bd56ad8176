import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { JobRun } from '../api-types';
import { JobWords } from './job-words';

/** Whether the server is at work on it, or about to be. */
export function isUnderWay({ status }: Pick<JobRun, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** What a run did, or has done so far. */
@Component({
  selector: 'app-run-progress',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'jobs.progress'">
      @if (isRunning()) {
        <progress
          [attr.value]="share()"
          [attr.max]="share() === null ? null : 1"
          [attr.aria-label]="words.title(run().job)"
        ></progress>
      }
      <p [attr.role]="isRunning() ? 'status' : null">
        @if (run().status === 'queued') {
          {{ t('queued') }}
        } @else if (counts().length > 0) {
          {{ counts().join(', ') }}
        } @else {
          <span class="quiet">{{ isRunning() ? t('nothingYet') : t('nothing') }}</span>
        }
      </p>
    </ng-container>
  `,
  styles: `
    progress {
      width: 100%;
      height: 10px;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class RunProgress {
  protected readonly words = inject(JobWords);

  readonly run = input.required<JobRun>();

  protected readonly isRunning = computed(() => isUnderWay(this.run()));
  protected readonly counts = computed(() => this.words.counts(this.run().job, this.run().counts));
  /** How much of it is done, where that is known. */
  protected readonly share = computed(() => {
    const { status, days } = this.run();
    return status === 'running' && days.due > 1 ? days.done / days.due : null;
  });
}
