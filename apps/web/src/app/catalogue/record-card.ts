import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { RecordSummary } from '../api-types';
import { Language } from '../i18n/language';
import { BookCover } from '../ui/book-cover';
import { AvailabilityTag } from './availability-tag';
import { languageName, spokenName } from './record-words';

/** A record in a list of results. */
@Component({
  selector: 'app-record-card',
  imports: [AvailabilityTag, BookCover, RouterLink, TranslocoDirective],
  template: `
    <article *transloco="let t">
      <a class="cover" [routerLink]="['/records', record().id]" tabindex="-1" aria-hidden="true">
        <app-book-cover [text]="record().title" [author]="authors()[0]?.spoken ?? null" [kind]="record().kind" />
      </a>
      <div class="words">
        <h2>
          <a [routerLink]="['/records', record().id]">{{ record().title }}</a>
        </h2>
        @if (record().subtitle; as subtitle) {
          <p class="subtitle">{{ subtitle }}</p>
        }
        @if (authors().length > 0) {
          <p class="authors">
            @for (author of authors().slice(0, 3); track $index) {
              <a routerLink="/search" [queryParams]="{ author: author.name }">{{ author.spoken }}</a>{{
                $last ? '' : ', '
              }}
            }
            @if (authors().length > 3) {
              {{ t('catalogue.andOthers') }}
            }
          </p>
        }
        <p class="facts">{{ facts() }}</p>
        <app-availability-tag [availability]="record().availability" />
      </div>
    </article>
  `,
  styleUrl: './record-card.scss',
})
export class RecordCard {
  private readonly language = inject(Language);

  readonly record = input.required<RecordSummary>();
  /** The word for its kind, already translated. */
  readonly kindName = input.required<string>();

  protected readonly authors = computed(() =>
    this.record().authors.map((name) => ({ name, spoken: spokenName(name) })),
  );
  protected readonly facts = computed(() => {
    const { year, publisher, language } = this.record();
    const spoken = language ? languageName(language, this.language.current()) : null;
    return [this.kindName(), year, publisher, spoken].filter((fact) => fact !== null && fact !== '').join(' · ');
  });
}
