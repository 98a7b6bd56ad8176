import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../api';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { LocalDatePipe } from '../ui/local-date-pipe';
import { PageHeader } from '../ui/page-header';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { ImportPreview } from './import-preview';
import { ImportProgress } from './import-progress';
import { ImportReport } from './import-report';
import { ImportStatusTag, isUnderWay } from './import-status';
import { pollWhile } from './polling';

/** One import: its preview and choices, then its progress, then what it did and what it refused. */
@Component({
  imports: [
    ErrorState,
    ImportPreview,
    ImportProgress,
    ImportReport,
    ImportStatusTag,
    LocalDatePipe,
    MatButton,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div class="page" *transloco="let t; prefix: 'imports'">
      @if (current(); as current) {
        <app-page-header [title]="current.fileName" backLink="/imports" [backLabel]="t('title')">
          @if (current.status === 'preview' || isUnderWay(current.status)) {
            <button matButton="outlined" type="button" [disabled]="isCancelling()" (click)="cancel()">
              {{ current.status === 'preview' ? t('discard') : t('cancel') }}
            </button>
          }
        </app-page-header>
        <p class="row state">
          <app-import-status [status]="current.status" />
          <span class="quiet small">{{ current.createdAt | localDate: 'dateTime' }}</span>
        </p>
        @if (current.status === 'preview') {
          <app-import-preview [import]="current" (changed)="one.set($event)" />
        } @else {
          <app-import-progress [import]="current" />
          @if (current.status === 'done') {
            <p class="row next">
              <a matButton="outlined" routerLink="/search">{{ t('seeCatalogue') }}</a>
            </p>
          }
          @if (current.progress.refused > 0) {
            <app-import-report
              outcome="refused"
              [importId]="current.id"
              [fileName]="current.fileName"
              [count]="current.progress.refused"
            />
          }
          @if (current.status === 'done') {
            <app-import-report outcome="warning" [importId]="current.id" [fileName]="current.fileName" />
          }
        }
      } @else if (one.error()) {
        <app-error-state [error]="one.error()" (retry)="one.reload()" />
      } @else {
        <app-skeleton [lines]="6" height="2rem" />
      }
    </div>
  `,
  styles: `
    .state {
      margin-block: -12px 24px;
    }
    .next {
      margin-block-start: 20px;
    }
  `,
})
export class ImportPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  readonly id = input.required<string>();

  protected readonly isUnderWay = isUnderWay;
  protected readonly isCancelling = signal(false);
  protected readonly one = apiResource('GET /api/v1/imports/{id}', () => ({ id: Number(this.id()) }));
  protected readonly current = computed(() => (this.one.hasValue() ? this.one.value() : null));

  constructor() {
    pollWhile(
      () => isUnderWay(this.current()?.status ?? 'done'),
      () => this.current(),
      () => this.one.reload(),
    );
  }

  protected async cancel(): Promise<void> {
    const current = this.current();
    if (current === null) return;
    const isPreview = current.status === 'preview';
    const text = (key: string) =>
      this.transloco.translate<string>(`imports.${isPreview ? 'discarding' : 'cancelling'}.${key}`);
    if (
      !(await this.confirm.ask({ title: text('title'), text: text('text'), action: text('action'), isDangerous: true }))
    ) {
      return;
    }
    this.isCancelling.set(true);
    // An import that ended meanwhile cannot be cancelled; the toast says so and the page shows how it ended.
    try {
      await this.api.call('DELETE /api/v1/imports/{id}', { id: current.id });
      if (isPreview) await this.router.navigateByUrl('/imports');
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
    } finally {
      this.isCancelling.set(false);
      this.one.reload();
    }
  }
}
