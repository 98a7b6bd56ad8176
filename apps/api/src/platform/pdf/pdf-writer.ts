import { Worker } from 'node:worker_threads';
import type { PdfAnswer, PdfRequest } from './pdf-worker.ts';
import type { Sheet } from './sheet.ts';

/** Writes PDF documents in a thread of its own, which begins with the first and ends when none is wanted for a while. */
export interface PdfWriter {
  write: (sheet: Sheet) => Promise<Buffer>;
  /** Whether the thread is there, with its memory. */
  isRunning: () => boolean;
  close: () => Promise<void>;
}

/** pdfkit, its fonts and what they leave behind cost some 100 MB: an idle process does without. */
const IDLE_MILLISECONDS = 30_000;

interface Pending {
  resolve: (pdf: Buffer) => void;
  reject: (error: Error) => void;
}

/** Makes the writer of one process. Nothing is loaded until something is written. */
export function createPdfWriter({ idleMilliseconds = IDLE_MILLISECONDS } = {}): PdfWriter {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  const stop = async () => {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };

  const settle = (id: number): Pending | undefined => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) {
      worker?.unref();
      idle = setTimeout(() => void stop(), idleMilliseconds).unref();
    }
    return waiting;
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./pdf-worker.ts', import.meta.url));
    started.on('message', (answer: PdfAnswer) => {
      const waiting = settle(answer.id);
      if ('pdf' in answer) waiting?.resolve(Buffer.from(answer.pdf.buffer));
      else waiting?.reject(new Error(answer.error));
    });
    const fail = (error: Error) => {
      if (worker !== started) return;
      worker = undefined;
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    };
    started.on('error', fail);
    started.on('exit', () => fail(new Error('The PDF thread has ended')));
    return started;
  };

  return {
    write: (sheet) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        worker ??= start();
        const id = ++lastId;
        // While somebody waits, the process must not end for want of other work.
        worker.ref();
        pending.set(id, { resolve, reject });
        worker.postMessage({ id, sheet } satisfies PdfRequest);
      }),
    isRunning: () => worker !== undefined,
    close: async () => {
      for (const { reject } of pending.values()) reject(new Error('The PDF writer is closed'));
      pending.clear();
      await stop();
    },
  };
}
