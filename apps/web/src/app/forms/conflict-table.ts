import { afterNextRender, Component, ElementRef, inject, input, output } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';

export interface ConflictLine {
  readonly name: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  readonly choice: 'mine' | 'theirs';
}

/** Two people saved the same thing: both versions side by side, and a choice for each line that differs. */
@Component({
  selector: 'app-conflict-table',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <section class="conflict" role="alert" *transloco="let t; prefix: 'forms.conflict'">
      <h2><mat-icon svgIcon="warning" aria-hidden="true" />{{ t('title') }}</h2>
      <p>{{ t('text') }}</p>
      @for (line of lines(); track line.name) {
        <fieldset>
          <legend>{{ line.label }}</legend>
          <label>
            <input
              type="radio"
              [name]="'conflict-' + line.name"
              [checked]="line.choice === 'mine'"
              (change)="choose.emit({ name: line.name, choice: 'mine' })"
            />
            <span
              ><strong>{{ t('mine') }}</strong
              >{{ line.mine || '—' }}</span
            >
          </label>
          <label>
            <input
              type="radio"
              [name]="'conflict-' + line.name"
              [checked]="line.choice === 'theirs'"
              (change)="choose.emit({ name: line.name, choice: 'theirs' })"
            />
            <span
              ><strong>{{ t('theirs') }}</strong
              >{{ line.theirs || '—' }}</span
            >
          </label>
        </fieldset>
      }
    </section>
  `,
  styles: `
    .conflict {
      display: grid;
      gap: 12px;
      padding: 16px 20px;
      margin-block-end: 20px;
      border: 1px solid var(--app-wait);
      border-radius: var(--app-radius);
      background: var(--app-wait-container);
      color: var(--mat-sys-on-tertiary-container);
    }
    h2 {
      display: flex;
      align-items: center;
      gap: 10px;
      font-size: 1.1rem;
    }
    fieldset {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
      gap: 8px;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 4px;
      font-size: 0.875rem;
      font-weight: 600;
    }
    label {
      display: flex;
      gap: 10px;
      padding: 10px 12px;
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    label:has(:checked) {
      outline: 2px solid var(--mat-sys-primary);
    }
    input {
      accent-color: var(--mat-sys-primary);
    }
    strong {
      display: block;
      font-size: 0.8125rem;
      font-weight: 550;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class ConflictTable {
  readonly lines = input.required<readonly ConflictLine[]>();
  readonly choose = output<{ name: string; choice: 'mine' | 'theirs' }>();

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.scrollIntoView({ block: 'nearest' })); // the save button may be far below
  }
}
