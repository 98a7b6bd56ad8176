import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isUniqueViolation } from '../platform/database/database.ts';
import { lockRow } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './patron-categories.queries.ts';
import type { PatronCategory, PatronCategoryChanges, NewPatronCategory } from './patron-categories.schema.ts';

type Context = Pick<AppContext, 'db' | 'audit'>;

/** Adds a patron category. @throws Problem `patron_category_code_taken`. */
export function createPatronCategory(
  { db, audit }: Context,
  actor: Actor,
  input: NewPatronCategory,
): Promise<PatronCategory> {
  return translateViolations(input.code, () =>
    inTransaction(db, async (trx) => {
      const id = await queries.insertPatronCategory(trx, input);
      const after = (await queries.findPatronCategory(trx, id))!;
      await audit(trx, actor, { action: 'patron_category.create', entity: 'patron_category', entityId: id, after });
      return after;
    }),
  );
}

/**
 * Changes a patron category.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `patron_category_code_taken`.
 */
export function changePatronCategory(
  { db, audit }: Context,
  actor: Actor,
  id: number,
  changes: PatronCategoryChanges,
  requireCurrent: (version: number) => void,
): Promise<PatronCategory> {
  return translateViolations(changes.code, () =>
    inTransaction(db, async (trx) => {
      await lockRow(trx, 'patron_categories', id);
      const before = await queries.findPatronCategory(trx, id);
      if (before === undefined) throw problem('not_found');
      requireCurrent(before.version);
      await queries.updatePatronCategory(trx, id, changes);
      const after = (await queries.findPatronCategory(trx, id))!;
      await audit(trx, actor, {
        action: 'patron_category.change',
        entity: 'patron_category',
        entityId: id,
        before,
        after,
      });
      return after;
    }),
  );
}

async function translateViolations<R>(code: string | undefined, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    // Only the database can see a code that another request takes at the same moment.
    if (isUniqueViolation(error)) throw problem('patron_category_code_taken', { code });
    throw error;
  }
}
