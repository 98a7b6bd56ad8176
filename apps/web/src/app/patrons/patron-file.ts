import { computed, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { Patron } from '../api-types';
import { onLiveChange } from '../live/live';
import { ProblemError } from '../session/problem-error';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';

/** One reader with all that the tabs of their page show; provided by the page, shared by its tabs. */
@Injectable()
export class PatronFile {
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  readonly id = signal<number | null>(null);
  readonly resource = apiResource('GET /api/v1/patrons/{id}/desk', () => {
    const id = this.id();
    return id === null ? undefined : { id };
  });
  readonly all = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly patron = computed(() => this.all()?.patron ?? null);

  constructor() {
    onLiveChange(
      ({ patronId }) => patronId !== null && patronId === this.id(),
      () => this.reload(),
    );
  }

  reload(): void {
    this.resource.reload();
  }

  /** Takes over what a change of the reader answered; the rest stays as it is. */
  accept(patron: Patron): void {
    this.resource.update((all) => all && { ...all, patron });
  }

  /**
   * Sends one change that a button asked for and says how it went: `saved` is a text's key under `patrons.`.
   * Answers undefined when the server refused; its reasons are in the toast.
   */
  async change<T>(send: (once: { key: string }) => Promise<T>, saved: string): Promise<T | undefined> {
    // Refusals are told in a toast: nothing was typed that could be lost. Defects surface.
    try {
      const answer = await send({ key: crypto.randomUUID() });
      this.toasts.say(this.transloco.translate(`patrons.${saved}`));
      return answer;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
      return undefined;
    }
  }
}
