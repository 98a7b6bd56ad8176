import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { catchError, debounceTime, from, map, of, switchMap } from 'rxjs';
import type { DeskLookup } from '../api-types';
import { LibraryLists } from '../patrons/library-lists';
import { DeskApi } from './desk-api';
import { DeskStore } from './desk-store';
import type { DeskMode } from './next-step';
import { isWorthSuggesting } from './scan-text';

type Choice = { patron: DeskLookup['patrons'][number] } | { record: DeskLookup['records'][number] };

const SUGGEST_AFTER_MS = 200;
const MOST_CHOICES = 8;

/** The desk's one box (an ARIA combobox): cards, items, names and titles; what can be chosen appears under it. */
@Component({
  selector: 'app-scan-box',
  imports: [MatIcon, TranslocoDirective],
  templateUrl: './scan-box.html',
  styleUrl: './scan-box.scss',
})
export class ScanBox {
  protected readonly store = inject(DeskStore);
  protected readonly lists = inject(LibraryLists);
  private readonly api = inject(DeskApi);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');

  protected readonly modes: readonly { mode: DeskMode; key: string }[] = [
    { mode: 'lend', key: 'F2' },
    { mode: 'return', key: 'F4' },
  ];
  readonly text = signal('');
  private readonly moved = signal<number | null>(null);

  private readonly suggested = toSignal(
    toObservable(this.text).pipe(
      debounceTime(SUGGEST_AFTER_MS),
      switchMap((text) =>
        isWorthSuggesting(text.trim())
          ? from(this.api.lookup(text.trim())).pipe(
              map((lookup) => ({ text, lookup })),
              catchError(() => of(null)), // suggestions are a kindness: Enter still looks the line up
            )
          : of(null),
      ),
      takeUntilDestroyed(),
    ),
    { initialValue: null },
  );
  /** What Enter found has precedence over what was only suggested while typing. */
  protected readonly choices = computed<Choice[]>(() => {
    const suggested = this.suggested();
    const lookup = this.store.choices() ?? (suggested?.text === this.text() ? suggested.lookup : null);
    if (lookup === null) return [];
    const patrons = [...(lookup.patron ? [lookup.patron] : []), ...lookup.patrons].map((patron) => ({ patron }));
    return [...patrons, ...lookup.records.map((record) => ({ record }))].slice(0, MOST_CHOICES);
  });
  /** After Enter the first choice is ready for a second Enter; while typing none is. */
  protected readonly active = computed(() => {
    const moved = this.moved();
    if (moved !== null && moved < this.choices().length) return moved;
    return this.store.choices() !== null && this.text() === '' && this.choices().length > 0 ? 0 : -1;
  });

  /** Whether the texts are loaded and the field is there. */
  readonly isReady = computed(() => this.field() !== undefined);

  focus(): void {
    this.field()?.nativeElement.focus({ preventScroll: true });
  }

  clear(): void {
    this.text.set('');
    // A scanner may be done before the page was drawn once: then the text was empty and is empty, and nothing would be drawn.
    const field = this.field()?.nativeElement;
    if (field) field.value = '';
    this.moved.set(null);
    this.store.choices.set(null);
  }

  protected typed(value: string): void {
    this.text.set(value);
    this.moved.set(null);
    this.store.choices.set(null);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const choice = this.choices()[this.active()];
    if (choice) return this.take(choice);
    const line = this.text();
    this.clear();
    this.store.submit(line);
  }

  protected moveBy(step: number, event: Event): void {
    const last = this.choices().length - 1;
    if (last < 0) return;
    event.preventDefault();
    const next = this.active() + step;
    this.moved.set(next > last ? 0 : next < 0 ? last : next);
  }

  protected take(choice: Choice): void {
    this.clear();
    if ('patron' in choice) return this.store.send({ kind: 'open-patron', patronId: choice.patron.id });
    this.store.chosenRecord.set(choice.record);
  }
}
