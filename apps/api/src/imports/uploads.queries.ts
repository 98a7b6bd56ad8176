import type { Db } from '../platform/database/database.ts';

/** Keeps a piece of an uploaded file. */
export async function insertPiece(
  db: Db,
  piece: { storedAs: string; position: number; content: Uint8Array; now: string },
): Promise<void> {
  await db
    .insertInto('upload_pieces')
    .values({ stored_as: piece.storedAs, position: piece.position, content: piece.content, created_at: piece.now })
    .execute();
}

/** A piece of an uploaded file; undefined after the last. */
export async function findPiece(db: Db, storedAs: string, position: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('upload_pieces')
    .select('content')
    .where('stored_as', '=', storedAs)
    .where('position', '=', position)
    .executeTakeFirst();
  return row?.content;
}

export async function deletePieces(db: Db, storedAs: string): Promise<void> {
  await db.deleteFrom('upload_pieces').where('stored_as', '=', storedAs).execute();
}

/** The files of which pieces were kept before a moment. */
export async function listUploadsBefore(db: Db, before: string): Promise<string[]> {
  const rows = await db
    .selectFrom('upload_pieces')
    .select('stored_as')
    .distinct()
    .where('created_at', '<', before)
    .execute();
  return rows.map((row) => row.stored_as);
}
