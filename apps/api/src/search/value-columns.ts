/** A typed array that grows with the ids put into it. Ids are record ids: close together, so they are the places. */
export class Column<Values extends Uint8Array | Uint16Array | Uint32Array | Float64Array> {
  values: Values;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values) {
    this.#make = make;
    this.values = make(1024);
  }

  set(id: number, value: number): void {
    if (id >= this.values.length) {
      const wider = this.#make(Math.max(id + 1, Math.ceil(this.values.length * 1.5)));
      wider.set(this.values as never);
      this.values = wider;
    }
    this.values[id] = value;
  }

  get(id: number): number {
    return this.values[id] ?? 0;
  }
}

/** Texts by number: 0 is "none". */
export class Dictionary {
  readonly texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      this.#numbers.set(text, number);
    }
    return number;
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** 1 at the number of each text. */
  marked(texts: readonly string[]): Uint8Array {
    const marked = new Uint8Array(this.texts.length);
    for (const text of texts) {
      const number = this.find(text);
      if (number !== undefined) marked[number] = 1;
    }
    return marked;
  }
}

/** Sets of numbers, such as branches, of which few differ: each set has a number of its own. 0 is the empty set. */
export class SetDictionary {
  readonly sets: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(values: readonly number[]): number {
    const sorted = values.length < 2 ? values : [...new Set(values)].sort((a, b) => a - b);
    const key = sorted.join();
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.sets.length;
      this.sets.push([...sorted]);
      this.#numbers.set(key, number);
    }
    return number;
  }
}
