import type { FirstEntries } from './first-entries.ts';
import type { RecordSet } from './record-set.ts';
import type { Scratch } from './scratch.ts';

/** Tells how relevant records are, as far as somebody asks. */
export interface Relevance {
  /** Offers those of the matches that may be among the first. */
  offer(matches: Matches, first: FirstEntries): void;
}

/** Records that answer a query; arrays may be longer than used. */
export interface Matches extends RecordSet {
  relevance: Relevance;
  /** By place: where `relevance` knows the record. Null before anything was taken out. */
  places: Uint32Array | null;
}

/** Where no record is more relevant than another. */
export const ALL_ALIKE: Relevance = {
  offer({ ids, length }, first) {
    for (let i = 0; i < length; i++) first.offer(1, ids[i]!);
  },
};

export const NO_MATCHES: Matches = {
  ids: new Uint32Array(0),
  length: 0,
  isEverything: false,
  relevance: ALL_ALIKE,
  places: null,
};

/** The matches that nothing keeps out; `failing` says by place what does. */
export function passing(matches: Matches, failing: Uint8Array, scratch: Scratch): Matches {
  const { ids, length, relevance, places } = matches;
  const keptIds = scratch.numbers(length);
  const keptPlaces = scratch.numbers(length);
  let end = 0;
  for (let i = 0; i < length; i++) {
    if (failing[i] !== 0) continue;
    keptIds[end] = ids[i]!;
    keptPlaces[end++] = i;
  }
  if (places !== null) for (let i = 0; i < end; i++) keptPlaces[i] = places[keptPlaces[i]!]!;
  return { ids: keptIds, length: end, isEverything: false, relevance, places: keptPlaces };
}
