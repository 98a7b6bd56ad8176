import { Totals } from './tally.ts';
import { Column } from './value-columns.ts';

/** What records of one class have in common, by number: each of few values, or of which few combinations are met. */
export interface ClassValues {
  kind: number;
  language: number;
  decade: number;
  /** The set of branches that own a copy, and the set of those where one can be taken from the shelf. */
  branches: number;
  availableBranches: number;
  isSuppressed: 0 | 1;
}

/**
 * The combinations of values that records have, each with a number. A search counts a million records by their class in
 * one step each; filters and facets then look at some thousand classes instead of at the records.
 */
export class RecordClasses {
  readonly kind = new Column((length) => new Uint16Array(length));
  readonly language = new Column((length) => new Uint16Array(length));
  readonly decade = new Column((length) => new Uint16Array(length));
  readonly branches = new Column((length) => new Uint32Array(length));
  readonly availableBranches = new Column((length) => new Uint32Array(length));
  readonly isSuppressed = new Column((length) => new Uint8Array(length));
  /** How many records there are of each class. */
  readonly totals = new Totals();
  readonly #numbers = new Map<string, number>();
  /** Numbers of classes that no record is of any more. */
  readonly #free: number[] = [];
  #end = 0;

  /** One more than the highest number of a class. */
  get end(): number {
    return this.#end;
  }

  /** Counts a record in, and gives the number of its class. */
  join(values: ClassValues): number {
    const key = keyOf(values);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#free.pop() ?? this.#end++;
      this.#numbers.set(key, number);
      this.kind.set(number, values.kind);
      this.language.set(number, values.language);
      this.decade.set(number, values.decade);
      this.branches.set(number, values.branches);
      this.availableBranches.set(number, values.availableBranches);
      this.isSuppressed.set(number, values.isSuppressed);
    }
    this.totals.add(number, 1);
    return number;
  }

  /** Counts a record out. */
  leave(number: number): void {
    this.totals.add(number, -1);
    if (this.totals.counts[number] !== 0) return;
    this.#numbers.delete(keyOf(this.#valuesOf(number)));
    this.#free.push(number);
  }

  #valuesOf(number: number): ClassValues {
    return {
      kind: this.kind.get(number),
      language: this.language.get(number),
      decade: this.decade.get(number),
      branches: this.branches.get(number),
      availableBranches: this.availableBranches.get(number),
      isSuppressed: this.isSuppressed.get(number) === 1 ? 1 : 0,
    };
  }
}

function keyOf({ kind, language, decade, branches, availableBranches, isSuppressed }: ClassValues): string {
  return `${kind} ${language} ${decade} ${branches} ${availableBranches} ${isSuppressed}`;
}
