import { setTimeout } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../platform/database/database.ts';
import {
  countRecords,
  findChanges,
  findEnd,
  findFirstChange,
  findLastChange,
  findRecordIdsAfter,
  findSearchDocuments,
  type LoggedChange,
} from './search-feed.queries.ts';
import { FollowedChanges } from './followed-changes.ts';
import { LogPosition } from './log-position.ts';
import type { FullTextIndex, SearchDocument, SearchIndex } from './search-index.ts';
import { IndexDamagedError, openWorkerIndex } from './worker-index.ts';

const CHANGES_PER_STEP = 500;
const RECORDS_PER_BATCH = 250;
/** How often changes made by other processes, or not waited for, are taken in. */
const INTERVAL_MS = 500;
/** How long somebody who saved something waits to find it, at most. */
const PATIENCE_MS = 2000;

export interface SearchIndexOptions {
  db: Db;
  /** The index file, or `:memory:`. */
  path: string;
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  /** Replaces the worker's index; for tests and for search servers. */
  index?: FullTextIndex;
  /** Resolves when the database may be asked; without it, at once. */
  databaseReady?: Promise<void> | undefined;
}

/**
 * Opens the catalogue's search: an index that follows `record_changes`. Where the file is missing, damaged, of another
 * version or of another database, it is built anew in the background while the process already serves.
 */
export async function openSearchIndex({
  db,
  path,
  log,
  index = openWorkerIndex(path),
  databaseReady,
}: SearchIndexOptions): Promise<SearchIndex> {
  let position: LogPosition | null = null;
  const followed = new FollowedChanges();
  let pendingChanges = 0;
  let isBuilt = false;
  let isStarted = false;
  let isClosed = false;
  let building: Promise<void> | undefined;
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;

  async function* batches(onProgress?: (records: number) => void): AsyncIterable<SearchDocument[]> {
    let last = 0;
    let count = 0;
    for (;;) {
      const ids = await findRecordIdsAfter(db, last, RECORDS_PER_BATCH);
      if (ids.length === 0) return;
      // To end here would say that these are all: the index would call itself whole, and lack the rest for ever.
      if (isClosed) throw new Error('The search was closed while its index was being built');
      last = ids.at(-1)!;
      yield await findSearchDocuments(db, ids);
      count += ids.length;
      onProgress?.(count);
    }
  }

  async function build(onProgress?: (records: number) => void): Promise<void> {
    // Changes made while the records are read come after this position, or appear below it, and are taken in again.
    const from = await findEnd(db, performance.now());
    await index.rebuild(batches(onProgress), from.low);
    position = from;
    followed.addAll();
    isBuilt = true;
  }

  /** Builds once, whoever asks meanwhile. */
  function rebuild(onProgress?: (records: number) => void): Promise<void> {
    building ??= build(onProgress).finally(() => (building = undefined));
    return building;
  }

  /** Finds where the index of an earlier process goes on. */
  async function start(): Promise<void> {
    const kept = await startPosition(db, index);
    position = kept === null ? null : new LogPosition(kept);
    isBuilt = position !== null;
    isStarted = true;
    if (!isBuilt) log.info('building the search index');
  }

  async function follow(): Promise<void> {
    if (!isStarted) await start();
    if (building !== undefined || position === null) await rebuild();
    for (;;) {
      if (isClosed) return;
      position!.advance([], performance.now());
      const changes = await findChanges(db, position!, CHANGES_PER_STEP);
      pendingChanges = changes.length;
      if (changes.length === 0) return;
      if (await isBehindTheLog(db, position!, changes)) {
        log.warn(
          { position: position!.high },
          'the search index is behind what the change log still has and is being rebuilt',
        );
        await rebuild();
        continue;
      }
      const ids = [...new Set(changes.map(({ recordId }) => recordId))];
      const upserts = await findSearchDocuments(db, ids);
      const found = new Set(upserts.map(({ id }) => id));
      const reached = position!.copy();
      reached.advance(
        changes.map(({ id }) => id),
        performance.now(),
      );
      await index.apply({ upserts, removals: ids.filter((id) => !found.has(id)), position: reached.low });
      position = reached;
      followed.add(ids);
    }
  }

  /**
   * Follows the log. A failure is not the caller's, whose change is committed: it is logged, and the next interval tries
   * again. Nor does a caller wait for a long build.
   */
  async function refresh(): Promise<void> {
    const patience = new AbortController();
    await Promise.race([
      freshened().catch(notFollowed),
      setTimeout(PATIENCE_MS, undefined, { signal: patience.signal, ref: false }).catch(() => {
        // The index was quicker.
      }),
    ]);
    patience.abort();
  }

  /** A run that has begun may have read the log already: who comes later waits for one more, shared by all who wait. */
  function freshened(): Promise<void> {
    if (running === undefined) {
      running = follow().finally(() => (running = undefined));
      return running;
    }
    queued ??= running
      .catch(() => {
        // Who began that run has its error; this one tries anew.
      })
      .then(() => {
        queued = undefined;
        return freshened();
      });
    return queued;
  }

  /** Asks the index; when its file turns out to be broken, answers from the new one while that is being filled. */
  async function asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof IndexDamagedError)) throw error;
      log.warn({ err: error }, 'the search index is damaged and is being rebuilt');
      position = null;
      void refresh();
      return ask();
    }
  }

  function notFollowed(error: unknown): void {
    if (isClosed) return;
    if (error instanceof IndexDamagedError) position = null;
    log.error({ err: error }, 'the search index could not follow the catalogue; the next interval tries again');
  }

  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    if (isClosed) return;
    void refresh();
    timer = setInterval(() => void refresh(), INTERVAL_MS).unref();
  };
  if (databaseReady === undefined) {
    await start();
    begin();
  } else {
    void databaseReady.then(begin);
  }

  return {
    search: (query) => asking(() => index.search(query)),
    suggest: (text, limit) => asking(() => index.suggest(text, limit)),
    related: (id, limit) => asking(() => index.related(id, limit)),
    refresh,
    rebuild,
    lag: () => pendingChanges,
    position: () => (isBuilt && position !== null ? position.name : null),
    followed: () => (isBuilt ? followed : null),
    missing: () => (isBuilt ? [] : ['search_index']),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await Promise.allSettled([running, building]);
      await index.close();
    },
  };
}

/** Whether changes after a position were forgotten already. A gap before the next change alone may be one never committed. */
async function isBehindTheLog(db: Db, { high }: LogPosition, changes: readonly LoggedChange[]): Promise<boolean> {
  const next = changes.find(({ id }) => id > high)?.id;
  return next !== undefined && next > high + 1 && (await findFirstChange(db)) === next;
}

/** Where the index may go on from; null when it has to be built: it never was, or it was of another catalogue. */
async function startPosition(db: Db, index: FullTextIndex): Promise<number | null> {
  const { position, documentCount } = await index.state();
  if (position === null) return null;
  const first = await findFirstChange(db);
  const last = await findLastChange(db);
  if (position > last || (first !== null && position < first - 1)) return null;
  // With nothing to catch up on, both must count the same.
  return position === last && documentCount !== (await countRecords(db)) ? null : position;
}
