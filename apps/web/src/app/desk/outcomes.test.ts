import { describe, expect, it } from 'vitest';
import type { Explanation, AccountLine, Hold, ItemSummary, Loan, Refusal, ReturnAnswer } from '../api-types';
import {
  canOverride,
  checkoutOutcome,
  couldSomebodyOverride,
  problemOutcome,
  renewalOutcome,
  returnOutcome,
  withOverrides,
} from './outcomes';

const loan = {
  id: 5,
  record: { id: 1, title: 'L’Étranger', authors: [], kind: 'book' },
  patron: { id: 7, name: 'Ann Lee' },
  dueAt: '2026-12-15T22:59:00.000Z',
  isHourly: false,
} as unknown as Loan;
const returned: ReturnAnswer = {
  loan,
  item: { barcode: '3000000012' } as ItemSummary,
  record: { id: 1, title: 'L’Étranger' },
  outcome: 'shelf',
  hold: null,
  transitTo: null,
  charge: null,
  alerts: [],
  explanation: { steps: [], policies: [] },
};
const hold = { id: 9, patron: { id: 8, name: 'Bo Ek' }, pickupBranchId: 2, pickupUntil: '2026-12-01' } as Hold;

function refusal(severity: Refusal['severity'], overridable = true, code = 'debt_over_limit'): Refusal {
  return { code, severity, params: {}, overridable, permission: 'circulation.override' };
}

describe('checkoutOutcome', () => {
  it('says yes, or asks for attention when there is something to know', () => {
    const answer = { loan, alerts: [], isRenewal: false, explanation: { steps: [], policies: [] } };
    expect(checkoutOutcome(answer)).toMatchObject({ tone: 'yes', headline: { key: 'outcome.lent' } });
    expect(checkoutOutcome({ ...answer, alerts: [refusal('alert')] }).tone).toBe('attention');
    expect(checkoutOutcome({ ...answer, isRenewal: true }).headline.key).toBe('outcome.renewed');
  });

  it('keeps the explanation of every answer and refusal', () => {
    const explanation: Explanation = { steps: [{ code: 'due_at', params: { at: loan.dueAt } }], policies: [] };
    expect(checkoutOutcome({ loan, alerts: [], isRenewal: false, explanation }).explanation).toBe(explanation);
    expect(renewalOutcome({ loan, explanation }).explanation).toBe(explanation);
    expect(returnOutcome({ ...returned, explanation }).explanation).toBe(explanation);
    const refused = { code: 'renewal_refused', params: {}, refusals: [refusal('override')], explanation };
    expect(problemOutcome(refused, { kind: 'renew', loanId: 5, title: '' }).explanation).toBe(explanation);
  });
});

describe('returnOutcome', () => {
  it.each([
    ['an ordinary return', {}, 'yes', 'outcome.returned', null],
    ['for the hold shelf', { hold }, 'attention', 'outcome.toHoldShelf', 'hold'],
    ['home to another branch', { transitTo: 3 }, 'attention', 'outcome.toBranch', 'transit'],
    ['to the branch of a hold', { hold, transitTo: 2 }, 'attention', 'outcome.toBranchForHold', 'transit'],
    ['late', { charge: { amount: 150 } as AccountLine }, 'attention', 'outcome.returned', null],
    ['what was not on loan', { loan: null, outcome: 'not_on_loan' }, 'attention', 'outcome.checkedIn', null],
    ['what staff must look at first', { outcome: 'set_aside' }, 'attention', 'outcome.setAside', null],
  ] as const)('%s', (_name, change, tone, key, slip) => {
    const outcome = returnOutcome({ ...returned, ...change });
    expect(outcome.tone).toBe(tone);
    expect(outcome.headline.key).toBe(key);
    expect(outcome.slip?.kind ?? null).toBe(slip);
  });
});

describe('overrides', () => {
  it('needs every standing refusal to be one that the actor may lift', () => {
    expect(canOverride([refusal('override'), refusal('alert')])).toBe(true);
    expect(canOverride([refusal('override'), refusal('impossible')])).toBe(false);
    expect(canOverride([refusal('override', false)])).toBe(false);
    expect(canOverride([refusal('alert')])).toBe(false);
  });

  it('names a colleague only when one could help', () => {
    expect(couldSomebodyOverride([refusal('override', false)])).toBe(true);
    expect(couldSomebodyOverride([refusal('override', false), refusal('impossible')])).toBe(false);
    expect(couldSomebodyOverride([refusal('override')])).toBe(false);
  });

  it('sends the same request with the codes and the reason', () => {
    const refused = problemOutcome(
      { code: 'checkout_refused', params: {}, refusals: [refusal('override'), refusal('alert', true, 'patron_note')] },
      { kind: 'checkout', patronId: 7, barcode: '3000000012', title: 'Emma' },
    );
    expect(refused.headline.key).toBe('outcome.checkoutRefused');
    expect(withOverrides(refused.refused!, refused.refusals, 'agreed')).toEqual({
      kind: 'checkout',
      patronId: 7,
      barcode: '3000000012',
      title: 'Emma',
      overrides: ['debt_over_limit'],
      overrideComment: 'agreed',
    });
  });
});
