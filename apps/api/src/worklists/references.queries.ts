import type { RecordKind } from '../catalogue/records.schema.ts';
import type { RecordReference } from '../circulation/shapes.schema.ts';
import type { Db } from '../platform/database/database.ts';

/** Titles by id, as lists name them. */
export async function findRecordReferences(db: Db, ids: readonly number[]): Promise<Map<number, RecordReference>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('records')
    .select(['id', 'title', 'authors', 'kind'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.map(({ id, title, authors, kind }) => [
      id,
      { id, title, authors: JSON.parse(authors) as string[], kind: kind as RecordKind },
    ]),
  );
}

/** A reader as lists name one; `null` for one who is no longer known. */
export function personOf(id: number | null, givenName: string | null, familyName: string | null) {
  return id === null ? null : { id, name: `${givenName ?? ''} ${familyName ?? ''}`.trim() };
}

/** The newest card that each of some readers may show. */
export async function findNewestCards(db: Db, patronIds: readonly number[]): Promise<Map<number, string>> {
  if (patronIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('patron_cards')
    .select(['patron_id as id', 'number'])
    .where('patron_id', 'in', patronIds)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}
