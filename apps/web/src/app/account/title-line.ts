import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecordReference } from '../api-types';
import { spokenName } from '../catalogue/record-words';
import { BookCover } from '../ui/book-cover';

/** A title in a reader's list: small cover, title, author; what is to be said about it goes inside. */
@Component({
  selector: 'app-title-line',
  imports: [BookCover, RouterLink],
  template: `
    <div class="cover"><app-book-cover [text]="record().title" [author]="author()" [kind]="record().kind" /></div>
    <div class="words">
      <h2>
        <a [routerLink]="['/records', record().id]">{{ record().title }}</a>
      </h2>
      @if (author()) {
        <p class="quiet">{{ author() }}</p>
      }
      <ng-content />
    </div>
    <div class="actions"><ng-content select="[actions]" /></div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 56px minmax(0, 1fr) auto;
      align-items: center;
      gap: 4px 20px;
      padding-block: 16px;
    }
    .cover {
      align-self: start;
    }
    h2 {
      font-size: 1.125rem;
      overflow-wrap: anywhere;
    }
    h2 a {
      color: inherit;
      text-decoration: none;
    }
    h2 a:hover {
      color: var(--mat-sys-primary);
      text-decoration: underline;
    }
    .quiet {
      font-size: 0.9375rem;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 8px;
    }
    @media (max-width: 640px) {
      :host {
        grid-template-columns: 52px minmax(0, 1fr);
        gap: 10px 16px;
      }
      .actions {
        grid-column: 2;
        justify-content: flex-start;
      }
    }
  `,
})
export class TitleLine {
  readonly record = input.required<RecordReference>();

  protected readonly author = computed(() => {
    const first = this.record().authors[0];
    return first === undefined ? null : spokenName(first);
  });
}
