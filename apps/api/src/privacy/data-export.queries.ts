import { withoutPointers } from '../platform/audit-privacy.ts';
import type { Db } from '../platform/database/database.ts';

/** One thing that is held about a reader, by the names of its fields. */
export type HeldEntry = Record<string, unknown>;

/** Things of one kind, with the number of each by which reading goes on. */
export interface HeldRow {
  id: number;
  entry: HeldEntry;
}

/** Reads what is held of a reader of one kind, in the order of the numbers, a page at a time. */
type ReadHeld = (db: Db, patronId: number, page: { after: number; limit: number }) => Promise<HeldRow[]>;

/**
 * All that is held about a reader, by kind, in the order of the file. What is only there for a day, such as answers kept for
 * a desk that asks again, and what nobody may read, such as the hash of a password, is left out; `docs/privacy.md` says so.
 */
export const HELD_DATA = {
  person: readPerson,
  cards: readCards,
  loans: readLoans,
  loanDecisions: readLoanDecisions,
  holds: readHolds,
  accountLines: readAccountLines,
  payments: readPayments,
  notices: readNotices,
  sessions: readSessions,
  erasureRequests: readErasureRequests,
  calendarFeed: readCalendarFeed,
  auditEntries: readAuditEntries,
} as const satisfies Record<string, ReadHeld>;

export type HeldKind = keyof typeof HELD_DATA;
export const HELD_KINDS = Object.keys(HELD_DATA) as HeldKind[];

/** Splits the number by which reading goes on from the rest. */
function toHeld<Row extends { id: number }>(rows: Row[]): HeldRow[] {
  return rows.map(({ id, ...entry }) => ({ id, entry }));
}

async function readPerson(db: Db, patronId: number, { after }: { after: number }): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('patrons')
    .innerJoin('patron_categories as category', 'category.id', 'patrons.category_id')
    .innerJoin('branches', 'branches.id', 'patrons.branch_id')
    .select(['patrons.id', 'given_name as givenName', 'family_name as familyName', 'birth_date as birthDate'])
    .select(['patrons.email', 'patrons.phone', 'street', 'postal_code as postalCode', 'city', 'language', 'notes'])
    .select(['category.name_fr as categoryNameFr', 'category.name_en as categoryNameEn', 'branches.name as branch'])
    .select(['expires_on as expiresOn', 'restricted_until as restrictedUntil'])
    .select(['restriction_reason as restrictionReason', 'history_choice as historyChoice'])
    .select(['notice_choice as noticeChoice', 'erasure_warned_at as erasureWarnedAt'])
    .select(['created_at as createdAt', 'updated_at as updatedAt', 'password_hash as passwordHash'])
    .where('patrons.id', '=', patronId)
    .where('patrons.id', '>', after)
    .execute();
  return toHeld(rows.map(({ passwordHash, ...row }) => ({ ...row, hasPassword: passwordHash !== null })));
}

async function readCards(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('patron_cards')
    .select(['id', 'number', 'status', 'issued_at as issuedAt'])
    .where('patron_id', '=', patronId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return toHeld(rows);
}

async function readLoans(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('loans')
    .innerJoin('records', 'records.id', 'loans.record_id')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .innerJoin('branches', 'branches.id', 'loans.branch_id')
    .select(['loans.id', 'loans.id as loanId', 'records.title', 'items.barcode', 'branches.name as branch'])
    .select(['checked_out_at as checkedOutAt', 'due_at as dueAt', 'returned_at as returnedAt', 'renewals'])
    .select(['last_renewed_at as lastRenewedAt', 'recalled_at as recalledAt', 'age_group as ageGroup'])
    .where('loans.patron_id', '=', patronId)
    .where('loans.id', '>', after)
    .orderBy('loans.id')
    .limit(limit)
    .execute();
  return toHeld(rows);
}

async function readLoanDecisions(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('loan_decisions as decision')
    .innerJoin('loans', 'loans.id', 'decision.loan_id')
    .select(['decision.id', 'decision.loan_id as loanId', 'decision.kind', 'decision.decided_at as decidedAt'])
    .select('decision.explanation')
    .where('loans.patron_id', '=', patronId)
    .where('decision.id', '>', after)
    .orderBy('decision.id')
    .limit(limit)
    .execute();
  return toHeld(rows.map((row) => ({ ...row, explanation: JSON.parse(row.explanation) as unknown })));
}

async function readHolds(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('holds')
    .innerJoin('records', 'records.id', 'holds.record_id')
    .innerJoin('branches', 'branches.id', 'holds.pickup_branch_id')
    .leftJoin('items', 'items.id', 'holds.item_id')
    .select(['holds.id', 'records.title', 'items.barcode', 'holds.volume', 'branches.name as branch'])
    .select(['holds.status', 'holds.position', 'placed_at as placedAt', 'ready_at as readyAt'])
    .select(['pickup_until as pickupUntil', 'suspended_until as suspendedUntil', 'starts_on as startsOn'])
    .select(['holds.expires_on as expiresOn', 'closed_at as closedAt', 'closed_reason as closedReason'])
    .select('closed_note as closedNote')
    .where('holds.patron_id', '=', patronId)
    .where('holds.id', '>', after)
    .orderBy('holds.id')
    .limit(limit)
    .execute();
  return toHeld(rows);
}

async function readAccountLines(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('account_lines as line')
    .leftJoin('branches', 'branches.id', 'line.branch_id')
    .select(['line.id', 'line.id as lineId', 'line.kind', 'line.amount', 'line.applies_to_id as appliesToLineId'])
    .select(['line.loan_id as loanId', 'line.reason', 'line.note', 'branches.name as branch'])
    .select('line.created_at as createdAt')
    .where('line.patron_id', '=', patronId)
    .where('line.id', '>', after)
    .orderBy('line.id')
    .limit(limit)
    .execute();
  return toHeld(rows);
}

async function readPayments(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('payments')
    .leftJoin('branches', 'branches.id', 'payments.branch_id')
    .select(['payments.id', 'payments.kind', 'payments.method', 'payments.amount', 'payments.reference'])
    .select(['receipt_year as receiptYear', 'receipt_sequence as receiptSequence', 'booked_on as bookedOn'])
    .select(['branches.name as branch', 'payments.created_at as createdAt'])
    .where('payments.patron_id', '=', patronId)
    .where('payments.id', '>', after)
    .orderBy('payments.id')
    .limit(limit)
    .execute();
  return toHeld(rows);
}

async function readNotices(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['id', 'kind', 'state', 'address', 'subject', 'body_text as text', 'error'])
    .select(['created_at as createdAt', 'finished_at as finishedAt'])
    .where('patron_id', '=', patronId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return toHeld(rows);
}

/** The sessions that are open, or ended a short while ago: there are never many. */
async function readSessions(...[db, patronId, { after }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  if (after > 0) return [];
  const rows = await db
    .selectFrom('sessions')
    .select(['created_at as createdAt', 'expires_at as endsAt'])
    .where('patron_id', '=', patronId)
    .orderBy('created_at')
    .execute();
  return rows.map((entry, index) => ({ id: index + 1, entry }));
}

async function readErasureRequests(...[db, patronId, { after }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('erasure_requests')
    .select(['patron_id as id', 'requested_at as requestedAt', 'declined_at as declinedAt'])
    .select('decline_reason as declineReason')
    .where('patron_id', '=', patronId)
    .where('patron_id', '>', after)
    .execute();
  return toHeld(rows);
}

/** That there is an address for the reader's own calendar; its secret is nowhere. */
async function readCalendarFeed(...[db, patronId, { after }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('calendar_feeds')
    .select(['id', 'created_at as createdAt'])
    .where('patron_id', '=', patronId)
    .where('id', '>', after)
    .execute();
  return toHeld(rows);
}

/**
 * What the audit log has about the reader, and about loans and holds as long as they are the reader's. Who else acted is said
 * by what they are, not by name: the names of staff are theirs.
 */
async function readAuditEntries(...[db, patronId, { after, limit }]: Parameters<ReadHeld>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('audit_log as entry')
    .select(['entry.id', 'entry.at', 'entry.action', 'entry.actor_kind as actorKind', 'entry.actor_id as actorId'])
    .select(['entry.entity', 'entry.before', 'entry.after'])
    .where('entry.id', '>', after)
    .where((eb) =>
      eb.or([
        eb.and([eb('entry.entity', '=', 'patron'), eb('entry.entity_id', '=', patronId)]),
        eb.and([eb('entry.actor_kind', '=', 'patron'), eb('entry.actor_id', '=', patronId)]),
        eb.and([
          eb('entry.entity', '=', 'loan'),
          eb(
            'entry.entity_id',
            'in',
            eb.selectFrom('loans').select('loans.id').where('loans.patron_id', '=', patronId),
          ),
        ]),
        eb.and([
          eb('entry.entity', '=', 'hold'),
          eb(
            'entry.entity_id',
            'in',
            eb.selectFrom('holds').select('holds.id').where('holds.patron_id', '=', patronId),
          ),
        ]),
      ]),
    )
    .orderBy('entry.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, entity, actorKind, actorId, before, after: then, ...entry }) => ({
    id,
    entry: {
      ...entry,
      by: actorKind === 'patron' && actorId === patronId ? 'reader' : actorKind,
      before: toOwnState(entity, before),
      after: toOwnState(entity, then),
    },
  }));
}

/** What an entry kept. The holds beside a loan are those of others; entries of before this version may still number readers. */
function toOwnState(entity: string, text: string | null): unknown {
  if (text === null || entity === 'patron') return JSON.parse(text ?? 'null') as unknown;
  const state = withoutPointers(JSON.parse(text)) as Record<string, unknown>;
  return entity === 'loan' ? { ...state, holds: undefined } : state;
}
