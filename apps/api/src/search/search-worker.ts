import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { giveMemoryBackWhenQuiet } from '../platform/quiet-memory.ts';
import { deleteIndexFile, isDamage, openIndexFile } from './index-file.queries.ts';
import { SearchEngine } from './search-engine.ts';
import type { IndexChanges, SearchQuery } from './search-index.ts';

/** What the worker is asked: a method of the engine with its arguments. */
export interface WorkerRequest {
  id: number;
  method: 'search' | 'suggest' | 'related' | 'apply' | 'beginRebuild' | 'endRebuild' | 'state' | 'close';
  args: unknown[];
}

/** What it answers. `isDamaged` says that the file was broken and a new, empty one has taken its place. */
export interface WorkerAnswer {
  id: number;
  value?: unknown;
  error?: { message: string; isDamaged: boolean };
}

const path = (workerData as { path: string }).path;
let engine = open();
let isClosing = false;
/** Requests that are under way: the index is not closed under them. */
const running = new Set<Promise<void>>();

giveMemoryBackWhenQuiet();

parentPort!.on('message', (request: WorkerRequest) => {
  const handled = request.method === 'close' ? close(request) : handle(request);
  running.add(handled);
  void handled.finally(() => running.delete(handled));
});

async function handle(request: WorkerRequest): Promise<void> {
  const { method, args } = request;
  if (method === 'search') await prepare((args[0] as SearchQuery).text);
  if (method === 'suggest') await prepare(args[0] as string);
  parentPort!.postMessage(answer(request));
}

async function close(request: WorkerRequest): Promise<void> {
  isClosing = true;
  await Promise.all(running);
  parentPort!.postMessage(answer(request));
}

/** Reads long lists step by step; between two steps other requests are answered. */
async function prepare(text: string): Promise<void> {
  const current = engine;
  try {
    for (const step of current.prepare(text)) {
      await setImmediate(step);
      if (isClosing || engine !== current) return;
    }
  } catch (error) {
    // The search itself reads the same, and heals it.
    if (!isDamage(error)) throw error;
  }
}

function answer({ id, method, args }: WorkerRequest): WorkerAnswer {
  try {
    return { id, value: call(method, args) };
  } catch (error) {
    // Every error must cross to the thread that asked; only damage is healed here.
    const isDamaged = isDamage(error);
    if (isDamaged) {
      engine.close();
      if (path !== ':memory:') deleteIndexFile(path);
      engine = open();
    }
    return {
      id,
      error: { message: error instanceof Error ? (error.stack ?? error.message) : String(error), isDamaged },
    };
  }
}

function call(method: WorkerRequest['method'], args: unknown[]): unknown {
  switch (method) {
    case 'search':
      return engine.search(args[0] as SearchQuery);
    case 'suggest':
      return engine.suggest(args[0] as string, args[1] as number);
    case 'related':
      return engine.related(args[0] as number, args[1] as number);
    case 'apply':
      return engine.apply(args[0] as IndexChanges);
    case 'beginRebuild':
      return engine.beginRebuild();
    case 'endRebuild':
      return engine.endRebuild(args[0] as number);
    case 'state':
      return engine.state();
    case 'close':
      engine.close();
      return undefined;
  }
}

/** A file can also be found broken while it is read into memory. */
function open(): SearchEngine {
  const file = openIndexFile(path);
  try {
    return new SearchEngine(file);
  } catch (error) {
    if (!isDamage(error) || path === ':memory:') throw error;
    file.close();
    deleteIndexFile(path);
    return new SearchEngine(openIndexFile(path));
  }
}
