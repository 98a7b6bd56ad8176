import { Component, inject, Injectable, signal } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: 'yes' | 'no' | 'neutral';
  text: string;
  action: ToastAction | null;
}

/** Short messages that do not interrupt, read out by screen readers, with an undo where there is one. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly list = signal<Toast[]>([]);
  private nextId = 1;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();

  readonly current = this.list.asReadonly();

  /** @param text already translated */
  say(text: string, options: { tone?: Toast['tone']; action?: ToastAction } = {}): void {
    const toast = { id: this.nextId++, tone: options.tone ?? 'yes', text, action: options.action ?? null };
    this.list.update((toasts) => [...toasts.slice(-2), toast]);
    this.startTimer(toast.id);
  }

  dismiss(id: number): void {
    this.stopTimer(id);
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  stopTimer(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  startTimer(id: number): void {
    this.stopTimer(id);
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), 10_000),
    );
  }
}

/** Where toasts appear; once, in the shell. */
@Component({
  selector: 'app-toasts',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <div class="toasts" role="status" aria-live="polite" *transloco="let t">
      @for (toast of toasts.current(); track toast.id) {
        <div
          class="toast"
          [class]="toast.tone"
          (mouseenter)="toasts.stopTimer(toast.id)"
          (mouseleave)="toasts.startTimer(toast.id)"
          (focusin)="toasts.stopTimer(toast.id)"
          (focusout)="toasts.startTimer(toast.id)"
        >
          <mat-icon [svgIcon]="icons[toast.tone]" aria-hidden="true" />
          <span class="text">{{ toast.text }}</span>
          @if (toast.action; as action) {
            <button type="button" class="action" (click)="act(toast)">{{ action.label }}</button>
          }
          <button type="button" class="close" [attr.aria-label]="t('ui.dismiss')" (click)="toasts.dismiss(toast.id)">
            <mat-icon svgIcon="close" aria-hidden="true" />
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    .toasts {
      position: fixed;
      inset-block-end: calc(var(--app-bottom-bar, 0px) + 20px);
      inset-inline: 16px;
      z-index: 900;
      display: grid;
      justify-items: center;
      gap: 8px;
      pointer-events: none;
    }
    .toast {
      pointer-events: auto;
      display: grid;
      grid-template: 'icon text action close' / auto 1fr auto auto;
      align-items: center;
      column-gap: 12px;
      max-width: 640px;
      padding: 6px 8px 6px 16px;
      border-radius: 10px;
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      box-shadow: var(--app-shadow);
      font-size: 0.9375rem;
      animation: rise 160ms ease-out;
    }
    .yes > mat-icon {
      color: light-dark(#8fd6ab, #17603f);
    }
    .no > mat-icon {
      color: light-dark(#ffb3ad, #a3262a);
    }
    .text {
      grid-area: text;
      padding-block: 8px;
    }
    button {
      min-height: 40px;
      border: 0;
      border-radius: 6px;
      background: none;
      cursor: pointer;
    }
    .action {
      grid-area: action;
      padding-inline: 12px;
      white-space: nowrap;
      font-weight: 600;
      color: var(--mat-sys-inverse-primary);
    }
    .close {
      grid-area: close;
      display: grid;
      place-items: center;
      width: 40px;
    }
    @media (width < 520px) {
      .toast {
        grid-template: 'icon text close' '. action action' / auto 1fr auto;
      }
      .action {
        justify-self: start;
        margin-inline-start: -12px;
      }
    }
    button:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }
    button:focus-visible {
      outline-color: currentColor;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(8px);
      }
    }
  `,
})
export class ToastArea {
  protected readonly toasts = inject(Toasts);
  protected readonly icons = { yes: 'check_circle', no: 'error', neutral: 'info' };

  protected act(toast: Toast): void {
    toast.action?.run();
    this.toasts.dismiss(toast.id);
  }
}
