import { Component, DestroyRef, effect, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { EChartsType } from 'echarts/core';
import { Theme } from '../shell/theme';
import type { ChartColours, ChartOption } from './chart-options';

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A drawing and the table that says the same: the drawing is hidden from screen readers, the table is not. */
@Component({
  selector: 'app-chart',
  imports: [TranslocoDirective],
  template: `
    <figure *transloco="let t; prefix: 'dashboard'">
      <div #canvas class="canvas" aria-hidden="true" [style.height.px]="height()"></div>
      <details>
        <summary>
          {{ t('asTable') }}<span class="visually-hidden"> ({{ label() }})</span>
        </summary>
        <div class="scroll" tabindex="0" role="region" [attr.aria-label]="label()">
          <table class="rows">
            <thead>
              <tr>
                @for (column of table().columns; track column; let isFirst = $first) {
                  <th scope="col" [class.number]="!isFirst">{{ column }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of table().rows; track $index) {
                <tr>
                  @for (cell of row; track $index; let isFirst = $first) {
                    @if (isFirst) {
                      <th scope="row">{{ cell }}</th>
                    } @else {
                      <td class="number">{{ cell }}</td>
                    }
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  `,
  styles: `
    .canvas {
      width: 100%;
    }
    summary {
      display: inline-block;
      padding-block: 8px 0;
      font-size: 0.8125rem;
      color: var(--mat-sys-on-surface-variant);
      text-decoration: underline;
      text-underline-offset: 0.2em;
      cursor: pointer;
    }
    .scroll {
      max-height: 320px;
      margin-block-start: 8px;
      overflow: auto;
    }
    table.rows th,
    table.rows td {
      padding: 5px 8px;
    }
  `,
})
export class Chart {
  private readonly theme = inject(Theme);
  private readonly canvas = viewChild<ElementRef<HTMLElement>>('canvas');
  private readonly engine = signal<EChartsType | null>(null);
  private readonly isSystemDark = signal(matchMedia('(prefers-color-scheme: dark)').matches);

  readonly label = input.required<string>();
  readonly height = input(260);
  readonly table = input.required<ChartTable>();
  /** Draws with the theme's present colours. */
  readonly draw = input.required<(colours: ChartColours) => ChartOption>();

  constructor() {
    const destroyed = inject(DestroyRef);
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => this.isSystemDark.set(media.matches);
    media.addEventListener('change', follow);
    const resizes = new ResizeObserver(() => this.engine()?.resize());
    effect((onCleanup) => {
      const element = this.canvas()?.nativeElement;
      if (!element) return;
      let isGone = false;
      void import('./chart-engine').then(({ init }) => {
        if (isGone) return;
        this.engine.set(init(element));
        resizes.observe(element);
      });
      onCleanup(() => {
        isGone = true;
        resizes.unobserve(element);
      });
    });
    effect(() => {
      this.theme.current();
      this.isSystemDark();
      const element = this.canvas()?.nativeElement;
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const option = this.draw();
      if (element)
        this.engine()?.setOption({ animation: !isCalm, animationDuration: 300, ...option(coloursOf(element)) }, true);
    });
    destroyed.onDestroy(() => {
      media.removeEventListener('change', follow);
      resizes.disconnect();
      this.engine()?.dispose();
    });
  }
}

/** Reads theme colours through an element: `light-dark()` is resolved only for real properties. */
function coloursOf(element: HTMLElement): ChartColours {
  const { color, transition } = element.style;
  // With less motion every property has a transition of a moment, and a colour read at once would still be the old one.
  element.style.transition = 'none';
  const read = (name: string) => {
    element.style.color = `var(${name})`;
    return getComputedStyle(element).color;
  };
  const colours = {
    ink: read('--mat-sys-on-surface'),
    quiet: read('--mat-sys-on-surface-variant'),
    line: read('--mat-sys-outline-variant'),
    paper: read('--mat-sys-surface-container-lowest'),
    first: read('--mat-sys-primary'),
    second: read('--mat-sys-tertiary'),
    alarm: read('--mat-sys-error'),
  };
  Object.assign(element.style, { color, transition });
  return colours;
}
