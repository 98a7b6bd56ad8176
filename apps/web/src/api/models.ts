// Generated from contract/openapi.json by `npm run openapi`. Do not edit.
export interface Account {
  /**
   * What the reader owes, in minor units; below zero the library owes
   */
  balance: number;

  /**
   * Newest first
   */
  lines: Array<AccountLine>;
}

export interface AccountChange {
  /**
   * What the reader owes now
   */
  balance: number;

  /**
   * The lines that were added
   */
  lines: Array<AccountLine>;
  payment: Payment | null;
}

export interface AccountLine {
  amount: number;
  branchId: number | null;
  createdAt: string;
  id: number;
  kind: 'overdue' | 'lost' | 'manual' | 'payment' | 'waiver' | 'refund';
  loanId: number | null;
  note: string | null;

  /**
   * What is left to pay of a charge
   */
  outstanding: number;
  reason: 'membership' | 'card' | 'copies' | 'damage' | 'reservation' | 'sale' | 'other' | null;
  staffName: string | null;
  title: string | null;
}

export interface Actor {
  branchId: number | null;

  /**
   * The branches of permissions that hold at some branches only; every other one holds everywhere
   */
  branchesOf: {
    [key: string]: Array<number>;
  };
  id: number | null;
  kind: 'staff' | 'patron' | 'anonymous';
  language: LanguageCode;
  name: string;
  permissions: Array<Permission>;
}

export interface AuditEntry {
  action: string;
  actorId: number | null;
  actorKind: string;
  actorName: string;
  after: unknown;
  at: string;
  before: unknown;
  branchId: number | null;
  entity: string;
  entityId: number | null;
  id: number;
}

export interface Availability {
  available: number;

  /**
   * Readers waiting, in the queue or with a copy on its way or on the hold shelf
   */
  holds: number;
  onLoan: number;

  /**
   * Copies that are not withdrawn
   */
  total: number;
}

export interface Backup {
  /**
   * As it is stored
   */
  bytes: number;

  /**
   * Once it is decompressed
   */
  databaseBytes: number;
  engine: 'sqlite' | 'mysql' | 'mariadb';

  /**
   * Whether a binary log can bring it forward to any moment
   */
  hasLog: boolean;
  id: string;
  isEncrypted: boolean;
  loans: number;
  madeAt: string;

  /**
   * The folder or bucket that it lies in
   */
  place: string;
  records: number;
  release: string;

  /**
   * The last of its migrations
   */
  schema: string;
  verification: {
    verifiedAt: string;
    isSound: boolean;
    findings: Array<string>;
    recoveryPoint: string;

    /**
     * From the recovery point to the verification
     */
    recoveryPointSeconds: number;

    /**
     * How long the restore took
     */
    recoverySeconds: number;
  } | null;
}

export interface BackupFailure {
  action: 'backup' | 'verify' | 'restore' | 'ship_log';

  /**
   * A code of the catalogue of problems
   */
  code: string;
  firstAt: string;

  /**
   * Whether the same has not been done since
   */
  isStanding: boolean;
  lastAt: string;

  /**
   * What was said of it, in its own words; may be empty
   */
  reason: string;
  times: number;
}

export interface BackupOverview {
  /**
   * What there is to worry about; nothing when all is well
   */
  concerns: Array<
    | 'none'
    | 'backup_failed'
    | 'faulty'
    | 'verify_failed'
    | 'restore_failed'
    | 'ship_log_failed'
    | 'stale'
    | 'never_verified'
    | 'verification_stale'
    | 'log_behind'
  >;

  /**
   * Attempts that came to nothing, told once for each reason; what stands first
   */
  failures: Array<BackupFailure>;
  items: Array<Backup>;
  lastAt: string | null;
  lastVerifiedAt: string | null;
  logReachAt: string | null;
}

export interface Branch {
  address: string | null;
  code: string;
  email: string | null;
  id: number;

  /**
   * Readers may have holds sent here
   */
  isPickupLocation: boolean;
  name: string;
  phone: string | null;

  /**
   * IANA name, such as Europe/Paris
   */
  timeZone: string;
  version: number;
}

export interface BranchChanges {
  address?: string | null;
  code?: string;
  email?: string | null;
  isPickupLocation?: boolean;
  name?: string;
  phone?: string | null;
  timeZone?: string;
}

export interface Calendar {
  /**
   * The branch’s own closures; those of the whole library are at /closures
   */
  closures: Array<Closure>;
  hours: Array<OpeningHours>;

  /**
   * The branch’s version: a new calendar counts it up
   */
  version: number;
}

export interface CalendarChanges {
  closures: Array<{
    /**
     * Keeps this closure; without it a new one is made
     */
    id?: number;
    branchId?: number | null;

    /**
     * YYYY-MM-DD
     */
    firstDay: string;

    /**
     * YYYY-MM-DD; closed on this day too
     */
    lastDay: string;
    reason: string;

    /**
     * Comes back on the same days of every year
     */
    isYearly?: boolean;
  }>;
  hours: Array<OpeningHours>;

  /**
   * The version that was read; instead of If-Match
   */
  version?: number;
}

export interface CalendarPresetApplication {
  branchId: number | null;

  /**
   * ISO 3166 code
   */
  country?: HolidayCountry;
  hours?: Array<OpeningHours>;
  isAboveClosures?: boolean;
  keys: Array<string>;
  language: LanguageCode;
  otherWeekdays?: 'usual' | 'closed';
  preset: CalendarPresetKind;
  region?: string | null;
  schoolYears?: Array<string>;

  /**
   * What the days become: closures, exceptional hours, or notes that change nothing
   */
  use: CalendarPresetUse;
  years?: Array<number>;
  zone?: SchoolZone;
}

export interface CalendarPresetChoice {
  branchId: number | null;

  /**
   * ISO 3166 code
   */
  country?: HolidayCountry;
  hours?: Array<OpeningHours>;
  isAboveClosures?: boolean;
  keys?: Array<string>;
  language: LanguageCode;
  otherWeekdays?: 'usual' | 'closed';
  preset: CalendarPresetKind;
  region?: string | null;
  schoolYears?: Array<string>;

  /**
   * What the days become: closures, exceptional hours, or notes that change nothing
   */
  use: CalendarPresetUse;
  years?: Array<number>;
  zone?: SchoolZone;
}

export interface CalendarPresetEntry {
  /**
   * YYYY-MM-DD
   */
  firstDay: string;

  /**
   * The calendar says so already: adding it changes nothing
   */
  isPresent: boolean;

  /**
   * False for what only some keep, such as a holiday of banks
   */
  isUsual: boolean;

  /**
   * Has this date in every year
   */
  isYearly: boolean;

  /**
   * Names these days within the preset
   */
  key: string;

  /**
   * YYYY-MM-DD
   */
  lastDay: string;
  reason: string;
}

export type CalendarPresetKind = 'public_holidays' | 'school_holidays';

/**
 * `moves` is null when no keys were named
 */
export interface CalendarPresetPreview {
  entries: Array<CalendarPresetEntry>;
  moves: DueDateMoves | null;
}

export interface CalendarPresetResult {
  added: number;

  /**
   * Of those named, how many were there already
   */
  present: number;
}

export type CalendarPresetUse = 'closure' | 'hours' | 'note';

export interface CalendarPresets {
  publicHolidays: {
    countries: Array<{
      /**
       * ISO 3166 code
       */
      code: HolidayCountry;

      /**
       * Regions with holidays of their own
       */
      regions: Array<{
        code: string;
        name: string;
      }>;
    }>;
    source: {
      name: string;
      url: string;
    };
  };
  schoolHolidays: {
    zones: Array<{
      code: SchoolZone;
      academies: Array<string>;

      /**
       * School years whose dates are known, such as 2026-2027
       */
      years: Array<string>;
    }>;
    source: {
      name: string;
      url: string;
    };
  };
}

export interface CardChanges {
  status: 'active' | 'lost' | 'replaced';
}

export interface CashClosing {
  branchId: number;
  closedAt: string;
  counts: Array<{
    method: 'cash' | 'card' | 'cheque' | 'transfer';
    expected: number;
    counted: number;
    difference: number;
  }>;
  day: string;

  /**
   * Counted less expected, over all methods
   */
  difference: number;
  id: number;
  note: string | null;
  receipts: number;
  staffName: string | null;
}

export interface CashDay {
  branchId: number | null;
  closing: CashClosing | null;
  day: string;

  /**
   * Numbers between these receipts that another branch or day has
   */
  elsewhere: Array<{
    first: string;
    last: string;
    branchId: number | null;
    bookedOn: string | null;
  }>;

  /**
   * Every method
   */
  methods: Array<{
    method: 'cash' | 'card' | 'cheque' | 'transfer';
    payments: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    refunds: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    voids: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };

    /**
     * Payments less refunds and voids
     */
    net: number;
  }>;

  /**
   * In the order of their numbers
   */
  receipts: Array<Payment>;
  staff: Array<{
    staffName: string | null;
    payments: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    refunds: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    voids: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };

    /**
     * Payments less refunds and voids
     */
    net: number;
  }>;

  /**
   * The present day at the branch; a later one cannot be closed yet
   */
  today: string;
  total: CashTotals;

  /**
   * Counts the receipts: what closing the day is held to, as its ETag
   */
  version: number;
}

export interface CashMonth {
  branchId: number | null;

  /**
   * The days with money or a closing
   */
  days: Array<{
    day: string;
    payments: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    refunds: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    voids: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };

    /**
     * Payments less refunds and voids
     */
    net: number;

    /**
     * The net of the month up to and with this day
     */
    carried: number;
    isClosed: boolean;
    difference: number | null;
  }>;

  /**
   * Every method
   */
  methods: Array<{
    method: 'cash' | 'card' | 'cheque' | 'transfer';
    payments: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    refunds: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };
    voids: {
      count: number;

      /**
       * Minor units
       */
      amount: number;
    };

    /**
     * Payments less refunds and voids
     */
    net: number;
  }>;
  month: string;
  total: CashTotals;
}

export interface CashTotals {
  /**
   * Payments less refunds and voids
   */
  net: number;
  payments: {
    count: number;

    /**
     * Minor units
     */
    amount: number;
  };
  refunds: {
    count: number;

    /**
     * Minor units
     */
    amount: number;
  };
  voids: {
    count: number;

    /**
     * Minor units
     */
    amount: number;
  };
}

export interface CheckoutAnswer {
  alerts: Array<Refusal>;
  explanation: Explanation;

  /**
   * The reader had it already, so the loan was renewed
   */
  isRenewal: boolean;
  loan: Loan;
}

export interface CheckoutInput {
  barcode: string;

  /**
   * The desk’s branch; by default the actor’s
   */
  branchId?: number;
  cardNumber?: string;

  /**
   * An instant with its offset, a time of the branch’s own clock, or one of its days, which means the end of it
   */
  dueAt?: string;
  overrideComment?: string;

  /**
   * Codes of refusals to override
   */
  overrides?: Array<string>;
  patronId?: number;
}

export interface Closure {
  branchId: number | null;

  /**
   * YYYY-MM-DD
   */
  firstDay: string;
  id: number;

  /**
   * Comes back on the same days of every year
   */
  isYearly: boolean;

  /**
   * YYYY-MM-DD; closed on this day too
   */
  lastDay: string;
  reason: string;
}

export interface Dashboard {
  holdsReady: number;

  /**
   * In a queue or on the way to the pickup branch
   */
  holdsWaiting: number;
  loansByCategory: Array<{
    categoryId: number;
    count: number;
  }>;

  /**
   * Every day of the period up to today, by each branch’s own clock
   */
  loansByDay: Array<{
    day: string;
    checkouts: number;
    returns: number;
  }>;
  loansByKind: Array<{
    kind: RecordKind;
    count: number;
  }>;
  mostBorrowed: Array<{
    record: RecordReference;
    count: number;
  }>;
  openLoans: number;
  overdueByAge: Array<{
    bucket: '1-7' | '8-30' | '31-90' | '91+';
    count: number;
  }>;
  overdueLoans: number;

  /**
   * Since midnight, at each branch’s own clock
   */
  today: {
    checkouts: number;
    returns: number;
    renewals: number;
    newPatrons: number;
  };
}

export interface DeclinedErasure {
  /**
   * The reader sees it
   */
  reason: string;
}

export interface DeskLookup {
  item?: {
    id: number;
    recordId: number;
    barcode: string;
    itemTypeId: number;
    homeBranchId: number;
    currentBranchId: number;
    location: string | null;
    callNumber: string | null;

    /**
     * Which part of the title, such as `T. 3` or `2026/05`
     */
    volume: string | null;
    status: ItemStatus;
    state: ItemState;

    /**
     * When the open loan ends
     */
    dueAt: string | null;

    /**
     * Replacement price in the minor unit of the currency
     */
    price: number | null;

    /**
     * For staff; null for everybody else
     */
    note: string | null;
    version: number;
    record: RecordReference;
  };
  match: 'patron' | 'item' | 'none' | 'several';
  patron?: PatronSummary;
  patrons: Array<PatronSummary>;
  records: Array<RecordSummary>;
}

export interface DeskPatron {
  balance: number;

  /**
   * What stands against lending to this reader, whatever the item
   */
  blocks: Array<Refusal>;
  holds: Array<Hold>;
  limits: {
    loans: number;
    max: number | null;
  };

  /**
   * The last ten, and whatever is left to pay
   */
  lines: Array<AccountLine>;
  loans: Array<Loan>;
  patron: Patron;
}

export interface DraftPolicy {
  branchId: number | null;

  /**
   * Takes the value at this scope away; `value` is then ignored
   */
  isUnset?: boolean;
  itemTypeId: number | null;
  name: string;
  patronCategoryId: number | null;

  /**
   * A boolean, a whole number, a word of a choice or a day, as the definition says; null for no limit
   */
  value: string | number | boolean | null;
}

export interface DueDateMoves {
  /**
   * Open loans whose due date would move
   */
  loans: number;

  /**
   * The same by day, the first 60
   */
  moves: Array<{
    branchId: number;

    /**
     * YYYY-MM-DD
     */
    from: string;

    /**
     * YYYY-MM-DD
     */
    to: string;
    loans: number;
  }>;
}

export interface EffectivePolicies {
  values: {
    [key: string]: {
      value: string | number | boolean | null;
      source: {
        id: number;
        branchId: number | null;
        patronCategoryId: number | null;
        itemTypeId: number | null;
      } | null;
    };
  };
}

export interface ErasurePreview {
  erased: Array<{
    what:
      | 'profile'
      | 'cards'
      | 'sessions'
      | 'notices'
      | 'open_holds'
      | 'audit_details'
      | 'erasure_request'
      | 'calendar_feed';
    count: number;
  }>;

  /**
   * Without anything that leads to the reader
   */
  kept: Array<{
    what: 'loans' | 'holds' | 'account_lines' | 'payments' | 'audit_entries';
    count: number;
    why: 'statistics' | 'accounting' | 'accountability';
  }>;

  /**
   * Everything that stands against the erasure
   */
  refusals: Array<Refusal>;
  request: ErasureRequest | null;
}

/**
 * Nothing in it says who was erased
 */
export interface ErasureReceipt {
  erased: Array<{
    what:
      | 'profile'
      | 'cards'
      | 'sessions'
      | 'notices'
      | 'open_holds'
      | 'audit_details'
      | 'erasure_request'
      | 'calendar_feed';
    count: number;
  }>;
  erasedAt: string;
  id: number;

  /**
   * Without anything that leads to the reader
   */
  kept: Array<{
    what: 'loans' | 'holds' | 'account_lines' | 'payments' | 'audit_entries';
    count: number;
    why: 'statistics' | 'accounting' | 'accountability';
  }>;

  /**
   * To quote, such as `E-2026-000017`
   */
  number: string;
  reason: 'staff' | 'request' | 'inactivity';
}

export interface ErasureRequest {
  /**
   * A month after the request
   */
  answerBy: string;
  declineReason: string | null;
  declinedAt: string | null;
  requestedAt: string;
}

export interface ExceptionalDays {
  branchId: number | null;

  /**
   * YYYY-MM-DD
   */
  firstDay: string;

  /**
   * When it opens, by weekday; empty for a note
   */
  hours: Array<OpeningHours>;
  id: number;

  /**
   * It opens at these hours even on the days of a closure
   */
  isAboveClosures: boolean;

  /**
   * Comes back on the same days of every year
   */
  isYearly: boolean;

  /**
   * Hours of their own, or a note that changes nothing
   */
  kind: ExceptionalDaysKind;

  /**
   * YYYY-MM-DD; belongs to them too
   */
  lastDay: string;

  /**
   * What holds on weekdays that have no hours here: what any week says, or closed
   */
  otherWeekdays: 'usual' | 'closed';
  reason: string;
}

export type ExceptionalDaysKind = 'hours' | 'note';

/**
 * How a decision came about, and the policy values that it used
 */
export interface Explanation {
  policies: Array<PolicyUse>;
  steps: Array<ExplanationStep>;
}

/**
 * A step with its operands and what came of them: `policies_of_branch` (branchId: branch, by: choice); `checkout_checked` (today: day); `checkout_is_renewal` (); `renewal_checked` (today: day); `hold_checked` (today: day, copies: count, onShelf: count); `found` (code: choice, severity: choice, *: any); `due_shortened_by_demand` (holds: count, threshold: count, usual: count, period: count); `due_counts_from` (at: instant, timeZone: text); `due_period_added` (period: count, unit: choice, day: day); `due_open_days_counted` (period: count, closedDays: count, day: day); `due_rolled_forward` (from: day, closedDays: count, to: day); `due_rolled_to_same_weekday` (from: day, weeks: count, to: day); `due_shortened_to_closing` (time: time); `due_at_opening` (time: time); `due_capped_at_expiry` (day: day); `due_moved_before_closed_days` (from: day, closedDays: count, to: day); `due_not_before_now` (now: instant); `due_at` (at: instant); `due_kept_not_shorter` (at: instant); `due_by_desk` (at: instant); `recall_counts_from` (lentAt: instant, now: instant, timeZone: text); `recall_guaranteed` (days: count, at: instant); `recall_announced` (days: count, at: instant); `recall_day_ends` (day: day); `recall_rolled_forward` (from: day, closedDays: count, to: day); `recall_never_later` (was: instant); `recall_due` (at: instant); `recall_lifted` (at: instant, was: instant); `overdue_late` (from: instant, to: instant, minutes: minutes, closedDays: count, late: minutes); `overdue_grace` (grace: count, unit: choice, mode: choice, minutes: minutes); `overdue_periods` (period: count, unit: choice, chargedAt: choice, periods: count, charge: money, amount: money); `overdue_capped` (cap: money, already: money, amount: money); `overdue_capped_at_price` (cap: money, already: money, amount: money); `overdue_capped_in_total` (cap: money, already: money, amount: money); `overdue_charged` (amount: money); `overdue_covered_by_lost_charge` (); `suspension` (late: count, grace: count, mode: choice, daysPerPeriod: count, period: count, cap: count?, days: count); `suspension_until` (from: day, days: count, closedDays: count, running: day?, until: day); `lost_charged` (price: money, fee: money, amount: money); `lost_forgiven` (amount: money); `return_at_branch` (branchId: branch); `return_backdated` (at: instant, now: instant); `return_set_aside` (status: choice); `return_local_first` (branchId: branch); `return_trapped` (holdId: id); `return_already_trapped` (holdId: id); `return_hold_ready` (branchId: branch); `return_hold_sent` (branchId: branch); `return_sent_home` (branchId: branch); `return_shelved` (branchId: branch); `return_floated` (branchId: branch); `pickup_until` (from: day, openDays: count, closedDays: count, day: day); `hold_queued` (position: count); `hold_starts` (day: day); `hold_expires` (day: day); `hold_recalls` (loanId: id, at: instant).
 */
export interface ExplanationStep {
  code:
    | 'policies_of_branch'
    | 'checkout_checked'
    | 'checkout_is_renewal'
    | 'renewal_checked'
    | 'hold_checked'
    | 'found'
    | 'due_shortened_by_demand'
    | 'due_counts_from'
    | 'due_period_added'
    | 'due_open_days_counted'
    | 'due_rolled_forward'
    | 'due_rolled_to_same_weekday'
    | 'due_shortened_to_closing'
    | 'due_at_opening'
    | 'due_capped_at_expiry'
    | 'due_moved_before_closed_days'
    | 'due_not_before_now'
    | 'due_at'
    | 'due_kept_not_shorter'
    | 'due_by_desk'
    | 'recall_counts_from'
    | 'recall_guaranteed'
    | 'recall_announced'
    | 'recall_day_ends'
    | 'recall_rolled_forward'
    | 'recall_never_later'
    | 'recall_due'
    | 'recall_lifted'
    | 'overdue_late'
    | 'overdue_grace'
    | 'overdue_periods'
    | 'overdue_capped'
    | 'overdue_capped_at_price'
    | 'overdue_capped_in_total'
    | 'overdue_charged'
    | 'overdue_covered_by_lost_charge'
    | 'suspension'
    | 'suspension_until'
    | 'lost_charged'
    | 'lost_forgiven'
    | 'return_at_branch'
    | 'return_backdated'
    | 'return_set_aside'
    | 'return_local_first'
    | 'return_trapped'
    | 'return_already_trapped'
    | 'return_hold_ready'
    | 'return_hold_sent'
    | 'return_sent_home'
    | 'return_shelved'
    | 'return_floated'
    | 'pickup_until'
    | 'hold_queued'
    | 'hold_starts'
    | 'hold_expires'
    | 'hold_recalls';
  params: {
    [key: string]: string | number | boolean | null;
  };
}

export interface FacetValue {
  count: number;
  value: string;
}

export interface FieldProblem {
  code: string;
  message: string;
  path: string;
}

export interface FirstAdministrator {
  branchName: string;
  currency: string;
  displayName: string;
  language: LanguageCode;
  libraryName: string;
  password: string;
  timeZone: string;
  username: string;
}

export type HistoryChoice = 'library' | 'always' | 'never';

export interface Hold {
  closedAt: string | null;
  closedNote: string | null;
  closedReason: 'lent' | 'patron' | 'staff' | 'system' | 'not_fetched' | 'not_filled' | null;
  expiresOn: string | null;
  id: number;
  isSuspended: boolean;
  itemBarcode: string | null;
  itemId: number | null;
  patron: {
    id: number;
    name: string;
  } | null;
  pickupBranchId: number;
  pickupUntil: string | null;
  placedAt: string;
  position: number | null;
  readyAt: string | null;
  record: RecordReference;
  startsOn: string | null;
  status: HoldStatus;
  suspendedUntil: string | null;
  trappedItem: {
    id: number;
    barcode: string;
  } | null;
  version: number;
  volume: string | null;
}

export interface HoldChanges {
  expiresOn?: string | null;
  isSuspended?: boolean;
  pickupBranchId?: number;
  startsOn?: string | null;
  suspendedUntil?: string | null;
}

export interface HoldOrder {
  holdIds: Array<number>;
}

export interface HoldQueue {
  items: Array<Hold>;

  /**
   * Of the order in which they wait: a new order is held to it by If-Match
   */
  version: number;
}

export type HoldStatus = 'waiting' | 'in_transit' | 'ready' | 'fulfilled' | 'cancelled' | 'expired';

export type HolidayCountry = 'FR' | 'BE' | 'CH' | 'LU' | 'CA' | 'GB' | 'IE' | 'US';

export interface Import {
  /**
   * Headings of a CSV file
   */
  columns?: Array<string>;
  createdAt: string;
  detectedEncoding: string | null;
  detectedFormat: ImportFormat | null;
  error: string | null;
  fileName: string;
  finishedAt: string | null;
  id: number;

  /**
   * Column heading to field; columns that are left out are not imported
   */
  mapping?: {
    [key: string]: ImportField;
  };

  /**
   * What the first 20 records would do
   */
  preview: Array<{
    position: number;
    outcome: 'create' | 'update' | 'unchanged' | 'refused';
    title: string | null;
    code: string | null;
    message: string | null;
  }>;
  progress: {
    processed: number;
    total: number | null;
    created: number;
    updated: number;
    unchanged: number;
    refused: number;
    itemsCreated: number;

    /**
     * Copies that the file describes without a barcode, left out; `itemDefaults` gives them one
     */
    itemsWithoutBarcode: number;
  };
  status: ImportStatus;
}

export interface ImportChoices {
  encoding?: TextEncoding;
  format?: ImportFormat;

  /**
   * For copies that lack a branch or a type; and titles without any copy get one
   */
  itemDefaults?: {
    homeBranchId: number;
    itemTypeId: number;
    location?: string | null;
  };

  /**
   * Column heading to field; columns that are left out are not imported
   */
  mapping?: {
    [key: string]: ImportField;
  };
}

export type ImportField =
  | 'controlNumber'
  | 'title'
  | 'subtitle'
  | 'responsibility'
  | 'authors'
  | 'publisher'
  | 'place'
  | 'year'
  | 'language'
  | 'isbns'
  | 'subjects'
  | 'series'
  | 'edition'
  | 'extent'
  | 'classification'
  | 'summary'
  | 'kind'
  | 'barcode'
  | 'branch'
  | 'location'
  | 'callNumber'
  | 'volume'
  | 'itemType'
  | 'price'
  | 'note'
  | 'key';

export type ImportFormat = 'marc21' | 'unimarc' | 'marcxml' | 'csv';

export interface ImportReportLine {
  code: string;
  excerpt: string | null;
  message: string;
  outcome: 'refused' | 'warning';

  /**
   * The record’s number in the file, from 1
   */
  position: number;
  title: string | null;
}

export type ImportStatus = 'preview' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface ItemChanges {
  barcode?: string;
  callNumber?: string | null;

  /**
   * Where the copy stands now
   */
  currentBranchId?: number;
  homeBranchId?: number;
  itemTypeId?: number;
  location?: string | null;
  note?: string | null;
  price?: number | null;
  status?: ItemStatus;
  volume?: string | null;
}

export interface ItemCondition {
  note?: string | null;
  status?: 'available' | 'damaged' | 'lost';
}

export type ItemState =
  | 'available'
  | 'on_loan'
  | 'on_hold_shelf'
  | 'in_transit'
  | 'not_for_loan'
  | 'damaged'
  | 'lost'
  | 'withdrawn'
  | 'claimed_returned';

export type ItemStatus = 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn' | 'claimed_returned';

export interface ItemSummary {
  barcode: string;
  callNumber: string | null;
  currentBranchId: number;

  /**
   * When the open loan ends
   */
  dueAt: string | null;
  homeBranchId: number;
  id: number;
  itemTypeId: number;
  location: string | null;

  /**
   * For staff; null for everybody else
   */
  note: string | null;

  /**
   * Replacement price in the minor unit of the currency
   */
  price: number | null;
  recordId: number;
  state: ItemState;
  status: ItemStatus;
  version: number;

  /**
   * Which part of the title, such as `T. 3` or `2026/05`
   */
  volume: string | null;
}

export interface ItemType {
  code: string;
  id: number;
  name: Name2;
  version: number;
}

export interface ItemTypeChanges {
  code?: string;
  name?: Name2;
}

export interface Job {
  /**
   * Failed runs since the last success
   */
  failures: number;
  hour: number | null;
  kind: 'daily' | 'interval' | 'requested';
  lastDurationMs: number | null;
  lastRun: JobRun | null;
  lastSuccessAt: string | null;
  minutes: number | null;
  name: string;
  nextRunAt: string | null;
  scope: 'branch' | 'library' | null;
  state: 'idle' | 'queued' | 'running' | 'waiting_to_retry';
}

export interface JobRun {
  /**
   * What it did, by code
   */
  counts: {
    [key: string]: number;
  };
  createdAt: string;

  /**
   * Local days of branches
   */
  days: {
    done: number;
    due: number;
  };
  error: string | null;
  expected: number | null;
  failedDays: Array<{
    branchId: number | null;
    day: string;
    error: string;
  }>;
  finishedAt: string | null;
  id: number;
  job: string;
  staffName: string | null;
  startedAt: string | null;
  startedBy: 'schedule' | 'staff';
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
}

export interface JobRunLine {
  detail: {
    [key: string]: unknown;
  };
  id: number;
  outcome: string;
}

export type LanguageCode = 'fr' | 'en';

export interface LeftOnShelf {
  item: ItemSummary;

  /**
   * `new_slip`: it stays, for another reader; `send`: it goes to a branch; `take_off`: nobody waits for it
   */
  next: 'new_slip' | 'send' | 'take_off';
  patron: {
    id: number;
    name: string;
  } | null;
  record: RecordReference;
  sendTo: number | null;
  was: {
    patron: {
      id: number;
      name: string;
    } | null;
    status: 'waiting' | 'in_transit' | 'ready' | 'fulfilled' | 'cancelled' | 'expired';
    closedAt: string | null;
  };
}

export interface LibraryInfo {
  currency: string;
  defaultLanguage: LanguageCode;
  isSample: boolean;
  name: string;
}

export interface Loan {
  /**
   * Where it was lent
   */
  branchId: number;
  checkedOutAt: string;
  dueAt: string;
  id: number;
  isHourly: boolean;
  isOverdue: boolean;
  item: {
    id: number;
    barcode: string;
    callNumber: string | null;
    volume: string | null;

    /**
     * `lost` or `claimed_returned` while the loan is open
     */
    status: 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn' | 'claimed_returned';
  };
  patron: {
    id: number;
    name: string;
  } | null;
  recalledAt: string | null;
  record: RecordReference;
  renewals: number;
  returnedAt: string | null;
  version: number;
}

export interface LoanChange {
  charge: AccountLine | null;
  explanation: Explanation;
  loan: Loan;
}

export interface LoanDecision {
  at: string;
  chargeId: number | null;
  explanation: Explanation;
  kind: 'checkout' | 'renewal' | 'recall' | 'recall_lifted' | 'closure' | 'return' | 'lost';
}

export interface LoanExplanation {
  /**
   * What was decided about the loan, the first first; the last one on its due date holds
   */
  decisions: Array<LoanDecision>;
  loanId: number;
}

export interface LoanRemark {
  comment?: string;
}

export interface MailText {
  /**
   * A fragment without styles; values in it are escaped
   */
  html: string;
  subject: string;
  text: string;
}

export interface Name2 {
  en: string;
  fr: string;
}

export interface NewBranch {
  address?: string | null;
  code: string;
  email?: string | null;
  isPickupLocation?: boolean;
  name: string;
  phone?: string | null;
  timeZone: string;
}

export interface NewCalendarFeed {
  /**
   * When its address was made
   */
  createdAt: string;

  /**
   * Its secret address on this server; it is told this once
   */
  path: string;
}

export interface NewCard {
  number?: string;
}

export interface NewCharge {
  /**
   * Minor units
   */
  amount: number;

  /**
   * The desk’s branch; by default the actor’s
   */
  branchId?: number;

  /**
   * Free text; required unless the reason says it already
   */
  note?: string;
  reason?: 'membership' | 'card' | 'copies' | 'damage' | 'reservation' | 'sale' | 'other';
}

export interface NewClosing {
  branchId: number;

  /**
   * What was counted, less the float that stays in the drawer. Every method with receipts is named
   */
  counted: {
    /**
     * Minor units
     */
    cash?: number;

    /**
     * Minor units
     */
    card?: number;

    /**
     * Minor units
     */
    cheque?: number;

    /**
     * Minor units
     */
    transfer?: number;
  };
  note?: string;
}

export interface NewClosure {
  branchId: number | null;

  /**
   * YYYY-MM-DD
   */
  firstDay: string;

  /**
   * Comes back on the same days of every year
   */
  isYearly?: boolean;

  /**
   * YYYY-MM-DD; closed on this day too
   */
  lastDay: string;
  reason: string;
}

export interface NewExceptionalDays {
  branchId: number | null;

  /**
   * YYYY-MM-DD
   */
  firstDay: string;

  /**
   * When it opens, by weekday; empty for a note
   */
  hours?: Array<OpeningHours>;

  /**
   * It opens at these hours even on the days of a closure
   */
  isAboveClosures?: boolean;

  /**
   * Comes back on the same days of every year
   */
  isYearly?: boolean;

  /**
   * Hours of their own, or a note that changes nothing
   */
  kind: ExceptionalDaysKind;

  /**
   * YYYY-MM-DD; belongs to them too
   */
  lastDay: string;

  /**
   * What holds on weekdays that have no hours here: what any week says, or closed
   */
  otherWeekdays?: 'usual' | 'closed';
  reason: string;
}

export interface NewHold {
  expiresOn?: string;
  itemId?: number;

  /**
   * For whom, when staff asks
   */
  patronId?: number;
  pickupBranchId: number;
  recordId: number;
  startsOn?: string;

  /**
   * Instead of `itemId`
   */
  volume?: string;
}

export interface NewItem {
  barcode: string;
  callNumber?: string | null;
  homeBranchId: number;
  itemTypeId: number;
  location?: string | null;
  note?: string | null;
  price?: number | null;
  status?: ItemStatus;
  volume?: string | null;
}

export interface NewItemType {
  code: string;
  name: Name2;
}

export interface NewPassword {
  password: string;
}

export interface NewPatron {
  birthDate?: string | null;
  branchId: number;
  cardNumber?: string;
  categoryId: number;
  city?: string | null;

  /**
   * Register although a reader has the same name and birth date
   */
  confirmDuplicate?: boolean;
  email?: string | null;
  expiresOn?: string;
  familyName: string;
  givenName: string;
  historyChoice?: HistoryChoice;
  language?: LanguageCode;
  notes?: string | null;
  noticeChoice?: NoticeChoice;
  password?: string;
  phone?: string | null;
  postalCode?: string | null;
  restrictedUntil?: string | null;
  restrictionReason?: string | null;
  street?: string | null;
}

export interface NewPatronCategory {
  code: string;

  /**
   * How long a membership lasts
   */
  membershipMonths?: number;
  name: Name2;
}

export interface NewPayment {
  /**
   * Minor units
   */
  amount: number;

  /**
   * The desk’s branch; by default the actor’s
   */
  branchId?: number;

  /**
   * The charges to pay; without it the oldest first
   */
  lineIds?: Array<number>;
  method?: 'cash' | 'card' | 'cheque' | 'transfer';
  note?: string;
  reference?: string;
}

export interface NewPolicyValue {
  branchId: number | null;
  itemTypeId: number | null;
  name: string;
  patronCategoryId: number | null;

  /**
   * A boolean, a whole number, a word of a choice or a day, as the definition says; null for no limit
   */
  value: string | number | boolean | null;
}

export interface NewRecord {
  authors?: Array<string>;
  classification?: string | null;
  controlNumber?: string | null;
  edition?: string | null;
  extent?: string | null;
  isSuppressed?: boolean;
  isbns?: Array<string>;
  kind: RecordKind;
  language?: string | null;
  place?: string | null;
  publisher?: string | null;
  responsibility?: string | null;
  series?: string | null;
  subjects?: Array<string>;
  subtitle?: string | null;
  summary?: string | null;
  title: string;
  year?: number | null;
}

export interface NewRefund {
  /**
   * Minor units
   */
  amount: number;

  /**
   * The desk’s branch; by default the actor’s
   */
  branchId?: number;
  method?: 'cash' | 'card' | 'cheque' | 'transfer';
  note: string;

  /**
   * The payment to give back; without it the reader’s credit
   */
  paymentId?: number;
  reference?: string;
}

export interface NewRehearsal {
  draft: RehearsalDraft;
  name: string;
}

export interface NewStaffMember {
  branchId: number | null;
  displayName: string;
  email: string | null;
  language: LanguageCode;
  password: string;
  roles: Array<StaffRole>;
  username: string;
}

export interface NewToken {
  expiresInDays?: number;
  name: string;
  permissions: Array<Permission>;
}

export interface NewVoid {
  note: string;
}

export interface NewWaiver {
  /**
   * Minor units
   */
  amount: number;
  lineId: number;
  note: string;
}

export interface Notice {
  address: string | null;
  attempts: number;
  branchId: number;
  createdAt: string;
  error: {
    /**
     * refused, deferred, unreachable, unwritten, no_address, no_longer_true or by_staff
     */
    code: string;

    /**
     * What the mail server said
     */
    detail: string;
  } | null;
  finishedAt: string | null;
  id: number;
  kind: NoticeKind;
  language: string | null;
  nextAttemptAt: string | null;
  patron: {
    id: number;
    name: string;
  };
  state: NoticeState;
  subject: string | null;
}

export type NoticeChoice = 'library' | 'each' | 'daily' | 'essential';

export interface NoticeDetail {
  about: Array<{
    topic: NoticeKind;
    loanId: number | null;
    holdId: number | null;
    title: string | null;
  }>;
  address: string | null;
  attempts: number;
  branchId: number;
  createdAt: string;
  error: {
    /**
     * refused, deferred, unreachable, unwritten, no_address, no_longer_true or by_staff
     */
    code: string;

    /**
     * What the mail server said
     */
    detail: string;
  } | null;
  finishedAt: string | null;
  html: string | null;
  id: number;
  kind: NoticeKind;
  language: string | null;
  nextAttemptAt: string | null;
  patron: {
    id: number;
    name: string;
  };
  state: NoticeState;
  subject: string | null;
  text: string | null;
}

export type NoticeKind =
  | 'courtesy'
  | 'overdue_1'
  | 'overdue_2'
  | 'overdue_3'
  | 'digest'
  | 'hold_ready'
  | 'hold_expired'
  | 'recall'
  | 'due_date_changed'
  | 'auto_renewal'
  | 'card_expiring'
  | 'account_ending'
  | 'receipt'
  | 'welcome';

export type NoticeState = 'planned' | 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';

export interface NoticeSummary {
  /**
   * Mails by state
   */
  counts: {
    [key: string]: number;
  };

  /**
   * Without a mail server nothing is queued
   */
  isMailConfigured: boolean;
  oldestDueAt: string | null;
}

export interface NoticeTemplate {
  body: string;

  /**
   * What the text may name
   */
  fields: Array<{
    name: string;

    /**
     * For a list, what each entry has; empty for a text
     */
    of: Array<string>;
  }>;

  /**
   * The text is the one that comes with Biblio Pro
   */
  isDefault: boolean;
  kind: NoticeKind;
  language: LanguageCode;
  subject: string;

  /**
   * 0 for a default text; the ETag
   */
  version: number;
}

export interface NoticeTemplateSource {
  body: string;
  subject: string;
}

export interface NoticeTemplateTrial {
  body: string;

  /**
   * Written for this reader instead of an invented one
   */
  patronId?: number;
  subject: string;
}

export interface OpeningHours {
  /**
   * Local time, such as 09:30
   */
  closes: string;

  /**
   * Local time, such as 09:30
   */
  opens: string;

  /**
   * 1 for Monday to 7 for Sunday
   */
  weekday: number;
}

export interface OverdueLoan {
  /**
   * Where it was lent
   */
  branchId: number;
  checkedOutAt: string;

  /**
   * Days of the branch; 0 for what was due earlier today
   */
  daysOverdue: number;
  dueAt: string;
  id: number;
  isHourly: boolean;
  isOverdue: boolean;
  item: {
    id: number;
    barcode: string;
    callNumber: string | null;
    volume: string | null;

    /**
     * `lost` or `claimed_returned` while the loan is open
     */
    status: 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn' | 'claimed_returned';
  };

  /**
   * The last overdue notice whose day has come, 0 to 3
   */
  level: number;
  patron: {
    id: number;
    name: string;
  } | null;
  reader: {
    categoryId: number;
    cardNumber: string | null;
    email: string | null;
    phone: string | null;
    street: string | null;
    postalCode: string | null;
    city: string | null;
    notes: string | null;
  };
  recalledAt: string | null;
  record: RecordReference;
  renewals: number;
  returnedAt: string | null;
  told: {
    level: number;
    at: string;
  } | null;
  version: number;
}

export interface OverdueLoans {
  items: Array<OverdueLoan>;
  nextCursor: string | null;
  total: number;
}

export interface OwnAccount {
  /**
   * What you owe, in minor units
   */
  balance: number;
  lines: Array<{
    id: number;
    kind: string;
    amount: number;
    outstanding: number;
    reason: 'membership' | 'card' | 'copies' | 'damage' | 'reservation' | 'sale' | 'other' | null;
    note: string | null;
    loanId: number | null;
    title: string | null;
    createdAt: string;
    branchId: number | null;
    staffName: null;
  }>;
}

/**
 * `feed` is null for a reader without one
 */
export interface OwnCalendarFeed {
  feed: {
    /**
     * When its address was made
     */
    createdAt: string;
  } | null;
}

export interface OwnChanges {
  email?: string | null;
  historyChoice?: HistoryChoice;
  language?: LanguageCode;
  noticeChoice?: NoticeChoice;
  phone?: string | null;
}

export interface OwnErasure {
  /**
   * Everything that stands against the erasure
   */
  refusals: Array<Refusal>;
  request: ErasureRequest | null;
}

export interface OwnHistory {
  choice: HistoryChoice;

  /**
   * Whether readers choose; when not, the library does for all
   */
  isChoiceOffered: boolean;

  /**
   * Past loans that are still known, the latest first
   */
  items: Array<Loan>;

  /**
   * Days after its return that the library forgets whose a loan was
   */
  keptDays: number;
  nextCursor: string | null;
}

export interface OwnHolds {
  items: Array<Hold>;
  nextCursor: string | null;
}

export interface OwnLoans {
  items: Array<Loan>;
  nextCursor: string | null;
}

export interface OwnNotices {
  /**
   * Whether the library lets readers do without what is not essential
   */
  canDecline: boolean;
  choice: NoticeChoice;
  isMailConfigured: boolean;
  items: Array<{
    id: number;
    kind: NoticeKind;
    subject: string | null;
    sentAt: string | null;
  }>;
}

export interface OwnPatron {
  birthDate: string | null;

  /**
   * Home branch
   */
  branchId: number;
  cards: Array<PatronCard>;
  categoryId: number;
  city: string | null;
  createdAt: string;
  email: string | null;

  /**
   * The last day of the membership
   */
  expiresOn: string;
  familyName: string;
  givenName: string;
  historyChoice: HistoryChoice;
  id: number;
  language: LanguageCode;
  noticeChoice: NoticeChoice;
  phone: string | null;
  postalCode: string | null;
  restrictedUntil: string | null;
  restrictionReason: string | null;
  street: string | null;
  version: number;
}

export interface PasswordChange {
  current: string;
  next: string;
}

export interface Patron {
  birthDate: string | null;

  /**
   * Home branch
   */
  branchId: number;
  cards: Array<PatronCard>;
  categoryId: number;
  city: string | null;
  createdAt: string;
  email: string | null;

  /**
   * The last day of the membership
   */
  expiresOn: string;
  familyName: string;
  givenName: string;
  historyChoice: HistoryChoice;
  id: number;
  language: LanguageCode;
  notes: string | null;
  noticeChoice: NoticeChoice;
  phone: string | null;
  postalCode: string | null;
  restrictedUntil: string | null;
  restrictionReason: string | null;
  street: string | null;
  version: number;
}

export interface PatronCard {
  id: number;
  issuedAt: string;
  number: string;
  status: 'active' | 'lost' | 'replaced';
}

export interface PatronCategory {
  code: string;
  id: number;

  /**
   * How long a membership lasts
   */
  membershipMonths: number;
  name: Name2;
  version: number;
}

export interface PatronCategoryChanges {
  code?: string;

  /**
   * How long a membership lasts
   */
  membershipMonths?: number;
  name?: Name2;
}

export interface PatronChanges {
  birthDate?: string | null;
  branchId?: number;
  categoryId?: number;
  city?: string | null;
  email?: string | null;
  expiresOn?: string;
  familyName?: string;
  givenName?: string;
  historyChoice?: HistoryChoice;
  language?: LanguageCode;
  notes?: string | null;
  noticeChoice?: NoticeChoice;
  phone?: string | null;
  postalCode?: string | null;
  restrictedUntil?: string | null;
  restrictionReason?: string | null;
  street?: string | null;
}

export interface PatronSummary {
  balance: number;
  branchId: number;
  cardNumber: string | null;
  categoryId: number;
  expiresOn: string;
  familyName: string;
  givenName: string;
  holdCount: number;
  id: number;
  isRestricted: boolean;
  loanCount: number;
}

export interface Payment {
  /**
   * Minor units, above zero whichever way the money went
   */
  amount: number;
  bookedOn: string | null;
  branchId: number | null;
  createdAt: string;

  /**
   * How much of a payment was refunded or voided
   */
  givenBack: number;
  id: number;
  kind: 'payment' | 'refund' | 'void';
  method: 'cash' | 'card' | 'cheque' | 'transfer';

  /**
   * The receipt’s number, without gaps within a year: 2026-000012
   */
  number: string;
  patronId: number;
  reference: string | null;
  reversesId: number | null;
  reversesNumber: string | null;
  staffName: string | null;
}

export interface PendingErasure {
  /**
   * A month after the request
   */
  answerBy: string;
  declineReason: string | null;
  declinedAt: string | null;
  patron: {
    id: number;
    name: string;
  };

  /**
   * Everything that stands against the erasure
   */
  refusals: Array<Refusal>;
  requestedAt: string;
}

export type Permission =
  | 'catalogue.edit'
  | 'catalogue.import'
  | 'circulation.desk'
  | 'circulation.override'
  | 'circulation.backdate'
  | 'patrons.view'
  | 'patrons.edit'
  | 'patrons.privacy'
  | 'accounts.take_payment'
  | 'accounts.charge'
  | 'accounts.waive'
  | 'policies.edit'
  | 'calendars.edit'
  | 'notices.manage'
  | 'reports.view'
  | 'staff.manage'
  | 'settings.manage'
  | 'audit.view';

export interface PickList {
  /**
   * By place on the shelves; at most 500
   */
  items: Array<ShelfPick>;

  /**
   * How many there are altogether
   */
  total: number;
}

export interface PlacedHold {
  closedAt: string | null;
  closedNote: string | null;
  closedReason: 'lent' | 'patron' | 'staff' | 'system' | 'not_fetched' | 'not_filled' | null;
  expiresOn: string | null;
  explanation: Explanation;
  id: number;
  isSuspended: boolean;
  itemBarcode: string | null;
  itemId: number | null;
  patron: {
    id: number;
    name: string;
  } | null;
  pickupBranchId: number;
  pickupUntil: string | null;
  placedAt: string;
  position: number | null;
  readyAt: string | null;
  record: RecordReference;
  startsOn: string | null;
  status: HoldStatus;
  suspendedUntil: string | null;
  trappedItem: {
    id: number;
    barcode: string;
  } | null;
  version: number;
  volume: string | null;
}

export interface PolicyDefinition {
  default: string | number | boolean | null;

  /**
   * null may be set, and means no limit
   */
  isNullable: boolean;
  name: string;

  /**
   * The words of a choice
   */
  options: Array<string>;
  scope: Array<'branch' | 'category' | 'type'>;
  type: 'boolean' | 'integer' | 'money' | 'day' | 'choice';
  unit: string | null;
}

export interface PolicyUse {
  name:
    | 'isLoanAllowed'
    | 'loanPeriod'
    | 'loanUnit'
    | 'isHourlyLoanShortenedToClosing'
    | 'closedDays'
    | 'maxLoans'
    | 'maxLoansTotal'
    | 'maxDebt'
    | 'minimumAge'
    | 'isSecondCopyAllowed'
    | 'overdueLoans'
    | 'cardExpiryWarning'
    | 'highDemandHolds'
    | 'highDemandLoanPeriod'
    | 'maxRenewals'
    | 'renewalPeriod'
    | 'renewalOpensBefore'
    | 'canRenewWhenOthersFillHolds'
    | 'overdueRenewal'
    | 'isAutoRenewed'
    | 'noAutoRenewalAfter'
    | 'overdueCharge'
    | 'overdueUnit'
    | 'overduePeriod'
    | 'overdueChargedAt'
    | 'overdueGrace'
    | 'grace'
    | 'areClosedDaysCharged'
    | 'overdueCap'
    | 'isOverdueCappedAtPrice'
    | 'overdueTotalCap'
    | 'suspensionDays'
    | 'suspensionPeriod'
    | 'suspensionCap'
    | 'suspensionsAdd'
    | 'isSuspensionExtendedOverClosedDays'
    | 'lostAfter'
    | 'isLostPriceCharged'
    | 'replacementPrice'
    | 'lostFee'
    | 'lostChargeOnReturn'
    | 'isHoldAllowed'
    | 'onShelfHolds'
    | 'maxHolds'
    | 'maxHoldsPerRecord'
    | 'pickupDays'
    | 'isLocalHoldFirst'
    | 'areLoansRecalled'
    | 'recallGuarantee'
    | 'recallPeriod'
    | 'courtesyBefore'
    | 'firstOverdueAfter'
    | 'secondOverdueAfter'
    | 'thirdOverdueAfter'
    | 'overdueRestrictsFrom'
    | 'areRemindersGrouped'
    | 'isHoldReadyMailed'
    | 'isHoldExpiredMailed'
    | 'isRecallMailed'
    | 'isDueDateChangeMailed'
    | 'isAutoRenewalMailed'
    | 'isReceiptMailed'
    | 'isWelcomeMailed'
    | 'cardExpiryMailedBefore'
    | 'canDeclineNotices';
  source: {
    id: number;
    branchId: number | null;
    patronCategoryId: number | null;
    itemTypeId: number | null;
  } | null;
  value: string | number | boolean | null;
}

export interface PolicyValue {
  branchId: number | null;
  id: number;
  itemTypeId: number | null;
  name: string;
  patronCategoryId: number | null;

  /**
   * A boolean, a whole number, a word of a choice or a day, as the definition says; null for no limit
   */
  value: string | number | boolean | null;
}

export interface Problem {
  /**
   * Stable; never renamed
   */
  code: string;
  detail?: string;
  errors?: Array<FieldProblem>;
  explanation?: Explanation;
  instance?: string;
  params?: {
    [key: string]: unknown;
  };
  refusals?: Array<Refusal>;
  status: number;
  title: string;

  /**
   * A relative reference to the page that explains the code
   */
  type: string;
  [key: string]: unknown;
}

export interface PullInput {
  barcode: string;
  branchId?: number;
}

export interface Receipt {
  at: string;
  balance: number;

  /**
   * Lent or renewed since, and still out
   */
  loans: Array<Loan>;
  patron: {
    id: number;
    name: string;
    cardNumber: string | null;
  };
  payments: Array<AccountLine>;
  returns: Array<Loan>;
}

export interface ReceiptMail {
  /**
   * By default the beginning of today
   */
  since?: string;
}

export interface RecordChanges {
  authors?: Array<string>;
  classification?: string | null;
  controlNumber?: string | null;
  edition?: string | null;
  extent?: string | null;
  isSuppressed?: boolean;
  isbns?: Array<string>;
  kind?: RecordKind;
  language?: string | null;
  place?: string | null;
  publisher?: string | null;
  responsibility?: string | null;
  series?: string | null;
  subjects?: Array<string>;
  subtitle?: string | null;
  summary?: string | null;
  title?: string;
  year?: number | null;
}

export interface RecordDetail {
  authors: Array<string>;
  availability: Availability;
  classification: string | null;
  controlNumber: string | null;
  createdAt: string;
  edition: string | null;
  extent: string | null;

  /**
   * The MARC record that it was imported from is kept
   */
  hasSource: boolean;
  id: number;

  /**
   * Hidden from readers; staff still see it
   */
  isSuppressed: boolean;
  isbns: Array<string>;
  items: Array<ItemSummary>;
  kind: RecordKind;

  /**
   * ISO 639-2/B code, such as fre or eng
   */
  language: string | null;
  place: string | null;
  publisher: string | null;
  responsibility: string | null;
  series: string | null;
  subjects: Array<string>;
  subtitle: string | null;
  summary: string | null;
  title: string;
  updatedAt: string;
  version: number;
  year: number | null;
}

export type RecordKind = 'book' | 'comic' | 'periodical' | 'music' | 'film' | 'map' | 'game' | 'ebook' | 'other';

export interface RecordReference {
  authors: Array<string>;
  id: number;
  kind: RecordKind;
  title: string;
}

export interface RecordSearch {
  /**
   * Counts by value; a facet leaves its own filter out. Centuries and decades by their first year
   */
  facets: {
    kind: Array<FacetValue>;
    language: Array<FacetValue>;
    author: Array<FacetValue>;
    subject: Array<FacetValue>;
    century: Array<FacetValue>;
    decade: Array<FacetValue>;
    branch: Array<FacetValue>;
    availability: Array<FacetValue>;
  };
  items: Array<RecordSummary>;

  /**
   * How the records answer the words: all of them, the suggestion’s words, as many as any has, or none
   */
  match: 'all' | 'corrected' | 'some' | 'none';
  nextCursor: string | null;

  /**
   * The query as it was probably meant
   */
  suggestion: string | null;
  total: number;
  totalIsExact: boolean;
}

export interface RecordSuggestion {
  kind: 'title' | 'author' | 'subject';

  /**
   * The record of a title
   */
  recordId: number | null;
  text: string;
}

export interface RecordSummary {
  authors: Array<string>;
  availability: Availability;
  controlNumber: string | null;
  id: number;
  isbns: Array<string>;
  kind: RecordKind;

  /**
   * ISO 639-2/B code, such as fre or eng
   */
  language: string | null;
  publisher: string | null;
  subjects: Array<string>;
  subtitle: string | null;
  title: string;
  year: number | null;
}

export interface Refusal {
  code: string;

  /**
   * The one who asked may override it
   */
  overridable: boolean;
  params: {
    [key: string]: unknown;
  };
  permission: string | null;
  severity: 'impossible' | 'override' | 'alert';
}

export interface Rehearsal {
  createdAt: string;
  draft: RehearsalDraft;
  error: string | null;
  finishedAt: string | null;
  id: number;

  /**
   * The published rules that it changes are no longer those it began with
   */
  isOutdated: boolean;
  name: string;
  progress: {
    done: number;
    total: number;
  };
  publishedAt: string | null;
  report: RehearsalReport | null;
  staffName: string | null;
  startedAt: string | null;
  status: RehearsalStatus;
  version: number;
}

export interface RehearsalDraft {
  closures: {
    added: Array<{
      branchId: number | null;

      /**
       * YYYY-MM-DD
       */
      firstDay: string;

      /**
       * YYYY-MM-DD; closed on this day too
       */
      lastDay: string;
      reason: string;
      isYearly: boolean;
    }>;

    /**
     * Ids of closures
     */
    removed: Array<number>;
  };
  exceptionalDays?: {
    added: Array<NewExceptionalDays>;

    /**
     * Their ids
     */
    removed: Array<number>;
  };

  /**
   * The whole opening hours of a branch, in place of its own
   */
  hours: Array<{
    branchId: number;
    hours: Array<OpeningHours>;
  }>;
  policies: Array<DraftPolicy>;
}

export interface RehearsalExample {
  action: 'checkout' | 'renewal' | 'return';
  amountAfter: number | null;
  amountBefore: number | null;

  /**
   * When it happened
   */
  at: string;
  branchId: number;
  dueAfter: string | null;
  dueBefore: string | null;
  itemTypeId: number;
  kind: 'due_date' | 'refusal' | 'charge' | 'suspension';
  loanId: number | null;
  patronCategoryId: number;
  reasonsAfter: Array<string>;
  reasonsBefore: Array<string>;
  title: string | null;
}

export interface RehearsalGroup {
  /**
   * Minor units
   */
  chargesAfter: number;

  /**
   * Minor units
   */
  chargesBefore: number;
  dueEarlier: number;
  dueLater: number;
  itemTypeId: number;
  loans: number;
  patronCategoryId: number;

  /**
   * Loans, renewals and attempts that would now be refused
   */
  refusalsAdded: number;

  /**
   * Those that would no longer be refused
   */
  refusalsRemoved: number;
}

export interface RehearsalReport {
  charges: {
    changed: number;

    /**
     * Minor units
     */
    before: number;

    /**
     * Minor units
     */
    after: number;
  };
  dueDates: {
    earlier: number;
    later: number;

    /**
     * Of all moves together; below zero when more is taken than given
     */
    daysSum: number;
  };
  examples: Array<RehearsalExample>;

  /**
   * The oldest moment looked at
   */
  from: string;
  groups: Array<RehearsalGroup>;
  loans: number;

  /**
   * By reason
   */
  refusals: Array<{
    action: 'checkout' | 'renewal';
    code: string;
    added: number;
    removed: number;
  }>;
  refusalsAdded: number;
  refusalsRemoved: number;
  refusedAttempts: number;
  renewals: number;
  returns: number;
  suspensions: {
    changed: number;
    daysBefore: number;
    daysAfter: number;
  };
  to: string;
}

export type RehearsalStatus = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'published';

export interface RenewalAnswer {
  explanation: Explanation;
  loan: Loan;
}

export interface RenewalInput {
  overrideComment?: string;

  /**
   * Codes of refusals to override
   */
  overrides?: Array<string>;
}

export interface Retention {
  /**
   * Whether readers choose what becomes of their past loans
   */
  isHistoryChoiceOffered: boolean;
  lastRunAt: string | null;
  nextRunAt: string | null;
  purposes: Array<{
    purpose: RetentionPurpose;
    days: number | null;
    standard: number;
    least: number;
    most: number;
    canBeEndless: boolean;
    lastRemoved: number | null;
  }>;
  version: number;

  /**
   * Between the warning of an inactive reader and the erasure
   */
  warningDays: number;
}

export interface RetentionChanges {
  days?: {
    loan_history?: number;
    fulfilled_holds?: number;
    closed_holds?: number;
    notice_texts?: number;
    notice_log?: number;
    refused_attempts?: number;
    sessions?: number;
    login_attempts?: number;
    sign_ins?: number;
    audit_details?: number;
    settled_accounts?: number;
    inactive_readers?: number | null;
    import_reports?: number;
    job_runs?: number;
    stored_answers?: number;
  };
  isHistoryChoiceOffered?: boolean;
}

export interface RetentionPreview {
  at: string;
  purposes: Array<{
    purpose: RetentionPurpose;

    /**
     * What a run at this moment would remove
     */
    count: number;
  }>;

  /**
   * Readers who would be told of their erasure
   */
  readersToWarn: number;
}

export type RetentionPurpose =
  | 'loan_history'
  | 'fulfilled_holds'
  | 'closed_holds'
  | 'notice_texts'
  | 'notice_log'
  | 'refused_attempts'
  | 'sessions'
  | 'login_attempts'
  | 'sign_ins'
  | 'audit_details'
  | 'settled_accounts'
  | 'inactive_readers'
  | 'import_reports'
  | 'job_runs'
  | 'stored_answers';

export interface ReturnAnswer {
  alerts: Array<Refusal>;
  charge: AccountLine | null;
  explanation: Explanation;
  hold: Hold | null;
  item: ItemSummary;
  loan: Loan | null;
  outcome: 'shelf' | 'hold_shelf' | 'transit' | 'set_aside' | 'not_on_loan';
  record: {
    id: number;
    title: string;
  };
  transitTo: number | null;
}

export interface ReturnInput {
  barcode: string;
  branchId?: number;

  /**
   * An instant with its offset, a time of the branch’s own clock, or one of its days, which means the end of it
   */
  returnedAt?: string;
}

export interface Role {
  code: string;
  name: {
    fr: string;
    en: string;
  };
  permissions: Array<Permission>;
}

export type SchoolZone = 'A' | 'B' | 'C' | 'corsica';

export type SearchSort = 'relevance' | 'title' | 'author' | 'year_desc' | 'year_asc' | 'newest';

export interface Session {
  actor: Actor;
  library: LibraryInfo;
  needsFirstAdministrator: boolean;
}

export interface Settings {
  /**
   * ISO 4217
   */
  currency: string;
  defaultLanguage: LanguageCode;
  isSample: boolean;
  libraryName: string;
  policyBranchSource: 'desk' | 'patron_home' | 'item_home';
  renewalCountsFrom: 'due_date' | 'today';
  returnedItemGoes: 'home' | 'floats';
}

export interface SettingsChanges {
  /**
   * ISO 4217
   */
  currency?: string;
  defaultLanguage?: LanguageCode;
  libraryName?: string;
  policyBranchSource?: 'desk' | 'patron_home' | 'item_home';
  renewalCountsFrom?: 'due_date' | 'today';
  returnedItemGoes?: 'home' | 'floats';
}

export interface ShelfPick {
  hold: {
    id: number;
    patron: {
      id: number;
      name: string;
    } | null;
    pickupBranchId: number;
    placedAt: string;
    position: number;
  };

  /**
   * It still lies there, from a reader who did not come
   */
  isOnHoldShelf: boolean;
  item: ItemSummary;
  record: RecordReference;
}

export interface ShelvedHold {
  callNumber: string | null;
  cardNumber: string | null;
  closedAt: string | null;
  closedNote: string | null;
  closedReason: 'lent' | 'patron' | 'staff' | 'system' | 'not_fetched' | 'not_filled' | null;
  expiresOn: string | null;
  id: number;

  /**
   * Was not fetched in time: back to the shelf, or to the next reader
   */
  isExpired: boolean;
  isSuspended: boolean;
  itemBarcode: string | null;
  itemId: number | null;
  patron: {
    id: number;
    name: string;
  } | null;
  pickupBranchId: number;
  pickupUntil: string | null;
  placedAt: string;
  position: number | null;
  readyAt: string | null;
  record: RecordReference;
  startsOn: string | null;
  status: HoldStatus;
  suspendedUntil: string | null;
  trappedItem: {
    id: number;
    barcode: string;
  } | null;
  version: number;
  volume: string | null;
}

export interface SignIn {
  /**
   * A member of staff’s user name or a card number
   */
  login: string;
  password: string;
}

export interface StaffMember {
  branchId: number | null;
  displayName: string;
  email: string | null;
  id: number;
  isActive: boolean;
  language: LanguageCode;
  roles: Array<StaffRole>;
  username: string;
  version: number;
}

export interface StaffMemberChanges {
  branchId?: number | null;
  displayName?: string;
  email?: string | null;
  isActive?: boolean;
  language?: LanguageCode;
  password?: string;
  roles?: Array<StaffRole>;
}

export interface StaffRole {
  branchId: number | null;
  roleCode: string;
}

export type TextEncoding =
  'utf-8' | 'marc-8' | 'iso-5426' | 'windows-1252' | 'windows-1251' | 'ibm866' | 'utf-16le' | 'utf-16be';

export interface Token {
  createdAt: string;
  expiresAt: string | null;
  id: number;
  name: string;
  permissions: Array<Permission>;
}

export interface TokenOnce {
  createdAt: string;
  expiresAt: string | null;
  id: number;
  name: string;
  permissions: Array<Permission>;
  token: string;
}

export interface Transfer {
  daysUnderWay: number;
  fromBranchId: number;
  hold: {
    id: number;
    patron: {
      id: number;
      name: string;
    } | null;
  } | null;
  isLate: boolean;

  /**
   * It has not left the hold shelf of the branch that sends it
   */
  isOnHoldShelf: boolean;
  item: ItemSummary;
  record: RecordReference;
  since: string;
  toBranchId: number;
}

export interface UndoInput {
  action: 'checkout' | 'return' | 'renew' | 'claim' | 'lost' | 'missing';
  loanId: number;
}

export interface UpcomingNotices {
  days: Array<{
    day: string;
    kind: NoticeKind;

    /**
     * How many readers will be written to
     */
    patrons: number;

    /**
     * About how many loans
     */
    loans: number;
    examples: Array<{
      id: number;
      name: string;
    }>;
  }>;
}

export interface WarnedReader {
  erasedFrom: string;
  expiresOn: string;

  /**
   * Without an address the reader could not be told by mail
   */
  hasEmail: boolean;
  id: number;
  name: string;
  warnedAt: string;
}
