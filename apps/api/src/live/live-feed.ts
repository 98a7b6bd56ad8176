import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../platform/database/database.ts';
import { findLastChangeId, listChangesAfter, type LiveChange } from './live-changes.queries.ts';

/** How often changes of other processes are looked for while somebody follows. */
const LOOK_EVERY_MS = 1000;
/** After a change of this process: long enough for its transaction to end. */
const SOON_MS = 50;
const CHANGES_PER_LOOK = 500;
/**
 * A database server hands out numbers before it commits: an entry may appear after one with a higher number. So many
 * entries are looked at again each time, and those that were told already are left out.
 */
const OVERLAP = 200;

/** Who follows is told of every change, in batches. */
export type Follower = (changes: readonly LiveChange[]) => void;

/** What happens in the library, as it happens, read from the audit log while somebody follows it. */
export interface LiveFeed {
  /** Tells of every change from now on, that is from when this resolves; answers how to stop. */
  follow: (follower: Follower) => Promise<() => void>;
  /** Says that something was changed, here or in another process: it is looked for soon. */
  nudge: () => void;
  close: () => Promise<void>;
}

/** Opens the feed of one process. It costs nothing while nobody follows. */
export function openLiveFeed({ db, log }: { db: Db; log: Pick<FastifyBaseLogger, 'error'> }): LiveFeed {
  const followers = new Set<Follower>();
  /** Numbers that were told, of the last entries. */
  let told = new Set<number>();
  let position = 0;
  let begun: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Infinity;
  let looking: Promise<void> | undefined;

  /** What happened before somebody followed is not told. */
  async function begin(): Promise<void> {
    position = await findLastChangeId(db);
    told = new Set((await listChangesAfter(db, position - OVERLAP, OVERLAP)).map(({ id }) => id));
    schedule(LOOK_EVERY_MS);
  }

  async function look(): Promise<void> {
    const found = await listChangesAfter(db, position - OVERLAP, OVERLAP + CHANGES_PER_LOOK);
    const changes = found.filter(({ id }) => !told.has(id));
    if (changes.length === 0) return;
    for (const { id } of changes) told.add(id);
    position = Math.max(position, changes.at(-1)!.id);
    for (const id of told) if (id < position - OVERLAP) told.delete(id);
    for (const follower of followers) follower(changes);
  }

  function schedule(delay: number): void {
    const at = performance.now() + delay;
    if (followers.size === 0 || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(run, delay).unref();
  }

  function run(): void {
    dueAt = Infinity;
    if (looking !== undefined) return schedule(SOON_MS);
    looking = look()
      // Nobody waits for a look: the next one tells what this one could not.
      .catch((error: unknown) => log.error({ err: error }, 'changes could not be looked for'))
      .finally(() => {
        looking = undefined;
        schedule(LOOK_EVERY_MS);
      });
  }

  function leave(follower: Follower): void {
    followers.delete(follower);
    if (followers.size > 0) return;
    clearTimeout(timer);
    dueAt = Infinity;
    begun = undefined;
  }

  return {
    follow: async (follower) => {
      followers.add(follower);
      begun ??= begin();
      try {
        await begun;
      } catch (error) {
        // Who cannot be told anything is told so.
        leave(follower);
        throw error;
      }
      return () => leave(follower);
    },
    nudge: () => schedule(SOON_MS),
    close: async () => {
      followers.clear();
      clearTimeout(timer);
      await looking;
    },
  };
}
