import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CursorList } from './cursor-list';
import { ProblemTexts } from './problem-texts';

/** How much of a list is shown, and more of it. `<app-pager [list]="patrons" />` */
@Component({
  selector: 'app-pager',
  imports: [MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="quiet small tabular" role="status">
        @if (list().total(); as total) {
          {{ t('ui.shownOf', { count: list().items().length, total: numberOf(total) }) }}
        }
      </p>
      @if (list().moreError(); as error) {
        <p role="alert">{{ texts.sentence(error) }}</p>
      }
      @if (list().hasMore()) {
        <button matButton="outlined" type="button" [disabled]="list().isLoadingMore()" (click)="list().loadMore()">
          {{ list().isLoadingMore() ? t('ui.loading') : t('ui.loadMore') }}
        </button>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 10px;
      padding-block: 24px 8px;
    }
    button {
      min-width: 220px;
    }
  `,
})
export class Pager {
  protected readonly texts = inject(ProblemTexts);

  readonly list = input.required<CursorList<unknown>>();

  protected numberOf(total: number): string {
    return new Intl.NumberFormat(document.documentElement.lang).format(total);
  }
}
