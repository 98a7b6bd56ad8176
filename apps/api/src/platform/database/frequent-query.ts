import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './database.ts';
import type { ImmediateReader } from './node-sqlite-dialect.ts';
import { markFrequent } from './round-trips.ts';

type Value = number | string;
type Given = Value | readonly Value[];

/** Lists up to this long have a compiled form for each length. */
const MAX_LIST = 100;

/** Stands for an argument, or one element of a list, while a query is compiled. */
class Slot {
  readonly argument: number;
  readonly element: number | null;

  constructor(argument: number, element: number | null) {
    this.argument = argument;
    this.element = element;
  }

  valueIn(given: readonly Given[]): Value {
    const argument = given[this.argument]!;
    return this.element === null ? (argument as Value) : (argument as readonly Value[])[this.element]!;
  }
}

/**
 * Reads at once, for checks so frequent that a queue and a promise would cost more than the answer.
 *
 * @returns null on an engine that cannot, and where an open transaction would show what is not committed.
 */
export function readNow<Row>(db: Db, query: CompiledQuery<Row>): Row[] | null {
  const adapter = db.getExecutor().adapter as Partial<ImmediateReader>;
  return adapter.readNow?.(query) ?? null;
}

/** A read that is compiled once; `compiled` is what `askBoth` takes. */
export interface FrequentQuery<Arguments extends readonly Given[], Row> {
  (db: Db, ...given: Arguments): Row[] | Promise<Row[]>;
  compiled: (db: Db, ...given: Arguments) => CompiledQuery<Row>;
}

/**
 * A read that is asked with most requests. Its SQL is built and compiled once instead of every time, which takes several
 * times as long as SQLite needs for the answer; and where the engine can, it is answered at once instead of in a queue.
 *
 * @param build makes the query; the arguments may only be handed on as values, because they are stand-ins when it runs.
 */
export function frequentQuery<Arguments extends readonly Given[], Row>(
  build: (db: Db, ...given: Arguments) => Compilable<Row>,
): FrequentQuery<Arguments, Row> {
  const compile = compiledOnce(build);
  const compiled = (db: Db, ...given: Arguments) => compile(db, given);
  const ask = (db: Db, ...given: Arguments) => {
    const query = compile(db, given);
    return readNow(db, query) ?? db.executeQuery(query).then(({ rows }) => rows);
  };
  return Object.assign(ask, { compiled });
}

/** A change that is made with most requests, built and compiled once as a frequent query is. Answers how many rows it found. */
export function frequentChange<Arguments extends readonly Given[]>(
  build: (db: Db, ...given: Arguments) => Compilable<unknown>,
): (db: Db, ...given: Arguments) => Promise<bigint> {
  const compiled = compiledOnce(build);
  return async (db, ...given) => {
    const { numAffectedRows = 0n } = await db.executeQuery(compiled(db, given));
    return numAffectedRows;
  };
}

function compiledOnce<Arguments extends readonly Given[], Row>(
  build: (db: Db, ...given: Arguments) => Compilable<Row>,
): (db: Db, given: Arguments) => CompiledQuery<Row> {
  /** By connection, and there by the lengths of the lists. */
  const compiled = new WeakMap<object, Map<string, CompiledQuery<Row>>>();

  function compiledFor(db: Db, given: Arguments): CompiledQuery<Row> {
    const { adapter } = db.getExecutor();
    let byLengths = compiled.get(adapter);
    if (byLengths === undefined) compiled.set(adapter, (byLengths = new Map()));
    let lengths = '';
    for (const one of given) if (typeof one === 'object') lengths += `${one.length},`;
    let query = byLengths.get(lengths);
    if (query === undefined) byLengths.set(lengths, (query = markFrequent(build(db, ...slotsFor(given)).compile())));
    return query;
  }

  return (db, given) => {
    const isTooLong = given.some((one) => typeof one === 'object' && one.length > MAX_LIST);
    return isTooLong ? build(db, ...given).compile() : filled(compiledFor(db, given), given);
  };
}

function slotsFor<Arguments extends readonly Given[]>(given: Arguments): Arguments {
  const slots = given.map((one, argument) =>
    typeof one === 'object' ? one.map((_, element) => new Slot(argument, element)) : new Slot(argument, null),
  );
  return slots as unknown as Arguments;
}

function filled<Row>(query: CompiledQuery<Row>, given: readonly Given[]): CompiledQuery<Row> {
  const parameters = query.parameters.map((one) => (one instanceof Slot ? one.valueIn(given) : one));
  return { ...query, parameters };
}
