import { computed, inject, Injectable, signal } from '@angular/core';
import type { DeskPatron } from '../api-types';
import { onLiveChange } from '../live/live';
import { ProblemError } from '../session/problem-error';
import { DeskApi } from './desk-api';

/** Who stands at the desk, as the server last told. */
@Injectable({ providedIn: 'root' })
export class PresentReader {
  private readonly api = inject(DeskApi);
  private readings = 0;
  private readonly present = signal<DeskPatron | null>(null);
  private readonly arrival = signal<string | null>(null);
  private readonly failure = signal<ProblemError | null>(null);

  readonly all = this.present.asReadonly();
  readonly id = computed(() => this.present()?.patron.id ?? null);
  readonly name = computed(() => {
    const patron = this.present()?.patron;
    return patron ? `${patron.givenName} ${patron.familyName}` : null;
  });
  /** When the reader came, for their receipt. */
  readonly since = this.arrival.asReadonly();
  /** Why what is shown may be out of date. */
  readonly problem = this.failure.asReadonly();

  constructor() {
    // Another desk lends to the same reader, or a job renews a loan: what is shown stays true.
    onLiveChange(
      ({ patronId }) => patronId !== null && patronId === this.id(),
      () => void this.refresh(),
    );
  }

  /** @throws ServerUnreachable, ProblemError; whoever was present then stays. */
  async open(patronId: number): Promise<DeskPatron> {
    const reader = await this.api.reader(patronId);
    if (patronId !== this.id()) this.arrival.set(new Date().toISOString());
    this.show(reader);
    return reader;
  }

  leave(): void {
    this.show(null);
    this.arrival.set(null);
  }

  /** Reads the present reader anew; what an earlier, slower answer says is dropped. */
  async refresh(): Promise<void> {
    const patronId = this.id();
    if (patronId === null) return;
    const reading = ++this.readings;
    // Reading fails as it does anywhere; the screen then keeps what it shows and says that it may be old.
    try {
      const reader = await this.api.reader(patronId);
      if (reading === this.readings) this.show(reader);
    } catch (error) {
      if (reading !== this.readings) return;
      this.failure.set(error instanceof ProblemError ? error : new ProblemError({ code: 'offline' }));
    }
  }

  private show(reader: DeskPatron | null): void {
    this.readings++;
    this.failure.set(null);
    this.present.set(reader);
  }
}
