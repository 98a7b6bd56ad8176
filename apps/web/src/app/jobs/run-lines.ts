import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Session } from '../session/session';
import { cursorList } from '../ui/cursor-list';
import { ErrorState } from '../ui/error-state';
import { Pager } from '../ui/pager';
import { Skeleton } from '../ui/skeleton';
import { JobWords } from './job-words';

/** What a run did or could not do, one by one, each with its way to the journal. */
@Component({
  selector: 'app-run-lines',
  imports: [ErrorState, Pager, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'jobs'">
      @if (lines.error()) {
        <app-error-state [error]="lines.error()" (retry)="lines.reload()" />
      } @else if (lines.isLoading() && lines.items().length === 0) {
        <app-skeleton [lines]="3" height="1.5rem" />
      } @else {
        <ol>
          @for (line of lines.items(); track line.id) {
            <li>
              {{ words.line(job(), line) }}
              @if (canSeeJournal() && line.detail['loanId']; as loanId) {
                <a routerLink="/audit" [queryParams]="{ entity: 'loan', entityId: loanId }">{{ t('journal') }}</a>
              }
            </li>
          } @empty {
            <li class="quiet">{{ t('noLines') }}</li>
          }
        </ol>
        <app-pager [list]="lines" />
      }
    </ng-container>
  `,
  styles: `
    li {
      padding-block: 6px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
      overflow-wrap: anywhere;
    }
  `,
})
export class RunLines {
  private readonly session = inject(Session);
  protected readonly words = inject(JobWords);

  readonly job = input.required<string>();
  readonly runId = input.required<number>();

  protected readonly canSeeJournal = computed(() => this.session.canAt('audit.view', null));
  protected readonly lines = cursorList('GET /api/v1/jobs/{name}/runs/{id}/lines', () => ({
    name: this.job(),
    id: this.runId(),
  }));
}
