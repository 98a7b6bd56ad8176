import { listAccountLines } from '../accounts/accounts.queries.ts';
import { findItemIdByBarcode, findItemSummary } from '../catalogue/items.queries.ts';
import { findPatron } from '../patrons/patrons.queries.ts';
import type { Patron } from '../patrons/patrons.schema.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { fold } from '../search/text.ts';
import { findCard, readCardStatus } from './borrowers.queries.ts';
import { decideCheckout } from './checkout-decision.ts';
import { toRefusal } from './circulation-context.ts';
import * as queries from './desk.queries.ts';
import type { DeskLookup, DeskPatron } from './desk.schema.ts';
import { listHolds } from './holds.queries.ts';
import { findCalendar, readRules } from './library-rules.queries.ts';
import { readBalance } from './loan-charges.queries.ts';
import { listLoans, listOpenLoansOfPatron } from './loans.queries.ts';
import { policiesFor } from './policies.service.ts';
import { policyBranch } from './policy-resolution.ts';

type DeskContext = Pick<AppContext, 'db' | 'clock' | 'search'>;

/** As many as one glance takes in. */
const SHOWN = 10;
/** More than any reader has out or on hold: the desk shows all of them. */
const ALL = 500;

/** Understands what was typed or scanned into the desk's one box: a card, a barcode, a name or words of a title. */
export async function lookUp(context: DeskContext, actor: Actor, text: string): Promise<DeskLookup> {
  const { db } = context;
  const q = text.trim();
  const nothing: DeskLookup = { match: 'none', patrons: [], records: [] };
  if (q === '') return nothing;
  const today = await todayAt(context, actor.branchId);
  const card = actor.permissions.has('patrons.view') ? await findCard(db, q) : undefined;
  if (card !== undefined) {
    const patrons = await queries.listFoundPatrons(db, [card.patronId], today);
    return { ...nothing, match: 'patron', patron: patrons[0], patrons };
  }
  const itemId = await findItemIdByBarcode(db, q);
  if (itemId !== undefined) {
    const item = (await findItemSummary(db, itemId))!;
    return {
      ...nothing,
      match: 'item',
      item: { ...item, record: await queries.findRecordReference(db, item.recordId) },
    };
  }
  const words = wordsOf(q);
  const canSeePatrons = actor.permissions.has('patrons.view') && words.length > 0;
  const patronIds = canSeePatrons ? await queries.listPatronIdsByName(db, words, SHOWN) : [];
  const found = await context.search.search({
    text: q,
    filters: {},
    sort: 'relevance',
    limit: SHOWN,
    after: null,
    includeSuppressed: true,
  });
  const patrons = await queries.listFoundPatrons(db, patronIds, today);
  const records = await queries.listFoundRecords(db, found.ids);
  if (patrons.length === 1 && records.length === 0) return { match: 'patron', patron: patrons[0], patrons, records };
  return { match: patrons.length + records.length === 0 ? 'none' : 'several', patrons, records };
}

/** The words of a name as names are stored for searching; what is not a letter or digit divides them. */
function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 6);
}

/**
 * Everything about a reader at one glance: what they have, wait for and owe, and what stands against lending to them.
 *
 * @throws Problem `not_found`.
 */
export async function readDeskPatron(context: DeskContext, actor: Actor, patronId: number): Promise<DeskPatron> {
  const { db } = context;
  const patron = await findPatron(db, patronId);
  if (patron === undefined) throw problem('not_found');
  const now = toTimestamp(context.clock());
  const balance = await readBalance(db, patronId);
  const { blocks, max, count } = await readBlocks(context, actor, patron, balance);
  return {
    patron,
    loans: await listLoans(db, { patronId, status: 'open' }, { now, limit: ALL }),
    holds: await listHolds(db, { patronId, status: 'open' }, { limit: ALL }),
    balance,
    lines: await readLinesAtDesk(db, patronId),
    blocks,
    limits: { loans: count, max },
  };
}

/** What is left to pay, and the last lines whatever they are. */
async function readLinesAtDesk(db: Db, patronId: number): Promise<DeskPatron['lines']> {
  const lines = await listAccountLines(db, patronId);
  return lines.filter(({ outstanding }, index) => outstanding > 0 || index < SHOWN);
}

async function readBlocks(context: DeskContext, actor: Actor, patron: Patron, balance: number) {
  const { db } = context;
  const rules = await readRules(db);
  const deskBranchId = actor.branchId ?? patron.branchId;
  // No item yet: of the policies, only those that hold for every type count.
  const item = { itemTypeId: 0, homeBranchId: deskBranchId };
  const policies = policiesFor(rules, { deskBranchId, patron, item });
  const now = toTimestamp(context.clock());
  const openLoans = (await listOpenLoansOfPatron(db, patron.id)).map((loan) => ({
    recordId: loan.recordId,
    volume: loan.volume,
    itemTypeId: loan.itemTypeId,
    policyBranchId: policyBranch(rules.settings.policyBranchSource, {
      desk: loan.branchId,
      patronHome: patron.branchId,
      itemHome: loan.homeBranchId,
    }),
    isOverdue: loan.dueAt < now,
  }));
  const { reasons } = decideCheckout({
    today: await todayAt(context, deskBranchId),
    patron: { ...patron, cardStatus: await readCardStatus(db, patron.id), balance, openLoans },
    item: { recordId: 0, volume: null, status: 'available', note: null, isInTransit: false },
    loanedTo: null,
    trappedFor: null,
    nextHold: null,
    policies,
  });
  const blocks = reasons.map((reason) => toRefusal(reason, actor));
  return { blocks, max: policies.values.maxLoansTotal, count: openLoans.length };
}

async function todayAt(
  { db, clock }: { db: Db; clock: AppContext['clock'] },
  branchId: number | null,
): Promise<string> {
  const calendar = branchId === null ? undefined : await findCalendar(db, branchId);
  return dayIn(clock(), calendar?.timeZone ?? 'UTC');
}
