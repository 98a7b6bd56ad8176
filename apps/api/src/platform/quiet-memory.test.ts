import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createQuietLook } from './quiet-memory.ts';

const run = promisify(execFile);
const MIB = 2 ** 20;

/** A heap of some megabytes that is looked at; a collection leaves it with 40. */
function heap() {
  const state = { mebibytes: 60, busy: 0, collections: 0 };
  const look = createQuietLook({
    heapBytes: () => state.mebibytes * MIB,
    readBusyShare: () => state.busy,
    collect: () => {
      state.collections += 1;
      state.mebibytes = 40;
    },
  });
  return { state, look };
}

describe('memory in quiet moments', () => {
  it('is given back at the second quiet look, and then only when the heap has grown again', () => {
    const { state, look } = heap();
    look();
    assert.equal(state.collections, 0);
    look();
    assert.equal(state.collections, 1);

    state.mebibytes = 55;
    for (let looks = 0; looks < 5; looks += 1) look();
    assert.equal(state.collections, 1);

    // V8 keeps the pages of a heap that has shrunk by itself, too.
    state.mebibytes = 56;
    state.busy = 1;
    look();
    state.mebibytes = 42;
    state.busy = 0;
    look();
    look();
    assert.equal(state.collections, 2);
  });

  it('is kept while the thread is at work', () => {
    const { state, look } = heap();
    for (let looks = 0; looks < 10; looks += 1) {
      state.busy = looks % 2;
      state.mebibytes += 50;
      look();
    }
    assert.equal(state.collections, 0);
  });

  it('leaves the process, for the heap of a thread and of the main one', async (context) => {
    const module = new URL('./quiet-memory.ts', import.meta.url).href;
    const script = `
      import { isMainThread, parentPort, Worker } from 'node:worker_threads';
      import { giveMemoryBackWhenQuiet } from ${JSON.stringify(module)};
      const mebibytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
      let garbage = Array.from({ length: 500_000 }, (_, number) => ({ number, text: 'text ' + number }));
      garbage = null;
      giveMemoryBackWhenQuiet(300);
      const ended = new Promise((resolve) => setTimeout(resolve, 2500));
      if (isMainThread) {
        const worker = new Worker(new URL(import.meta.url));
        await new Promise((resolve) => worker.once('message', resolve));
        const before = mebibytes();
        await ended;
        console.log(JSON.stringify({ before, after: mebibytes() }));
      } else {
        parentPort.postMessage('full');
        await ended;
      }`;
    const folder = mkdtempSync(path.join(tmpdir(), 'biblio-memory-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'two-threads.mjs');
    writeFileSync(file, script);
    const { stdout } = await run(process.execPath, ['--expose-gc', file]);
    const { before, after } = JSON.parse(stdout) as { before: number; after: number };
    // Each heap had some fifty megabytes.
    assert.ok(after < before - 60, `${before} MiB before, ${after} after`);
  });
});
