/** The dimensions that a policy value may depend on. */
export type ScopeDimension = 'branch' | 'category' | 'type';

export type PolicyUnit =
  'day' | 'open_day' | 'hour' | 'loan_unit' | 'charge_unit' | 'loan' | 'hold' | 'renewal' | 'year';

interface Definition<Type extends string, Value> {
  type: Type;
  unit: PolicyUnit | null;
  scope: readonly ScopeDimension[];
  /** `null` as a value says "no limit" or "none", which is not the same as having no value at that scope. */
  isNullable: boolean;
  default: Value;
  options?: readonly string[];
}

const EVERYWHERE = ['branch', 'category', 'type'] as const;
const OF_PATRON = ['branch', 'category'] as const;
const OF_BRANCH = ['branch'] as const;
const OF_ITEM = ['branch', 'type'] as const;

type Scope = readonly ScopeDimension[];

function yesNo(scope: Scope, value: boolean): Definition<'boolean', boolean> {
  return { type: 'boolean', unit: null, scope, isNullable: false, default: value };
}
function number(scope: Scope, unit: PolicyUnit, value: number): Definition<'integer', number> {
  return { type: 'integer', unit, scope, isNullable: false, default: value };
}
function limit(scope: Scope, unit: PolicyUnit, value: number | null): Definition<'integer', number | null> {
  return { type: 'integer', unit, scope, isNullable: true, default: value };
}
function money(scope: Scope, value: number): Definition<'money', number> {
  return { type: 'money', unit: null, scope, isNullable: false, default: value };
}
function moneyLimit(scope: Scope, value: number | null): Definition<'money', number | null> {
  return { type: 'money', unit: null, scope, isNullable: true, default: value };
}
function day(scope: Scope): Definition<'day', string | null> {
  return { type: 'day', unit: null, scope, isNullable: true, default: null };
}
function choice<const Option extends string>(
  scope: Scope,
  options: readonly Option[],
  value: NoInfer<Option>,
): Definition<'choice', Option> {
  return { type: 'choice', unit: null, scope, isNullable: false, default: value, options };
}

/**
 * Every value that a library may set, with its type, unit, the dimensions it may depend on, and what holds where nothing
 * is set. Money is in minor units of the library's currency.
 */
export const POLICY_DEFINITIONS = {
  // Lending
  isLoanAllowed: yesNo(EVERYWHERE, true),
  loanPeriod: number(EVERYWHERE, 'loan_unit', 21),
  loanUnit: choice(EVERYWHERE, ['day', 'hour'], 'day'),
  isHourlyLoanShortenedToClosing: yesNo(OF_ITEM, true),
  closedDays: choice(OF_BRANCH, ['ignore', 'roll_forward', 'same_weekday', 'open_days_only'], 'roll_forward'),
  maxLoans: limit(EVERYWHERE, 'loan', null),
  maxLoansTotal: limit(OF_PATRON, 'loan', 10),
  maxDebt: moneyLimit(OF_PATRON, 1000),
  minimumAge: limit(OF_ITEM, 'year', null),
  isSecondCopyAllowed: yesNo(EVERYWHERE, false),
  overdueLoans: choice(OF_PATRON, ['ignore', 'confirm', 'block'], 'confirm'),
  cardExpiryWarning: number(OF_PATRON, 'day', 30),
  highDemandHolds: limit(EVERYWHERE, 'hold', null),
  highDemandLoanPeriod: limit(EVERYWHERE, 'loan_unit', null),

  // Renewing
  maxRenewals: limit(EVERYWHERE, 'renewal', 2),
  renewalPeriod: limit(EVERYWHERE, 'loan_unit', null),
  renewalOpensBefore: limit(EVERYWHERE, 'loan_unit', null),
  canRenewWhenOthersFillHolds: yesNo(EVERYWHERE, false),
  overdueRenewal: choice(EVERYWHERE, ['allow', 'refuse'], 'allow'),
  isAutoRenewed: yesNo(EVERYWHERE, false),
  noAutoRenewalAfter: day(EVERYWHERE),

  // Overdue
  overdueCharge: money(EVERYWHERE, 0),
  overdueUnit: choice(EVERYWHERE, ['day', 'hour'], 'day'),
  overduePeriod: number(EVERYWHERE, 'charge_unit', 1),
  overdueChargedAt: choice(EVERYWHERE, ['period_start', 'period_end'], 'period_start'),
  overdueGrace: number(EVERYWHERE, 'charge_unit', 0),
  grace: choice(EVERYWHERE, ['deducted', 'threshold'], 'deducted'),
  areClosedDaysCharged: yesNo(OF_BRANCH, false),
  overdueCap: moneyLimit(EVERYWHERE, null),
  isOverdueCappedAtPrice: yesNo(EVERYWHERE, true),
  overdueTotalCap: moneyLimit(OF_PATRON, null),
  suspensionDays: number(EVERYWHERE, 'day', 0),
  suspensionPeriod: number(EVERYWHERE, 'day', 1),
  suspensionCap: limit(EVERYWHERE, 'day', null),
  suspensionsAdd: choice(OF_PATRON, ['cumulative', 'longest'], 'longest'),
  isSuspensionExtendedOverClosedDays: yesNo(OF_BRANCH, false),

  // Lost
  lostAfter: limit(EVERYWHERE, 'day', null),
  isLostPriceCharged: yesNo(EVERYWHERE, true),
  replacementPrice: moneyLimit(OF_ITEM, null),
  lostFee: money(EVERYWHERE, 0),
  lostChargeOnReturn: choice(EVERYWHERE, ['forgive', 'keep'], 'forgive'),

  // Holds
  isHoldAllowed: yesNo(EVERYWHERE, true),
  onShelfHolds: choice(EVERYWHERE, ['allowed', 'none_available', 'never'], 'allowed'),
  maxHolds: limit(OF_PATRON, 'hold', 10),
  maxHoldsPerRecord: limit(EVERYWHERE, 'hold', 1),
  pickupDays: number(OF_PATRON, 'open_day', 7),
  isLocalHoldFirst: yesNo(OF_ITEM, false),
  areLoansRecalled: yesNo(EVERYWHERE, false),
  recallGuarantee: number(EVERYWHERE, 'day', 14),
  recallPeriod: number(EVERYWHERE, 'day', 7),

  // Notices
  courtesyBefore: limit(OF_PATRON, 'day', 3),
  firstOverdueAfter: limit(OF_PATRON, 'day', 7),
  secondOverdueAfter: limit(OF_PATRON, 'day', 21),
  thirdOverdueAfter: limit(OF_PATRON, 'day', 42),
  overdueRestrictsFrom: choice(OF_PATRON, ['never', 'first', 'second', 'third'], 'never'),
  areRemindersGrouped: yesNo(OF_PATRON, false),
  isHoldReadyMailed: yesNo(OF_PATRON, true),
  isHoldExpiredMailed: yesNo(OF_PATRON, true),
  isRecallMailed: yesNo(OF_PATRON, true),
  isDueDateChangeMailed: yesNo(OF_PATRON, true),
  isAutoRenewalMailed: yesNo(OF_PATRON, true),
  isReceiptMailed: yesNo(OF_PATRON, false),
  isWelcomeMailed: yesNo(OF_PATRON, true),
  cardExpiryMailedBefore: limit(OF_PATRON, 'day', 30),
  canDeclineNotices: yesNo(OF_PATRON, true),
} satisfies Record<string, Definition<string, unknown>>;

export type PolicyName = keyof typeof POLICY_DEFINITIONS;

type Widened<T> = T extends boolean ? boolean : T;

/** The value of every policy in one situation. */
export type PolicyValues = { [Name in PolicyName]: Widened<(typeof POLICY_DEFINITIONS)[Name]['default']> };

export const POLICY_NAMES = Object.keys(POLICY_DEFINITIONS) as PolicyName[];

/** Where a value is set: an id, or `null` for every branch, category or type. */
export interface PolicyScope {
  branchId: number | null;
  patronCategoryId: number | null;
  itemTypeId: number | null;
}

export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(POLICY_DEFINITIONS, name);
}

/** Tells what is wrong with setting a value at a scope: an error code of the catalogue, or `null` when it may be set. */
export function faultOfPolicyValue(
  name: string,
  scope: PolicyScope,
  value: unknown,
): 'policy_unknown' | 'policy_scope_invalid' | 'policy_value_invalid' | null {
  if (!isPolicyName(name)) return 'policy_unknown';
  const definition: Definition<string, unknown> = POLICY_DEFINITIONS[name];
  const isOutside = (dimension: ScopeDimension, id: number | null) =>
    id !== null && !definition.scope.includes(dimension);
  if (
    isOutside('branch', scope.branchId) ||
    isOutside('category', scope.patronCategoryId) ||
    isOutside('type', scope.itemTypeId)
  ) {
    return 'policy_scope_invalid';
  }
  return isValueOf(name, definition, value) ? null : 'policy_value_invalid';
}

const MUST_BE_POSITIVE: ReadonlySet<string> = new Set(['overduePeriod', 'suspensionPeriod', 'firstOverdueAfter']);
const LARGEST_INTEGER: Record<string, number> = { integer: 10_000, money: 100_000_000 };

function isValueOf(name: PolicyName, definition: Definition<string, unknown>, value: unknown): boolean {
  if (value === null) return definition.isNullable;
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return definition.options!.includes(value as string);
    case 'day':
      return typeof value === 'string' && isDay(value);
    default: {
      const least = MUST_BE_POSITIVE.has(name) ? 1 : 0;
      return (
        Number.isInteger(value) && (value as number) >= least && (value as number) <= LARGEST_INTEGER[definition.type]!
      );
    }
  }
}

function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const month = Number(parts[2]);
  const lengths = [31, isLeapYear(Number(parts[1])) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const day = Number(parts[3]);
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
