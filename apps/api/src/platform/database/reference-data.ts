import type { Db } from './database.ts';
import { frequentQuery } from './frequent-query.ts';

/** The revision of the reference data, to be read with other rows: `null` until anything of it was written. */
export function selectRevision(db: Db) {
  return db.selectFrom('revisions').select('value').where('name', '=', 'reference');
}

const readRevision = frequentQuery((db) => selectRevision(db));

/**
 * How long data is trusted at most. Whoever changes the tables past Biblio Pro (an older release while a newer one is rolled
 * out, an administrator with SQL) gives them no new revision, and is heard within this time.
 */
const TRUSTED_MS = 60_000;

interface Known<Value> {
  revision: string | null;
  readAt: number;
  value: Value;
}

/**
 * Keeps what a function reads from the reference tables in memory, for as long as their revision is the same. Each write to
 * one of these tables, by whatever process, gives them a new revision in the same transaction (`reference-writes.ts`); so what
 * is answered is what the tables held at the moment when the revision was read. What the function answers must not be changed.
 *
 * @returns the function, which takes the revision where the caller has read it with other rows (`selectRevision`), and
 * otherwise asks for it.
 */
export function referenceData<Value>(
  read: (db: Db) => Promise<Value>,
): (db: Db, revision?: string | null) => Promise<Value> {
  /** By connection, as compiled queries are. */
  const known = new WeakMap<object, Known<Value>>();

  return async (db, given) => {
    const { adapter } = db.getExecutor();
    const revision = given === undefined ? await currentRevision(db) : given;
    const kept = known.get(adapter);
    const readAt = performance.now();
    if (kept?.revision === revision && readAt - kept.readAt < TRUSTED_MS) return kept.value;
    const value = await read(db);
    // Whether what was read belongs to this revision is certain only when it is still the same.
    if ((await currentRevision(db)) === revision) known.set(adapter, { revision, readAt, value });
    return value;
  };
}

async function currentRevision(db: Db): Promise<string | null> {
  const [row] = await readRevision(db);
  return row?.value ?? null;
}
