import { Component, output } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';

const KEYS: readonly { keys: string[]; does: string }[] = [
  { keys: ['F2'], does: 'lend' },
  { keys: ['F4'], does: 'return' },
  { keys: ['⇧', 'F2'], does: 'choose-due' },
  { keys: ['⇧', 'F4'], does: 'backdate' },
  { keys: ['F8'], does: 'renewAll' },
  { keys: ['F9'], does: 'pay' },
  { keys: ['Ctrl', 'Z'], does: 'undo' },
  { keys: ['Ctrl', 'P'], does: 'print' },
  { keys: ['↑', '↓'], does: 'choose' },
  { keys: ['Esc'], does: 'escape' },
  { keys: ['F1'], does: 'why' },
  { keys: ['?'], does: 'help' },
];

/** The desk's keys, beside the work and not over it: the box keeps the focus, the next scan closes this. */
@Component({
  selector: 'app-desk-help',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <aside *transloco="let t; prefix: 'desk.help'" [attr.aria-label]="t('title')">
      <div class="spread">
        <h3>{{ t('title') }}</h3>
        <button type="button" [attr.aria-label]="t('close')" (click)="closed.emit()">
          <mat-icon svgIcon="close" aria-hidden="true" />
        </button>
      </div>
      <p class="quiet small">{{ t('box') }}</p>
      <dl>
        @for (line of keys; track line.does) {
          <dt>
            @for (key of line.keys; track key) {
              <kbd>{{ key }}</kbd>
            }
          </dt>
          <dd>{{ t(line.does) }}</dd>
        }
      </dl>
    </aside>
  `,
  styles: `
    aside {
      position: fixed;
      inset-block-end: 24px;
      inset-inline-end: 24px;
      z-index: 80;
      width: min(400px, calc(100vw - 32px));
      padding: 16px 20px 20px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 12px;
      background: var(--mat-sys-surface-container-lowest);
      box-shadow: var(--app-shadow);
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 8px 16px;
      margin-block-start: 12px;
    }
    dt {
      display: flex;
      align-items: start;
      gap: 4px;
    }
    kbd {
      min-width: 28px;
      padding: 1px 7px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 5px;
      font: 500 0.8125rem/1.5 var(--app-sans);
      text-align: center;
    }
    button {
      display: grid;
      place-items: center;
      width: 40px;
      height: 40px;
      border: 0;
      border-radius: 8px;
      background: none;
      cursor: pointer;
    }
  `,
})
export class DeskHelp {
  readonly closed = output<void>();
  protected readonly keys = KEYS;
}
