import { Worker } from 'node:worker_threads';
import type { FullTextIndex, IndexState, SearchResult, Suggestion } from './search-index.ts';
import type { WorkerAnswer, WorkerRequest } from './search-worker.ts';

/** The index file was broken, and is empty now: it has to be rebuilt. */
export class IndexDamagedError extends Error {}

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/**
 * Opens the index in a worker thread of its own, so that no search ever blocks the thread that serves requests.
 *
 * @param path the index file, or `:memory:`
 */
export function openWorkerIndex(path: string): FullTextIndex {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { workerData: { path } });
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let failure: Error | undefined;

  worker.on('message', ({ id, value, error }: WorkerAnswer) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(error.isDamaged ? new IndexDamagedError(error.message) : new Error(error.message));
  });
  const fail = (error: Error) => {
    failure = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(failure ?? new Error('The search worker has ended')));
  worker.unref();

  const call = <T>(method: WorkerRequest['method'], ...args: unknown[]): Promise<T> => {
    if (failure !== undefined) return Promise.reject(failure);
    const id = ++lastId;
    return new Promise<T>((resolve, reject) => {
      // While somebody waits, the process must not end for want of other work.
      if (pending.size === 0) worker.ref();
      pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ id, method, args } satisfies WorkerRequest);
    });
  };

  return {
    search: (query) => call<SearchResult>('search', query),
    suggest: (text, limit) => call<Suggestion[]>('suggest', text, limit),
    related: (id, limit) => call<number[]>('related', id, limit),
    apply: (changes) => call<void>('apply', changes),
    rebuild: async (batches, position) => {
      await call('beginRebuild');
      // The next batch is read while the worker takes in the one before.
      let applied = Promise.resolve();
      for await (const upserts of batches) {
        await applied;
        applied = call('apply', { upserts, removals: [] });
        // Whoever waits for it is told; until somebody does, a failure must not end the process.
        applied.catch(() => {});
      }
      await applied;
      await call('endRebuild', position);
    },
    state: () => call<IndexState>('state'),
    close: async () => {
      if (failure !== undefined) return;
      await call('close');
      await worker.terminate();
    },
  };
}
