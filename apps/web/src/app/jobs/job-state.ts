import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Job, JobRun } from '../api-types';

const tones: Partial<Record<Job['state'] | JobRun['status'], string>> = {
  done: 'yes',
  failed: 'no',
  waiting_to_retry: 'no',
  running: 'wait',
  queued: 'wait',
};

/** Where a job or a run stands, in a word. */
@Component({
  selector: 'app-job-state',
  imports: [TranslocoDirective],
  template: `<span class="tag" [class]="tones[state()]" *transloco="let t; prefix: 'jobs.states'">{{
    t(state())
  }}</span>`,
})
export class JobState {
  protected readonly tones = tones;
  readonly state = input.required<Job['state'] | JobRun['status']>();
}
