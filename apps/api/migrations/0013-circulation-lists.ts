import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Volumes of what comes in several, holds on one volume, why a hold was cancelled, what lies on a hold shelf for nobody any
 * more, and the indexes of the lists that staff work through.
 *
 * `items.shelf_hold_id` names a closed hold, and is no foreign key: holds are forgotten before their items.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { int, text } = columns(db);

  await db.schema.alterTable('items').addColumn('volume', text).execute();
  await db.schema.alterTable('items').addColumn('shelf_hold_id', int).execute();
  await db.schema.createIndex('items_by_transit').on('items').column('transit_to_branch_id').execute();
  await db.schema.createIndex('items_by_shelf_hold').on('items').column('shelf_hold_id').execute();

  await db.schema.alterTable('holds').addColumn('volume', text).execute();
  await db.schema.alterTable('holds').addColumn('closed_note', text).execute();
  await db.schema.createIndex('holds_by_pickup').on('holds').columns(['status', 'pickup_branch_id']).execute();
}
