import type { CompiledQuery } from 'kysely';
import type { Db } from '../platform/database/database.ts';
import { frequentQuery } from '../platform/database/frequent-query.ts';
import { selectRevision } from '../platform/database/reference-data.ts';
import { toBorrower, type Borrower, type CardStatus } from './borrowers.queries.ts';
import type { CirculatingItem } from './items.queries.ts';
import type { LoanNames, LoanRow } from './loans.queries.ts';

/** What is known of a copy in hand beside its own row, so that what is seldom there is only read where it is. */
export interface CopyInHand {
  item: CirculatingItem;
  /** What its shelf and its cataloguers call it. */
  shelf: { location: string | null; callNumber: string | null; version: number };
  isTrapped: boolean;
  /** Whether holds wait for its title. */
  isWaitedFor: boolean;
  /** Of the library's rules, at the moment when all this was read. */
  revision: string | null;
}

/** An open loan of a reader, with what limits are counted by. */
export interface OpenLoan {
  recordId: number;
  volume: string | null;
  itemTypeId: number;
  homeBranchId: number;
  branchId: number;
  dueAt: string;
}

/** What a checkout is decided by, beside the rules. */
export interface CheckoutFacts extends CopyInHand {
  isOnLoan: boolean;
  patron: Borrower;
  /** The status of the card that was shown, or of the reader's cards together. */
  cardStatus: CardStatus;
  balance: number;
  openLoans: OpenLoan[];
  names: LoanNames;
}

interface CheckoutNames {
  barcode: string;
  patronId?: number;
  cardNumber?: string;
}

/** The query of all that a checkout is decided by. */
export function factsOfCheckout(
  db: Db,
  { barcode, patronId, cardNumber = '' }: CheckoutNames,
): CompiledQuery<CheckoutRow> {
  return patronId === undefined
    ? selectCheckoutByCard.compiled(db, barcode, cardNumber)
    : selectCheckoutByPatron.compiled(db, barcode, patronId);
}

/** What its rows say; `undefined` where the copy or the reader is unknown. */
export function toCheckoutFacts(rows: readonly CheckoutRow[]): CheckoutFacts | undefined {
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    ...toCopyInHand(row),
    isOnLoan: row.loanId !== null,
    patron: toBorrower({ ...row, id: row.patronId, branchId: row.patronBranchId }),
    cardStatus: row.cardStatus ?? 'none',
    balance: Number(row.balance),
    openLoans: rows.flatMap(
      ({ openRecordId, openVolume, openItemTypeId, openHomeBranchId, openBranchId, openDueAt }) =>
        openRecordId === null
          ? []
          : [
              {
                recordId: openRecordId,
                volume: openVolume,
                itemTypeId: openItemTypeId!,
                homeBranchId: openHomeBranchId!,
                branchId: openBranchId!,
                dueAt: openDueAt!,
              },
            ],
    ),
    names: toNames(row),
  };
}

/** What a return is decided by, beside the rules. */
export interface ReturnFacts extends CopyInHand {
  loan: LoanRow | undefined;
  /** Who has it on loan; nobody for a loan that is anonymous, or whose reader was erased. */
  patron: Borrower | undefined;
  /** Whether the account has lines about this loan, and whether it ever had an overdue charge. */
  hasLinesOfLoan: boolean;
  hasOverdueCharges: boolean;
  names: LoanNames;
}

/** The query of all that a return is decided by. */
export function factsOfReturn(db: Db, barcode: string): CompiledQuery<ReturnRow> {
  return selectReturn.compiled(db, barcode);
}

/** What its row says; `undefined` where the copy is unknown. */
export function toReturnFacts([row]: readonly ReturnRow[]): ReturnFacts | undefined {
  if (row === undefined) return undefined;
  const { searchName, expiresOn } = row;
  return {
    ...toCopyInHand(row),
    loan: toLoanRow(row),
    patron:
      expiresOn === null || searchName === null || searchName === ''
        ? undefined
        : toBorrower({
            ...row,
            id: row.patronId!,
            branchId: row.patronBranchId!,
            categoryId: row.categoryId!,
            familyName: row.familyName!,
            givenName: row.givenName!,
            expiresOn,
          }),
    hasLinesOfLoan: Number(row.hasLinesOfLoan) === 1,
    hasOverdueCharges: Number(row.hasOverdueCharges) === 1,
    names: toNames(row),
  };
}

const selectCheckoutByPatron = frequentQuery((db, barcode: string, patronId: number) =>
  selectCheckout(db, barcode)
    .where('patrons.id', '=', patronId)
    .select((eb) =>
      eb
        .selectFrom('patron_cards')
        .select('patron_cards.status')
        .where('patron_cards.patron_id', '=', patronId)
        // An active one before all others, else the last.
        .orderBy((card) => card('patron_cards.status', '=', 'active'), 'desc')
        .orderBy('patron_cards.id', 'desc')
        .limit(1)
        .as('cardStatus'),
    ),
);

const selectCheckoutByCard = frequentQuery((db, barcode: string, cardNumber: string) =>
  selectCheckout(db, barcode)
    .innerJoin('patron_cards', 'patron_cards.patron_id', 'patrons.id')
    .where('patron_cards.number', '=', cardNumber)
    .select('patron_cards.status as cardStatus'),
);

/** One row for each open loan of a reader that is still to be named, or one without. */
function selectCheckout(db: Db, barcode: string) {
  return selectCopies(db, barcode)
    .innerJoin('patrons', (join) => join.onTrue())
    .leftJoin('loans as open', (join) =>
      join.onRef('open.patron_id', '=', 'patrons.id').on('open.returned_at', 'is', null),
    )
    .leftJoin('items as lent', 'lent.id', 'open.item_id')
    .where('patrons.search_name', '<>', '')
    .select(READER_COLUMNS)
    .select([
      'patrons.id as patronId',
      'loans.id as loanId',
      'open.record_id as openRecordId',
      'lent.volume as openVolume',
      'lent.item_type_id as openItemTypeId',
      'lent.home_branch_id as openHomeBranchId',
      'open.branch_id as openBranchId',
      'open.due_at as openDueAt',
    ])
    .select((eb) =>
      eb
        .selectFrom('account_lines')
        .select((line) => line.fn.coalesce(line.fn.sum<number>('amount'), line.lit(0)).as('sum'))
        .whereRef('account_lines.patron_id', '=', 'patrons.id')
        .as('balance'),
    );
}

const selectReturn = frequentQuery((db, barcode: string) =>
  selectCopies(db, barcode)
    .leftJoin('patrons', 'patrons.id', 'loans.patron_id')
    .select(READER_COLUMNS)
    .select('patrons.search_name as searchName')
    .select(LOAN_COLUMNS)
    .select((eb) => [
      eb
        .exists(eb.selectFrom('account_lines').select('id').whereRef('account_lines.loan_id', '=', 'loans.id'))
        .as('hasLinesOfLoan'),
      eb
        .exists(
          eb
            .selectFrom('account_lines')
            .select('id')
            .whereRef('account_lines.patron_id', '=', 'patrons.id')
            .where('account_lines.kind', '=', 'overdue'),
        )
        .as('hasOverdueCharges'),
    ]),
);

const READER_COLUMNS = [
  'patrons.category_id as categoryId',
  'patrons.branch_id as patronBranchId',
  'patrons.family_name as familyName',
  'patrons.given_name as givenName',
  'patrons.expires_on as expiresOn',
  'patrons.birth_date as birthDate',
  'patrons.restricted_until as restrictedUntil',
  'patrons.restriction_reason as restrictionReason',
  'patrons.notes',
] as const;

const LOAN_COLUMNS = [
  'loans.id as loanId',
  'loans.patron_id as patronId',
  'loans.patron_category_id as patronCategoryId',
  'loans.branch_id as loanBranchId',
  'loans.checked_out_at as checkedOutAt',
  'loans.due_at as dueAt',
  'loans.is_hourly as isHourly',
  'loans.renewals',
  'loans.last_renewed_at as lastRenewedAt',
  'loans.returned_at as returnedAt',
  'loans.return_branch_id as returnBranchId',
  'loans.recalled_at as recalledAt',
  'loans.recalled_by_hold_id as recalledByHoldId',
  'loans.due_before_recall as dueBeforeRecall',
  'loans.version as loanVersion',
] as const;

/** A copy with its title, its open loan and the hold that has it. */
function selectCopies(db: Db, barcode: string) {
  return db
    .selectFrom('items')
    .innerJoin('records', 'records.id', 'items.record_id')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .where('items.barcode', '=', barcode)
    .select([
      'items.id as itemId',
      'items.record_id as recordId',
      'items.barcode',
      'items.volume',
      'items.item_type_id as itemTypeId',
      'items.home_branch_id as homeBranchId',
      'items.current_branch_id as currentBranchId',
      'items.transit_to_branch_id as transitToBranchId',
      'items.transit_since as transitSince',
      'items.status',
      'items.price',
      'items.note',
      'items.shelf_hold_id as shelfHoldId',
      'items.location',
      'items.call_number as callNumber',
      'items.version as itemVersion',
      'records.title',
      'records.authors',
      'records.kind',
      'holds.id as trappingId',
    ])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('holds as waiting')
            .select('waiting.id')
            .whereRef('waiting.record_id', '=', 'items.record_id')
            .where('waiting.status', '=', 'waiting'),
        )
        .as('isWaitedFor'),
      selectRevision(db).as('revision'),
    ]);
}

type CopyRow = Awaited<ReturnType<ReturnType<typeof selectCopies>['execute']>>[number];

function toCopyInHand(row: CopyRow): CopyInHand {
  return {
    item: {
      id: row.itemId,
      recordId: row.recordId,
      barcode: row.barcode,
      volume: row.volume,
      itemTypeId: row.itemTypeId,
      homeBranchId: row.homeBranchId,
      currentBranchId: row.currentBranchId,
      transitToBranchId: row.transitToBranchId,
      transitSince: row.transitSince,
      status: row.status,
      price: row.price,
      note: row.note,
      shelfHoldId: row.shelfHoldId,
    },
    shelf: { location: row.location, callNumber: row.callNumber, version: row.itemVersion },
    isTrapped: row.trappingId !== null,
    isWaitedFor: Number(row.isWaitedFor) === 1,
    revision: row.revision,
  };
}

function toNames(row: CopyRow & { givenName: string | null; familyName: string | null }): LoanNames {
  const { barcode, callNumber, volume, title, authors, kind, givenName, familyName } = row;
  return { barcode, callNumber, volume, title, authors, kind, givenName, familyName };
}

type CheckoutRow = Awaited<ReturnType<typeof selectCheckoutByPatron>>[number];
type ReturnRow = Awaited<ReturnType<typeof selectReturn>>[number];

/** The open loan of a row; a left join has all of its columns or none. */
function toLoanRow(row: ReturnRow): LoanRow | undefined {
  if (row.loanId === null) return undefined;
  return {
    id: row.loanId,
    itemId: row.itemId,
    recordId: row.recordId,
    patronId: row.patronId,
    patronCategoryId: row.patronCategoryId!,
    branchId: row.loanBranchId!,
    checkedOutAt: row.checkedOutAt!,
    dueAt: row.dueAt!,
    isHourly: row.isHourly!,
    renewals: row.renewals!,
    lastRenewedAt: row.lastRenewedAt,
    returnedAt: row.returnedAt,
    returnBranchId: row.returnBranchId,
    recalledAt: row.recalledAt,
    recalledByHoldId: row.recalledByHoldId,
    dueBeforeRecall: row.dueBeforeRecall,
    version: row.loanVersion!,
  };
}
