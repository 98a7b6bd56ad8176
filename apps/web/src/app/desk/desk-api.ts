import { inject, Injectable } from '@angular/core';
import { firstValueFrom, timeout, TimeoutError, type Observable } from 'rxjs';
import { Api, type Body } from '../api';
import type {
  AccountChange,
  CheckoutAnswer,
  DeskLookup,
  DeskPatron,
  Hold,
  ItemCondition,
  ItemSummary,
  Loan,
  LoanChange,
  LoanRemark,
  PlacedHold,
  RenewalAnswer,
  ReturnAnswer,
} from '../api-types';
import { ProblemError } from '../session/problem-error';
import type { UndoableAction } from './desk-types';

/** After this long without an answer the desk tries again with the same key. */
const LONGEST_ANSWER_MS = 20_000;
const COME_BACK_LATER = new Set([0, 401, 429, 502, 504]);
/** What a server says that will be able to answer before long: it has too much to do, is restarted, or its database is away. */
const PASSING_CODES = new Set([
  'database_busy',
  'database_unavailable',
  'idempotency_key_in_use',
  'offline',
  'overloaded',
  'schema_outdated',
  'service_unavailable',
]);

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
  private readonly api = inject(Api);

  lookup(text: string): Promise<DeskLookup> {
    return answerOf(this.api.request('GET /api/v1/desk/lookup', { q: text }));
  }

  reader(patronId: number): Promise<DeskPatron> {
    return answerOf(this.api.request('GET /api/v1/patrons/{id}/desk', { id: patronId }));
  }

  checkout(body: Body<'POST /api/v1/circulation/checkouts'>, key: string): Promise<CheckoutAnswer> {
    return answerOf(this.api.request('POST /api/v1/circulation/checkouts', { body }, { key }));
  }

  takeBack(body: Body<'POST /api/v1/circulation/returns'>, key: string): Promise<ReturnAnswer> {
    return answerOf(this.api.request('POST /api/v1/circulation/returns', { body }, { key }));
  }

  renew(loanId: number, body: Override, key: string): Promise<RenewalAnswer> {
    return answerOf(this.api.request('POST /api/v1/loans/{id}/renew', { id: loanId, body }, { key }));
  }

  claim(id: number, body: LoanRemark, key: string): Promise<LoanChange> {
    return answerOf(this.api.request('POST /api/v1/loans/{id}/claim', { id, body }, { key }));
  }

  withdrawClaim(id: number, key: string): Promise<LoanChange> {
    return answerOf(this.api.request('DELETE /api/v1/loans/{id}/claim', { id }, { key }));
  }

  declareLost(id: number, body: LoanRemark, key: string): Promise<LoanChange> {
    return answerOf(this.api.request('POST /api/v1/loans/{id}/lost', { id, body }, { key }));
  }

  declareMissing(id: number, body: LoanRemark, key: string): Promise<LoanChange> {
    return answerOf(this.api.request('POST /api/v1/loans/{id}/missing', { id, body }, { key }));
  }

  changeCondition(id: number, version: number, body: ItemCondition, key: string): Promise<ItemSummary> {
    return answerOf(this.api.request('PATCH /api/v1/items/{id}/condition', { id, body }, { key, version }));
  }

  undo(action: UndoableAction, loanId: number, key: string): Promise<{ loan: Loan | null }> {
    return answerOf(this.api.request('POST /api/v1/circulation/undo', { body: { action, loanId } }, { key }));
  }

  pay(patronId: number, body: Body<'POST /api/v1/patrons/{id}/payments'>, key: string): Promise<AccountChange> {
    return answerOf(this.api.request('POST /api/v1/patrons/{id}/payments', { id: patronId, body }, { key }));
  }

  placeHold(body: Body<'POST /api/v1/holds'>, key: string): Promise<PlacedHold> {
    return answerOf(this.api.request('POST /api/v1/holds', { body }, { key }));
  }

  cancelHold(id: number, key: string): Promise<Hold> {
    return answerOf(this.api.request('DELETE /api/v1/holds/{id}', { id }, { key }));
  }

  changePickup(id: number, pickupBranchId: number, version: number, key: string): Promise<Hold> {
    return answerOf(this.api.request('PATCH /api/v1/holds/{id}', { id, body: { pickupBranchId } }, { key, version }));
  }
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
