import { parsePrice } from '../catalogue/marc/marc-items.ts';
import type { DescribedItem } from '../catalogue/marc/bibliographic-record.ts';
import type { AppContext } from '../platform/context.ts';
import type { Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { planTitle, type KeyedTitle, type Outcome } from './import-plan.ts';
import {
  findBarcodes,
  findKnownTitles,
  findRecordsWithItems,
  insertItems,
  insertTitles,
  plainName,
  updateItemDescription,
  updateTitle,
  type KnownItem,
  type NewItemRow,
  type PlaceNames,
} from './titles.queries.ts';

/** For copies: where the file does not say, and a copy for every title that has none. */
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
  code: 'barcode_taken' | 'branch_unknown' | 'item_type_missing';
  message: string;
}

export interface BatchResult {
  outcomes: Outcome[];
  warnings: ImportWarning[];
  itemsCreated: number;
}

/** Writes some titles with their copies, all in the given transaction. */
export async function writeBatch(
  trx: Trx,
  batch: readonly KeyedTitle[],
  writing: WritingContext,
): Promise<BatchResult> {
  const barcodes = batch.flatMap(({ title }) => title.items.flatMap(({ barcode }) => barcode ?? []));
  const find = async () => ({ known: await findKnownTitles(trx, batch), items: await findBarcodes(trx, barcodes) });
  // What the batch may change is taken at once, in the order that desks keep too.
  await lockRows(trx, async () => {
    const { known, items } = await find();
    return { items: [...items.values()].map(({ id }) => id), records: [...known.values()].map(({ id }) => id) };
  });
  const { known, items } = await find();
  const outcomes = batch.map((keyed) => planTitle(keyed, known.get(keyed.key)));
  const created = await insertTitles(
    trx,
    batch.filter((_, index) => outcomes[index] === 'create'),
    writing.now,
  );
  const changed = new Set(created.values());
  for (const [index, { key, title }] of batch.entries()) {
    if (outcomes[index] !== 'update') continue;
    const { id } = known.get(key)!;
    await updateTitle(trx, id, title, writing.now);
    changed.add(id);
  }
  const copies = new CopyWriter(writing, items);
  for (const [index, keyed] of batch.entries()) {
    const recordId = known.get(keyed.key)?.id ?? created.get(keyed.key);
    // A title whose record did not change has its copies already; a repeated row is there for its copy.
    if (recordId !== undefined && (outcomes[index] !== 'unchanged' || keyed.isRepeat)) copies.add(recordId, keyed);
  }
  if (writing.itemDefaults !== undefined) {
    const recordIds = batch.map(({ key }) => known.get(key)?.id ?? created.get(key)!);
    await copies.addMissing(trx, recordIds, writing.itemDefaults);
  }
  for (const recordId of await copies.write(trx)) changed.add(recordId);
  if (changed.size > 0) await writing.recordChanged(trx, [...changed]);
  return { outcomes, warnings: copies.warnings, itemsCreated: copies.created };
}

interface Copy {
  recordId: number;
  keyed: KeyedTitle;
  item: DescribedItem;
  barcode: string;
}

/** Gathers the copies of a batch and writes them with few statements. */
class CopyWriter {
  readonly warnings: ImportWarning[] = [];
  created = 0;
  readonly #writing: WritingContext;
  /** The copies of the catalogue by the barcodes that the batch names. */
  readonly #known: ReadonlyMap<string, KnownItem>;
  readonly #copies = new Map<string, Copy>();
  readonly #missing: NewItemRow[] = [];

  constructor(writing: WritingContext, known: ReadonlyMap<string, KnownItem>) {
    this.#writing = writing;
    this.#known = known;
  }

  add(recordId: number, keyed: KeyedTitle): void {
    for (const item of keyed.title.items) {
      if (item.barcode === null) continue;
      const other = this.#copies.get(item.barcode);
      if (other === undefined) this.#copies.set(item.barcode, { recordId, keyed, item, barcode: item.barcode });
      else if (other.recordId !== recordId) this.#warnTaken(keyed, item.barcode);
    }
  }

  /** One copy for each title that has none in the file and none in the catalogue; its barcode comes from the record. */
  async addMissing(trx: Trx, recordIds: readonly number[], defaults: ItemDefaults): Promise<void> {
    const described = new Set([...this.#copies.values()].map(({ recordId }) => recordId));
    const without = [...new Set(recordIds)].filter((id) => !described.has(id));
    const withItems = await findRecordsWithItems(trx, without);
    for (const recordId of without) {
      if (withItems.has(recordId)) continue;
      const barcode = `BP${String(recordId).padStart(8, '0')}`;
      this.#missing.push(this.#row(recordId, barcode, defaults.homeBranchId, defaults.itemTypeId, undefined));
    }
  }

  /** Writes everything; answers the records whose copies changed. */
  async write(trx: Trx): Promise<number[]> {
    const rows: NewItemRow[] = [...this.#missing];
    const changed = new Set(rows.map(({ record_id }) => record_id));
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

  #row(
    recordId: number,
    barcode: string,
    branchId: number,
    itemTypeId: number,
    item: DescribedItem | undefined,
  ): NewItemRow {
    const { now, decimals, itemDefaults } = this.#writing;
    return {
      record_id: recordId,
      barcode,
      item_type_id: itemTypeId,
      home_branch_id: branchId,
      current_branch_id: branchId,
      location: item?.location ?? itemDefaults?.location ?? null,
      call_number: item?.callNumber ?? null,
      volume: item?.volume ?? null,
      status: item?.status ?? 'available',
      price: parsePrice(item?.price ?? null, decimals),
      note: item?.note ?? null,
      created_at: now,
      updated_at: now,
    };
  }

  #warnTaken(keyed: KeyedTitle, barcode: string): void {
    this.#warn(keyed, 'barcode_taken', `The copy ${barcode} was left out: its barcode belongs to another title.`);
  }

  #warn({ title }: KeyedTitle, code: ImportWarning['code'], message: string): void {
    this.warnings.push({ position: title.position, title: title.record.title, code, message });
  }
}
