import { sql } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { StockedTitle } from './stock.ts';
import { displayName } from './title-lines.ts';
import type { Town } from './town.service.ts';

/** Adds a title with its copies, as catalogued on the day of its acquisition. Answers the ids. */
export async function insertStockedTitle(
  db: Db,
  town: Town,
  { stocked, number, at }: { stocked: StockedTitle; number: number; at: string },
): Promise<{ recordId: number; itemIds: number[] }> {
  const { title, classification, copies } = stocked;
  const controlNumber = `BP${String(number).padStart(7, '0')}`;
  const recordId = await insertAndGetId(db, 'records', {
    control_number: controlNumber,
    match_key: `sample:${controlNumber}`,
    kind: title.kind,
    title: title.title,
    subtitle: title.subtitle,
    responsibility: title.authors.length === 0 ? null : title.authors.map(displayName).join(', '),
    authors: JSON.stringify(title.authors),
    publisher: title.publisher,
    place: title.place,
    year: title.year,
    language: title.language,
    isbns: JSON.stringify(title.isbn === null ? [] : [title.isbn]),
    subjects: JSON.stringify(title.subjects),
    series: title.series,
    extent: title.extent,
    classification,
    created_at: at,
    updated_at: at,
  });
  const itemIds: number[] = [];
  for (const copy of copies) {
    const id = await insertAndGetId(db, 'items', {
      record_id: recordId,
      barcode: copy.barcode,
      item_type_id: town.itemTypes[copy.type],
      home_branch_id: town.branches[copy.branch],
      current_branch_id: town.branches[copy.branch],
      location: copy.location,
      call_number: copy.callNumber,
      status: copy.status,
      price: copy.price,
      note: copy.note,
      created_at: at,
      updated_at: at,
    });
    itemIds.push(id);
  }
  return { recordId, itemIds };
}

/** Lets a fresh database file write without waiting for the disk: a crash loses the file, which nobody has yet. */
export async function writeWithoutWaiting(db: Db): Promise<void> {
  await sql`pragma journal_mode = memory`.execute(db);
  await sql`pragma synchronous = off`.execute(db);
  await sql`pragma locking_mode = exclusive`.execute(db);
}

/** Ends that: everything is in the one database file, with statistics for the query planner. */
export async function gatherInOneFile(db: Db): Promise<void> {
  await sql`analyze`.execute(db);
  await sql`pragma locking_mode = normal`.execute(db);
  await sql`pragma journal_mode = delete`.execute(db);
}
