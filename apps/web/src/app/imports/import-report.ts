import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, type Answer } from '../api';
import { cursorList } from '../ui/cursor-list';
import { ErrorState } from '../ui/error-state';
import { Pager } from '../ui/pager';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { csvOf } from './csv';
import { OutcomeWords, type ReportLine } from './outcome-words';

/** The records that an import refused, or imported with a warning, each with its place in the file and the reason; to read or to download. */
@Component({
  selector: 'app-import-report',
  imports: [ErrorState, MatButton, MatIcon, Pager, Skeleton, TranslocoDirective],
  template: `
    @if (outcome() === 'refused' || lines.items().length > 0) {
      <section *transloco="let t; prefix: 'imports.report'">
        <div class="spread">
          <h2>{{ title() }}</h2>
          <button matButton="outlined" type="button" [disabled]="isDownloading()" (click)="download()">
            <mat-icon svgIcon="download" aria-hidden="true" />{{ t('download') }}
          </button>
        </div>
        <p class="quiet">{{ t(outcome() + '.text') }}</p>
        @if (lines.error()) {
          <app-error-state [error]="lines.error()" (retry)="lines.reload()" />
        } @else if (lines.isLoading() && lines.items().length === 0) {
          <app-skeleton [lines]="5" height="1.8rem" />
        } @else {
          <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="title()">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col" class="number">{{ t('position') }}</th>
                  <th scope="col">{{ t('record') }}</th>
                  <th scope="col">{{ t('reason') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (line of lines.items(); track $index) {
                  <tr>
                    <td class="number">{{ line.position }}</td>
                    <th scope="row">
                      {{ line.title || t('noTitle') }}
                      @if (!line.title && line.excerpt; as excerpt) {
                        <code>{{ excerpt }}</code>
                      }
                    </th>
                    <td>{{ words.reason(line) }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
          <app-pager [list]="lines" />
        }
      </section>
    }
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      margin-block-start: 36px;
    }
    th[scope='row'] {
      min-width: 144px;
      overflow-wrap: anywhere;
    }
    .number:first-child {
      width: 1%;
    }
    td:last-child {
      min-width: 220px;
    }
    code {
      display: -webkit-box;
      overflow: hidden;
      font-size: 0.8125rem;
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `,
})
export class ImportReport {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemTexts = inject(ProblemTexts);
  protected readonly words = inject(OutcomeWords);

  readonly importId = input.required<number>();
  readonly fileName = input.required<string>();
  readonly outcome = input.required<'refused' | 'warning'>();
  /** How many lines there are, where that is known beforehand; an empty list of warnings is not shown. */
  readonly count = input<number>();

  protected readonly title = computed(() => {
    const [outcome, count] = [this.outcome(), this.count()];
    return count === undefined ? this.words.heading(outcome) : this.words.heading(outcome, count);
  });
  protected readonly isDownloading = signal(false);
  protected readonly lines = cursorList('GET /api/v1/imports/{id}/report', () => ({
    id: this.importId(),
    limit: 50,
    outcome: this.outcome(),
  }));

  /** Fetches the whole report, page by page, and hands it over as a CSV file. */
  protected async download(): Promise<void> {
    this.isDownloading.set(true);
    // Reading the pages can fail like any reading; nothing is downloaded then, and the toast says why.
    try {
      const rows = (await this.readAll()).map((line) => [
        String(line.position),
        line.title ?? '',
        this.words.reason(line),
        line.excerpt ?? '',
      ]);
      const blob = new Blob([csvOf([this.words.reportHeadings(), ...rows])], { type: 'text/csv;charset=utf-8' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${this.fileName()}.${this.outcome()}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
    } finally {
      this.isDownloading.set(false);
    }
  }

  private async readAll(): Promise<ReportLine[]> {
    const lines: ReportLine[] = [];
    const params = { id: this.importId(), limit: 100, outcome: this.outcome() };
    let cursor: string | undefined;
    do {
      const page: Answer<'GET /api/v1/imports/{id}/report'> = await this.api.call('GET /api/v1/imports/{id}/report', {
        ...params,
        cursor,
      });
      lines.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return lines;
  }
}
