import { describe, expect, it } from 'vitest';
import { TaskQueue, type AttemptResult, type QueuedTask } from './task-queue';

/** A queue whose server answers as told and whose pauses end on demand. */
function makeQueue(answer: (task: QueuedTask) => AttemptResult) {
  const sent: string[] = [];
  const pauses: number[] = [];
  let kept: string[] = [];
  let wake: (() => void) | null = null;
  const queue = new TaskQueue<QueuedTask>({
    attempt: (task) => {
      sent.push(task.id);
      return Promise.resolve(answer(task));
    },
    keep: (tasks) => (kept = tasks.map((task) => task.id)),
    wait: (milliseconds, then) => {
      pauses.push(milliseconds);
      wake = then;
      return () => (wake = null);
    },
  });
  return {
    queue,
    sent,
    pauses,
    kept: () => kept,
    endPause: async () => {
      wake?.();
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe('TaskQueue', () => {
  it('sends in order and forgets what was answered', async () => {
    const { queue, sent, kept } = makeQueue(() => 'settled');
    queue.add({ id: 'card' });
    queue.add({ id: 'book-1' });
    queue.add({ id: 'book-2' });
    await settle();
    expect(sent).toEqual(['card', 'book-1', 'book-2']);
    expect(kept()).toEqual([]);
  });

  it('keeps everything, in order, while the server cannot be reached, with growing pauses', async () => {
    let isDown = true;
    const { queue, sent, pauses, kept, endPause } = makeQueue(() => (isDown ? 'unreachable' : 'settled'));
    queue.add({ id: 'book-1' });
    queue.add({ id: 'book-2' });
    await settle();
    expect(queue.isStalled()).toBe(true);
    expect(kept()).toEqual(['book-1', 'book-2']);
    await endPause();
    await endPause();
    expect(pauses).toEqual([2000, 4000, 8000]);
    isDown = false;
    await endPause();
    expect(queue.isStalled()).toBe(false);
    expect(sent).toEqual(['book-1', 'book-1', 'book-1', 'book-1', 'book-2']);
    expect(kept()).toEqual([]);
  });

  it('repeats what a scan was found to mean', async () => {
    const seen: unknown[] = [];
    let attempts = 0;
    const queue: TaskQueue<QueuedTask & { step?: string }> = new TaskQueue({
      attempt: (task) => {
        seen.push(task.step);
        attempts += 1;
        queue.replace({ ...task, step: 'return' });
        return Promise.resolve<AttemptResult>(attempts === 1 ? 'unreachable' : 'settled');
      },
      keep: () => undefined,
      wait: () => () => undefined,
    });
    queue.add({ id: 'book' });
    await settle();
    queue.retryNow();
    await settle();
    expect(seen).toEqual([undefined, 'return']);
    expect(queue.length()).toBe(0);
  });

  it('lets the librarian give a waiting task up', async () => {
    const { queue, kept } = makeQueue(() => 'unreachable');
    queue.add({ id: 'book-1' });
    queue.add({ id: 'book-2' });
    await settle();
    queue.discard('book-1');
    expect(kept()).toEqual(['book-2']);
    queue.discard('book-2');
    expect(queue.isStalled()).toBe(false);
  });

  it('takes up what an earlier page left', async () => {
    const { queue, sent } = makeQueue(() => 'settled');
    queue.restore([{ id: 'left-1' }, { id: 'left-2' }]);
    await settle();
    expect(sent).toEqual(['left-1', 'left-2']);
  });
});
