import { createHash } from 'node:crypto';

/** A row as the database gives it. */
export type Row = Record<string, unknown>;

/** What some rows are, in whatever order they come: how many, and the exclusive or of their hashes. No two are the same row. */
export class RowChecksum {
  rows = 0;
  readonly #sum = new Uint8Array(32);

  add(row: Row): void {
    const columns = Object.keys(row)
      .sort()
      .map((name) => [name, row[name] instanceof Uint8Array ? Buffer.from(row[name]).toString('base64') : row[name]]);
    const hash = createHash('sha256').update(JSON.stringify(columns)).digest();
    for (let at = 0; at < hash.length; at += 1) this.#sum[at]! ^= hash[at]!;
    this.rows += 1;
  }

  equals(other: RowChecksum): boolean {
    return this.rows === other.rows && this.toString() === other.toString();
  }

  toString(): string {
    return Buffer.from(this.#sum).toString('hex');
  }
}
