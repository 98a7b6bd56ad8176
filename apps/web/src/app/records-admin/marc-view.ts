import { Component, computed, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource, apiAddress } from '../api';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { marcLines } from './marc-lines';

/** The MARC record behind a title, read when it is opened, and its downloads. */
@Component({
  selector: 'app-marc-view',
  imports: [ErrorState, MatButton, MatIcon, Skeleton, TranslocoDirective],
  template: `
    <details *transloco="let t; prefix: 'recordsAdmin.marc'" (toggle)="isOpen.set($any($event.target).open)">
      <summary>
        <h2>{{ t('title') }}</h2>
        <span class="quiet small">{{ hasSource() ? t('original') : t('made') }}</span>
      </summary>
      <div class="row downloads">
        <a matButton="outlined" [href]="address('marcxml')" download><mat-icon svgIcon="download" />MARCXML</a>
        <a matButton="outlined" [href]="address('iso2709')" download><mat-icon svgIcon="download" />ISO 2709</a>
      </div>
      @if (marc.error()) {
        <app-error-state [error]="marc.error()" (retry)="marc.reload()" />
      } @else if (lines(); as lines) {
        <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('title')">
          <table>
            <thead class="visually-hidden">
              <tr>
                <th scope="col">{{ t('tag') }}</th>
                <th scope="col">{{ t('indicators') }}</th>
                <th scope="col">{{ t('content') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (line of lines; track $index) {
                <tr>
                  <th scope="row">{{ line.tag }}</th>
                  <td class="quiet">{{ line.indicators }}</td>
                  <td>
                    @if (line.value !== null) {
                      {{ line.value }}
                    }
                    @for (subfield of line.subfields; track $index) {
                      <span class="code">\${{ subfield.code }}</span> {{ subfield.value + ' ' }}
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else if (isOpen()) {
        <app-skeleton [lines]="6" />
      }
    </details>
  `,
  styles: `
    summary {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 4px 16px;
      padding-block: 8px;
      cursor: pointer;
    }
    summary::before {
      content: '▸';
      color: var(--mat-sys-on-surface-variant);
    }
    details[open] > summary::before {
      content: '▾';
    }
    .downloads {
      margin-block: 8px 16px;
    }
    table {
      width: 100%;
      font:
        0.875rem/1.6 ui-monospace,
        'Cascadia Mono',
        Menlo,
        monospace;
    }
    th,
    td {
      padding: 2px 12px;
      text-align: start;
      vertical-align: baseline;
      overflow-wrap: anywhere;
    }
    th {
      font-weight: 600;
    }
    th,
    td:nth-child(2) {
      width: 1%;
      white-space: nowrap;
    }
    .code {
      color: var(--mat-sys-primary);
      font-weight: 600;
    }
  `,
})
export class MarcView {
  readonly recordId = input.required<number>();
  /** A new version is read anew. */
  readonly version = input.required<number>();
  readonly hasSource = input.required<boolean>();

  protected readonly isOpen = signal(false);
  protected readonly marc = apiResource('GET /api/v1/records/{id}/marc', () => {
    this.version();
    return this.isOpen() ? { id: this.recordId(), format: 'json' } : undefined;
  });
  protected readonly lines = computed(() => (this.marc.hasValue() ? marcLines(this.marc.value()) : null));

  protected address(format: 'marcxml' | 'iso2709'): string {
    return apiAddress('GET /api/v1/records/{id}/marc', { id: this.recordId(), format });
  }
}
