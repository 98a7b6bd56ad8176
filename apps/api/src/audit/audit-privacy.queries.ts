import { sql, type ExpressionBuilder } from 'kysely';
import { redactEntryText } from '../platform/audit-privacy.ts';
import type { Db } from '../platform/database/database.ts';
import type { Database } from '../platform/database/schema.ts';
import { sweepById, type Sweep } from '../privacy/sweep.queries.ts';

/** How it looks in an entry's JSON when it tells whose a loan was, or what was written about its reader. */
const TELLING = ['"patron":{', '"patronId":', '"activeKey":', '"comment":"', '"closedNote":"', '"restriction":{'];

/**
 * Takes what was written about readers out of the entries of loans or holds that are nobody's any more. Who did what when
 * stays. With `emptyReaderEntries` the one exception to “append only”.
 */
export async function redactEntries(db: Db, entity: 'loan' | 'hold', ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const entries = await db
    .selectFrom('audit_log')
    .select(['id', 'before', 'after'])
    .where('entity', '=', entity)
    .where('entity_id', 'in', ids)
    .where((eb) => eb.or([eb('before', 'is not', null), eb('after', 'is not', null)]))
    .execute();
  for (const { id, before, after } of entries) {
    const redacted = { before: redactEntryText(before), after: redactEntryText(after) };
    if (redacted.before === before && redacted.after === after) continue;
    await db.updateTable('audit_log').set(redacted).where('id', '=', id).execute();
  }
}

/** Takes out of the log what a reader's data was and what the reader was called. */
export async function emptyReaderEntries(db: Db, patronId: number): Promise<void> {
  await db
    .updateTable('audit_log')
    .set({ before: null, after: null })
    .where('entity', '=', 'patron')
    .where('entity_id', '=', patronId)
    .execute();
  await db
    .updateTable('audit_log')
    .set({ actor_name: '' })
    .where('actor_kind', '=', 'patron')
    .where('actor_id', '=', patronId)
    .execute();
}

/**
 * What the log tells of readers: what their data was, what they were called, and what staff wrote about them when they lent
 * or renewed. Who did what when stays.
 */
export const auditDetailSweep: Sweep = sweepById({
  table: 'audit_log',
  due: (db, { before }) =>
    db
      .selectFrom('audit_log')
      .where('at', '<', before)
      .where((eb) =>
        eb.or([
          eb.and([
            eb('entity', '=', 'patron'),
            // The proof of an erasure stays; it names nobody.
            eb('action', '<>', 'patron.erase'),
            eb.or([eb('before', 'is not', null), eb('after', 'is not', null)]),
          ]),
          eb.and([eb('actor_kind', '=', 'patron'), eb('actor_name', '<>', '')]),
          eb.and([
            eb('entity', 'in', ['loan', 'hold']),
            eb.or(TELLING.flatMap((text) => [holds(eb, 'before', text), holds(eb, 'after', text)])),
          ]),
        ]),
      ),
  forget: async (trx, ids) => {
    const entries = await trx.selectFrom('audit_log').selectAll().where('id', 'in', ids).execute();
    for (const { id, entity, actor_kind: kind, actor_name: name, before, after } of entries) {
      const isOfReader = entity === 'patron';
      const kept = {
        before: isOfReader ? null : redactEntryText(before),
        after: isOfReader ? null : redactEntryText(after),
        actor_name: kind === 'patron' ? '' : name,
      };
      await trx.updateTable('audit_log').set(kept).where('id', '=', id).execute();
    }
  },
});

function holds(eb: ExpressionBuilder<Database, 'audit_log'>, column: 'before' | 'after', text: string) {
  return sql<boolean>`instr(${eb.ref(column)}, ${text}) > 0`;
}
