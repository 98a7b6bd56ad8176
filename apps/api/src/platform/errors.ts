/** A catalogue entry: the HTTP status of a problem, and its title in English (the web app translates by code). */
interface CatalogueEntry {
  status: number;
  title: string;
}

/**
 * Every problem that the API can answer, by its stable code. Codes are part of the contract: add, never rename.
 * Grouped by feature, sorted inside a group.
 */
export const ERRORS = {
  // platform
  backup_damaged: { status: 422, title: 'The backup is damaged' },
  backup_engine_other: { status: 422, title: 'The backup is of another database engine; move it with biblio copy' },
  backup_foreign: { status: 422, title: 'The file is a database, but not of Biblio Pro' },
  backup_key_missing: { status: 422, title: 'The backup is encrypted; say which identity file opens it' },
  backup_key_wrong: { status: 422, title: 'The backup is encrypted for another key' },
  backup_log_missing: { status: 422, title: 'The binary log in the storage does not reach that far' },
  backup_log_off: { status: 422, title: 'The database server writes no binary log' },
  backup_missing: { status: 404, title: 'There is no such file where the backups are' },
  backup_newer: { status: 422, title: 'The backup was made by a newer version than this one' },
  backup_older: { status: 422, title: 'The backup was made by an older version; add --upgrade to bring it up to date' },
  backup_permission_missing: { status: 500, title: 'The account of the database may not do this' },
  backup_recipient_invalid: { status: 500, title: 'BACKUP_AGE_RECIPIENTS holds something that is no public key' },
  backup_storage_credentials_missing: {
    status: 500,
    title: 'Set BACKUP_S3_ACCESS_KEY_ID and BACKUP_S3_SECRET_ACCESS_KEY to reach the storage',
  },
  backup_storage_unavailable: { status: 503, title: 'The storage of the backups does not do what it is asked' },
  backup_tool_failed: { status: 500, title: 'A tool of the database failed' },
  backup_tool_missing: { status: 500, title: 'A tool of the database is missing; install it or set BACKUP_TOOLS_DIR' },
  backup_tool_other: { status: 500, title: 'The tool belongs to another database engine; set BACKUP_TOOLS_DIR' },
  backup_unknown: { status: 404, title: 'There is no such backup' },
  conflict: { status: 409, title: 'The change conflicts with the present state' },
  copy_differs: { status: 500, title: 'What was copied is not what was read back; nothing was kept' },
  database_busy: { status: 503, title: 'The database is busy; try again shortly' },
  database_unavailable: { status: 503, title: 'The database cannot be reached; try again shortly' },
  database_url_unsupported: { status: 500, title: 'No database engine answers to this URL' },
  idempotency_answer_lost: {
    status: 409,
    title: 'The change was made, but its answer was lost; read the present state',
  },
  idempotency_key_in_use: { status: 409, title: 'A request with this Idempotency-Key is still under way' },
  idempotency_key_invalid: { status: 400, title: 'The Idempotency-Key must have 8 to 200 visible characters' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used for another request' },
  internal_error: { status: 500, title: 'Something went wrong on the server' },
  invalid_cursor: { status: 400, title: 'The cursor is not one that this list gave' },
  invalid_request: { status: 400, title: 'The request does not have the documented shape' },
  library_in_use: { status: 409, title: 'The library is running; stop it first' },
  library_missing: { status: 404, title: 'There is no library here' },
  library_present: { status: 409, title: 'There is a library already; add --replace to put the backup in its place' },
  malformed_body: { status: 400, title: 'The body is not valid JSON' },
  migration_running: { status: 409, title: 'Another process is changing the database schema' },
  not_acceptable: { status: 406, title: 'Ask for text/event-stream' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  overloaded: { status: 503, title: 'The server has too much to do; try again shortly' },
  payload_too_large: { status: 413, title: 'The body is larger than allowed' },
  precondition_failed: { status: 412, title: 'Somebody changed this in the meantime' },
  precondition_required: { status: 428, title: 'Send the If-Match header with the ETag that you read' },
  schema_newer: { status: 409, title: 'A later version has changed the database schema already' },
  schema_outdated: { status: 503, title: 'The database schema is older than this version needs' },
  service_unavailable: { status: 503, title: 'No server can answer now; try again shortly' },
  still_referenced: { status: 409, title: 'Something else still refers to this' },
  too_many_requests: { status: 429, title: 'Too many requests; wait before the next one' },
  unsupported_media_type: { status: 415, title: 'This content type is not accepted here' },
  // auth
  first_administrator_exists: { status: 409, title: 'This library already has an administrator' },
  forbidden: { status: 403, title: 'You do not have the permission for this' },
  forbidden_at_branch: { status: 403, title: 'Your role does not hold at this branch' },
  forbidden_for_library: {
    status: 403,
    title: 'This concerns the whole library; your role holds at some branches only',
  },
  foreign_origin: { status: 403, title: 'The request came from another site' },
  invalid_credentials: { status: 401, title: 'The name or the password is wrong' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  too_many_attempts: { status: 429, title: 'Too many failed attempts; wait before the next one' },
  weak_password: { status: 422, title: 'The password must have 10 to 200 characters' },
  wrong_password: { status: 422, title: 'The current password is wrong' },
  // staff
  last_administrator: { status: 409, title: 'The library must keep one active administrator' },
  role_unknown: { status: 422, title: 'There is no such role' },
  token_permission_not_held: { status: 422, title: 'A token cannot have a permission that you do not have' },
  username_taken: { status: 409, title: 'Somebody already has this user name' },
  // branches
  branch_code_taken: { status: 409, title: 'Another branch already has this code' },
  item_type_code_taken: { status: 409, title: 'Another item type already has this code' },
  patron_category_code_taken: { status: 409, title: 'Another category already has this code' },
  // rehearsals
  rehearsal_closed: { status: 409, title: 'This rehearsal is under way or published' },
  rehearsal_empty: { status: 422, title: 'This draft changes nothing yet' },
  rehearsal_outdated: { status: 409, title: 'What this draft changes has been changed since' },
  // patrons
  card_number_taken: { status: 409, title: 'Another card already has this number' },
  history_choice_not_offered: {
    status: 422,
    title: 'This library decides for all readers how long past loans are kept',
  },
  mail_not_configured: { status: 503, title: 'This library has no mail server set up' },
  mail_not_sent: { status: 502, title: 'The mail server did not take the message' },
  membership_already_renewed: { status: 409, title: 'The membership already runs for a whole period from today' },
  patron_has_no_email: { status: 422, title: 'This reader has no e-mail address' },
  patron_looks_duplicate: { status: 409, title: 'A reader with this name and birth date exists already' },
  // privacy
  erasure_not_requested: { status: 409, title: 'This reader has no open request to be erased' },
  erasure_refused: { status: 409, title: 'The reader cannot be erased yet' },
  // notices
  notice_state_refused: { status: 409, title: 'The mail is being sent, or is over' },
  staff_has_no_email: { status: 422, title: 'Your own account has no e-mail address' },
  template_invalid: { status: 422, title: 'The text has a placeholder that cannot be understood' },
  // accounts
  line_not_payable: { status: 422, title: 'This line is not a charge of this account with something left to pay' },
  payment_exceeds_balance: { status: 422, title: 'The payment is more than what is owed' },
  waiver_exceeds_outstanding: { status: 422, title: 'The waiver is more than what is left to pay of this charge' },
  payment_not_of_today: { status: 409, title: 'Only a payment of the same day can be voided; refund it instead' },
  payment_reversed: { status: 409, title: 'This payment was voided, or some of it was given back' },
  cash_count_missing: { status: 422, title: 'Each method with receipts must be counted' },
  cash_day_closed: { status: 409, title: 'The cash of this day was counted and closed' },
  cash_day_not_begun: { status: 422, title: 'A day that has not begun cannot be closed' },
  refund_exceeds_paid: { status: 422, title: 'The refund is more than what was paid and can be given back' },
  // catalogue
  barcode_taken: { status: 409, title: 'Another item already has this barcode' },
  item_has_history: { status: 409, title: 'The item was lent or held before; withdraw it instead' },
  item_held: { status: 409, title: 'The item is set aside for a reader’s hold' },
  item_in_transit: { status: 409, title: 'The item is on its way to another branch' },
  item_on_loan: { status: 409, title: 'The item is on loan; take it back first' },
  item_status_refused: { status: 409, title: 'The item cannot have this status in its present state' },
  record_has_history: { status: 409, title: 'This record has loans or holds; hide it instead' },
  record_has_items: { status: 409, title: 'This record still has items' },
  // imports
  import_defaults_unknown: { status: 422, title: 'There is no such branch or item type' },
  import_finished: { status: 409, title: 'This import is over' },
  import_format_unknown: { status: 422, title: 'The file is neither MARC (ISO 2709, MARCXML) nor CSV' },
  import_started: { status: 409, title: 'This import was started before' },
  import_title_unmapped: { status: 422, title: 'No column is the title' },
  upload_gone: { status: 410, title: 'The uploaded file is gone' },
  upload_incomplete: { status: 400, title: 'The upload broke off' },
  upload_missing: { status: 422, title: 'Send one file, in a multipart field named file' },
  upload_too_large: { status: 413, title: 'The file is larger than allowed' },
  // jobs
  job_running: { status: 409, title: 'This job is running or about to' },
  // circulation
  barcode_unknown: { status: 404, title: 'No item has this barcode' },
  branch_required: { status: 422, title: 'Say at which branch this happens' },
  branch_unknown: { status: 422, title: 'There is no such branch' },
  checkout_refused: { status: 409, title: 'The item cannot be lent to this reader' },
  delays_must_increase: { status: 422, title: 'Each overdue notice must come later than the one before' },
  due_date_invalid: { status: 422, title: 'The due date must lie ahead and within the card’s membership' },
  hold_change_refused: { status: 409, title: 'The hold cannot be changed this way any more' },
  hold_days_invalid: { status: 422, title: 'The first and last day of a hold must lie ahead, in this order' },
  hold_item_and_volume: { status: 422, title: 'A hold is on an item or on a volume, not on both' },
  hold_not_open: { status: 409, title: 'The hold is fulfilled, cancelled or expired already' },
  hold_order_incomplete: { status: 422, title: 'The order must name every waiting hold of the record exactly once' },
  hold_refused: { status: 409, title: 'The hold cannot be placed' },
  item_not_on_shelf: { status: 409, title: 'The copy does not stand on the shelf' },
  loan_not_open: { status: 409, title: 'The loan is returned already' },
  nobody_waits: { status: 409, title: 'Nobody who may have it waits for this copy' },
  not_a_pickup_location: { status: 422, title: 'Holds cannot be fetched at this branch' },
  override_comment_required: { status: 422, title: 'An override needs a comment' },
  patron_required: { status: 422, title: 'Name the reader by id or by card number, and only one way' },
  policy_scope_invalid: { status: 422, title: 'This policy does not depend on what it was set for' },
  policy_unknown: { status: 422, title: 'There is no such policy' },
  policy_value_invalid: { status: 422, title: 'The value is not one that this policy can have' },
  record_unknown: { status: 422, title: 'There is no such record' },
  renewal_refused: { status: 409, title: 'The loan cannot be renewed' },
  return_moment_invalid: { status: 422, title: 'The moment of return must lie between the checkout and now' },
  undo_refused: { status: 409, title: 'This cannot be undone any more' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** One field of the input that was refused: where (a JSON pointer), a code, and a sentence in English. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** A refusal that the caller can understand: it becomes an RFC 9457 problem document with a stable code. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  /** Facts for the sentence that the caller shows, such as a barcode or a limit. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[] | undefined;
  /** Further members of the problem document, such as `refusals`. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    params: Record<string, unknown> = {},
    more: { errors?: FieldError[]; extensions?: Record<string, unknown> } = {},
  ) {
    super(ERRORS[code].title);
    this.code = code;
    this.status = ERRORS[code].status;
    this.params = params;
    this.errors = more.errors;
    this.extensions = more.extensions ?? {};
  }
}

/** Makes a problem from the catalogue. */
export function problem(
  code: ErrorCode,
  params: Record<string, unknown> = {},
  more: { errors?: FieldError[]; extensions?: Record<string, unknown> } = {},
): Problem {
  return new Problem(code, params, more);
}
