import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeskStore } from './desk-store';
import type { Outcome } from './desk-types';

/** Of the copy in hand: that it is damaged or in order again, and a note that every desk is shown. */
@Component({
  selector: 'app-copy-condition',
  imports: [MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'desk.condition'">
      @if (asked(); as asked) {
        <form (submit)="send($event, asked, note.value)">
          <label>
            <span>{{ t(asked === 'damaged' ? 'damagedWhy' : 'noteLabel') }}</span>
            <input #note type="text" maxlength="500" autocomplete="off" [value]="copy().note ?? ''" />
          </label>
          <button matButton="filled" type="submit">{{ t(asked === 'damaged' ? 'damagedDo' : 'noteDo') }}</button>
          <button matButton type="button" (click)="this.asked.set(null)">{{ t('no') }}</button>
        </form>
      } @else {
        @if (copy().status === 'available') {
          <button matButton type="button" (click)="this.asked.set('damaged')">{{ t('damaged') }}</button>
        } @else if (copy().status === 'damaged') {
          <button matButton type="button" (click)="restore()">{{ t('inOrder') }}</button>
        }
        <button matButton type="button" (click)="this.asked.set('note')">{{ t('note') }}</button>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: contents;
    }
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: 8px 12px;
    }
    label {
      display: grid;
      gap: 4px;
      font-size: 0.875rem;
      font-weight: 600;
    }
    input {
      width: min(100%, 340px);
      height: 44px;
      padding-inline: 14px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface);
    }
    [matButton]:not(.mat-mdc-unelevated-button) {
      --mat-button-text-label-text-color: currentColor;
    }
  `,
})
export class CopyCondition {
  private readonly store = inject(DeskStore);

  readonly outcome = input.required<Outcome & { copy: NonNullable<Outcome['copy']> }>();

  protected readonly copy = computed(() => this.outcome().copy);
  protected readonly asked = linkedSignal<Outcome, 'damaged' | 'note' | null>({
    source: this.outcome,
    computation: () => null,
  });

  protected send(event: Event, what: 'damaged' | 'note', text: string): void {
    event.preventDefault();
    const note = text.trim() === '' ? null : text.trim();
    this.store.send({ ...this.request(), note, ...(what === 'damaged' ? { status: 'damaged' } : {}) });
  }

  protected restore(): void {
    this.store.send({ ...this.request(), status: 'available' });
  }

  private request() {
    const { copy, title = '' } = this.outcome();
    return { kind: 'condition', itemId: copy.id, version: copy.version, title } as const;
  }
}
