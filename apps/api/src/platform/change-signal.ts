import type { SharedRedis } from './redis/redis.ts';

/** Tells whoever follows a log of the database that it has grown, in this process and in the others. */
export interface ChangeSignal {
  /** Says that this process has changed something. Many at once are said once. */
  announce: () => void;
  /** Listens; more than once for one change is possible, and so is never: followers also look by themselves. */
  listen: (listener: () => void) => void;
  close: () => void;
}

/** Changes within this time are announced together; by then their transactions have mostly ended. */
const GATHER_MS = 30;
const CHANNEL = 'changes';

/** Makes the signal of one process; with Redis it reaches the other processes too. */
export function createChangeSignal(redis: SharedRedis | null): ChangeSignal {
  const listeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  redis?.subscribe(CHANNEL, tell);
  return {
    announce: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        tell();
        redis?.publish(CHANNEL, '');
      }, GATHER_MS).unref();
    },
    listen: (listener) => void listeners.push(listener),
    close: () => clearTimeout(timer),
  };
}
