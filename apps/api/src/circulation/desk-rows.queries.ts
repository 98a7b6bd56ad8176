import { sql } from 'kysely';
import type { Db } from '../platform/database/database.ts';
import { frequentQuery } from '../platform/database/frequent-query.ts';
import { takeRows, type DeskRows } from '../platform/database/locks.ts';

/** The statement that takes what a checkout decides by: the reader, by id or by card, the item and its title. */
export function takeRowsOfCheckout(
  db: Db,
  { barcode, patronId, cardNumber = '' }: { barcode: string; patronId?: number; cardNumber?: string },
) {
  return patronId === undefined
    ? takeByCard.compiled(db, barcode, cardNumber)
    : takeByPatron.compiled(db, barcode, patronId);
}

const takeByPatron = frequentQuery((db, barcode: string, patronId: number) =>
  takeRows(db, { ...copyByBarcode(db, barcode), patrons: sql.val(patronId) }),
);
const takeByCard = frequentQuery((db, barcode: string, cardNumber: string) => {
  const patrons = db.selectFrom('patron_cards').select('patron_id').where('number', '=', cardNumber).$asScalar();
  return takeRows(db, { ...copyByBarcode(db, barcode), patrons });
});

/** The statement that takes what an item's state hangs on: itself, its title, and who has it on loan. */
export function takeRowsOfBarcode(db: Db, barcode: string) {
  return takeByBarcode.compiled(db, barcode);
}

const takeByBarcode = frequentQuery((db, barcode: string) => {
  const patrons = selectItems(db).clearSelect().select('loans.patron_id').where('items.barcode', '=', barcode);
  return takeRows(db, { ...copyByBarcode(db, barcode), patrons: patrons.$asScalar() });
});

function copyByBarcode(db: Db, barcode: string) {
  const item = db.selectFrom('items').where('barcode', '=', barcode);
  return { items: item.select('id').$asScalar(), records: item.select('record_id').$asScalar() };
}

/** What an item's state hangs on: itself, its title, and who has it on loan. */
export async function rowsOfItem(db: Db, itemId: number): Promise<DeskRows> {
  return toRows(await selectItems(db).where('items.id', '=', itemId).executeTakeFirst());
}

/** A loan's reader, copy and title. */
export async function rowsOfLoan(db: Db, loanId: number): Promise<DeskRows> {
  const row = await db
    .selectFrom('loans')
    .select(['item_id as itemId', 'record_id as recordId', 'patron_id as patronId'])
    .where('id', '=', loanId)
    .executeTakeFirst();
  return toRows(row);
}

/** A hold's reader and title, and the copy that is set aside for it. */
export async function rowsOfHold(db: Db, holdId: number): Promise<DeskRows> {
  const row = await db
    .selectFrom('holds')
    .select(['trapped_item_id as itemId', 'record_id as recordId', 'patron_id as patronId'])
    .where('id', '=', holdId)
    .executeTakeFirst();
  return toRows(row);
}

/** A reader with the titles that they wait for, and the copies that are set aside for them. */
export async function rowsOfReader(db: Db, patronId: number): Promise<DeskRows> {
  const holds = await db
    .selectFrom('holds')
    .select(['trapped_item_id as itemId', 'record_id as recordId'])
    .where('patron_id', '=', patronId)
    .where('active_key', 'is not', null)
    .execute();
  return {
    patrons: [patronId],
    items: holds.map(({ itemId }) => itemId),
    records: holds.map(({ recordId }) => recordId),
  };
}

function selectItems(db: Db) {
  return db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .select(['items.id as itemId', 'items.record_id as recordId', 'loans.patron_id as patronId']);
}

interface Row {
  itemId: number | null;
  recordId: number;
  patronId: number | null;
}

function toRows(row: Row | undefined): DeskRows {
  return row === undefined ? {} : { patrons: [row.patronId], items: [row.itemId], records: [row.recordId] };
}
