import { Component, computed, ElementRef, inject, Injector, input, output, afterNextRender } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';

/**
 * A field that repeats (authors, subjects, ISBN): one line each. Enter adds a line, Backspace in an empty one removes it.
 */
@Component({
  selector: 'app-text-list',
  imports: [MatButton, MatIconButton, MatIcon],
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      @for (entry of entries(); track $index) {
        <div class="entry">
          <input
            type="text"
            autocomplete="off"
            [value]="entry"
            [attr.aria-label]="label() + ' ' + ($index + 1)"
            [attr.inputmode]="inputMode()"
            [attr.aria-describedby]="faults()[$index] ? id + '-w' + $index : null"
            [attr.aria-invalid]="faults()[$index] ? true : null"
            [class.tabular]="inputMode() === 'numeric'"
            (input)="write($index, $event)"
            (change)="entered.emit(entries()[$index] ?? '')"
            (keydown.enter)="add($index + 1, $event)"
            (keydown.backspace)="removeIfEmpty($index, $event)"
          />
          <button matIconButton type="button" [attr.aria-label]="removeLabel() + ' ' + entry" (click)="remove($index)">
            <mat-icon svgIcon="close" aria-hidden="true" />
          </button>
          @if (faults()[$index]; as fault) {
            <p class="fault" [id]="id + '-w' + $index">{{ fault }}</p>
          }
        </div>
      }
      <button matButton type="button" (click)="add(entries().length, $event)">
        <mat-icon svgIcon="add" aria-hidden="true" />{{ addLabel() }}
      </button>
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 6px;
      justify-items: start;
      padding: 0;
      margin: 0 0 8px;
      border: 0;
      min-width: 0;
    }
    legend {
      padding: 0 0 6px;
      font-size: 0.875rem;
      font-weight: 550;
      color: var(--mat-sys-on-surface-variant);
    }
    .entry {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      width: 100%;
    }
    input {
      min-width: 0;
      height: 44px;
      padding-inline: 14px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: transparent;
    }
    input[aria-invalid] {
      border-color: var(--mat-sys-error);
    }
    .fault {
      grid-column: 1 / -1;
      padding: 4px 14px 0;
      font-size: 0.8125rem;
      color: var(--mat-sys-error);
    }
  `,
})
export class TextList {
  private static count = 0;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  protected readonly id = `text-list-${TextList.count++}`;

  readonly label = input.required<string>();
  readonly field = input.required<FieldTree<string[]>>();
  readonly addLabel = input.required<string>();
  readonly removeLabel = input.required<string>();
  readonly inputMode = input<'text' | 'numeric'>('text');
  /** What is wrong with each line, or an empty text. */
  readonly faults = input<readonly string[]>([]);
  /** A line was finished (Enter or leaving it). */
  readonly entered = output<string>();

  protected readonly entries = computed(() => this.field()().value());

  protected write(index: number, event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.change((entries) => entries.map((entry, at) => (at === index ? text : entry)));
  }

  protected add(at: number, event: Event): void {
    event.preventDefault();
    if (at > 0 && this.entries()[at - 1] === '') return;
    this.entered.emit(this.entries()[at - 1] ?? '');
    this.change((entries) => [...entries.slice(0, at), '', ...entries.slice(at)]);
    this.focus(at);
  }

  protected remove(index: number): void {
    this.change((entries) => entries.filter((_, at) => at !== index));
    this.focus(Math.max(index - 1, 0));
  }

  protected removeIfEmpty(index: number, event: Event): void {
    if (this.entries()[index] !== '') return;
    event.preventDefault();
    this.remove(index);
  }

  private change(edit: (entries: string[]) => string[]): void {
    const state = this.field()();
    state.value.set(edit(state.value()));
    state.markAsDirty();
  }

  private focus(index: number): void {
    afterNextRender(
      () => {
        const inputs = this.host.nativeElement.querySelectorAll('input');
        (inputs[index] ?? this.host.nativeElement.querySelector<HTMLElement>('fieldset > button'))?.focus();
      },
      { injector: this.injector },
    );
  }
}
