import { Component, computed, ElementRef, inject, input, linkedSignal, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { MatIcon } from '@angular/material/icon';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { catchError, debounceTime, map, of, switchMap } from 'rxjs';
import { Api } from '../api';
import type { Suggestion } from '../api-types';
import { spokenName } from './record-words';

let count = 0;

/** The catalogue's search, with suggestions while typing (an ARIA combobox). Enter searches what is written. */
@Component({
  selector: 'app-search-box',
  imports: [MatIcon, TranslocoDirective],
  templateUrl: './search-box.html',
  styleUrl: './search-box.scss',
  host: { '[class.large]': 'isLarge()' },
})
export class SearchBox {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');

  /** What the page already searches for. */
  readonly query = input('');
  readonly isLarge = input(false);

  protected readonly id = `search-${++count}`;
  protected readonly text = linkedSignal(() => this.query());
  protected readonly isOpen = signal(false);
  protected readonly chosen = signal(-1);

  private readonly found = toSignal(
    toObservable(this.text).pipe(
      debounceTime(120),
      switchMap((text) =>
        this.isOpen() && text.trim().length >= 2
          ? this.api.request('GET /api/v1/records/suggestions', { q: text.trim() }).pipe(
              map((answer) => answer.items),
              catchError(() => of<Suggestion[]>([])), // suggestions are a kindness: without them one still searches
            )
          : of<Suggestion[]>([]),
      ),
      takeUntilDestroyed(),
    ),
    { initialValue: [] },
  );
  protected readonly suggestions = computed(() =>
    (this.isOpen() ? this.found().slice(0, 8) : []).map((suggestion) => ({
      ...suggestion,
      words: suggestion.kind === 'author' ? spokenName(suggestion.text) : suggestion.text,
    })),
  );
  protected readonly activeId = computed(() => (this.chosen() >= 0 ? `${this.id}-option-${this.chosen()}` : null));

  protected typed(value: string): void {
    this.isOpen.set(true);
    this.chosen.set(-1);
    this.text.set(value);
  }

  protected moveBy(step: number, event: Event): void {
    const last = this.suggestions().length - 1;
    if (last < 0) return;
    event.preventDefault();
    const next = this.chosen() + step;
    this.chosen.set(next > last ? -1 : next < -1 ? last : next);
  }

  protected close(): void {
    this.isOpen.set(false);
    this.chosen.set(-1);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const suggestion = this.suggestions()[this.chosen()];
    if (suggestion) return this.take(suggestion);
    this.close();
    void this.router.navigate(['/search'], { queryParams: this.text().trim() ? { q: this.text().trim() } : {} });
  }

  protected take(suggestion: Suggestion): void {
    this.close();
    if (suggestion.recordId !== null) void this.router.navigate(['/records', suggestion.recordId]);
    else if (suggestion.kind === 'title')
      void this.router.navigate(['/search'], { queryParams: { q: suggestion.text } });
    else void this.router.navigate(['/search'], { queryParams: { [suggestion.kind]: suggestion.text } });
  }

  protected clear(): void {
    this.text.set('');
    this.close();
    this.field()?.nativeElement.focus();
  }
}
