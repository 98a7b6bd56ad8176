import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideCheckout, type CheckoutCase, type OpenLoanFacts } from './checkout-decision.ts';
import { standingReasons } from './explanation.ts';
import type { PolicyRow } from './policy-resolution.ts';
import { resolvePolicies } from './policy-resolution.ts';

const subject = { branchId: 1, patronCategoryId: 2, itemTypeId: 3 };

function policies(values: Record<string, PolicyRow['value']> = {}, scope: Partial<PolicyRow> = {}) {
  const anywhere = { branchId: null, patronCategoryId: null, itemTypeId: null };
  const rows = Object.entries(values).map(([name, value], index) => ({
    id: index + 1,
    ...anywhere,
    ...scope,
    name,
    value,
  }));
  return resolvePolicies(rows, subject);
}

interface Overrides extends Omit<Partial<CheckoutCase>, 'patron' | 'item'> {
  patron?: Partial<CheckoutCase['patron']>;
  item?: Partial<CheckoutCase['item']>;
}

function situation({ patron, item, ...rest }: Overrides = {}): CheckoutCase {
  return {
    today: '2026-11-24',
    patron: {
      id: 7,
      cardStatus: 'active',
      expiresOn: '2027-11-24',
      birthDate: '1990-05-01',
      restrictedUntil: null,
      restrictionReason: null,
      notes: null,
      balance: 0,
      openLoans: [],
      ...patron,
    },
    item: { recordId: 50, volume: null, status: 'available', note: null, isInTransit: false, ...item },
    loanedTo: null,
    trappedFor: null,
    nextHold: null,
    policies: policies(),
    ...rest,
  };
}

function loan(overrides: Partial<OpenLoanFacts> = {}): OpenLoanFacts {
  return { recordId: 99, volume: null, itemTypeId: 3, policyBranchId: 1, isOverdue: false, ...overrides };
}

describe('deciding a checkout (rules 8–10)', () => {
  const cases: [string, Overrides, string[]][] = [
    ['nothing against it', {}, []],
    ['a lost item', { item: { status: 'lost' } }, ['impossible item_lost']],
    ['a withdrawn item', { item: { status: 'withdrawn' } }, ['impossible item_withdrawn']],
    ['a damaged item', { item: { status: 'damaged' } }, ['impossible item_damaged']],
    ['an item not for loan', { item: { status: 'not_for_loan' } }, ['impossible item_not_for_loan']],
    ['an item claimed returned', { item: { status: 'claimed_returned' } }, ['impossible item_claimed_returned']],
    ['a policy that forbids it', { policies: policies({ isLoanAllowed: false }) }, ['impossible loan_not_allowed']],
    ['an item on loan to someone else', { loanedTo: 8 }, ['impossible on_loan_to_other']],
    ['an item on loan to a patron made anonymous', { loanedTo: 'anonymous' }, ['impossible on_loan_to_other']],
    ['a lost card', { patron: { cardStatus: 'lost' } }, ['impossible card_lost']],
    ['a replaced card', { patron: { cardStatus: 'replaced' } }, ['impossible card_replaced']],
    ['no card at all', { patron: { cardStatus: 'none' } }, []],
    ['a card that expired yesterday', { patron: { expiresOn: '2026-11-23' } }, ['impossible card_expired']],
    ['a card that expires today', { patron: { expiresOn: '2026-11-24' } }, ['alert card_expiring']],
    ['a restriction until today', { patron: { restrictedUntil: '2026-11-24' } }, ['impossible patron_restricted']],
    ['a restriction until yesterday', { patron: { restrictedUntil: '2026-11-23' } }, []],
    ['a debt at the limit', { patron: { balance: 1000 } }, []],
    ['a debt over the limit', { patron: { balance: 1001 } }, ['override debt_over_limit']],
    ['a debt without limit', { patron: { balance: 9999 }, policies: policies({ maxDebt: null }) }, []],
    [
      'a limit of no debt',
      { patron: { balance: 1 }, policies: policies({ maxDebt: 0 }) },
      ['override debt_over_limit'],
    ],
    ['no loans allowed', { policies: policies({ maxLoans: 0 }) }, ['override too_many_loans']],
    ['unlimited loans', { patron: { openLoans: Array.from({ length: 9 }, () => loan()) } }, []],
    [
      'the total reached',
      { patron: { openLoans: [loan(), loan({ itemTypeId: 4 })] }, policies: policies({ maxLoansTotal: 2 }) },
      ['override too_many_loans_total'],
    ],
    [
      'a row for one type that counts that type only',
      {
        patron: { openLoans: [loan({ itemTypeId: 4 }), loan()] },
        policies: policies({ maxLoans: 2 }, { itemTypeId: 3 }),
      },
      [],
    ],
    [
      'a row for one type, reached',
      { patron: { openLoans: [loan(), loan()] }, policies: policies({ maxLoans: 2 }, { itemTypeId: 3 }) },
      ['override too_many_loans'],
    ],
    [
      'a row for one branch that counts that branch only',
      { patron: { openLoans: [loan({ policyBranchId: 2 })] }, policies: policies({ maxLoans: 1 }, { branchId: 1 }) },
      [],
    ],
    [
      'too young',
      { patron: { birthDate: '2010-11-25' }, policies: policies({ minimumAge: 16 }) },
      ['override too_young'],
    ],
    ['old enough today', { patron: { birthDate: '2010-11-24' }, policies: policies({ minimumAge: 16 }) }, []],
    ['of unknown age', { patron: { birthDate: null }, policies: policies({ minimumAge: 16 }) }, []],
    [
      'another volume',
      { item: { volume: 'T. 2' }, patron: { openLoans: [loan({ recordId: 50, volume: 'T. 1' })] } },
      [],
    ],
    ['a second copy', { patron: { openLoans: [loan({ recordId: 50 })] } }, ['override second_copy']],
    [
      'a second copy where allowed',
      { patron: { openLoans: [loan({ recordId: 50 })] }, policies: policies({ isSecondCopyAllowed: true }) },
      [],
    ],
    [
      'an overdue loan, to be confirmed',
      { patron: { openLoans: [loan({ isOverdue: true })] } },
      ['override overdue_loans'],
    ],
    [
      'an overdue loan that blocks',
      { patron: { openLoans: [loan({ isOverdue: true })] }, policies: policies({ overdueLoans: 'block' }) },
      ['impossible overdue_loans'],
    ],
    [
      'an overdue loan that is ignored',
      { patron: { openLoans: [loan({ isOverdue: true })] }, policies: policies({ overdueLoans: 'ignore' }) },
      [],
    ],
    ['trapped for someone else', { trappedFor: { holdId: 1, patronId: 8 } }, ['override on_hold_for_other']],
    ['trapped for the patron', { trappedFor: { holdId: 1, patronId: 7 } }, []],
    ['wanted by someone else', { nextHold: { holdId: 1, patronId: 8 } }, ['override on_hold_for_other']],
    ['wanted by the patron first', { nextHold: { holdId: 1, patronId: 7 } }, []],
    [
      'trapped for the patron, wanted by others',
      { trappedFor: { holdId: 1, patronId: 7 }, nextHold: { holdId: 2, patronId: 8 } },
      [],
    ],
    [
      'notes',
      { patron: { notes: 'Call first' }, item: { note: 'CD inside' } },
      ['alert patron_note', 'alert item_note'],
    ],
    ['on its way', { item: { isInTransit: true } }, ['alert was_in_transit']],
    [
      'everything at once, all of it listed',
      {
        item: { status: 'withdrawn' },
        loanedTo: 8,
        patron: { cardStatus: 'lost', expiresOn: '2026-01-01', restrictedUntil: '2027-01-01', balance: 5000 },
        policies: policies({ maxLoans: 0 }),
      },
      [
        'impossible item_withdrawn',
        'impossible on_loan_to_other',
        'impossible card_lost',
        'impossible card_expired',
        'impossible patron_restricted',
        'override debt_over_limit',
        'override too_many_loans',
      ],
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected.length === 0 ? 'lends' : expected.join(', ')}`, () => {
      const decision = decideCheckout(situation(given));
      assert.equal(decision.kind, 'loan');
      assert.deepEqual(
        decision.reasons.map(({ code, severity }) => `${severity} ${code}`),
        expected,
      );
    });
  }

  it('is a renewal for the same patron (rule 10)', () => {
    assert.equal(decideCheckout(situation({ loanedTo: 7, item: { status: 'available' } })).kind, 'renewal');
  });

  it('explains each reason as data (rule 3)', () => {
    const { steps } = decideCheckout(situation({ patron: { balance: 1001 } }));
    assert.deepEqual(steps[1], {
      code: 'found',
      params: { balance: 1001, limit: 1000, code: 'debt_over_limit', severity: 'override' },
    });
  });
});

describe('overriding', () => {
  const { reasons } = decideCheckout(
    situation({ item: { status: 'lost' }, patron: { balance: 2000, notes: 'x' }, policies: policies({ maxLoans: 0 }) }),
  );
  it('takes away what is named and leaves the rest', () => {
    assert.deepEqual(
      standingReasons(reasons, new Set(['debt_over_limit'])).map(({ code }) => code),
      ['item_lost', 'too_many_loans'],
    );
  });
  it('never takes away what is impossible', () => {
    const left = standingReasons(reasons, new Set(['item_lost', 'debt_over_limit', 'too_many_loans']));
    assert.deepEqual(
      left.map(({ code }) => code),
      ['item_lost'],
    );
  });
});
