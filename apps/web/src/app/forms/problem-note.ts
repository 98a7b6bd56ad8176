import { afterNextRender, Component, computed, ElementRef, inject, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemTexts } from '../ui/problem-texts';

/** A refused save, told beside the form: what happened, that nothing typed is lost, what to do. */
@Component({
  selector: 'app-problem-note',
  imports: [MatIcon, TranslocoDirective],
  template: `
    @if (problem(); as problem) {
      <div class="note" role="alert" *transloco="let t; prefix: 'forms'">
        <mat-icon svgIcon="error" aria-hidden="true" />
        <div>
          <p class="title">{{ words().title }}</p>
          <p>{{ words().help }} {{ t('nothingLost') }}</p>
          @for (line of lines(); track $index) {
            <p class="small">{{ line }}</p>
          }
        </div>
      </div>
    }
  `,
  styles: `
    .note {
      display: flex;
      gap: 12px;
      padding: 12px 16px;
      margin-block-end: 16px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
    .title {
      font-weight: 600;
    }
  `,
})
export class ProblemNote {
  private readonly texts = inject(ProblemTexts);

  readonly problem = input.required<unknown>();

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.scrollIntoView({ block: 'nearest' })); // the save button may be far below
  }

  protected readonly words = computed(() => this.texts.describe(this.problem()));
  protected readonly lines = computed(() => {
    const problem = this.problem();
    const errors = typeof problem === 'object' && problem !== null && 'errors' in problem ? problem.errors : [];
    if (!Array.isArray(errors)) return [];
    return errors.map((error: { path: string; code: string; message: string }) => {
      return `${error.path.replace(/^\/(body\/)?/, '')}: ${this.texts.field(error.code, error.message)}`;
    });
  });
}
