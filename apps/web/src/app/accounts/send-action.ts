import type { Api } from '../api';
import type { AccountChange } from '../api-types';
import type { AccountAction, ChargeReason, Method } from './account-types';

/** What somebody typed for an action; amounts are minor units already. */
export interface TypedAction {
  amount: number;
  method: Method;
  reference: string;
  reason: ChargeReason;
  note: string;
}

/**
 * Does an action, once for a key however often it is sent. Texts left empty are left out.
 *
 * @param branchId whose till it is; null leaves it to the server
 */
export function sendAction(
  api: Pick<Api, 'call'>,
  { patronId: id, branchId, key }: { patronId: number; branchId: number | null; key: string },
  action: AccountAction,
  typed: TypedAction,
): Promise<AccountChange> {
  const { amount, method, reason } = typed;
  const [note, reference] = [typed.note.trim(), typed.reference.trim() || undefined];
  const place = { branchId: branchId ?? undefined };
  const money = { amount, method, reference, ...place };
  switch (action.kind) {
    case 'payment': {
      const lineIds = action.lineIds === null ? undefined : [...action.lineIds];
      const body = { ...money, note: note || undefined, lineIds };
      return api.call('POST /api/v1/patrons/{id}/payments', { id, body }, { key });
    }
    case 'charge': {
      const body = { amount, reason, note: note || undefined, ...place };
      return api.call('POST /api/v1/patrons/{id}/charges', { id, body }, { key });
    }
    case 'waiver': {
      const body = { lineId: action.line.id, amount, note };
      return api.call('POST /api/v1/patrons/{id}/waivers', { id, body }, { key });
    }
    case 'refund': {
      const body = { ...money, note, paymentId: action.payment?.id };
      return api.call('POST /api/v1/patrons/{id}/refunds', { id, body }, { key });
    }
    case 'void':
      return api.call('POST /api/v1/payments/{id}/void', { id: action.payment.id, body: { note } }, { key });
  }
}
