import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { Job } from '../api-types';
import { pollWhile } from '../imports/polling';
import { cursorList } from '../ui/cursor-list';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { JobState } from './job-state';
import { JobWords } from './job-words';
import { RunFailure } from './run-failure';
import { RunLines } from './run-lines';
import { RunNow } from './run-now';
import { isUnderWay, RunProgress } from './run-progress';

/** One job: its runs, the newest first, what each did and why it failed. */
@Component({
  imports: [
    EmptyState,
    ErrorState,
    JobState,
    LocalDatePipe,
    MatButton,
    PageHeader,
    Pager,
    RunFailure,
    RunLines,
    RunNow,
    RunProgress,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page" *transloco="let t; prefix: 'jobs'">
      <app-page-header
        [title]="words.title(name())"
        [text]="words.text(name())"
        backLink="/jobs"
        [backLabel]="t('title')"
      >
        @if (job(); as job) {
          <app-run-now [job]="job" (asked)="reload()" />
        }
      </app-page-header>
      @if (job(); as job) {
        <p class="quiet facts">
          {{ words.schedule(job) }}
          @if (job.nextRunAt) {
            · {{ t('next') }} : {{ job.nextRunAt | localDate: 'dateTime' }}
          }
        </p>
      }
      @if (runs.error()) {
        <app-error-state [error]="runs.error()" (retry)="reload()" />
      } @else if (runs.isLoading() && runs.items().length === 0) {
        <app-skeleton [lines]="5" height="4rem" />
      } @else if (runs.items().length === 0) {
        <app-empty-state icon="schedule" [title]="t('noRuns')" [text]="t('noRunsText')" />
      } @else {
        <ul class="stack">
          @for (run of runs.items(); track run.id) {
            <li class="sheet">
              <div class="spread">
                <span>
                  <strong>{{ run.startedAt ?? run.createdAt | localDate: 'dateTime' }}</strong>
                  @if (run.staffName) {
                    <span class="quiet small"> · {{ t('askedBy', { name: run.staffName }) }}</span>
                  }
                </span>
                <app-job-state [state]="run.status" />
              </div>
              <app-run-progress [run]="run" />
              @if (run.status === 'failed') {
                <app-run-failure [run]="run" />
              }
              @if (!isUnderWay(run)) {
                <button
                  matButton
                  type="button"
                  [attr.aria-expanded]="opened() === run.id"
                  (click)="opened.set(opened() === run.id ? null : run.id)"
                >
                  {{ opened() === run.id ? t('hideLines') : t('showLines') }}
                </button>
                @if (opened() === run.id) {
                  <app-run-lines [job]="name()" [runId]="run.id" />
                }
              }
            </li>
          }
        </ul>
        <app-pager [list]="runs" />
      }
    </div>
  `,
  styles: `
    .facts {
      margin-block: -8px 20px;
    }
    li {
      display: grid;
      gap: 8px;
      justify-items: start;
    }
    li > :not(button) {
      width: 100%;
    }
  `,
})
export class JobPage {
  protected readonly words = inject(JobWords);
  protected readonly isUnderWay = isUnderWay;

  readonly name = input.required<string>();

  protected readonly opened = signal<number | null>(null);
  protected readonly runs = cursorList('GET /api/v1/jobs/{name}/runs', () => ({ name: this.name() }));
  private readonly all = apiResource('GET /api/v1/jobs');
  protected readonly job = linkedSignal<Job | undefined, Job | undefined>({
    source: computed(() =>
      this.all.hasValue() ? this.all.value().items.find(({ name }) => name === this.name()) : undefined,
    ),
    computation: (job, previous) => job ?? previous?.value,
  });

  constructor() {
    pollWhile(
      () => this.runs.items().some(isUnderWay),
      () => this.runs.items(),
      () => this.reload(),
    );
  }

  protected reload(): void {
    this.runs.reload();
    this.all.reload();
  }
}
