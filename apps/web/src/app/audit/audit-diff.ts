import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { diffValues } from './diff';

/** What a thing was and what it became; what did not change is folded away. */
@Component({
  selector: 'app-audit-diff',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'audit.diff'">
      @if (changes().length === 0) {
        <p class="quiet">{{ t('nothing') }}</p>
      } @else {
        <div class="frame" tabindex="0" role="region" [attr.aria-label]="t('caption')">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('field') }}</th>
                <th scope="col">{{ t('before') }}</th>
                <th scope="col">{{ t('after') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (line of changes(); track line.path) {
                <tr>
                  <th scope="row">
                    <code>{{ line.path }}</code>
                  </th>
                  <td>
                    @if (line.before !== null) {
                      <del>{{ line.before || t('emptyText') }}</del>
                    } @else {
                      <span class="quiet">—</span>
                    }
                  </td>
                  <td>
                    @if (line.after !== null) {
                      <ins>{{ line.after || t('emptyText') }}</ins>
                    } @else {
                      <span class="quiet">—</span>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
      @if (same().length > 0) {
        <p class="small quiet">{{ t('same', { count: same().length }) }}</p>
      }
    </ng-container>
  `,
  styles: `
    .frame {
      overflow-x: auto;
    }
    table {
      width: 100%;
      font-size: 0.875rem;
    }
    th,
    td {
      padding: 5px 12px 5px 0;
      text-align: start;
      vertical-align: top;
      overflow-wrap: anywhere;
    }
    thead th {
      font-size: 0.8125rem;
      font-weight: 550;
      color: var(--mat-sys-on-surface-variant);
    }
    tbody th {
      width: 26%;
      font-weight: 400;
    }
    td {
      width: 37%;
    }
    del,
    ins {
      padding: 1px 6px;
      border-radius: 4px;
      text-decoration: none;
      white-space: pre-wrap;
      box-decoration-break: clone;
    }
    del {
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
    ins {
      background: var(--app-yes-container);
      color: light-dark(#0d3d27, #c5ecd3);
    }
  `,
})
export class AuditDiff {
  readonly before = input.required<unknown>();
  readonly after = input.required<unknown>();

  private readonly lines = computed(() => diffValues(this.before(), this.after()));
  protected readonly changes = computed(() => this.lines().filter((line) => line.kind !== 'same'));
  protected readonly same = computed(() => this.lines().filter((line) => line.kind === 'same'));
}
