import type { Db } from '../platform/database/database.ts';

/** Something that somebody changed, and whom and what it concerns as far as that is known. */
export interface LiveChange {
  /** The number of its entry in the audit log. */
  id: number;
  action: string;
  entity: string;
  entityId: number | null;
  branchId: number | null;
  patronId: number | null;
  recordId: number | null;
}

/** The newest entry of the audit log; 0 where there is none. */
export async function findLastChangeId(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('audit_log')
    .select((e) => e.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

/** Entries after a number, in their order, with the reader and the title that each is about. */
export async function listChangesAfter(db: Db, afterId: number, limit: number): Promise<LiveChange[]> {
  const rows = await db
    .selectFrom('audit_log as a')
    .leftJoin('loans as l', (join) => join.on('a.entity', '=', 'loan').onRef('l.id', '=', 'a.entity_id'))
    .leftJoin('holds as h', (join) => join.on('a.entity', '=', 'hold').onRef('h.id', '=', 'a.entity_id'))
    .leftJoin('notices as n', (join) => join.on('a.entity', '=', 'notice').onRef('n.id', '=', 'a.entity_id'))
    .leftJoin('items as i', (join) =>
      join.on((e) =>
        e.or([
          e.and([e('a.entity', '=', 'item'), e('i.id', '=', e.ref('a.entity_id'))]),
          e('i.id', '=', e.ref('l.item_id')),
        ]),
      ),
    )
    .select([
      'a.id',
      'a.action',
      'a.entity',
      'a.entity_id as entityId',
      'a.branch_id as branchId',
      'l.patron_id as borrower',
      'h.patron_id as holder',
      'n.patron_id as addressee',
      'h.record_id as heldRecord',
      'i.record_id as itemRecord',
    ])
    .where('a.id', '>', afterId)
    .orderBy('a.id')
    .limit(limit)
    .execute();
  return rows.map(({ borrower, holder, addressee, heldRecord, itemRecord, ...change }) => ({
    ...change,
    patronId: change.entity === 'patron' ? change.entityId : (borrower ?? holder ?? addressee),
    recordId: change.entity === 'record' ? change.entityId : (heldRecord ?? itemRecord),
  }));
}
