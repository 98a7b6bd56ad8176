import type { Api } from '../api';
import type { AccountLine, Payment } from '../api-types';
import type { AccountAction } from './account-types';
import { sendAction, type TypedAction } from './send-action';

const line = { id: 7 } as AccountLine;
const payment = { id: 40 } as Payment;
const typed: TypedAction = { amount: 250, method: 'cheque', reference: ' 0042 ', reason: 'copies', note: ' Why ' };
const money = { amount: 250, method: 'cheque', reference: '0042', note: 'Why', branchId: 2 };

/** What the API is asked for an action: the operation, its parameters and its options. */
function asked(action: AccountAction, more: Partial<TypedAction> = {}, branchId: number | null = 2): unknown[] {
  const calls: unknown[][] = [];
  const api = { call: (...args: unknown[]) => (calls.push(args), Promise.resolve({})) } as unknown as Api;
  void sendAction(api, { patronId: 12, branchId, key: 'once' }, action, { ...typed, ...more });
  return calls[0]!;
}

describe('sendAction', () => {
  it.each<[string, AccountAction, string, object]>([
    ['a payment of the oldest', { kind: 'payment', most: 900, lineIds: null }, '/patrons/{id}/payments', money],
    [
      'a payment of chosen charges',
      { kind: 'payment', most: 900, lineIds: [7, 8] },
      '/patrons/{id}/payments',
      { ...money, lineIds: [7, 8] },
    ],
    [
      'a charge',
      { kind: 'charge' },
      '/patrons/{id}/charges',
      { amount: 250, reason: 'copies', note: 'Why', branchId: 2 },
    ],
    ['a waiver', { kind: 'waiver', line }, '/patrons/{id}/waivers', { lineId: 7, amount: 250, note: 'Why' }],
    [
      'a refund of a payment',
      { kind: 'refund', payment, most: 900 },
      '/patrons/{id}/refunds',
      { ...money, paymentId: 40 },
    ],
    ['a refund of credit', { kind: 'refund', payment: null, most: 900 }, '/patrons/{id}/refunds', money],
  ])('sends %s', (_name, action, path, body) => {
    expect(asked(action)).toEqual([`POST /api/v1${path}`, { id: 12, body }, { key: 'once' }]);
  });

  it('sends a void to its payment', () => {
    const request = { id: 40, body: { note: 'Why' } };
    expect(asked({ kind: 'void', payment })).toEqual(['POST /api/v1/payments/{id}/void', request, { key: 'once' }]);
  });

  it('leaves out what nobody typed, and the branch where there is none', () => {
    const [, params] = asked({ kind: 'payment', most: 900, lineIds: null }, { reference: '', note: ' ' }, null);
    expect(params).toEqual({ id: 12, body: { amount: 250, method: 'cheque' } });
  });
});
