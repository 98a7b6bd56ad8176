import { Injectable, signal } from '@angular/core';
import type { ScanTerms } from './desk-types';

/**
 * What deviates from the ordinary at this desk, for as long as it is shown: returns that came back earlier, until the desk
 * stops taking returns, and a due date of its own, until the reader leaves. A reload of the page ends both.
 */
@Injectable({ providedIn: 'root' })
export class DeskTerms {
  /** `2026-11-27T18:00`, by the branch's clock. */
  readonly returnedAt = signal<string | null>(null);
  /** A day or a time of the branch, and for whose loans. */
  readonly due = signal<{ at: string; patronId: number } | null>(null);

  /** What goes with a line that is scanned now. */
  ofScan(): ScanTerms {
    const [returnedAt, due] = [this.returnedAt(), this.due()];
    return { ...(returnedAt === null ? {} : { returnedAt }), ...(due === null ? {} : { due }) };
  }
}
