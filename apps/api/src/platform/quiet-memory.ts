import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** How long a thread must have had next to nothing to do, in milliseconds: two looks in a row. */
const LOOK_EVERY_MS = 5_000;
/** Of the time between two looks: probes, scrapes and a librarian who scans stay below it. */
const QUIET_SHARE = 0.05;
/** A heap that has not grown by so many bytes since the last time is left alone. */
const WORTHWHILE_BYTES = 16 * 2 ** 20;

/** What is looked at, and what is done about it. */
export interface HeapParts {
  /** Bytes that the heap takes now. */
  heapBytes: () => number;
  /** The share of the time since the last look in which the thread was at work. */
  readBusyShare: () => number;
  /** Collects everything and gives it back to the system; the thread stands still for some tens of milliseconds. */
  collect: () => void;
}

/** Answers what to do at each look: collects once a heap that has grown is quiet for two looks in a row. */
export function createQuietLook({ heapBytes, readBusyShare, collect }: HeapParts): () => void {
  let left = 0;
  let most = 0;
  let wasQuiet = false;
  return () => {
    most = Math.max(most, heapBytes());
    const isQuiet = readBusyShare() < QUIET_SHARE;
    if (isQuiet && wasQuiet && most - left >= WORTHWHILE_BYTES) {
      collect();
      left = most = heapBytes();
    }
    wasQuiet = isQuiet;
  };
}

/**
 * Gives the memory that work needed back to the system once the work is done. V8 keeps the pages of what it collected for as
 * long as the process lives, a hundred megabytes after a busy hour (Node 24; 20 gave them back), unless it is told that memory is
 * low. Each thread has a heap of its own, and must call this for itself. Without Node's `--expose-gc` nothing is done.
 */
export function giveMemoryBackWhenQuiet(lookEveryMs = LOOK_EVERY_MS): void {
  const { gc } = globalThis;
  if (gc === undefined) return;
  const collect = () => gc({ type: 'major', flavor: 'last-resort', execution: 'sync' });
  let last = performance.eventLoopUtilization();
  const readBusyShare = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
  const heapBytes = () => getHeapStatistics().total_heap_size;
  setInterval(createQuietLook({ heapBytes, readBusyShare, collect }), lookEveryMs).unref();
}
