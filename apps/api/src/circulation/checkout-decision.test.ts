import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { decideCheckout, isCountedUnder, type CheckoutCase, type OpenLoanFacts } from './checkout-decision.ts';
import type { Params, Reason } from './explanation.ts';
import type { PolicyScope } from './policy-definitions.ts';
import type { PolicyRow } from './policy-resolution.ts';
import { resolvePolicies } from './policy-resolution.ts';
import { recompute } from './recompute.ts';

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
    [
      'one loan fewer than allowed',
      { patron: { openLoans: [loan()] }, policies: policies({ maxLoans: 2, maxLoansTotal: 2 }) },
      [],
    ],
    [
      'without a total',
      { patron: { openLoans: Array.from({ length: 40 }, () => loan()) }, policies: policies({ maxLoansTotal: null }) },
      [],
    ],
    ['a total of none', { policies: policies({ maxLoansTotal: 0 }) }, ['override too_many_loans_total']],
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
      'a row for one branch, reached there',
      { patron: { openLoans: [loan({ policyBranchId: 1 })] }, policies: policies({ maxLoans: 1 }, { branchId: 1 }) },
      ['override too_many_loans'],
    ],
    [
      'too young',
      { patron: { birthDate: '2010-11-25' }, policies: policies({ minimumAge: 16 }) },
      ['override too_young'],
    ],
    ['old enough today', { patron: { birthDate: '2010-11-24' }, policies: policies({ minimumAge: 16 }) }, []],
    ['old enough by a month', { patron: { birthDate: '2010-10-25' }, policies: policies({ minimumAge: 16 }) }, []],
    ['of any age where none is asked for', { patron: { birthDate: '2027-01-01' } }, []],
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
    ['empty notes', { patron: { notes: '' }, item: { note: '' } }, []],
    ['a card that is not expiring yet', { patron: { expiresOn: '2026-12-25' } }, []],
    ['on its way to the patron', { item: { isInTransit: true }, trappedFor: { holdId: 1, patronId: 7 } }, []],
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
      const { kind, reasons, steps } = decideCheckout(situation(given));
      assert.equal(kind, 'loan');
      assert.deepEqual(
        reasons.map(({ code, severity }) => `${severity} ${code}`),
        expected,
      );
      assertWellFormed(steps);
      const codes = reasons.filter(({ severity }) => severity !== 'alert').map(({ code }) => code);
      assert.deepEqual(recompute({ steps }).reasons, codes, 'the figures bear it out');
    });
  }

  it('is a renewal for the same patron, which is decided as one (rule 10)', () => {
    const decision = decideCheckout(situation({ loanedTo: 7, patron: { balance: 5000 } }));
    assert.deepEqual(decision, {
      kind: 'renewal',
      reasons: [],
      steps: [{ code: 'checkout_is_renewal', params: {} }],
    });
  });
});

describe('what a checkout says of its reasons (rule 3)', () => {
  const held = { holdId: 4, patronId: 8 };
  const overdue = { patron: { openLoans: [loan({ isOverdue: true }), loan(), loan({ isOverdue: true })] } };
  const cases: [string, Overrides, Params][] = [
    ['an expired card', { patron: { expiresOn: '2026-11-01' } }, { expiresOn: '2026-11-01' }],
    ['an expiring card', { patron: { expiresOn: '2026-12-24' } }, { expiresOn: '2026-12-24', days: 30 }],
    [
      'a restriction',
      { patron: { restrictedUntil: '2027-01-01', restrictionReason: 'overdue' } },
      { until: '2027-01-01', reason: 'overdue' },
    ],
    ['a debt', { patron: { balance: 1001 } }, { balance: 1001, limit: 1000 }],
    [
      'the age',
      { patron: { birthDate: '2014-12-01' }, policies: policies({ minimumAge: 16 }) },
      { age: 11, minimumAge: 16 },
    ],
    ['overdue loans, to be confirmed', overdue, { count: 2 }],
    ['overdue loans that block', { ...overdue, policies: policies({ overdueLoans: 'block' }) }, { count: 2 }],
    [
      'loans under a row',
      {
        patron: { openLoans: [loan(), loan({ itemTypeId: 4 })] },
        policies: policies({ maxLoans: 1 }, { itemTypeId: 3 }),
      },
      { count: 1, limit: 1 },
    ],
    [
      'loans in total',
      { patron: { openLoans: [loan(), loan({ itemTypeId: 4 })] }, policies: policies({ maxLoansTotal: 1 }) },
      { count: 2, limit: 1 },
    ],
    ['a hold that has the item', { trappedFor: held }, { holdId: 4, isTrapped: true }],
    ['a hold that waits', { nextHold: held }, { holdId: 4, isTrapped: false }],
    ['a note on the patron', { patron: { notes: 'Ask for the address' } }, { note: 'Ask for the address' }],
    ['a note on the item', { item: { note: 'Two discs' } }, { note: 'Two discs' }],
  ];
  for (const [name, given, params] of cases) {
    it(name, () => {
      const { reasons, steps } = decideCheckout(situation(given));
      assert.deepEqual(
        reasons.map((reason) => reason.params),
        [params],
      );
      const [{ code, severity }] = reasons as [Reason];
      assert.deepEqual(steps, [
        { code: 'checkout_checked', params: { today: '2026-11-24' } },
        { code: 'found', params: { ...params, code, severity } },
      ]);
    });
  }
});

describe('the loans that a row’s limit counts (rule 9)', () => {
  const cases: [string, Partial<PolicyScope> | null, boolean][] = [
    ['all, where no row says so', null, true],
    ['all, for every branch and type', {}, true],
    ['those of its branch', { branchId: 1 }, true],
    ['not those of another branch', { branchId: 2 }, false],
    ['those of its type', { itemTypeId: 3 }, true],
    ['not those of another type', { itemTypeId: 4 }, false],
    ['not those of its type at another branch', { branchId: 2, itemTypeId: 3 }, false],
    ['all that the patron’s category has', { patronCategoryId: 9 }, true],
  ];
  const anywhere: PolicyScope = { branchId: null, patronCategoryId: null, itemTypeId: null };
  for (const [name, scope, expected] of cases) {
    it(name, () => assert.equal(isCountedUnder(loan(), scope === null ? null : { ...anywhere, ...scope }), expected));
  }
});
