import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isUniqueViolation } from '../platform/database/database.ts';
import { lockRow } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './item-types.queries.ts';
import type { ItemType, ItemTypeChanges, NewItemType } from './item-types.schema.ts';

type Context = Pick<AppContext, 'db' | 'audit'>;

/** Adds an item type. @throws Problem `item_type_code_taken`. */
export function createItemType({ db, audit }: Context, actor: Actor, input: NewItemType): Promise<ItemType> {
  return translateViolations(input.code, () =>
    inTransaction(db, async (trx) => {
      const id = await queries.insertItemType(trx, input);
      const after = (await queries.findItemType(trx, id))!;
      await audit(trx, actor, { action: 'item_type.create', entity: 'item_type', entityId: id, after });
      return after;
    }),
  );
}

/**
 * Changes an item type.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `item_type_code_taken`.
 */
export function changeItemType(
  { db, audit }: Context,
  actor: Actor,
  id: number,
  changes: ItemTypeChanges,
  requireCurrent: (version: number) => void,
): Promise<ItemType> {
  return translateViolations(changes.code, () =>
    inTransaction(db, async (trx) => {
      await lockRow(trx, 'item_types', id);
      const before = await queries.findItemType(trx, id);
      if (before === undefined) throw problem('not_found');
      requireCurrent(before.version);
      await queries.updateItemType(trx, id, changes);
      const after = (await queries.findItemType(trx, id))!;
      await audit(trx, actor, { action: 'item_type.change', entity: 'item_type', entityId: id, before, after });
      return after;
    }),
  );
}

async function translateViolations<R>(code: string | undefined, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    // Only the database can see a code that another request takes at the same moment.
    if (isUniqueViolation(error)) throw problem('item_type_code_taken', { code });
    throw error;
  }
}
