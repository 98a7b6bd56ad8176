import type { DeskApi } from './desk-api';
import type { DeskRequest, DeskTask, Outcome, SessionEntry } from './desk-types';
import { changeOutcome, conditionOutcome, renewalOutcome } from './outcomes';

/** A request that is one call of the server and one answer; scans, loans and returns are more than that. */
export type Errand = Extract<
  DeskRequest,
  {
    kind:
      | 'renew'
      | 'claim'
      | 'unclaim'
      | 'lost'
      | 'missing'
      | 'condition'
      | 'payment'
      | 'place-hold'
      | 'cancel-hold'
      | 'pickup-branch';
  }
>;

/** Does an errand under the key of its task, and tells what is said of it and how it is undone. */
export async function runErrand(
  api: DeskApi,
  request: Errand,
  { id: key, branchId }: Pick<DeskTask, 'id' | 'branchId'>,
): Promise<{ outcome: Outcome; undo?: SessionEntry['undo'] }> {
  switch (request.kind) {
    case 'renew': {
      const { loanId, overrides, overrideComment } = request;
      const answer = await api.renew(loanId, { overrides, overrideComment }, key);
      return { outcome: renewalOutcome(answer), undo: { action: 'renew', loanId } };
    }
    case 'claim':
    case 'lost':
    case 'missing': {
      const { kind, loanId, comment } = request;
      const send = { claim: api.claim, lost: api.declareLost, missing: api.declareMissing }[kind].bind(api);
      const answer = await send(loanId, comment === undefined ? {} : { comment }, key);
      return { outcome: changeOutcome(kind, answer), undo: { action: kind, loanId } };
    }
    case 'unclaim':
      return { outcome: changeOutcome('unclaim', await api.withdrawClaim(request.loanId, key)) };
    case 'condition': {
      const { itemId, version, status, note, title } = request;
      const changes = { ...(status === undefined ? {} : { status }), ...(note === undefined ? {} : { note }) };
      return { outcome: conditionOutcome(await api.changeCondition(itemId, version, changes, key), title, status) };
    }
    case 'payment': {
      const { patronId, amount, method, reference, lineIds } = request;
      const body = {
        amount,
        method,
        reference: reference ?? undefined,
        lineIds: lineIds ?? undefined,
        branchId: branchId ?? undefined,
      };
      const { payment } = await api.pay(patronId, body, key);
      const details = [{ key: 'outcome.receipt', params: { number: payment?.number ?? '' } }];
      return { outcome: { ...plain('outcome.paid', { amount }), details } };
    }
    case 'place-hold': {
      const { kind: _kind, title, ...body } = request;
      const { explanation, position } = await api.placeHold(body, key);
      return { outcome: { ...plain('outcome.held', { position: position ?? 1 }), title, explanation } };
    }
    case 'cancel-hold':
      await api.cancelHold(request.holdId, key);
      return { outcome: { ...plain('outcome.holdCancelled'), title: request.title } };
    case 'pickup-branch': {
      const { holdId, pickupBranchId, version, title } = request;
      await api.changePickup(holdId, pickupBranchId, version, key);
      return { outcome: { ...plain('outcome.pickupChanged', { branchId: pickupBranchId }), title } };
    }
  }
}

/** A plain yes. */
export function plain(key: string, params: Record<string, unknown> = {}): Outcome {
  return { tone: 'yes', headline: { key, params }, details: [], refusals: [] };
}
