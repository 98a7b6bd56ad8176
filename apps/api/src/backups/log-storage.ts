import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { LOG_FOLDER, nameOfRange, numberOf, parseRange, type LogRange } from './log-ranges.ts';
import type { LogPosition } from './manifest.ts';
import { getText, putText, type Storage } from './storage.ts';
import { problem } from '../platform/errors.ts';

/** Up to where a server's log is stored: whatever was committed before the moment is. */
const ReachSchema = Type.Object({
  file: Type.String(),
  offset: Type.Integer(),
  at: Type.String(),
});
export type Reach = Static<typeof ReachSchema>;

/** Every stored range of a server's log. */
export async function listRanges(storage: Storage, server: string): Promise<LogRange[]> {
  const objects = await storage.list(`${LOG_FOLDER}${server}/`);
  return objects.map(({ name }) => parseRange(name)).filter((range) => range !== null);
}

/** Up to where a server's log is stored; null when nothing ever was. */
export async function readReach(storage: Storage, server: string): Promise<Reach | null> {
  const name = nameOfReach(server);
  const isThere = (await storage.list(name)).some((object) => object.name === name);
  if (!isThere) return null;
  const value: unknown = JSON.parse(await getText(storage, name));
  if (!Value.Check(ReachSchema, value)) throw problem('backup_damaged', { file: name });
  return value;
}

export function writeReach(storage: Storage, server: string, reach: Reach): Promise<void> {
  return putText(storage, nameOfReach(server), `${JSON.stringify(reach)}\n`);
}

/** Removes the files of logs that no backup needs any more: those before the oldest backup's position. */
export async function pruneLog(storage: Storage, positions: readonly LogPosition[]): Promise<void> {
  for (const { name } of await storage.list(LOG_FOLDER)) {
    const range = parseRange(name);
    if (range === null) continue;
    const needed = positions.filter(({ server }) => server === range.server).map(({ file }) => numberOf(file));
    if (needed.length > 0 && numberOf(range.file) < Math.min(...needed)) await storage.remove(nameOfRange(range));
  }
}

function nameOfReach(server: string): string {
  return `${LOG_FOLDER}${server}/reach.json`;
}
