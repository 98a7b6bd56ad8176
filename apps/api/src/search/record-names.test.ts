import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NAME, RecordNames } from './record-names.ts';

const RECORDS = 300;
/** More names than have lists of their records; the first ones are the most frequent. */
const NAMES = 1500;

const someNames = fc
  .array(fc.tuple(fc.nat({ max: NAMES - 1 }), fc.nat({ max: NAMES - 1 })), { maxLength: 6 })
  .map((pairs) =>
    // The lower of two draws, squared: few names are frequent, as in a catalogue.
    pairs.map((pair) => `name ${Math.floor(Math.min(...pair) ** 2 / NAMES)}`),
  );
const change = fc.record({ id: fc.integer({ min: 1, max: RECORDS }), authors: someNames, subjects: someNames });

/** Counts in the plainest way, and gives the highest counts with the texts that have each. */
function naive(records: Map<number, string[]>, ids: readonly number[], limit: number): number[] {
  const counts = new Map<string, number>();
  for (const id of ids) {
    for (const name of new Set(records.get(id) ?? [])) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => b - a).slice(0, limit);
}

test('the most frequent names of any records are those of a plain count, whatever changed before', () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: RECORDS, maxLength: RECORDS }),
      fc.array(fc.tuple(change, fc.integer({ min: 1, max: 100 })), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 25 }),
      (first, rounds, limit) => {
        const names = new RecordNames();
        const authors = new Map<number, string[]>();
        const subjects = new Map<number, string[]>();
        const set = ({ id, authors: by, subjects: about }: (typeof first)[0]) => {
          names.set(id, by, about);
          authors.set(id, by);
          subjects.set(id, about);
        };
        first.forEach((one, i) => set({ ...one, id: i + 1 }));
        for (const [one, share] of rounds) {
          set(one);
          // Sparse and dense sets are counted in different ways.
          const ids = [...authors.keys()].filter((id) => (id * 37) % 100 < share).sort((a, b) => a - b);
          const marks = new Uint8Array(RECORDS + 1);
          for (const id of ids) marks[id] = 1;
          const records = { ids: Uint32Array.from(ids), length: ids.length, isEverything: share === 100 };
          const found = names.mostFrequent(records, limit, () => marks);
          for (const [counts, plain] of [
            [found.authors, authors],
            [found.subjects, subjects],
          ] as const) {
            assert.deepEqual(
              counts.map(([, count]) => count),
              naive(plain, ids, limit),
            );
            for (const [number, count] of counts) {
              assert.equal(count, ids.filter((id) => plain.get(id)!.includes(names.textOf(number))).length);
              assert.equal(count, names.countOf(number, records));
            }
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('the holders of a name follow its changes, however many names were asked for', () => {
  const names = new RecordNames();
  const holdersOf = (text: string): number[] => {
    const marks = new Uint8Array(2000);
    names.markHolders([names.find(NAME.author, text)!], marks);
    return [...marks.keys()].filter((id) => marks[id] === 1);
  };
  for (let id = 1; id < 1000; id++) names.set(id, [`author ${id}`, `author ${id % 7}`], ['a subject']);
  for (let id = 700; id < 800; id++) assert.deepEqual(holdersOf(`author ${id}`), [id]);
  assert.equal(holdersOf('author 3').length, 143);
  names.set(3, [], []);
  names.set(1500, ['author 3', 'author 799'], []);
  assert.equal(holdersOf('author 3').length, 143);
  assert.deepEqual(holdersOf('author 799'), [799, 1500]);
});

test('a name that few records have is found where all of them are in the set', () => {
  const names = new RecordNames();
  // More names of three records each than have lists; of each one record is in the set.
  for (let id = 1; id <= 1800; id++) names.set(id, id <= 2 ? [`${id % 600}`, 'rare'] : [`${id % 600}`], []);
  const marks = new Uint8Array(1801).fill(1, 1, 601);
  const set = { ids: Uint32Array.from({ length: 600 }, (_, i) => i + 1), length: 600, isEverything: false };
  const [first] = names.mostFrequent(set, 1, () => marks).authors;
  assert.deepEqual([names.textOf(first![0]), first![1]], ['rare', 2]);
});
