import type { Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { CopyWriter, generatedBarcodes, type ImportWarning, type WritingContext } from './copy-writer.ts';
import { planTitle, type KeyedTitle, type Outcome } from './import-plan.ts';
import { findBarcodes, findKnownTitles, insertTitles, updateTitle } from './titles.queries.ts';

export interface BatchResult {
  outcomes: Outcome[];
  warnings: ImportWarning[];
  itemsCreated: number;
  itemsWithoutBarcode: number;
}

/** Writes some titles with their copies, all in the given transaction. */
export async function writeBatch(
  trx: Trx,
  batch: readonly KeyedTitle[],
  writing: WritingContext,
): Promise<BatchResult> {
  const barcodes = batch.flatMap(({ title }) => title.items.flatMap(({ barcode }) => barcode ?? []));
  const find = async () => {
    const known = await findKnownTitles(trx, batch);
    // Only an import that gives barcodes to copies without one may meet those that it gave before.
    const generated =
      writing.itemDefaults === undefined
        ? []
        : batch.flatMap((keyed) => generatedBarcodes(known.get(keyed.key)?.id, keyed));
    return { known, items: await findBarcodes(trx, [...barcodes, ...generated]) };
  };
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
  const placed = batch.map((keyed) => ({ keyed, recordId: known.get(keyed.key)?.id ?? created.get(keyed.key)! }));
  await copies.addUnlabelled(trx, placed);
  for (const recordId of await copies.write(trx)) changed.add(recordId);
  if (changed.size > 0) await writing.recordChanged(trx, [...changed]);
  return {
    outcomes,
    warnings: copies.warnings,
    itemsCreated: copies.created,
    itemsWithoutBarcode: copies.leftOut,
  };
}
