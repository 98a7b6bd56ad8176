import type { Db } from './database.ts';
import { readNow, type FrequentQuery } from './frequent-query.ts';

/** So many rows' askers share a statement at most. */
const MOST_TOGETHER = 32;
/** After how many milliseconds another goes out beside the statement that is on its way: a server may read several from its disk at once. */
const PATIENCE_MS = 0.5;

/** Somebody who waits for the rows of one id. */
interface Asker<Row> {
  resolve: (rows: Row[]) => void;
  reject: (error: unknown) => void;
}

/**
 * A frequent query for the rows of one id. From a server, who asks while a statement is on its way shares the next one with everybody
 * else who came meanwhile: a server takes little longer for ten rows than for one. Alone, nobody waits.
 *
 * What is answered was read after it was asked for. Where a statement fails, it fails for all who share it.
 *
 * @param query reads the rows of several ids
 * @param idOf tells which id a row belongs to
 * @param nowMs milliseconds of a clock that only goes forward
 */
export function gatheredQuery<Row>(
  query: FrequentQuery<[ids: readonly number[]], Row>,
  idOf: (row: Row) => number,
  nowMs: () => number = () => performance.now(),
): (db: Db, id: number) => Row[] | Promise<Row[]> {
  /** By connection, and never those of a transaction. */
  const gatherers = new WeakMap<object, Gatherer<Row>>();
  return (db, id) => {
    if (db.isTransaction) return query(db, [id]);
    const rows = readNow(db, query.compiled(db, [id]));
    if (rows !== null) return rows;
    const { adapter } = db.getExecutor();
    let gatherer = gatherers.get(adapter);
    if (gatherer === undefined)
      gatherers.set(adapter, (gatherer = new Gatherer(async (ids) => query(db, ids), idOf, nowMs)));
    return gatherer.ask(id);
  };
}

class Gatherer<Row> {
  readonly #read: (ids: readonly number[]) => Promise<Row[]>;
  readonly #idOf: (row: Row) => number;
  readonly #nowMs: () => number;
  #waiting = new Map<number, Asker<Row>[]>();
  #onTheWay = 0;
  #sentAt = -Infinity;

  constructor(read: (ids: readonly number[]) => Promise<Row[]>, idOf: (row: Row) => number, nowMs: () => number) {
    this.#read = read;
    this.#idOf = idOf;
    this.#nowMs = nowMs;
  }

  ask(id: number): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      const askers = this.#waiting.get(id);
      if (askers === undefined) this.#waiting.set(id, [{ resolve, reject }]);
      else askers.push({ resolve, reject });
      const isOverdue = this.#onTheWay === 0 || this.#nowMs() - this.#sentAt > PATIENCE_MS;
      if (isOverdue || this.#waiting.size === MOST_TOGETHER) void this.#send();
    });
  }

  async #send(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = new Map();
    this.#onTheWay += 1;
    this.#sentAt = this.#nowMs();
    try {
      const rowsOf = Map.groupBy(await this.#read(filledUp([...asked.keys()])), this.#idOf);
      for (const [id, askers] of asked) for (const { resolve } of askers) resolve(rowsOf.get(id) ?? []);
    } catch (error) {
      for (const askers of asked.values()) for (const { reject } of askers) reject(error);
    } finally {
      this.#onTheWay -= 1;
      if (this.#waiting.size > 0) void this.#send();
    }
  }
}

/** Repeats the last id until there are 1, 2, 4, 8, … of them, so that few lengths have to be compiled and prepared. */
function filledUp(ids: readonly number[]): readonly number[] {
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return [...ids, ...new Array<number>(length - ids.length).fill(ids.at(-1)!)];
}
