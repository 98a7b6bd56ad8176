/** Shapes of the API under /api/v1, as the contract names them. */

export type LanguageCode = 'fr' | 'en';

export interface Name2 {
  fr: string;
  en: string;
}

export type Permission =
  | 'catalogue.edit'
  | 'catalogue.import'
  | 'circulation.desk'
  | 'circulation.override'
  | 'circulation.backdate'
  | 'patrons.view'
  | 'patrons.edit'
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

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance?: string;
  params?: Record<string, unknown>;
  errors?: FieldProblem[];
  refusals?: Refusal[];
  explanation?: Explanation;
}

// Session and people

export interface Actor {
  kind: 'staff' | 'patron' | 'anonymous';
  id: number | null;
  name: string | null;
  branchId: number | null;
  permissions: Permission[];
  language: LanguageCode;
}

export interface LibraryInfo {
  name: string;
  currency: string;
  languages: LanguageCode[];
  defaultLanguage: LanguageCode;
}

export interface SessionState {
  actor: Actor;
  needsFirstAdministrator: boolean;
  library: LibraryInfo;
}

export interface FirstAdministrator {
  libraryName: string;
  branchName: string;
  displayName: string;
  username: string;
  password: string;
  language: LanguageCode;
  timeZone: string;
  currency: string;
}

export interface StaffRole {
  roleCode: string;
  branchId: number | null;
}

export interface StaffMember {
  id: number;
  username: string;
  displayName: string;
  email: string | null;
  language: LanguageCode;
  branchId: number | null;
  isActive: boolean;
  roles: StaffRole[];
  version: number;
}

export interface Settings {
  libraryName: string;
  currency: string;
  defaultLanguage: LanguageCode;
  policyBranchSource: 'desk' | 'patron_home' | 'item_home';
  returnedItemGoes: 'home' | 'stays' | 'floats';
  renewalCountsFrom: 'due_date' | 'today';
  [name: string]: unknown;
}

export interface AuditEntry {
  id: number;
  at: string;
  actorKind: string;
  actorName: string | null;
  action: string;
  entity: string;
  entityId: number | string | null;
  before: unknown;
  after: unknown;
}

// Reference data

export interface Branch {
  id: number;
  code: string;
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  timeZone: string;
  isPickupLocation: boolean;
  version: number;
}

export interface OpeningHours {
  weekday: number;
  opens: string;
  closes: string;
}

export interface Closure {
  id?: number;
  branchId?: number | null;
  firstDay: string;
  lastDay: string;
  reason: string | null;
  isYearly: boolean;
}

export interface Calendar {
  hours: OpeningHours[];
  closures: Closure[];
  version: number;
}

export interface PatronCategory {
  id: number;
  code: string;
  name: Name2;
  version: number;
  [name: string]: unknown;
}

export interface ItemType {
  id: number;
  code: string;
  name: Name2;
  version: number;
  [name: string]: unknown;
}

export interface PolicyDefinition {
  name: string;
  type: string;
  unit: string | null;
  scope: ('branch' | 'category' | 'type')[];
  default: unknown;
}

export interface PolicyValue {
  id: number;
  branchId: number | null;
  patronCategoryId: number | null;
  itemTypeId: number | null;
  name: string;
  value: unknown;
}

export interface Policies {
  definitions: PolicyDefinition[];
  values: PolicyValue[];
}

// Catalogue

export type RecordKind = 'book' | 'comic' | 'periodical' | 'music' | 'film' | 'map' | 'game' | 'ebook' | 'other';

export interface Availability {
  total: number;
  available: number;
  onLoan: number;
  holds: number;
}

export interface RecordSummary {
  id: number;
  controlNumber: string | null;
  kind: RecordKind;
  title: string;
  subtitle: string | null;
  authors: string[];
  publisher: string | null;
  year: number | null;
  language: string | null;
  isbns: string[];
  subjects: string[];
  availability: Availability;
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

export interface ItemSummary {
  id: number;
  recordId: number;
  barcode: string;
  itemTypeId: number;
  homeBranchId: number;
  currentBranchId: number;
  location: string | null;
  callNumber: string | null;
  status: string;
  state: ItemState;
  dueAt: string | null;
  price: number | null;
  note?: string | null;
  version: number;
}

export interface RecordDetail extends RecordSummary {
  responsibility: string | null;
  place: string | null;
  series: string | null;
  edition: string | null;
  extent: string | null;
  classification: string | null;
  summary: string | null;
  isSuppressed: boolean;
  createdAt: string;
  updatedAt: string;
  version: number;
  items: ItemSummary[];
  hasSource: boolean;
}

export interface FacetValue {
  value: string;
  count: number;
}

export interface RecordSearch {
  items: RecordSummary[];
  total: number;
  totalIsExact: boolean;
  facets: Record<string, FacetValue[]>;
  nextCursor: string | null;
  suggestion: string | null;
}

export interface Suggestion {
  text: string;
  kind: 'title' | 'author' | 'subject';
  recordId: number | null;
}

export interface Import {
  id: number;
  fileName: string;
  status: 'preview' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  detectedFormat: string | null;
  detectedEncoding: string | null;
  preview: {
    position: number;
    outcome: 'create' | 'update' | 'unchanged' | 'refused';
    title: string | null;
    code: string | null;
    message: string | null;
  }[];
  columns?: string[];
  progress: {
    processed: number;
    total: number | null;
    created: number;
    updated: number;
    unchanged: number;
    refused: number;
  };
  createdAt: string;
  finishedAt: string | null;
}

// Patrons

export interface PatronCard {
  id: number;
  number: string;
  status: string;
  issuedAt: string;
}

export interface Patron {
  id: number;
  categoryId: number;
  branchId: number;
  familyName: string;
  givenName: string;
  birthDate: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  language: LanguageCode;
  notes: string | null;
  expiresOn: string;
  restrictedUntil: string | null;
  restrictionReason: string | null;
  isHistoryKept: boolean;
  cards: PatronCard[];
  version: number;
  createdAt: string;
}

export interface PatronSummary {
  id: number;
  familyName: string;
  givenName: string;
  cardNumber: string | null;
  categoryId: number;
  branchId: number;
  expiresOn: string;
  isRestricted: boolean;
  loanCount: number;
  holdCount: number;
  balance: number;
}

// Circulation

export interface RecordReference {
  id: number;
  title: string;
  authors: string[];
  kind: RecordKind;
}

export interface Loan {
  id: number;
  item: { id: number; barcode: string; callNumber: string | null };
  record: RecordReference;
  patron: { id: number; name: string } | null;
  branchId: number;
  checkedOutAt: string;
  dueAt: string;
  isHourly: boolean;
  isOverdue: boolean;
  renewals: number;
  returnedAt: string | null;
  recalledAt: string | null;
  version: number;
}

export interface Hold {
  id: number;
  record: RecordReference;
  itemId: number | null;
  patron: { id: number; name: string } | null;
  pickupBranchId: number;
  status: string;
  position: number | null;
  placedAt: string;
  readyAt: string | null;
  pickupUntil: string | null;
  isSuspended: boolean;
  suspendedUntil: string | null;
  startsOn: string | null;
  expiresOn: string | null;
  trappedItem: { id: number; barcode: string } | null;
  version: number;
}

export interface AccountLine {
  id: number;
  kind: string;
  amount: number;
  outstanding: number | null;
  note: string | null;
  loanId: number | null;
  title: string | null;
  createdAt: string;
  branchId: number | null;
  staffName: string | null;
}

export interface Account {
  balance: number;
  lines: AccountLine[];
}

export interface Refusal {
  code: string;
  severity: 'impossible' | 'override' | 'alert';
  params: Record<string, unknown>;
  overridable: boolean;
  permission: string | null;
}

export interface ExplanationStep {
  code: string;
  params: Record<string, string | number | boolean | null>;
}

export interface PolicyUse {
  name: string;
  value: string | number | boolean | null;
  source: { id: number; branchId: number | null; patronCategoryId: number | null; itemTypeId: number | null } | null;
}

export interface Explanation {
  steps: ExplanationStep[];
  policies: PolicyUse[];
}

export interface LoanDecision {
  kind: string;
  at: string;
  chargeId: number | null;
  explanation: Explanation;
}

export interface LoanExplanation {
  loanId: number;
  decisions: LoanDecision[];
}

export type PlacedHold = Hold & { explanation: Explanation };

export interface CheckoutAnswer {
  loan: Loan;
  alerts: Refusal[];
  isRenewal: boolean;
  explanation: Explanation;
}

export interface ReturnAnswer {
  loan: Loan | null;
  item: ItemSummary;
  record: { id: number; title: string };
  outcome: string;
  hold: Hold | null;
  transitTo: number | null;
  charge: AccountLine | null;
  alerts: Refusal[];
  explanation: Explanation;
}

export interface DeskLookup {
  match: 'patron' | 'item' | 'none' | 'several';
  patron?: PatronSummary;
  item?: ItemSummary & { record: RecordReference };
  patrons: PatronSummary[];
  records: RecordSummary[];
}

export interface DeskPatron {
  patron: Patron;
  loans: Loan[];
  holds: Hold[];
  balance: number;
  lines: AccountLine[];
  blocks: Refusal[];
  limits: { loans: number; max: number | null };
}

export interface Dashboard {
  today: { checkouts: number; returns: number; renewals: number; newPatrons: number };
  openLoans: number;
  overdueLoans: number;
  holdsWaiting: number;
  holdsReady: number;
  loansByDay: { day: string; checkouts: number; returns: number }[];
  overdueByAge: { bucket: string; count: number }[];
  mostBorrowed: { record: RecordReference; count: number }[];
  loansByCategory: { categoryId: number; count: number }[];
  loansByKind: { kind: RecordKind; count: number }[];
}
