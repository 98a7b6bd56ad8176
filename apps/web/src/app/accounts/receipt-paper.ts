import { inject, Injectable, signal } from '@angular/core';
import { Language } from '../i18n/language';

const KEY = 'biblio.receipt.paper';
export const PAPERS = ['a5', 'slip'] as const;
type Paper = (typeof PAPERS)[number];

/** On which paper this computer prints receipts: the choice is its own, as its printer is. */
@Injectable({ providedIn: 'root' })
export class ReceiptPaper {
  private readonly language = inject(Language);
  private readonly chosen = signal<Paper>(remembered());

  readonly paper = this.chosen.asReadonly();

  choose(paper: Paper): void {
    this.chosen.set(paper);
    try {
      localStorage.setItem(KEY, paper);
    } catch {
      // storage forbidden by the browser: the choice lasts for this visit
    }
  }

  /** The address of a document on this computer's paper, in the reader's language. */
  addressOf(path: string): string {
    return `/api/v1/${path}?format=${this.paper()}`;
  }

  /** The same in the language of the screen: who looks at it is who it is for. */
  ownAddressOf(path: string): string {
    return `${this.addressOf(path)}&language=${this.language.current()}`;
  }
}

function remembered(): Paper {
  try {
    return localStorage.getItem(KEY) === 'slip' ? 'slip' : 'a5';
  } catch {
    return 'a5'; // storage forbidden by the browser
  }
}
