import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { Api } from '../api';
import type { Explanation } from '../api-types';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';
import { DeskStore } from './desk-store';

const KEY = 'biblio.why';

/** What is explained: one answer of the desk, or all that was decided about a loan. */
export interface Explained {
  title: string;
  parts: { kind: string | null; explanation: Explanation }[];
}

/** The side panel that explains: the last answer, or the loan or charge that somebody asked about. */
@Injectable({ providedIn: 'root' })
export class Why {
  private readonly api = inject(Api);
  private readonly store = inject(DeskStore);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly opened = signal(readChoice());

  readonly isOpen = this.opened.asReadonly();
  private readonly answered = computed<Explained | null>(() => {
    const outcome = this.store.outcome();
    if (outcome?.explanation === undefined) return null;
    return { title: outcome.title ?? '', parts: [{ kind: null, explanation: outcome.explanation }] };
  });
  /** Follows the desk's answers; what was asked for stays until the next one. */
  readonly explained = linkedSignal<Explained | null, Explained | null>({
    source: this.answered,
    computation: (answered, previous) => answered ?? previous?.value ?? null,
  });

  toggle(): void {
    this.turn(!this.opened());
  }

  turn(isOpen: boolean): void {
    this.opened.set(isOpen);
    try {
      localStorage.setItem(KEY, isOpen ? 'open' : 'closed');
    } catch {
      // storage forbidden by the browser: the choice lasts for this visit
    }
  }

  /** Explains a loan's due date and charges, or only one charge. */
  async ask(loanId: number, title: string, chargeId: number | null = null): Promise<void> {
    // Nothing depends on it: said, and asked again with the same button.
    try {
      const { decisions } = await this.api.call('GET /api/v1/loans/{id}/explanation', { id: loanId });
      const asked = chargeId === null ? decisions : decisions.filter((decision) => decision.chargeId === chargeId);
      this.explained.set({ title, parts: asked.map(({ kind, explanation }) => ({ kind, explanation })) });
      this.turn(true);
    } catch (error) {
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
    }
  }
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEY) === 'open';
  } catch {
    return false; // storage forbidden by the browser
  }
}
