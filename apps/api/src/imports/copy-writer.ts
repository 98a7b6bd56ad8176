import type { DescribedItem } from '../catalogue/marc/bibliographic-record.ts';
import { parsePrice } from '../catalogue/marc/marc-items.ts';
import type { AppContext } from '../platform/context.ts';
import type { Trx } from '../platform/database/database.ts';
import type { KeyedTitle } from './import-plan.ts';
import {
  findBarcodes,
  findRecordsWithItems,
  insertItems,
  plainName,
  updateItemDescription,
  type KnownItem,
  type NewItemRow,
  type PlaceNames,
} from './titles.queries.ts';

/** For copies: where the file does not say, and a copy for every title that has none. With them, copies without a barcode get one. */
export interface ItemDefaults {
  homeBranchId: number;
  itemTypeId: number;
  location: string | null;
}

/** What stays the same for the whole import. */
export interface WritingContext {
  recordChanged: AppContext['recordChanged'];
  places: PlaceNames;
  itemDefaults: ItemDefaults | undefined;
  /** Decimals of the library's currency. */
  decimals: number;
  now: string;
}

/** Something about a title that was imported all the same. */
export interface ImportWarning {
  position: number;
  title: string;
  code: 'barcode_taken' | 'barcode_missing' | 'branch_unknown' | 'item_type_missing';
  message: string;
}

interface Copy {
  recordId: number;
  keyed: KeyedTitle;
  item: DescribedItem;
  barcode: string;
}

/** Gathers the copies of a batch and writes them with few statements. */
export class CopyWriter {
  readonly warnings: ImportWarning[] = [];
  created = 0;
  /** Copies that the file describes without a barcode, and that got none. */
  leftOut = 0;
  readonly #writing: WritingContext;
  /** The copies of the catalogue by the barcodes that the batch names. */
  readonly #known: Map<string, KnownItem>;
  readonly #copies = new Map<string, Copy>();
  /** What the file says of copies that it gives no barcode, by title; empty for those that it describes with barcodes only. */
  readonly #unlabelled = new Map<number, Unlabelled[]>();

  constructor(writing: WritingContext, known: Map<string, KnownItem>) {
    this.#writing = writing;
    this.#known = known;
  }

  add(recordId: number, keyed: KeyedTitle): void {
    const unlabelled = this.#unlabelled.get(recordId) ?? [];
    this.#unlabelled.set(recordId, unlabelled);
    for (const item of keyed.title.items) {
      if (item.barcode === null) unlabelled.push({ keyed, item });
      else this.#addLabelled(recordId, keyed, item, item.barcode);
    }
  }

  /**
   * Copies without a barcode. Where the import says what to do with them, they get one that follows from the title and their
   * place in the file, the same in every import of it; and a title that has no copy in the file and none in the catalogue
   * gets one. Otherwise they are left out and counted; a title of which other copies came in is worth a line of the report.
   *
   * @param placed the titles of the batch with their records
   */
  async addUnlabelled(trx: Trx, placed: readonly { keyed: KeyedTitle; recordId: number }[]): Promise<void> {
    if (this.#writing.itemDefaults === undefined) {
      for (const some of this.#unlabelled.values()) this.#leaveOut(some);
      return;
    }
    const titles = new Map(placed.map(({ recordId, keyed }) => [recordId, keyed]));
    const bare = await this.#withoutCopies(trx, [...titles.keys()]);
    for (const recordId of bare) {
      const keyed = titles.get(recordId)!;
      const described = keyed.title.items.map((item) => ({ keyed, item }));
      this.#unlabelled.set(recordId, described.length > 0 ? described : [{ keyed, item: UNDESCRIBED }]);
    }
    const labelled = [...this.#unlabelled].flatMap(([recordId, some]) => withBarcodes(recordId, some));
    const existing = await findBarcodes(
      trx,
      labelled.map(({ barcode }) => barcode),
    );
    for (const [barcode, item] of existing) this.#known.set(barcode, item);
    for (const { recordId, keyed, item, barcode } of labelled) this.#addLabelled(recordId, keyed, item, barcode);
  }

  /** Writes everything; answers the records whose copies changed. */
  async write(trx: Trx): Promise<number[]> {
    const rows: NewItemRow[] = [];
    const changed = new Set<number>();
    for (const { recordId, keyed, item, barcode } of this.#copies.values()) {
      const existing = this.#known.get(barcode);
      if (existing === undefined) {
        const row = this.#newRow(recordId, keyed, item, barcode);
        if (row !== undefined) rows.push(row);
      } else if (existing.recordId !== recordId) {
        this.#warnTaken(keyed, barcode);
      } else {
        const price = parsePrice(item.price, this.#writing.decimals);
        if (await updateItemDescription(trx, existing.id, { ...item, price }, this.#writing.now)) changed.add(recordId);
      }
    }
    await insertItems(trx, rows);
    this.created = rows.length;
    for (const { record_id } of rows) changed.add(record_id);
    return [...changed];
  }

  #addLabelled(recordId: number, keyed: KeyedTitle, item: DescribedItem, barcode: string): void {
    const other = this.#copies.get(barcode);
    if (other === undefined) this.#copies.set(barcode, { recordId, keyed, item, barcode });
    else if (other.recordId !== recordId) this.#warnTaken(keyed, barcode);
  }

  /** The titles that have no copy yet, neither from this batch nor in the catalogue. */
  async #withoutCopies(trx: Trx, recordIds: readonly number[]): Promise<number[]> {
    const described = new Set([...this.#copies.values()].map(({ recordId }) => recordId));
    const candidates = recordIds.filter((id) => !described.has(id) && !this.#unlabelled.get(id)?.length);
    const withItems = await findRecordsWithItems(trx, candidates);
    return candidates.filter((id) => !withItems.has(id));
  }

  #newRow(recordId: number, keyed: KeyedTitle, item: DescribedItem, barcode: string): NewItemRow | undefined {
    const { places, itemDefaults } = this.#writing;
    const branchId =
      (item.branch === null ? undefined : places.branches.get(plainName(item.branch))) ??
      itemDefaults?.homeBranchId ??
      places.onlyBranchId;
    if (branchId === null) {
      this.#warn(
        keyed,
        'branch_unknown',
        `The copy ${barcode} was left out: no branch is called "${item.branch ?? ''}".`,
      );
      return undefined;
    }
    const itemTypeId =
      (item.itemType === null ? undefined : places.itemTypes.get(plainName(item.itemType))) ??
      itemDefaults?.itemTypeId ??
      places.firstItemTypeId;
    if (itemTypeId === null) {
      this.#warn(keyed, 'item_type_missing', `The copy ${barcode} was left out: the library has no item types.`);
      return undefined;
    }
    return this.#row(recordId, barcode, branchId, itemTypeId, item);
  }

  #row(recordId: number, barcode: string, branchId: number, itemTypeId: number, item: DescribedItem): NewItemRow {
    const { now, decimals, itemDefaults } = this.#writing;
    return {
      record_id: recordId,
      barcode,
      item_type_id: itemTypeId,
      home_branch_id: branchId,
      current_branch_id: branchId,
      location: item.location ?? itemDefaults?.location ?? null,
      call_number: item.callNumber,
      volume: item.volume,
      status: item.status,
      price: parsePrice(item.price, decimals),
      note: item.note,
      created_at: now,
      updated_at: now,
    };
  }

  #warnTaken(keyed: KeyedTitle, barcode: string): void {
    this.#warn(keyed, 'barcode_taken', `The copy ${barcode} was left out: its barcode belongs to another title.`);
  }

  #leaveOut(unlabelled: readonly Unlabelled[]): void {
    this.leftOut += unlabelled.length;
    const odd = unlabelled.find(({ keyed }) => keyed.title.items.some(({ barcode }) => barcode !== null));
    if (odd === undefined) return;
    const copies = unlabelled.length === 1 ? '1 copy was' : `${unlabelled.length} copies were`;
    this.#warn(odd.keyed, 'barcode_missing', `${copies} left out: the file gives no barcode.`);
  }

  #warn({ title }: KeyedTitle, code: ImportWarning['code'], message: string): void {
    this.warnings.push({ position: title.position, title: title.record.title, code, message });
  }
}

interface Unlabelled {
  keyed: KeyedTitle;
  item: DescribedItem;
}

/** A copy of which the file says nothing. */
const UNDESCRIBED: DescribedItem = {
  barcode: null,
  branch: null,
  location: null,
  callNumber: null,
  volume: null,
  itemType: null,
  price: null,
  status: 'available',
  note: null,
};

/** The barcodes that copies of a title without one may have been given by an earlier import. */
export function generatedBarcodes(recordId: number | undefined, keyed: KeyedTitle): string[] {
  if (recordId === undefined) return [];
  const unlabelled = keyed.title.items.filter(({ barcode }) => barcode === null).map((item) => ({ keyed, item }));
  return withBarcodes(recordId, unlabelled).map(({ barcode }) => barcode);
}

/**
 * Gives barcodes to a title's copies: `BP00000012`, `BP00000012-2`, and so on. Copies of a row that repeats the title further
 * down in the file carry its number, `BP00000012-R40`.
 */
function withBarcodes(recordId: number, unlabelled: readonly Unlabelled[]): Copy[] {
  const first = `BP${String(recordId).padStart(8, '0')}`;
  const counts = new Map<string, number>();
  return unlabelled.map(({ keyed, item }) => {
    const start = keyed.isRepeat ? `${first}-R${keyed.title.position}` : first;
    const count = (counts.get(start) ?? 0) + 1;
    counts.set(start, count);
    return { recordId, keyed, item, barcode: count === 1 ? start : `${start}-${count}` };
  });
}
