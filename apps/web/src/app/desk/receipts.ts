import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { AccountLine, Loan } from '../api-types';

/** GET /patrons/:id/receipt: what was lent, taken back and paid since a moment. */
export interface Receipt {
  patron: { id: number; name: string; cardNumber: string | null };
  loans: Loan[];
  returns: Loan[];
  payments: AccountLine[];
  balance: number;
  at: string;
}

/** Receipts, to be printed here or mailed by the server. Both throw ProblemError. */
@Injectable({ providedIn: 'root' })
export class Receipts {
  private readonly http = inject(HttpClient);

  read(patronId: number, since: string | null): Promise<Receipt> {
    const params: Record<string, string> = since === null ? {} : { since };
    return firstValueFrom(this.http.get<Receipt>(`/api/v1/patrons/${patronId}/receipt`, { params }));
  }

  async mail(patronId: number, since: string | null): Promise<void> {
    const body = since === null ? {} : { since };
    await firstValueFrom(
      this.http.post(`/api/v1/patrons/${patronId}/receipt/mail`, body, {
        headers: { 'Idempotency-Key': crypto.randomUUID() },
      }),
    );
  }
}
