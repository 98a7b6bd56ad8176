import type { RecordColumns } from './record-columns.ts';
import { NAME } from './record-names.ts';

/** What a common author and a common subject count for. A subject that many share says less. */
const WEIGHTS = { author: 2, subject: 3 };

/** Lists other records of the same authors and subjects, the closest first; suppressed ones stay out. */
export function relatedTo(id: number, limit: number, columns: RecordColumns): number[] {
  if (!columns.has(id)) return [];
  const { names } = columns;
  const own = names.of(id);
  if (own.length === 0) return [];
  const marked = names.marked(own);
  const holders = new Map<number, number>();
  const shared: { id: number; hasAuthor: boolean; subjects: number[] }[] = [];
  for (let other = 0; other < columns.endId; other++) {
    if (other === id || !columns.isShown(other, false)) continue;
    if (!names.hasMarked(other, marked)) continue;
    const common = [...names.of(other)].filter((name) => marked[name] === 1);
    const subjects = common.filter((name) => (name & 1) === NAME.subject);
    for (const subject of subjects) holders.set(subject, (holders.get(subject) ?? 0) + 1);
    shared.push({ id: other, hasAuthor: subjects.length < common.length, subjects });
  }
  const titles = new Set([columns.titleHash.get(id)]);
  return shared
    .map((other) => ({
      id: other.id,
      score:
        (other.hasAuthor ? WEIGHTS.author : 0) +
        other.subjects.reduce((sum, subject) => sum + WEIGHTS.subject / Math.log2(1 + holders.get(subject)!), 0),
    }))
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .filter((other) => {
      // Other editions of the same title would fill the list with what the reader is looking at already.
      const hash = columns.titleHash.get(other.id);
      if (titles.has(hash)) return false;
      titles.add(hash);
      return true;
    })
    .slice(0, limit)
    .map((other) => other.id);
}
