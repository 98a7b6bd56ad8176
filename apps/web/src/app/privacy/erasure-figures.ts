import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ErasureReceipt } from '../api-types';

/** What an erasure takes away and what it leaves, by how many. */
@Component({
  selector: 'app-erasure-figures',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'privacy'">
      <div>
        <h4>{{ t('receipts.erased') }}</h4>
        <ul>
          @for (entry of figures().erased; track entry.what) {
            <li>
              <span>{{ t('things.' + entry.what) }}</span>
              <span class="tabular">{{ entry.count }}</span>
            </li>
          }
        </ul>
      </div>
      <div>
        <h4>{{ t('receipts.kept') }}</h4>
        <ul>
          @for (entry of figures().kept; track entry.what) {
            <li>
              <span>
                {{ t('things.' + entry.what) }}
                <span class="small quiet">{{ t('why.' + entry.why) }}</span>
              </span>
              <span class="tabular">{{ entry.count }}</span>
            </li>
          } @empty {
            <li>{{ t('receipts.nothingKept') }}</li>
          }
        </ul>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
      gap: 16px 32px;
    }
    h4 {
      margin: 0 0 4px;
      font-size: 0.9375rem;
      font-weight: 600;
    }
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding-block: 4px;
      border-block-end: 1px solid var(--mat-sys-outline-variant);
      font-size: 0.9375rem;
    }
    .small {
      display: block;
    }
  `,
})
export class ErasureFigures {
  readonly figures = input.required<Pick<ErasureReceipt, 'erased' | 'kept'>>();
}
