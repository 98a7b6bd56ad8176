import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Import } from '../api-types';
import { Language } from '../i18n/language';
import { isUnderWay } from './import-status';

/** How far an import is, and what it has done so far. */
@Component({
  selector: 'app-import-progress',
  imports: [TranslocoDirective],
  template: `
    <section class="sheet" *transloco="let t; prefix: 'imports.progress'" [attr.aria-label]="t('title')">
      @if (isRunning()) {
        <progress
          [attr.value]="import().progress.total ? import().progress.processed : null"
          [attr.max]="import().progress.total || null"
          [attr.aria-label]="t('title')"
        ></progress>
      }
      <p role="status" class="tabular">
        @if (import().status === 'queued') {
          {{ t('queued') }}
        } @else if (import().progress.total; as total) {
          {{ t('processed', { done: number(import().progress.processed), total: number(total) }) }}
        } @else {
          {{ t('processedOnly', { count: import().progress.processed }) }}
        }
      </p>
      @if (import().status === 'failed') {
        <p class="failed" role="alert">{{ t('failed') }} {{ message() }}</p>
      } @else if (import().status === 'cancelled') {
        <p class="quiet">{{ t('cancelled') }}</p>
      }
      <dl>
        @for (outcome of outcomes(); track outcome.key) {
          <div [class.refused]="outcome.key === 'refused' && outcome.count > 0">
            <dt>{{ t(outcome.key) }}</dt>
            <dd class="tabular">{{ number(outcome.count) }}</dd>
          </div>
        }
      </dl>
      @if (import().progress.itemsWithoutBarcode; as count) {
        <p class="remark">{{ t('withoutBarcode', { count, number: number(count) }) }}</p>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
    }
    progress {
      width: 100%;
      height: 12px;
      accent-color: var(--mat-sys-primary);
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
      gap: 12px;
    }
    dt {
      font-size: 0.875rem;
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      font-family: var(--app-serif);
      font-size: 1.75rem;
      font-weight: 600;
    }
    .refused dd {
      color: var(--app-no);
    }
    .failed,
    .remark {
      padding: 10px 14px;
      border-radius: 8px;
    }
    .remark {
      background: var(--app-wait-container);
      color: var(--mat-sys-on-tertiary-container);
    }
    .failed {
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
})
export class ImportProgress {
  private readonly language = inject(Language);

  readonly import = input.required<Import>();

  protected readonly isRunning = computed(() => isUnderWay(this.import().status));
  protected readonly message = computed(() => this.import().error ?? '');
  protected readonly outcomes = computed(() => {
    const { created, updated, unchanged, refused, itemsCreated } = this.import().progress;
    return [
      { key: 'created', count: created },
      { key: 'updated', count: updated },
      { key: 'unchanged', count: unchanged },
      { key: 'refused', count: refused },
      { key: 'itemsCreated', count: itemsCreated },
    ];
  });

  protected number(value: number): string {
    return new Intl.NumberFormat(this.language.current()).format(value);
  }
}
