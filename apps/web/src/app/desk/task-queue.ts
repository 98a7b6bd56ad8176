import { computed, signal } from '@angular/core';

/** How one attempt at a task ended: it is settled (well or not), or the server could not be reached and it must wait. */
export type AttemptResult = 'settled' | 'unreachable';

export interface QueuedTask {
  /** Also the Idempotency-Key of the request: a second attempt can never lend twice. */
  readonly id: string;
}

export interface TaskQueueParts<T extends QueuedTask> {
  attempt: (task: T) => Promise<AttemptResult>;
  /** Keeps what has not been answered yet, so that a reload of the page loses nothing. */
  keep: (tasks: readonly T[]) => void;
  /** Calls back after a number of milliseconds, and answers how to call that off. */
  wait: (milliseconds: number, then: () => void) => () => void;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Sends the desk's tasks one after the other, in the order of the scans: a card scanned before a book must be understood
 * before it. When the server cannot be reached, the first task stays first, everything behind it waits, and the queue
 * tries again by itself after growing pauses.
 */
export class TaskQueue<T extends QueuedTask> {
  private readonly parts: TaskQueueParts<T>;
  private readonly waiting = signal<readonly T[]>([]);
  private readonly stalled = signal(false);
  private isBusy = false;
  private pause = FIRST_PAUSE_MS;
  private callOff: (() => void) | null = null;

  readonly tasks = this.waiting.asReadonly();
  readonly isStalled = this.stalled.asReadonly();
  readonly length = computed(() => this.waiting().length);

  constructor(parts: TaskQueueParts<T>) {
    this.parts = parts;
  }

  add(task: T): void {
    this.change([...this.waiting(), task]);
    if (!this.stalled()) void this.drain();
  }

  /** Lets go of everything without touching what is kept: somebody else sits down here. */
  forget(): void {
    this.resume();
    this.waiting.set([]);
  }

  /** Takes up what an earlier page left unanswered, behind what waits already. */
  restore(tasks: readonly T[]): void {
    const known = new Set(this.waiting().map(({ id }) => id));
    const left = tasks.filter(({ id }) => !known.has(id));
    if (left.length === 0) return;
    this.change([...this.waiting(), ...left]);
    void this.drain();
  }

  /** Remembers what was learnt about a task (what a scan meant), so that the next attempt repeats exactly this. */
  replace(task: T): void {
    this.change(this.waiting().map((other) => (other.id === task.id ? task : other)));
  }

  /** Gives a waiting task up; the one being sent at this moment cannot be called back. */
  discard(id: string): void {
    const [head] = this.waiting();
    if (this.isBusy && head?.id === id) return;
    this.change(this.waiting().filter((task) => task.id !== id));
    if (this.waiting().length === 0) this.resume();
  }

  /** Tries again now: the network came back, or the librarian asks. */
  retryNow(): void {
    this.pause = FIRST_PAUSE_MS;
    this.resume();
    void this.drain();
  }

  private async drain(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      for (let task = this.waiting()[0]; task; task = this.waiting()[0]) {
        const { id } = task;
        const result = await this.parts.attempt(task);
        if (result === 'unreachable') {
          this.stall();
          return;
        }
        this.resume();
        this.pause = FIRST_PAUSE_MS;
        this.change(this.waiting().filter((other) => other.id !== id));
      }
    } finally {
      this.isBusy = false;
    }
  }

  private stall(): void {
    this.callOff?.();
    this.stalled.set(true);
    const pause = this.pause;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
    this.callOff = this.parts.wait(pause, () => void this.drain());
  }

  private resume(): void {
    this.callOff?.();
    this.callOff = null;
    this.stalled.set(false);
  }

  private change(tasks: readonly T[]): void {
    this.waiting.set(tasks);
    this.parts.keep(tasks);
  }
}
