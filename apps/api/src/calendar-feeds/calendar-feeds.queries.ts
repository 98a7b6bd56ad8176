import { insertAndGetId, type Db } from '../platform/database/database.ts';

export interface CalendarFeed {
  id: number;
  createdAt: string;
}

/** A reader's feed, if they have one. */
export function findFeed(db: Db, patronId: number): Promise<CalendarFeed | undefined> {
  return db
    .selectFrom('calendar_feeds')
    .select(['id', 'created_at as createdAt'])
    .where('patron_id', '=', patronId)
    .executeTakeFirst();
}

/** Whose feed has a secret, with the language they read. */
export function findReaderOfFeed(
  db: Db,
  tokenHash: string,
): Promise<{ patronId: number; language: 'fr' | 'en' } | undefined> {
  return db
    .selectFrom('calendar_feeds')
    .innerJoin('patrons', 'patrons.id', 'calendar_feeds.patron_id')
    .select(['patrons.id as patronId', 'patrons.language'])
    .where('calendar_feeds.token_hash', '=', tokenHash)
    .$castTo<{ patronId: number; language: 'fr' | 'en' }>()
    .executeTakeFirst();
}

export function insertFeed(db: Db, feed: { patronId: number; tokenHash: string; createdAt: string }): Promise<number> {
  return insertAndGetId(db, 'calendar_feeds', {
    patron_id: feed.patronId,
    token_hash: feed.tokenHash,
    created_at: feed.createdAt,
  });
}

export async function deleteFeed(db: Db, id: number): Promise<void> {
  await db.deleteFrom('calendar_feeds').where('id', '=', id).execute();
}
