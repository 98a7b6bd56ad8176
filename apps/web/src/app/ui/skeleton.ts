import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Grey lines where text will be. `<app-skeleton [lines]="4" />`, or one block: `<app-skeleton height="180px" />` */
@Component({
  selector: 'app-skeleton',
  imports: [TranslocoDirective],
  template: `
    <div role="status" *transloco="let t">
      <span class="visually-hidden">{{ t('ui.loading') }}</span>
      @for (width of widths(); track $index) {
        <span class="line" [style.width]="width" [style.height]="height()"></span>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .line {
      display: block;
      margin-block: 10px;
      border-radius: 6px;
      background: var(--mat-sys-surface-container-high);
      animation: breathe 1.6s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.5;
      }
    }
  `,
})
export class Skeleton {
  readonly lines = input(1);
  readonly height = input('1rem');

  protected readonly widths = computed(() =>
    Array.from({ length: this.lines() }, (_, line) => (this.lines() === 1 ? '100%' : `${92 - ((line * 23) % 41)}%`)),
  );
}
