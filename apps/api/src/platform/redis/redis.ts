import type { FastifyBaseLogger } from 'fastify';
import { Redis, ReplyError } from 'ioredis';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What Redis is asked for; a label of the metrics. */
export type RedisUse = 'cache' | 'rate_limit' | 'fan_out';

/**
 * The memory that the processes of a library share. Nothing is lost without it: whoever asks is told at once that it cannot
 * answer, and goes on as a process that is alone.
 */
export interface SharedRedis {
  /** Whether it answered when it was last looked at. */
  readonly isUp: boolean;
  /** Asks Redis; null when it is away, slow or full. */
  ask: <T>(use: RedisUse, work: (redis: Redis) => Promise<T>) => Promise<T | null>;
  /** Tells the other processes; in vain when Redis is away. */
  publish: (channel: string, message: string) => void;
  /** Listens to what any process says on a channel, this one included. */
  subscribe: (channel: string, listener: (message: string) => void) => void;
  /** Adds its state to the metrics. */
  observe: (metrics: Registry) => void;
  close: () => Promise<void>;
}

/** A request waits so long for Redis at most: what it saves costs less. */
const PATIENCE_MS = 150;
/** How often Redis is looked at, up or not. No request is spent on finding out whether it is back. */
const LOOK_EVERY_MS = 1000;
const KEYS_OF = 'biblio:';

/** Opens the connection to Redis (`redis://` or `rediss://`). It never fails: Redis may come later, or go at any time. */
export function openRedis(url: string, log: Pick<FastifyBaseLogger, 'warn' | 'info'>): SharedRedis {
  const options = {
    keyPrefix: KEYS_OF,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: PATIENCE_MS,
    retryStrategy: (attempt: number) => Math.min(attempt * 200, 2000),
  };
  const redis = new Redis(url, options);
  const subscriber = new Redis(url, { ...options, autoResubscribe: false });
  const listeners = new Map<string, (message: string) => void>();
  const failures = new Map<RedisUse, number>([
    ['cache', 0],
    ['rate_limit', 0],
    ['fan_out', 0],
  ]);
  let isUp = false;
  let isListening = false;

  const goes = (state: boolean, error?: unknown) => {
    if (state === isUp) return;
    isUp = state;
    if (state) log.info('Redis is there');
    else log.warn({ err: error }, 'Redis is away: this process goes on alone');
  };
  const look = async () => {
    // A failed look is what it is for: it says that Redis is away.
    try {
      await redis.ping();
      await listen();
      goes(true);
    } catch (error) {
      goes(false, error);
    }
  };
  const listen = async () => {
    if (isListening || subscriber.status !== 'ready' || listeners.size === 0) return;
    await subscriber.subscribe(...listeners.keys());
    isListening = true;
  };
  const fail = (use: RedisUse, error: unknown) => {
    failures.set(use, failures.get(use)! + 1);
    // An answer, even "I am full", comes from a Redis that is there.
    if (!(error instanceof ReplyError)) goes(false, error);
  };

  // Both try again by themselves; what became of a command is known where it was given.
  redis.on('error', () => {});
  subscriber.on('error', () => {});
  subscriber.on('message', (channel: string, message: string) => listeners.get(channel)?.(message));
  for (const connection of [redis, subscriber]) connection.on('ready', () => void look());
  subscriber.on('close', () => {
    isListening = false;
  });
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();

  return {
    get isUp() {
      return isUp;
    },
    ask: async (use, work) => {
      if (!isUp) return null;
      try {
        return await work(redis);
      } catch (error) {
        fail(use, error);
        return null;
      }
    },
    publish: (channel, message) => {
      if (isUp) redis.publish(KEYS_OF + channel, message).catch((error: unknown) => fail('fan_out', error));
    },
    subscribe: (channel, listener) => {
      listeners.set(KEYS_OF + channel, listener);
      isListening = false;
    },
    observe: (metrics) => {
      new Gauge({
        name: 'biblio_redis_up',
        help: '1 while Redis answers',
        registers: [metrics],
        collect() {
          this.set(isUp ? 1 : 0);
        },
      });
      new Counter({
        name: 'biblio_redis_failures_total',
        help: 'Requests to Redis that failed or took too long, by what they were for',
        labelNames: ['use'],
        registers: [metrics],
        collect() {
          this.reset();
          for (const [use, count] of failures) this.inc({ use }, count);
        },
      });
    },
    close: async () => {
      clearInterval(timer);
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}
