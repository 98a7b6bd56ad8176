/** Longer words are not compared: a bit for each letter. */
export const MAX_COMPARED_LENGTH = 31;

/**
 * Counts the typing errors between one word and many others: letters left out, put in, changed, or two neighbours swapped
 * (Damerau-Levenshtein, optimal string alignment). All cells of a column of the usual table are computed at once, a bit each
 * (H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003).
 */
export class TypingDistance {
  /** By letter: the places in the word where it stands, as bits. */
  readonly #places = new Int32Array(0x10000);
  #word = '';

  /** Chooses the word, of one to 31 letters, that others are compared with. */
  begin(word: string): void {
    for (let i = 0; i < this.#word.length; i++) this.#places[this.#word.charCodeAt(i)] = 0;
    this.#word = word;
    for (let i = 0; i < word.length; i++) this.#places[word.charCodeAt(i)]! |= 1 << i;
  }

  /** The errors between the word and another. Gives up above `max` and answers `max + 1`. */
  to(other: string, max: number): number {
    const length = this.#word.length;
    const end = other.length;
    if (length - end > max || end - length > max) return max + 1;
    const last = 1 << (length - 1);
    let distance = length;
    // One step up and one step down from a cell to the next, along the word; and where a cell equals its diagonal neighbour.
    let up = -1;
    let down = 0;
    let diagonal = 0;
    let before = 0;
    for (let j = 0; j < end; j++) {
      const places = this.#places[other.charCodeAt(j)]!;
      const swapped = ((~diagonal & places) << 1) & before;
      diagonal = ((((places & up) + up) | 0) ^ up) | places | down | swapped;
      let right = down | ~(diagonal | up);
      let left = diagonal & up;
      if ((right & last) !== 0) distance++;
      else if ((left & last) !== 0) distance--;
      // Each letter that is left brings the distance down by one at most.
      if (distance - (end - 1 - j) > max) return max + 1;
      right = (right << 1) | 1;
      left <<= 1;
      up = left | ~(diagonal | right);
      down = right & diagonal;
      before = places;
    }
    return distance;
  }
}
