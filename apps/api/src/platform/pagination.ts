import { Type } from 'typebox';
import { problem } from './errors.ts';

/** The query parameters of every list. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'The nextCursor of the page before' })),
};

/** A cursor: where the next page begins, as an opaque string. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor back.
 *
 * @throws Problem `invalid_cursor` when it is not one that `encodeCursor` made or `isPosition` refuses it.
 */
export function decodeCursor<T>(cursor: string | undefined, isPosition: (value: unknown) => value is T): T | undefined {
  if (cursor === undefined) return undefined;
  let position: unknown;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Whatever the text is, it is not JSON, so it was not made by us.
    throw problem('invalid_cursor');
  }
  if (!isPosition(position)) throw problem('invalid_cursor');
  return position;
}

/** The commonest position: the id of the last row shown. */
export function isIdPosition(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Cuts a page from rows that were read with one row more than the limit, and says where the next page begins. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  positionOf: (row: Row) => unknown,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}
