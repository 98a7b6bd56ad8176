import { inject, Injectable } from '@angular/core';
import { Api } from '../api';
import type { Receipt } from '../api-types';

/** Receipts, to be printed here or mailed by the server. Both throw ProblemError. */
@Injectable({ providedIn: 'root' })
export class Receipts {
  private readonly api = inject(Api);

  read(patronId: number, since: string | null): Promise<Receipt> {
    return this.api.call('GET /api/v1/patrons/{id}/receipt', { id: patronId, since: since ?? undefined });
  }

  async mail(patronId: number, since: string | null): Promise<void> {
    const params = { id: patronId, body: { since: since ?? undefined } };
    await this.api.call('POST /api/v1/patrons/{id}/receipt/mail', params, { key: crypto.randomUUID() });
  }
}
