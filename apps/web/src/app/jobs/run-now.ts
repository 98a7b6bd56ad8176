import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api';
import type { Job } from '../api-types';
import { Session } from '../session/session';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { JobWords } from './job-words';

/** Starts a job by hand, for those who may. */
@Component({
  selector: 'app-run-now',
  imports: [MatButton, TranslocoDirective],
  template: `
    @if (isAllowed()) {
      <button
        matButton="outlined"
        type="button"
        *transloco="let t; prefix: 'jobs'"
        [attr.aria-label]="t('runNowOf', { job: words.title(job().name) })"
        [disabled]="isAsking() || isBusy()"
        (click)="run()"
      >
        {{ t('runNow') }}
      </button>
    }
  `,
})
export class RunNow {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly problemTexts = inject(ProblemTexts);
  protected readonly words = inject(JobWords);

  readonly job = input.required<Job>();
  readonly asked = output<void>();

  protected readonly isAsking = signal(false);
  protected readonly isAllowed = computed(() => this.session.canAt('settings.manage', null));
  protected readonly isBusy = computed(() => ['queued', 'running'].includes(this.job().state));

  protected async run(): Promise<void> {
    this.isAsking.set(true);
    // One that somebody else has started meanwhile is refused; the toast says so and the page shows it.
    try {
      await this.api.call('POST /api/v1/jobs/{name}/run', { name: this.job().name });
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
    } finally {
      this.isAsking.set(false);
      this.asked.emit();
    }
  }
}
