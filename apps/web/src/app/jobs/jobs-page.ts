import { Component, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { Job } from '../api-types';
import { pollWhile } from '../imports/polling';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { JobState } from './job-state';
import { JobWords } from './job-words';
import { RunFailure } from './run-failure';
import { RunNow } from './run-now';
import { RunProgress } from './run-progress';

/** What the library does by itself: each job in plain words, what it did last and when it runs next. */
@Component({
  imports: [
    ErrorState,
    JobState,
    LocalDatePipe,
    PageHeader,
    RouterLink,
    RunFailure,
    RunNow,
    RunProgress,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page" *transloco="let t; prefix: 'jobs'">
      <app-page-header [title]="t('title')" [text]="t('text')" />
      @if (jobs(); as jobs) {
        <ul class="stack">
          @for (job of jobs; track job.name) {
            <li class="sheet">
              <div class="spread head">
                <h2>
                  <a [routerLink]="[job.name]">{{ words.title(job.name) }}</a>
                </h2>
                <app-job-state [state]="stateOf(job)" />
              </div>
              <p class="quiet">{{ words.text(job.name) }}</p>
              <dl>
                <div>
                  <dt>{{ t('schedule.title') }}</dt>
                  <dd>{{ words.schedule(job) }}</dd>
                </div>
                <div>
                  <dt>{{ t('last') }}</dt>
                  <dd>
                    @if (job.lastRun; as run) {
                      <span class="nowrap">{{ run.startedAt ?? run.createdAt | localDate: 'dateTime' }}</span>
                      <app-run-progress [run]="run" />
                    } @else if (job.lastSuccessAt) {
                      <span class="nowrap">{{ job.lastSuccessAt | localDate: 'dateTime' }}</span>
                      <p class="quiet">{{ t('progress.nothing') }}</p>
                    } @else {
                      <span class="quiet">{{ t('never') }}</span>
                    }
                  </dd>
                </div>
                <div>
                  <dt>{{ t('next') }}</dt>
                  <dd>
                    {{ job.nextRunAt === null ? t('whenAsked') : (job.nextRunAt | localDate: 'dateTime') }}
                  </dd>
                </div>
              </dl>
              @if (job.failures > 0 && job.lastRun?.status === 'failed') {
                <app-run-failure [run]="job.lastRun!" [retryAt]="job.nextRunAt" [failures]="job.failures" />
              }
              <app-run-now [job]="job" (asked)="list.reload()" />
            </li>
          }
        </ul>
      } @else if (list.error()) {
        <app-error-state [error]="list.error()" (retry)="list.reload()" />
      } @else {
        <app-skeleton [lines]="6" height="7rem" />
      }
    </div>
  `,
  styles: `
    li {
      display: grid;
      gap: 10px;
      justify-items: start;
    }
    .head,
    dl,
    app-run-failure {
      width: 100%;
    }
    h2 {
      font-size: 1.1875rem;
    }
    dl {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) minmax(0, 2fr);
      gap: 8px 24px;
      padding-block-start: 4px;
    }
    dt {
      font-size: 0.8125rem;
      color: var(--mat-sys-on-surface-variant);
    }
    @media (max-width: 720px) {
      dl {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class JobsPage {
  protected readonly words = inject(JobWords);
  protected readonly list = apiResource('GET /api/v1/jobs');
  /** What was read last stays while it is read again. */
  protected readonly jobs = linkedSignal<Job[] | undefined, Job[] | undefined>({
    source: computed(() => (this.list.hasValue() ? this.list.value().items : undefined)),
    computation: (items, previous) => items ?? previous?.value,
  });

  constructor() {
    pollWhile(
      () => this.jobs()?.some(({ state }) => state === 'queued' || state === 'running') ?? false,
      () => this.jobs(),
      () => this.list.reload(),
    );
  }

  /** A job at rest shows how its last run ended. */
  protected stateOf({ state, lastRun }: Job) {
    return state === 'idle' && lastRun?.status === 'done' ? 'done' : state;
  }
}
