// Generated from contract/openapi.json by `npm run openapi`. Do not edit.
import type {
  Account,
  AccountChange,
  AuditEntry,
  BackupOverview,
  Branch,
  BranchChanges,
  Calendar,
  CalendarChanges,
  CalendarPresetApplication,
  CalendarPresetChoice,
  CalendarPresetPreview,
  CalendarPresetResult,
  CalendarPresets,
  CardChanges,
  CashClosing,
  CashDay,
  CashMonth,
  CheckoutAnswer,
  CheckoutInput,
  Closure,
  Dashboard,
  DeclinedErasure,
  DeskLookup,
  DeskPatron,
  DueDateMoves,
  EffectivePolicies,
  ErasurePreview,
  ErasureReceipt,
  ErasureRequest,
  ExceptionalDays,
  FirstAdministrator,
  Hold,
  HoldChanges,
  HoldOrder,
  HoldQueue,
  Import,
  ImportChoices,
  ImportReportLine,
  ItemChanges,
  ItemCondition,
  ItemSummary,
  ItemType,
  ItemTypeChanges,
  Job,
  JobRun,
  JobRunLine,
  LanguageCode,
  LeftOnShelf,
  Loan,
  LoanChange,
  LoanExplanation,
  LoanRemark,
  MailText,
  NewBranch,
  NewCalendarFeed,
  NewCard,
  NewCharge,
  NewClosing,
  NewClosure,
  NewExceptionalDays,
  NewHold,
  NewItem,
  NewItemType,
  NewPassword,
  NewPatron,
  NewPatronCategory,
  NewPayment,
  NewPolicyValue,
  NewRecord,
  NewRefund,
  NewRehearsal,
  NewStaffMember,
  NewToken,
  NewVoid,
  NewWaiver,
  Notice,
  NoticeDetail,
  NoticeKind,
  NoticeState,
  NoticeSummary,
  NoticeTemplate,
  NoticeTemplateSource,
  NoticeTemplateTrial,
  OverdueLoans,
  OwnAccount,
  OwnCalendarFeed,
  OwnChanges,
  OwnErasure,
  OwnHistory,
  OwnHolds,
  OwnLoans,
  OwnNotices,
  OwnPatron,
  PasswordChange,
  Patron,
  PatronCategory,
  PatronCategoryChanges,
  PatronChanges,
  PatronSummary,
  Payment,
  PendingErasure,
  PickList,
  PlacedHold,
  PolicyDefinition,
  PolicyValue,
  PullInput,
  Receipt,
  ReceiptMail,
  RecordChanges,
  RecordDetail,
  RecordKind,
  RecordSearch,
  RecordSuggestion,
  RecordSummary,
  Rehearsal,
  RenewalAnswer,
  RenewalInput,
  Retention,
  RetentionChanges,
  RetentionPreview,
  ReturnAnswer,
  ReturnInput,
  Role,
  SearchSort,
  Session,
  Settings,
  SettingsChanges,
  ShelvedHold,
  SignIn,
  StaffMember,
  StaffMemberChanges,
  Token,
  TokenOnce,
  Transfer,
  UndoInput,
  UpcomingNotices,
  WarnedReader,
} from './models';

/** Every operation of the API by its method and path: what it takes (a body among it) and what it answers. */
export interface Operations {
  /** Remove a closure */
  'DELETE /api/v1/closures/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Remove exceptional days; a job moves due dates */
  'DELETE /api/v1/exceptional-days/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Cancel a hold; an item on the hold shelf passes to the next reader */
  'DELETE /api/v1/holds/{id}': {
    params: {
      /**
       * Why, in staff’s words
       */
      reason?: string;
      id: number;
    };
    answer: Hold;
  };
  /** Stop an import, or discard a file that was not started */
  'DELETE /api/v1/imports/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Delete an item that was never lent (If-Match) */
  'DELETE /api/v1/items/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** The reader has it after all: an ordinary loan again */
  'DELETE /api/v1/loans/{id}/claim': {
    params: {
      id: number;
    };
    answer: LoanChange;
  };
  /** Take my calendar feed away */
  'DELETE /api/v1/me/calendar-feed': { params: Record<string, never>; answer: void };
  /** Take back my request to be erased */
  'DELETE /api/v1/me/erasure-request': { params: Record<string, never>; answer: void };
  /** Go back to the text that comes with Biblio Pro (If-Match) */
  'DELETE /api/v1/notice-templates/{kind}/{language}': {
    params: {
      kind: NoticeKind;
      language: LanguageCode;
    };
    answer: NoticeTemplate;
  };
  /** Erase a reader without loans, ready holds, debts or credit (If-Match); the answer is the receipt */
  'DELETE /api/v1/patrons/{id}': {
    params: {
      id: number;
    };
    answer: ErasureReceipt;
  };
  /** Take a value away, so that the next wider scope holds */
  'DELETE /api/v1/policies/values/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Delete a record without copies (If-Match) */
  'DELETE /api/v1/records/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Delete a draft and what it found */
  'DELETE /api/v1/rehearsals/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Sign out */
  'DELETE /api/v1/session': { params: Record<string, never>; answer: void };
  /** Revoke an API token */
  'DELETE /api/v1/tokens/{id}': {
    params: {
      id: number;
    };
    answer: void;
  };
  /** Who did what, newest first */
  'GET /api/v1/audit': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      entity?: string;
      entityId?: number;
      actorId?: number;
      action?: string;

      /**
       * From this instant or day on
       */
      from?: string;

      /**
       * Before this instant or day
       */
      to?: string;
    };
    answer: {
      items: Array<AuditEntry>;
      nextCursor: string | null;
    };
  };
  /** The backups that there are, the newest first, and what there is to worry about */
  'GET /api/v1/backups': { params: Record<string, never>; answer: BackupOverview };
  /** All branches, by name */
  'GET /api/v1/branches': {
    params: Record<string, never>;
    answer: {
      items: Array<Branch>;
    };
  };
  /** One branch */
  'GET /api/v1/branches/{id}': {
    params: {
      id: number;
    };
    answer: Branch;
  };
  /** A branch’s opening hours and its own closures */
  'GET /api/v1/branches/{id}/calendar': {
    params: {
      id: number;
    };
    answer: Calendar;
  };
  /** A reader’s loans and ready holds as iCalendar; whoever has the address may read it */
  'GET /api/v1/calendar-feeds/{token}.ics': {
    params: {
      token: string;
    };
    answer: void;
  };
  /** Whose public and school holidays are known */
  'GET /api/v1/calendar-presets': {
    params: {
      language: LanguageCode;
    };
    answer: CalendarPresets;
  };
  /** A day of cash: totals by method and by member of staff, every receipt, and the closing */
  'GET /api/v1/cash/days/{day}': {
    params: {
      /**
       * Without it: all branches together
       */
      branchId?: number;
      day: string;
    };
    answer: CashDay;
  };
  /** The same as a file: each receipt in a line, or a report to print and sign */
  'GET /api/v1/cash/days/{day}/export': {
    params: {
      /**
       * Without it: all branches together
       */
      branchId?: number;
      format: 'csv' | 'pdf';
      language?: LanguageCode;
      day: string;
    };
    answer: void;
  };
  /** A month of cash day by day, with what is carried from day to day */
  'GET /api/v1/cash/months/{month}': {
    params: {
      /**
       * Without it: all branches together
       */
      branchId?: number;
      month: string;
    };
    answer: CashMonth;
  };
  /** The same as a file: each day in a line, or a report to print */
  'GET /api/v1/cash/months/{month}/export': {
    params: {
      /**
       * Without it: all branches together
       */
      branchId?: number;
      format: 'csv' | 'pdf';
      language?: LanguageCode;
      month: string;
    };
    answer: void;
  };
  /** What waits on the hold shelf, by the reader’s name */
  'GET /api/v1/circulation/hold-shelf': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      branchId?: number;

      /**
       * Only what was not fetched in time, or only the rest
       */
      isExpired?: boolean;
    };
    answer: {
      items: Array<ShelvedHold>;
      nextCursor: string | null;
    };
  };
  /** What still lies on the hold shelf for a reader who does not come for it; a scan settles each */
  'GET /api/v1/circulation/hold-shelf/left': {
    params: {
      branchId?: number;
    };
    answer: {
      items: Array<LeftOnShelf>;
    };
  };
  /** Overdue loans, the longest overdue first, with how to reach the readers */
  'GET /api/v1/circulation/overdue-loans': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;

      /**
       * Where it was lent
       */
      branchId?: number;

      /**
       * Of the reader
       */
      categoryId?: number;

      /**
       * The last overdue notice whose day has come; 0: none yet
       */
      level?: number;

      /**
       * `out`: neither lost nor claimed to be back; without it all
       */
      situation?: 'out' | 'claimed_returned' | 'lost';
    };
    answer: OverdueLoans;
  };
  /** Overdue loans as CSV, for spreadsheets and letters */
  'GET /api/v1/circulation/overdue-loans/file': {
    params: {
      /**
       * Where it was lent
       */
      branchId?: number;

      /**
       * Of the reader
       */
      categoryId?: number;

      /**
       * The last overdue notice whose day has come; 0: none yet
       */
      level?: number;

      /**
       * `out`: neither lost nor claimed to be back; without it all
       */
      situation?: 'out' | 'claimed_returned' | 'lost';

      /**
       * Of the headings, and whose spreadsheets it is for
       */
      language?: 'fr' | 'en';
    };
    answer: void;
  };
  /** The copies to fetch from a branch’s shelves for who waits; `POST /circulation/pulls` confirms one */
  'GET /api/v1/circulation/pick-list': {
    params: {
      /**
       * Where the copies stand
       */
      branchId: number;
    };
    answer: PickList;
  };
  /** What is on its way between branches, the longest first; a return at the branch receives it */
  'GET /api/v1/circulation/transfers': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      toBranchId?: number;
      fromBranchId?: number;

      /**
       * Only what has been under way for a week or more
       */
      isLate?: boolean;
    };
    answer: {
      items: Array<Transfer>;
      nextCursor: string | null;
    };
  };
  /** All closures, by first day; those without a branch close the whole library */
  'GET /api/v1/closures': {
    params: Record<string, never>;
    answer: {
      items: Array<Closure>;
    };
  };
  /** What a scan or some words mean: a card, an item, a reader or titles */
  'GET /api/v1/desk/lookup': {
    params: {
      q: string;
    };
    answer: DeskLookup;
  };
  /** Receipts of erasures, the newest first; they name nobody */
  'GET /api/v1/erasure-receipts': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;

      /**
       * Only the receipt with this number
       */
      number?: string;
    };
    answer: {
      items: Array<ErasureReceipt>;
      nextCursor: string | null;
    };
  };
  /** One receipt of an erasure */
  'GET /api/v1/erasure-receipts/{id}': {
    params: {
      id: number;
    };
    answer: ErasureReceipt;
  };
  /** One receipt of an erasure, as a PDF to hand over */
  'GET /api/v1/erasure-receipts/{id}/receipt.pdf': {
    params: {
      format?: 'a5' | 'slip';

      /**
       * By default the library’s
       */
      language?: LanguageCode;
      id: number;
    };
    answer: void;
  };
  /** Readers who ask to be erased, the oldest request first */
  'GET /api/v1/erasure-requests': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: {
      items: Array<PendingErasure>;
      nextCursor: string | null;
    };
  };
  /** What changes in the library, as it happens */
  'GET /api/v1/events': {
    params: {
      'last-event-id'?: string;
    };
    answer: string;
  };
  /** Days with hours of their own or a note, by first day; those without a branch are of the whole library */
  'GET /api/v1/exceptional-days': {
    params: Record<string, never>;
    answer: {
      items: Array<ExceptionalDays>;
    };
  };
  /** The whole catalogue with its copies, as a file */
  'GET /api/v1/exports/records': {
    params: {
      format: 'marcxml' | 'iso2709' | 'csv';
    };
    answer: void;
  };
  /** Holds, the latest first; `open` are those that wait, travel or are ready */
  'GET /api/v1/holds': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      status?: 'waiting' | 'in_transit' | 'ready' | 'fulfilled' | 'cancelled' | 'expired' | 'open';
      recordId?: number;
      patronId?: number;
      pickupBranchId?: number;
    };
    answer: {
      items: Array<Hold>;
      nextCursor: string | null;
    };
  };
  /** Imports, the newest first */
  'GET /api/v1/imports': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: {
      items: Array<Import>;
      nextCursor: string | null;
    };
  };
  /** An import with its progress */
  'GET /api/v1/imports/{id}': {
    params: {
      id: number;
    };
    answer: Import;
  };
  /** Records that an import refused (or warned of), in the order of the file */
  'GET /api/v1/imports/{id}/report': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      outcome?: 'refused' | 'warning';
      id: number;
    };
    answer: {
      items: Array<ImportReportLine>;
      nextCursor: string | null;
    };
  };
  /** All item types, by code */
  'GET /api/v1/item-types': {
    params: Record<string, never>;
    answer: {
      items: Array<ItemType>;
    };
  };
  /** The item with a barcode, if there is one */
  'GET /api/v1/items': {
    params: {
      barcode: string;
    };
    answer: {
      items: Array<ItemSummary>;
    };
  };
  /** One item */
  'GET /api/v1/items/{id}': {
    params: {
      id: number;
    };
    answer: ItemSummary;
  };
  /** Every scheduled job, its latest run and its next */
  'GET /api/v1/jobs': {
    params: Record<string, never>;
    answer: {
      items: Array<Job>;
    };
  };
  /** The runs of a job, the newest first */
  'GET /api/v1/jobs/{name}/runs': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      name: string;
    };
    answer: {
      items: Array<JobRun>;
      nextCursor: string | null;
    };
  };
  /** A run of a job, with its progress while it is under way */
  'GET /api/v1/jobs/{name}/runs/{id}': {
    params: {
      name: string;
      id: number;
    };
    answer: JobRun;
  };
  /** What a run did or could not do, one by one (at most 10,000) */
  'GET /api/v1/jobs/{name}/runs/{id}/lines': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      name: string;
      id: number;
    };
    answer: {
      items: Array<JobRunLine>;
      nextCursor: string | null;
    };
  };
  /** Loans: open and overdue ones by due date, others by checkout, the latest first */
  'GET /api/v1/loans': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      patronId?: number;
      branchId?: number;
      status?: 'open' | 'overdue' | 'returned';
    };
    answer: {
      items: Array<Loan>;
      nextCursor: string | null;
    };
  };
  /** How a loan’s due date and charges came about, at a desk or for the reader whose it is */
  'GET /api/v1/loans/{id}/explanation': {
    params: {
      id: number;
    };
    answer: LoanExplanation;
  };
  /** My data, as the library keeps it */
  'GET /api/v1/me': { params: Record<string, never>; answer: OwnPatron };
  /** What I owe and paid */
  'GET /api/v1/me/account': { params: Record<string, never>; answer: OwnAccount };
  /** Whether I have a calendar feed */
  'GET /api/v1/me/calendar-feed': { params: Record<string, never>; answer: OwnCalendarFeed };
  /** All that the library holds about me, as a file */
  'GET /api/v1/me/data-export': {
    params: {
      /**
       * For a program, or for the reader to look at
       */
      format: 'json' | 'html';

      /**
       * Of the page; by default the reader’s
       */
      language?: 'fr' | 'en';
    };
    answer: void;
  };
  /** My request to be erased, and what stands against it */
  'GET /api/v1/me/erasure-request': { params: Record<string, never>; answer: OwnErasure };
  /** What I have borrowed, as far as it is kept */
  'GET /api/v1/me/history': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: OwnHistory;
  };
  /** My holds that are waiting, on their way or ready */
  'GET /api/v1/me/holds': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: OwnHolds;
  };
  /** What I have on loan, the first due first */
  'GET /api/v1/me/loans': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: OwnLoans;
  };
  /** What I have on loan and when it is due, as a PDF */
  'GET /api/v1/me/loans.pdf': {
    params: {
      format?: 'a5' | 'slip';

      /**
       * By default the reader’s
       */
      language?: LanguageCode;
    };
    answer: void;
  };
  /** The mails I was sent, and which ones I want */
  'GET /api/v1/me/notices': { params: Record<string, never>; answer: OwnNotices };
  /** What I paid and got back, newest first */
  'GET /api/v1/me/payments': {
    params: Record<string, never>;
    answer: {
      items: Array<Payment>;
    };
  };
  /** The receipt of one of my payments as a PDF */
  'GET /api/v1/me/payments/{id}/receipt.pdf': {
    params: {
      format?: 'a5' | 'slip';

      /**
       * By default the reader’s
       */
      language?: LanguageCode;
      id: number;
    };
    answer: void;
  };
  /** The texts of all mails in both languages */
  'GET /api/v1/notice-templates': {
    params: Record<string, never>;
    answer: {
      items: Array<NoticeTemplate>;
    };
  };
  /** The text of a kind of mail in one language */
  'GET /api/v1/notice-templates/{kind}/{language}': {
    params: {
      kind: NoticeKind;
      language: LanguageCode;
    };
    answer: NoticeTemplate;
  };
  /** Mails to readers, the newest first */
  'GET /api/v1/notices': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
      state?: NoticeState;
      kind?: NoticeKind;
      patronId?: number;
    };
    answer: {
      items: Array<Notice>;
      nextCursor: string | null;
    };
  };
  /** Whether mail is set up, and how many mails are in each state */
  'GET /api/v1/notices/summary': { params: Record<string, never>; answer: NoticeSummary };
  /** The reminders that the coming days will bring, as far as loans stay as they are */
  'GET /api/v1/notices/upcoming': {
    params: {
      days?: number;
    };
    answer: UpcomingNotices;
  };
  /** A mail with its text and what it is about */
  'GET /api/v1/notices/{id}': {
    params: {
      id: number;
    };
    answer: NoticeDetail;
  };
  /** All patron categories, by code */
  'GET /api/v1/patron-categories': {
    params: Record<string, never>;
    answer: {
      items: Array<PatronCategory>;
    };
  };
  /** Readers by name; searched by name, card number or e-mail address */
  'GET /api/v1/patrons': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;

      /**
       * Words of the name, a card number, or part of an e-mail address
       */
      q?: string;
      categoryId?: number;
      branchId?: number;
    };
    answer: {
      items: Array<PatronSummary>;
      nextCursor: string | null;
      total: number;
    };
  };
  /** One reader */
  'GET /api/v1/patrons/{id}': {
    params: {
      id: number;
    };
    answer: Patron;
  };
  /** A reader’s account: the balance and every line */
  'GET /api/v1/patrons/{id}/account': {
    params: {
      id: number;
    };
    answer: Account;
  };
  /** All that the library holds about a reader, as a file */
  'GET /api/v1/patrons/{id}/data-export': {
    params: {
      /**
       * For a program, or for the reader to look at
       */
      format: 'json' | 'html';

      /**
       * Of the page; by default the reader’s
       */
      language?: 'fr' | 'en';
      id: number;
    };
    answer: void;
  };
  /** A reader at one glance: loans, holds, account and what stands against lending */
  'GET /api/v1/patrons/{id}/desk': {
    params: {
      id: number;
    };
    answer: DeskPatron;
  };
  /** What erasing a reader would come to, and what stands against it */
  'GET /api/v1/patrons/{id}/erasure': {
    params: {
      id: number;
    };
    answer: ErasurePreview;
  };
  /** What a reader has on loan and when it is due, as a PDF */
  'GET /api/v1/patrons/{id}/loans.pdf': {
    params: {
      format?: 'a5' | 'slip';

      /**
       * By default the reader’s
       */
      language?: LanguageCode;
      id: number;
    };
    answer: void;
  };
  /** The payments, refunds and voids of a reader, newest first */
  'GET /api/v1/patrons/{id}/payments': {
    params: {
      id: number;
    };
    answer: {
      items: Array<Payment>;
    };
  };
  /** What a reader lent, brought back and paid since a moment, to print */
  'GET /api/v1/patrons/{id}/receipt': {
    params: {
      /**
       * By default the beginning of today
       */
      since?: string;
      id: number;
    };
    answer: Receipt;
  };
  /** The receipt of a payment, refund or void as a PDF */
  'GET /api/v1/payments/{id}/receipt.pdf': {
    params: {
      format?: 'a5' | 'slip';

      /**
       * By default the reader’s
       */
      language?: LanguageCode;
      id: number;
    };
    answer: void;
  };
  /** Every policy there is, and every value that is set */
  'GET /api/v1/policies': {
    params: Record<string, never>;
    answer: {
      definitions: Array<PolicyDefinition>;
      values: Array<PolicyValue>;
    };
  };
  /** The value of every policy for a branch, a category and a type, and where it comes from */
  'GET /api/v1/policies/effective': {
    params: {
      branchId: number;
      patronCategoryId: number;
      itemTypeId: number;
    };
    answer: EffectivePolicies;
  };
  /** For how many days each thing about people is kept, by purpose */
  'GET /api/v1/privacy/retention': { params: Record<string, never>; answer: Retention };
  /** What a run at this moment would remove; nothing is changed */
  'GET /api/v1/privacy/retention/preview': { params: Record<string, never>; answer: RetentionPreview };
  /** Inactive readers who were told of their erasure, the first to go first */
  'GET /api/v1/privacy/warned-readers': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: {
      items: Array<WarnedReader>;
      nextCursor: string | null;
    };
  };
  /** Search the catalogue */
  'GET /api/v1/records': {
    params: {
      /**
       * Words in any order, an ISBN, a barcode; what is too long is cut
       */
      q?: string;
      kind?: Array<RecordKind>;

      /**
       * ISO 639-2/B codes; any of them
       */
      language?: Array<string>;

      /**
       * Whole names as the facet lists them; any of them
       */
      author?: Array<string>;

      /**
       * Whole subjects as the facet lists them; any of them
       */
      subject?: Array<string>;
      yearFrom?: number;
      yearTo?: number;
      branchId?: Array<number>;

      /**
       * True: on the shelf now, at one of the branches if any are named; false: on no shelf
       */
      available?: boolean;
      sort?: SearchSort;
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: RecordSearch;
  };
  /** The titles borrowed most in the last days */
  'GET /api/v1/records/most-borrowed': {
    params: {
      limit?: number;
      days?: number;
    };
    answer: {
      items: Array<RecordSummary>;
    };
  };
  /** The titles added last */
  'GET /api/v1/records/newest': {
    params: {
      limit?: number;
    };
    answer: {
      items: Array<RecordSummary>;
    };
  };
  /** Complete what is being typed with titles, authors and subjects */
  'GET /api/v1/records/suggestions': {
    params: {
      q: string;
      limit?: number;
    };
    answer: {
      items: Array<RecordSuggestion>;
    };
  };
  /** A record with its copies */
  'GET /api/v1/records/{id}': {
    params: {
      id: number;
    };
    answer: RecordDetail;
  };
  /** A record’s open holds: those being fulfilled, then those that wait, in their order */
  'GET /api/v1/records/{id}/hold-queue': {
    params: {
      id: number;
    };
    answer: HoldQueue;
  };
  /** A record as MARCXML, ISO 2709 or MARC-in-JSON */
  'GET /api/v1/records/{id}/marc': {
    params: {
      format?: 'marcxml' | 'iso2709' | 'json';
      id: number;
    };
    answer: unknown;
  };
  /** Other titles of the same authors and subjects */
  'GET /api/v1/records/{id}/related': {
    params: {
      limit?: number;
      id: number;
    };
    answer: {
      items: Array<RecordSummary>;
    };
  };
  /** Drafts of policies and calendars, the newest first */
  'GET /api/v1/rehearsals': {
    params: {
      limit?: number;

      /**
       * The nextCursor of the page before
       */
      cursor?: string;
    };
    answer: {
      items: Array<Rehearsal>;
      nextCursor: string | null;
    };
  };
  /** A draft, how far its rehearsal is, and what it found */
  'GET /api/v1/rehearsals/{id}': {
    params: {
      id: number;
    };
    answer: Rehearsal;
  };
  /** The library’s figures of today and of the last days */
  'GET /api/v1/reports/dashboard': {
    params: {
      days?: number;

      /**
       * One branch; without it the whole library
       */
      branchId?: number;
    };
    answer: Dashboard;
  };
  /** The roles and their permissions */
  'GET /api/v1/roles': {
    params: Record<string, never>;
    answer: {
      items: Array<Role>;
    };
  };
  /** Who is signed in */
  'GET /api/v1/session': { params: Record<string, never>; answer: Session };
  /** The library’s settings */
  'GET /api/v1/settings': { params: Record<string, never>; answer: Settings };
  /** All members of staff */
  'GET /api/v1/staff': {
    params: Record<string, never>;
    answer: {
      items: Array<StaffMember>;
    };
  };
  /** One member of staff */
  'GET /api/v1/staff/{id}': {
    params: {
      id: number;
    };
    answer: StaffMember;
  };
  /** One’s own API tokens */
  'GET /api/v1/tokens': {
    params: Record<string, never>;
    answer: {
      items: Array<Token>;
    };
  };
  /** Change a branch (If-Match) */
  'PATCH /api/v1/branches/{id}': {
    params: {
      id: number;
      body: BranchChanges;
    };
    answer: Branch;
  };
  /** Change where a hold is fetched, or let it sleep; If-Match is heeded when it is sent */
  'PATCH /api/v1/holds/{id}': {
    params: {
      id: number;
      body: HoldChanges;
    };
    answer: Hold;
  };
  /** Change an item type (If-Match with the version from the list) */
  'PATCH /api/v1/item-types/{id}': {
    params: {
      id: number;
      body: ItemTypeChanges;
    };
    answer: ItemType;
  };
  /** Change an item (If-Match); declaring a lent one lost charges its reader */
  'PATCH /api/v1/items/{id}': {
    params: {
      id: number;
      body: ItemChanges;
    };
    answer: ItemSummary;
  };
  /** Say at a desk that an item is damaged, missing or in order again, or note something on it (If-Match) */
  'PATCH /api/v1/items/{id}/condition': {
    params: {
      id: number;
      body: ItemCondition;
    };
    answer: ItemSummary;
  };
  /** Change how I am reached, my language, or how long past loans are kept (If-Match if wanted) */
  'PATCH /api/v1/me': {
    params: {
      body: OwnChanges;
    };
    answer: OwnPatron;
  };
  /** Change a patron category (If-Match with the version from the list) */
  'PATCH /api/v1/patron-categories/{id}': {
    params: {
      id: number;
      body: PatronCategoryChanges;
    };
    answer: PatronCategory;
  };
  /** Change a reader (If-Match) */
  'PATCH /api/v1/patrons/{id}': {
    params: {
      id: number;
      body: PatronChanges;
    };
    answer: Patron;
  };
  /** Mark a card as lost, or as found and in use again */
  'PATCH /api/v1/patrons/{id}/cards/{cardId}': {
    params: {
      id: number;
      cardId: number;
      body: CardChanges;
    };
    answer: Patron;
  };
  /** Change for how long some things are kept (If-Match) */
  'PATCH /api/v1/privacy/retention': {
    params: {
      body: RetentionChanges;
    };
    answer: Retention;
  };
  /** Change a record (If-Match) */
  'PATCH /api/v1/records/{id}': {
    params: {
      id: number;
      body: RecordChanges;
    };
    answer: RecordDetail;
  };
  /** Change some settings */
  'PATCH /api/v1/settings': {
    params: {
      body: SettingsChanges;
    };
    answer: Settings;
  };
  /** Change a member of staff (If-Match) */
  'PATCH /api/v1/staff/{id}': {
    params: {
      id: number;
      body: StaffMemberChanges;
    };
    answer: StaffMember;
  };
  /** Add a branch */
  'POST /api/v1/branches': {
    params: {
      body: NewBranch;
    };
    answer: Branch;
  };
  /** Which due dates a branch’s new calendar would move; nothing is changed */
  'POST /api/v1/branches/{id}/calendar/preview': {
    params: {
      id: number;
      body: CalendarChanges;
    };
    answer: DueDateMoves;
  };
  /** Add the named days of a preset; what is there already is left alone, and a job moves due dates */
  'POST /api/v1/calendar-presets/apply': {
    params: {
      body: CalendarPresetApplication;
    };
    answer: CalendarPresetResult;
  };
  /** The days of a preset, which of them are there already, and which due dates the named ones would move */
  'POST /api/v1/calendar-presets/preview': {
    params: {
      body: CalendarPresetChoice;
    };
    answer: CalendarPresetPreview;
  };
  /** Close a day with what was counted (If-Match: the day that was seen) */
  'POST /api/v1/cash/days/{day}/closing': {
    params: {
      day: string;
      body: NewClosing;
    };
    answer: CashClosing;
  };
  /** Lend an item; 409 `checkout_refused` lists every reason in `refusals` */
  'POST /api/v1/circulation/checkouts': {
    params: {
      body: CheckoutInput;
    };
    answer: CheckoutAnswer;
  };
  /** Confirm that a copy was fetched from the shelf for the first reader who waits for it */
  'POST /api/v1/circulation/pulls': {
    params: {
      body: PullInput;
    };
    answer: ReturnAnswer;
  };
  /** Take an item back, on loan or not, and say where it goes */
  'POST /api/v1/circulation/returns': {
    params: {
      body: ReturnInput;
    };
    answer: ReturnAnswer;
  };
  /** Undo one’s own last action on a loan within ten minutes; an undone checkout answers no loan */
  'POST /api/v1/circulation/undo': {
    params: {
      body: UndoInput;
    };
    answer: {
      loan: Loan | null;
    };
  };
  /** Close one branch or, without a branch, the whole library; a job moves due dates */
  'POST /api/v1/closures': {
    params: {
      body: NewClosure;
    };
    answer: Closure;
  };
  /** Which due dates a new closure would move; nothing is changed */
  'POST /api/v1/closures/preview': {
    params: {
      body: NewClosure;
    };
    answer: DueDateMoves;
  };
  /** Give one branch or, without a branch, the whole library other hours, or a note, on some days */
  'POST /api/v1/exceptional-days': {
    params: {
      body: NewExceptionalDays;
    };
    answer: ExceptionalDays;
  };
  /** Which due dates new exceptional days would move; nothing is changed */
  'POST /api/v1/exceptional-days/preview': {
    params: {
      body: NewExceptionalDays;
    };
    answer: DueDateMoves;
  };
  /** Open an empty library; works only until the first member of staff exists */
  'POST /api/v1/first-administrator': {
    params: {
      body: FirstAdministrator;
    };
    answer: Session;
  };
  /** Place a hold; 409 `hold_refused` lists every reason in `refusals` */
  'POST /api/v1/holds': {
    params: {
      body: NewHold;
    };
    answer: PlacedHold;
  };
  /** Upload a catalogue file and see what it would do */
  'POST /api/v1/imports': { params: Record<string, never>; answer: Import };
  /** See what a file would do with other choices */
  'POST /api/v1/imports/{id}/preview': {
    params: {
      id: number;
      body: ImportChoices;
    };
    answer: Import;
  };
  /** Start an import in the background */
  'POST /api/v1/imports/{id}/start': {
    params: {
      id: number;
      body: ImportChoices;
    };
    answer: Import;
  };
  /** Add an item type */
  'POST /api/v1/item-types': {
    params: {
      body: NewItemType;
    };
    answer: ItemType;
  };
  /** Run a job now; it begins within seconds */
  'POST /api/v1/jobs/{name}/run': {
    params: {
      name: string;
    };
    answer: JobRun;
  };
  /** The reader says that they returned it: it is not renewed, nor lost by itself */
  'POST /api/v1/loans/{id}/claim': {
    params: {
      id: number;
      body: LoanRemark;
    };
    answer: LoanChange;
  };
  /** Declare the copy lost and charge its reader by the policies; the loan stays open */
  'POST /api/v1/loans/{id}/lost': {
    params: {
      id: number;
      body: LoanRemark;
    };
    answer: LoanChange;
  };
  /** Believe a claim: end the loan without charge, the copy counts as lost by the library */
  'POST /api/v1/loans/{id}/missing': {
    params: {
      id: number;
      body: LoanRemark;
    };
    answer: LoanChange;
  };
  /** Renew a loan, at a desk or by its reader; 409 `renewal_refused` lists every reason */
  'POST /api/v1/loans/{id}/renew': {
    params: {
      id: number;
      body: RenewalInput;
    };
    answer: RenewalAnswer;
  };
  /** Give my calendar feed a new secret address; the one before is answered no more */
  'POST /api/v1/me/calendar-feed': { params: Record<string, never>; answer: NewCalendarFeed };
  /** Ask to be erased; 409 `erasure_refused` lists every reason against it */
  'POST /api/v1/me/erasure-request': { params: Record<string, never>; answer: ErasureRequest };
  /** Write a text that is not saved, for a reader or an invented one */
  'POST /api/v1/notice-templates/{kind}/{language}/preview': {
    params: {
      kind: NoticeKind;
      language: LanguageCode;
      body: NoticeTemplateTrial;
    };
    answer: MailText;
  };
  /** Send a text that is not saved to oneself */
  'POST /api/v1/notice-templates/{kind}/{language}/test': {
    params: {
      kind: NoticeKind;
      language: LanguageCode;
      body: NoticeTemplateTrial;
    };
    answer: {
      to: string;
    };
  };
  /** Do not send a mail */
  'POST /api/v1/notices/{id}/cancel': {
    params: {
      id: number;
    };
    answer: NoticeDetail;
  };
  /** Send a mail that failed, was cancelled or waits, within the next minute */
  'POST /api/v1/notices/{id}/retry': {
    params: {
      id: number;
    };
    answer: NoticeDetail;
  };
  /** Add a patron category */
  'POST /api/v1/patron-categories': {
    params: {
      body: NewPatronCategory;
    };
    answer: PatronCategory;
  };
  /** Register a reader */
  'POST /api/v1/patrons': {
    params: {
      body: NewPatron;
    };
    answer: Patron;
  };
  /** Give a new card; those in use count as replaced */
  'POST /api/v1/patrons/{id}/cards': {
    params: {
      id: number;
      body: NewCard;
    };
    answer: Patron;
  };
  /** Charge an amount by hand */
  'POST /api/v1/patrons/{id}/charges': {
    params: {
      id: number;
      body: NewCharge;
    };
    answer: AccountChange;
  };
  /** Decline a reader’s request to be erased, with a reason that the reader sees */
  'POST /api/v1/patrons/{id}/erasure-request/decline': {
    params: {
      id: number;
      body: DeclinedErasure;
    };
    answer: ErasureRequest;
  };
  /** Take a payment, for chosen charges or the oldest first */
  'POST /api/v1/patrons/{id}/payments': {
    params: {
      id: number;
      body: NewPayment;
    };
    answer: AccountChange;
  };
  /** Send that receipt to the reader’s e-mail address; it is on its way within a minute */
  'POST /api/v1/patrons/{id}/receipt/mail': {
    params: {
      id: number;
      body: ReceiptMail;
    };
    answer: {
      to: string;
    };
  };
  /** Give money back, of one payment or of the credit */
  'POST /api/v1/patrons/{id}/refunds': {
    params: {
      id: number;
      body: NewRefund;
    };
    answer: AccountChange;
  };
  /** Renew the membership by the category’s period */
  'POST /api/v1/patrons/{id}/renew-membership': {
    params: {
      id: number;
    };
    answer: Patron;
  };
  /** Waive a charge, wholly or in part */
  'POST /api/v1/patrons/{id}/waivers': {
    params: {
      id: number;
      body: NewWaiver;
    };
    answer: AccountChange;
  };
  /** Take a mistaken payment back on the day it was booked */
  'POST /api/v1/payments/{id}/void': {
    params: {
      id: number;
      body: NewVoid;
    };
    answer: AccountChange;
  };
  /** Describe a new title */
  'POST /api/v1/records': {
    params: {
      body: NewRecord;
    };
    answer: RecordDetail;
  };
  /** Add an item to a record */
  'POST /api/v1/records/{id}/items': {
    params: {
      id: number;
      body: NewItem;
    };
    answer: ItemSummary;
  };
  /** Begin a draft */
  'POST /api/v1/rehearsals': {
    params: {
      body: NewRehearsal;
    };
    answer: Rehearsal;
  };
  /** Make the draft’s changes the published rules (If-Match) */
  'POST /api/v1/rehearsals/{id}/publish': {
    params: {
      id: number;
    };
    answer: Rehearsal;
  };
  /** Hold the draft against the last twelve months, in the background */
  'POST /api/v1/rehearsals/{id}/run': {
    params: {
      id: number;
    };
    answer: Rehearsal;
  };
  /** Sign in */
  'POST /api/v1/session': {
    params: {
      body: SignIn;
    };
    answer: Session;
  };
  /** Change one’s own password; ends all other sessions */
  'POST /api/v1/session/password': {
    params: {
      body: PasswordChange;
    };
    answer: void;
  };
  /** Add a member of staff */
  'POST /api/v1/staff': {
    params: {
      body: NewStaffMember;
    };
    answer: StaffMember;
  };
  /** Make an API token */
  'POST /api/v1/tokens': {
    params: {
      body: NewToken;
    };
    answer: TokenOnce;
  };
  /** Replace a branch’s hours and closures (If-Match, or the version read in the body); a job moves due dates */
  'PUT /api/v1/branches/{id}/calendar': {
    params: {
      id: number;
      body: CalendarChanges;
    };
    answer: Calendar;
  };
  /** Give the library a text of its own (If-Match) */
  'PUT /api/v1/notice-templates/{kind}/{language}': {
    params: {
      kind: NoticeKind;
      language: LanguageCode;
      body: NoticeTemplateSource;
    };
    answer: NoticeTemplate;
  };
  /** Set a reader’s password; ends the reader’s sessions */
  'PUT /api/v1/patrons/{id}/password': {
    params: {
      id: number;
      body: NewPassword;
    };
    answer: void;
  };
  /** Set the value of a policy at a scope */
  'PUT /api/v1/policies/values': {
    params: {
      body: NewPolicyValue;
    };
    answer: PolicyValue;
  };
  /** Put a record’s waiting holds into a new order; the list must be whole. If-Match is heeded when it is sent */
  'PUT /api/v1/records/{id}/hold-queue': {
    params: {
      id: number;
      body: HoldOrder;
    };
    answer: HoldQueue;
  };
  /** Change a draft (If-Match); what was found with the old one is forgotten */
  'PUT /api/v1/rehearsals/{id}': {
    params: {
      id: number;
      body: NewRehearsal;
    };
    answer: Rehearsal;
  };
}
