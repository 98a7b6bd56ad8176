import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultOfPolicyValue, isPolicyName, POLICY_DEFINITIONS, POLICY_NAMES } from './policy-definitions.ts';
import type { PolicyName, PolicyScope } from './policy-definitions.ts';

/**
 * What each value is (`?`: it may be blank), its unit, what it may depend on, and what holds where nothing is set. Libraries
 * rely on it: a default that changes here changes the rules of every library that never set the value.
 */
const PROMISED: Record<PolicyName, string> = {
  isLoanAllowed: 'boolean by branch, category, type: true',
  loanPeriod: 'integer loan_unit by branch, category, type: 21',
  loanUnit: 'day/hour by branch, category, type: day',
  isHourlyLoanShortenedToClosing: 'boolean by branch, type: true',
  closedDays: 'ignore/roll_forward/same_weekday/open_days_only by branch: roll_forward',
  maxLoans: 'integer? loan by branch, category, type: null',
  maxLoansTotal: 'integer? loan by branch, category: 10',
  maxDebt: 'money? by branch, category: 1000',
  minimumAge: 'integer? year by branch, type: null',
  isSecondCopyAllowed: 'boolean by branch, category, type: false',
  overdueLoans: 'ignore/confirm/block by branch, category: confirm',
  cardExpiryWarning: 'integer day by branch, category: 30',
  highDemandHolds: 'integer? hold by branch, category, type: null',
  highDemandLoanPeriod: 'integer? loan_unit by branch, category, type: null',
  maxRenewals: 'integer? renewal by branch, category, type: 2',
  renewalPeriod: 'integer? loan_unit by branch, category, type: null',
  renewalOpensBefore: 'integer? loan_unit by branch, category, type: null',
  canRenewWhenOthersFillHolds: 'boolean by branch, category, type: false',
  overdueRenewal: 'allow/refuse by branch, category, type: allow',
  isAutoRenewed: 'boolean by branch, category, type: false',
  noAutoRenewalAfter: 'day? by branch, category, type: null',
  overdueCharge: 'money by branch, category, type: 0',
  overdueUnit: 'day/hour by branch, category, type: day',
  overduePeriod: 'integer charge_unit by branch, category, type: 1',
  overdueChargedAt: 'period_start/period_end by branch, category, type: period_start',
  overdueGrace: 'integer charge_unit by branch, category, type: 0',
  grace: 'deducted/threshold by branch, category, type: deducted',
  areClosedDaysCharged: 'boolean by branch: false',
  overdueCap: 'money? by branch, category, type: null',
  isOverdueCappedAtPrice: 'boolean by branch, category, type: true',
  overdueTotalCap: 'money? by branch, category: null',
  suspensionDays: 'integer day by branch, category, type: 0',
  suspensionPeriod: 'integer day by branch, category, type: 1',
  suspensionCap: 'integer? day by branch, category, type: null',
  suspensionsAdd: 'cumulative/longest by branch, category: longest',
  isSuspensionExtendedOverClosedDays: 'boolean by branch: false',
  lostAfter: 'integer? day by branch, category, type: null',
  isLostPriceCharged: 'boolean by branch, category, type: true',
  replacementPrice: 'money? by branch, type: null',
  lostFee: 'money by branch, category, type: 0',
  lostChargeOnReturn: 'forgive/keep by branch, category, type: forgive',
  isHoldAllowed: 'boolean by branch, category, type: true',
  onShelfHolds: 'allowed/none_available/never by branch, category, type: allowed',
  maxHolds: 'integer? hold by branch, category: 10',
  maxHoldsPerRecord: 'integer? hold by branch, category, type: 1',
  pickupDays: 'integer open_day by branch, category: 7',
  isLocalHoldFirst: 'boolean by branch, type: false',
  areLoansRecalled: 'boolean by branch, category, type: false',
  recallGuarantee: 'integer day by branch, category, type: 14',
  recallPeriod: 'integer day by branch, category, type: 7',
  courtesyBefore: 'integer? day by branch, category: 3',
  firstOverdueAfter: 'integer? day by branch, category: 7',
  secondOverdueAfter: 'integer? day by branch, category: 21',
  thirdOverdueAfter: 'integer? day by branch, category: 42',
  overdueRestrictsFrom: 'never/first/second/third by branch, category: never',
  areRemindersGrouped: 'boolean by branch, category: false',
  isHoldReadyMailed: 'boolean by branch, category: true',
  isHoldExpiredMailed: 'boolean by branch, category: true',
  isRecallMailed: 'boolean by branch, category: true',
  isDueDateChangeMailed: 'boolean by branch, category: true',
  isAutoRenewalMailed: 'boolean by branch, category: true',
  isReceiptMailed: 'boolean by branch, category: false',
  isWelcomeMailed: 'boolean by branch, category: true',
  cardExpiryMailedBefore: 'integer? day by branch, category: 30',
  canDeclineNotices: 'boolean by branch, category: true',
};

type Given = (typeof POLICY_DEFINITIONS)[PolicyName] & { options?: readonly string[] };

describe('what a library may set (rule 1)', () => {
  for (const name of POLICY_NAMES) {
    it(`${name}: ${PROMISED[name]}`, () => {
      const { type, unit, scope, isNullable, default: value, ...more }: Given = POLICY_DEFINITIONS[name];
      const kind = (more.options?.join('/') ?? type) + (isNullable ? '?' : '');
      const counted = unit === null ? kind : `${kind} ${unit}`;
      assert.equal(`${counted} by ${scope.join(', ')}: ${value}`, PROMISED[name]);
      assert.equal(type === 'choice', more.options !== undefined);
    });
  }

  it('is all that is promised', () => assert.deepEqual(Object.keys(PROMISED), POLICY_NAMES));
});

const anywhere: PolicyScope = { branchId: null, patronCategoryId: null, itemTypeId: null };
const BAD = 'policy_value_invalid';
const MISPLACED = 'policy_scope_invalid';

describe('setting a policy value (rule 1)', () => {
  const cases: [string, Partial<PolicyScope>, unknown, string | null][] = [
    ['loanPeriod', {}, 14, null],
    ['loanPeriod', {}, 0, null],
    ['loanPeriod', {}, 10_000, null],
    ['loanPeriod', {}, 10_001, BAD],
    ['loanPeriod', {}, null, BAD],
    ['loanPeriod', {}, -1, BAD],
    ['loanPeriod', {}, 1.5, BAD],
    ['loanPeriod', {}, '14', BAD],
    ['loanPeriod', {}, true, BAD],
    ['loanPeriod', {}, undefined, BAD],
    ['loanPeriod', { branchId: 1, patronCategoryId: 1, itemTypeId: 1 }, 14, null],
    ['maxLoans', {}, null, null],
    ['maxLoans', {}, 0, null],
    ['maxDebt', {}, 100_000_000, null],
    ['maxDebt', {}, 100_000_001, BAD],
    ['overdueCharge', {}, null, BAD],
    ['overduePeriod', {}, 0, BAD],
    ['overduePeriod', {}, 1, null],
    ['suspensionPeriod', {}, 0, BAD],
    ['suspensionPeriod', {}, 1, null],
    ['firstOverdueAfter', {}, 0, BAD],
    ['firstOverdueAfter', {}, 1, null],
    ['isLoanAllowed', {}, false, null],
    ['isLoanAllowed', {}, 1, BAD],
    ['isLoanAllowed', {}, 'true', BAD],
    ['isLoanAllowed', {}, null, BAD],
    ['closedDays', { branchId: 1 }, 'roll_forward', null],
    ['closedDays', { patronCategoryId: 1 }, 'roll_forward', MISPLACED],
    ['closedDays', { itemTypeId: 1 }, 'roll_forward', MISPLACED],
    ['closedDays', {}, 'sometimes', BAD],
    ['closedDays', {}, 3, BAD],
    ['closedDays', { itemTypeId: 1 }, 'sometimes', MISPLACED],
    ['minimumAge', { branchId: 1, itemTypeId: 1 }, 12, null],
    ['minimumAge', { patronCategoryId: 1 }, 12, MISPLACED],
    ['maxHolds', { branchId: 1, patronCategoryId: 1 }, 3, null],
    ['maxHolds', { itemTypeId: 1 }, 3, MISPLACED],
    ['noAutoRenewalAfter', {}, null, null],
    ['noAutoRenewalAfter', {}, 20280229, BAD],
    ['noAutoRenewalAfter', {}, ['2028-02-29'], BAD],
    ['closedDays', {}, ['ignore'], BAD],
    ['toString', {}, 1, 'policy_unknown'],
    ['loanperiod', {}, 1, 'policy_unknown'],
  ];
  for (const [name, scope, value, fault] of cases) {
    it(`${name} ${JSON.stringify(scope)} = ${JSON.stringify(value)}: ${fault ?? 'accepted'}`, () => {
      assert.equal(faultOfPolicyValue(name, { ...anywhere, ...scope }, value), fault);
    });
  }

  it('accepts every default', () => {
    for (const name of POLICY_NAMES) {
      assert.equal(faultOfPolicyValue(name, anywhere, POLICY_DEFINITIONS[name].default), null, name);
    }
  });

  it('knows the names of values and no others', () => {
    assert.ok(isPolicyName('loanPeriod'));
    assert.ok(!isPolicyName('constructor'));
  });
});

describe('a day that is set', () => {
  const days: [string, boolean][] = [
    ['2027-01-01', true],
    ['2027-01-31', true],
    ['2027-01-32', false],
    ['2027-01-00', false],
    ['2027-02-28', true],
    ['2027-02-29', false],
    ['2028-02-29', true],
    ['2028-02-30', false],
    ['2000-02-29', true],
    ['2100-02-29', false],
    ['2027-03-31', true],
    ['2027-04-30', true],
    ['2027-04-31', false],
    ['2027-05-31', true],
    ['2027-06-31', false],
    ['2027-07-31', true],
    ['2027-08-31', true],
    ['2027-09-31', false],
    ['2027-10-31', true],
    ['2027-11-31', false],
    ['2027-12-31', true],
    ['2027-00-10', false],
    ['2027-13-10', false],
    ['2027-1-10', false],
    ['12027-01-10', false],
    ['2027-01-100', false],
    ['2027-01-10T00:00', false],
    ['tomorrow', false],
  ];
  for (const [text, isDay] of days) {
    it(`${text} is ${isDay ? 'one' : 'none'}`, () =>
      assert.equal(faultOfPolicyValue('noAutoRenewalAfter', anywhere, text), isDay ? null : BAD));
  }
});
