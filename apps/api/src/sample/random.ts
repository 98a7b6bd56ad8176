/** A stream of pseudo-random numbers that is the same for the same seed on every machine. */
export interface Random {
  /** A number from 0 to just under 1. */
  next: () => number;
  /** A whole number from `low` up to and with `high`. */
  integer: (low: number, high: number) => number;
  hasChance: (probability: number) => boolean;
  pick: <T>(values: readonly T[]) => T;
  /** One of the indexes of some weights, each as often as its weight says. */
  weighted: (weights: readonly number[]) => number;
  shuffled: <T>(values: readonly T[]) => T[];
}

/** Makes a stream from a seed, by the mulberry32 generator: small, fast and even enough for a story. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    hasChance: (probability) => next() < probability,
    pick: (values) => values[integer(0, values.length - 1)]!,
    weighted: (weights) => {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => (rest -= weight) < 0);
      return index === -1 ? weights.length - 1 : index;
    },
    shuffled: (values) => {
      const shuffled = [...values];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = integer(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}
