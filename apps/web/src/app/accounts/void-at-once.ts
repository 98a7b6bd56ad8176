import { inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Payment } from '../api-types';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts, type ToastAction } from '../ui/toasts';

/** Undoing a payment in the moment it was booked: it is voided, and both keep their receipts. */
@Injectable({ providedIn: 'root' })
export class VoidAtOnce {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  private readonly attempts = signal(0);
  /** Goes up with each attempt: whoever shows accounts reads them again. */
  readonly count = this.attempts.asReadonly();

  /** The toast's action that voids a payment. */
  actionFor(payment: Pick<Payment, 'id'>): ToastAction {
    return { label: this.transloco.translate('accounts.undo.action'), run: () => void this.undo(payment.id) };
  }

  private async undo(id: number): Promise<void> {
    const body = { note: this.transloco.translate<string>('accounts.undo.note') };
    // A refusal has no form to stand in; defects surface.
    try {
      await this.api.call('POST /api/v1/payments/{id}/void', { id, body }, { key: crypto.randomUUID() });
      this.toasts.say(this.transloco.translate('accounts.undo.done'));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
    }
    this.attempts.update((count) => count + 1);
  }
}
