import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecordSummary } from '../api-types';
import { BookCover } from '../ui/book-cover';
import { spokenName } from './record-words';

/** Covers side by side on a shelf that scrolls sideways. */
@Component({
  selector: 'app-record-shelf',
  imports: [BookCover, RouterLink],
  template: `
    <ul tabindex="0" role="list" [attr.aria-label]="label()">
      @for (book of books(); track book.id) {
        <li>
          <a [routerLink]="['/records', book.id]">
            <app-book-cover [text]="book.title" [author]="book.author" [kind]="book.kind" />
            <span class="title">{{ book.title }}</span>
            @if (book.author) {
              <span class="author">{{ book.author }}</span>
            }
          </a>
        </li>
      }
    </ul>
  `,
  styleUrl: './record-shelf.scss',
})
export class RecordShelf {
  readonly records = input.required<readonly Pick<RecordSummary, 'id' | 'title' | 'authors' | 'kind'>[]>();
  /** Names the scrolling list for screen readers. */
  readonly label = input.required<string>();

  protected readonly books = computed(() =>
    this.records().map(({ id, title, authors, kind }) => ({
      id,
      title,
      kind,
      author: authors[0] === undefined ? null : spokenName(authors[0]),
    })),
  );
}
