import { HttpClient, HttpHeaders } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom, timeout, TimeoutError, type Observable } from 'rxjs';
import type {
  CheckoutAnswer,
  DeskLookup,
  DeskPatron,
  Explanation,
  Hold,
  Loan,
  PlacedHold,
  ReturnAnswer,
} from '../api-types';
import { ifMatch } from '../forms/values';
import { ProblemError } from '../session/problem-error';
import type { UndoableAction } from './desk-types';

const API = '/api/v1';
/** After this long without an answer the desk tries again with the same key. */
const LONGEST_ANSWER_MS = 20_000;
const COME_BACK_LATER = new Set([0, 401, 429, 502, 504]);
const PASSING_CODES = new Set(['database_busy', 'idempotency_key_in_use', 'offline']);

/** The server could not be reached or was not able to answer; the same request must be sent again. */
export class ServerUnreachable extends Error {}

export interface Override {
  overrides?: string[];
  overrideComment?: string;
}

/**
 * The desk's requests. Every change carries the key of its task, so that sending it twice does it once.
 * All of them throw ServerUnreachable when they should be sent again later, and ProblemError when the server refused.
 */
@Injectable({ providedIn: 'root' })
export class DeskApi {
  private readonly http = inject(HttpClient);

  lookup(text: string): Promise<DeskLookup> {
    return answerOf(this.http.get<DeskLookup>(`${API}/desk/lookup`, { params: { q: text } }));
  }

  reader(patronId: number): Promise<DeskPatron> {
    return answerOf(this.http.get<DeskPatron>(`${API}/patrons/${patronId}/desk`));
  }

  checkout(
    body: { patronId: number; barcode: string; branchId?: number } & Override,
    key: string,
  ): Promise<CheckoutAnswer> {
    return this.post(`${API}/circulation/checkouts`, body, key);
  }

  takeBack(body: { barcode: string; branchId?: number }, key: string): Promise<ReturnAnswer> {
    return this.post(`${API}/circulation/returns`, body, key);
  }

  renew(loanId: number, body: Override, key: string): Promise<{ loan: Loan; explanation: Explanation }> {
    return this.post(`${API}/loans/${loanId}/renew`, body, key);
  }

  undo(action: UndoableAction, loanId: number, key: string): Promise<{ loan: Loan | null }> {
    return this.post(`${API}/circulation/undo`, { action, loanId }, key);
  }

  pay(patronId: number, body: { amount: number; note?: string }, key: string): Promise<unknown> {
    return this.post(`${API}/patrons/${patronId}/payments`, body, key);
  }

  placeHold(body: { recordId: number; patronId: number; pickupBranchId: number }, key: string): Promise<PlacedHold> {
    return this.post(`${API}/holds`, body, key);
  }

  cancelHold(holdId: number, key: string): Promise<unknown> {
    return answerOf(this.http.delete(`${API}/holds/${holdId}`, { headers: keyed(key) }));
  }

  changePickup(holdId: number, pickupBranchId: number, version: number, key: string): Promise<Hold> {
    const headers = { 'Idempotency-Key': key, ...ifMatch(version).headers };
    return answerOf(this.http.patch<Hold>(`${API}/holds/${holdId}`, { pickupBranchId }, { headers }));
  }

  private post<T>(url: string, body: object, key: string): Promise<T> {
    return answerOf(this.http.post<T>(url, body, { headers: keyed(key) }));
  }
}

function keyed(key: string): HttpHeaders {
  return new HttpHeaders({ 'Idempotency-Key': key });
}

/** The one answer of a request, its failures sorted into "send again" and "refused". */
async function answerOf<T>(request: Observable<T>): Promise<T> {
  // HttpClient reports failures by throwing; the desk treats a silent server and a refusal differently.
  try {
    return await firstValueFrom(request.pipe(timeout(LONGEST_ANSWER_MS)));
  } catch (error) {
    if (error instanceof TimeoutError) throw new ServerUnreachable();
    if (error instanceof ProblemError && isPassing(error)) throw new ServerUnreachable();
    throw error;
  }
}

function isPassing({ status, code }: ProblemError): boolean {
  // A 503 that names its reason (no mail server, say) will not pass by waiting; one from a proxy will.
  return COME_BACK_LATER.has(status) || PASSING_CODES.has(code) || (status === 503 && code === 'unexpected');
}
