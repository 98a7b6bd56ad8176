/** The parts of a record in which a word can stand, as bits of a mask. */
export const FIELD = { title: 1, author: 2, subject: 4, other: 8 } as const;
/** A mask moved by this says that the word stands there only by its beginning, its parts or its sound. */
export const WEAK = 4;

/** The records that have a word: ids in ascending order, and for each the mask of fields. Arrays may be longer than used. */
export interface Postings {
  ids: Uint32Array;
  masks: Uint8Array;
  length: number;
}

export const NO_POSTINGS: Postings = { ids: new Uint32Array(0), masks: new Uint8Array(0), length: 0 };

/** Makes postings of ids that all have the same mask. */
export function postingsOf(ids: readonly number[], mask: number): Postings {
  return { ids: Uint32Array.from(ids), masks: new Uint8Array(ids.length).fill(mask), length: ids.length };
}

/** The records that have either word; masks are put together. */
export function union(a: Postings, b: Postings): Postings {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const ids = new Uint32Array(a.length + b.length);
  const masks = new Uint8Array(a.length + b.length);
  let i = 0;
  let j = 0;
  let length = 0;
  while (i < a.length && j < b.length) {
    const left = a.ids[i]!;
    const right = b.ids[j]!;
    ids[length] = left < right ? left : right;
    masks[length++] = (left <= right ? a.masks[i]! : 0) | (right <= left ? b.masks[j]! : 0);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  for (; i < a.length; i++) {
    ids[length] = a.ids[i]!;
    masks[length++] = a.masks[i]!;
  }
  for (; j < b.length; j++) {
    ids[length] = b.ids[j]!;
    masks[length++] = b.masks[j]!;
  }
  return { ids, masks, length };
}

/** Adds the records found by a word's sound. Where the word itself stands in the author's name, they say nothing new. */
export function withSound(word: Postings, sound: Postings): Postings {
  let from = 0;
  for (let i = 0; i < sound.length; i++) {
    from = seek(word, sound.ids[i]!, from);
    const isKnown = from < word.length && word.ids[from] === sound.ids[i] && (word.masks[from]! & FIELD.author) !== 0;
    if (!isKnown) return union(word, sound);
  }
  return word;
}

/** The records that have both words. The mask keeps the fields where both stand, else weakly those where either does. */
export function intersection(a: Postings, b: Postings): Postings {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a];
  const ids = new Uint32Array(small.length);
  const masks = new Uint8Array(small.length);
  let length = 0;
  let from = 0;
  for (let i = 0; i < small.length; i++) {
    from = seek(large, small.ids[i]!, from);
    if (from === large.length) break;
    if (large.ids[from] !== small.ids[i]) continue;
    const either = small.masks[i]! | large.masks[from]!;
    ids[length] = small.ids[i]!;
    masks[length++] = small.masks[i]! & large.masks[from]! || (either | (either << WEAK)) & 0xf0;
  }
  return { ids, masks, length };
}

/** Whether some record has all the words. */
export function haveCommon(all: readonly Postings[]): boolean {
  const [rarest, ...others] = all.toSorted((a, b) => a.length - b.length);
  if (rarest === undefined) return false;
  const from = others.map(() => 0);
  search: for (let i = 0; i < rarest.length; i++) {
    const id = rarest.ids[i]!;
    for (let other = 0; other < others.length; other++) {
      const postings = others[other]!;
      from[other] = seek(postings, id, from[other]!);
      if (from[other] === postings.length) return false;
      if (postings.ids[from[other]!] !== id) continue search;
    }
    return true;
  }
  return false;
}

/** Up to so many times as long as the other, a list is spread out by id rather than searched step by step. */
const DENSE = 8;

/**
 * Looks up the masks that postings have for some ids, 0 where they have none.
 *
 * @param spread an array of zeros with a place for every id; it is left as it was
 */
export function masksOf(
  postings: Postings,
  ids: Uint32Array,
  length: number,
  into: Uint8Array,
  spread: Uint8Array,
): void {
  if (postings.length < length * DENSE) {
    for (let i = 0; i < postings.length; i++) spread[postings.ids[i]!] = postings.masks[i]!;
    for (let i = 0; i < length; i++) into[i] = spread[ids[i]!]!;
    spread.fill(0, postings.ids[0], postings.length === 0 ? 0 : postings.ids[postings.length - 1]! + 1);
    return;
  }
  let from = 0;
  for (let i = 0; i < length; i++) {
    from = seek(postings, ids[i]!, from);
    into[i] = from < postings.length && postings.ids[from] === ids[i] ? postings.masks[from]! : 0;
  }
}

/** Finds the first posting at or after `from` whose id is not below `id`, in steps that double. */
export function seek(postings: Postings, id: number, from: number): number {
  const { ids, length } = postings;
  let step = 1;
  let low = from;
  let high = from;
  while (high < length && ids[high]! < id) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  if (high > length) high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sets the mask of one record in place; a mask of 0 takes the record out. */
export function setPosting(postings: Postings, id: number, mask: number): void {
  const at = seek(postings, id, 0);
  const isThere = at < postings.length && postings.ids[at] === id;
  if (isThere && mask !== 0) {
    postings.masks[at] = mask;
  } else if (isThere) {
    postings.ids.copyWithin(at, at + 1, postings.length);
    postings.masks.copyWithin(at, at + 1, postings.length);
    postings.length--;
  } else if (mask !== 0) {
    if (postings.length === postings.ids.length) grow(postings);
    postings.ids.copyWithin(at + 1, at, postings.length);
    postings.masks.copyWithin(at + 1, at, postings.length);
    postings.ids[at] = id;
    postings.masks[at] = mask;
    postings.length++;
  }
}

function grow(postings: Postings): void {
  const capacity = Math.max(8, Math.ceil(postings.ids.length * 1.5));
  const ids = new Uint32Array(capacity);
  const masks = new Uint8Array(capacity);
  ids.set(postings.ids);
  masks.set(postings.masks);
  postings.ids = ids;
  postings.masks = masks;
}
