import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import type { SharedRedis } from './redis.ts';

/** Clients that are counted without Redis at most; who was seen longest ago is forgotten first. */
const MAX_CLIENTS = 5000;

/** Counts, and starts the window with the first request of it: in one step, so that no window is left without an end. */
const COUNT = `
  local current = redis.call('INCR', KEYS[1])
  if current == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return {current, redis.call('PTTL', KEYS[1])}`;

/**
 * Makes the store that counts a client's requests over all processes. While Redis is away, slow or full, each process counts
 * by itself: the limit is then as many times higher as there are processes, and never absent.
 */
export function sharedRateLimitStore(redis: SharedRedis): new () => FastifyRateLimitStore {
  return class Store implements FastifyRateLimitStore {
    readonly #prefix: string;
    readonly #alone = new Map<string, { current: number; endsAt: number }>();

    /** @param route whose own limit this counts for; the plugin hands in its options where it is everybody's */
    constructor(route: unknown = undefined) {
      this.#prefix = typeof route === 'string' ? `${route}-` : '';
    }

    incr(...[client, callback, timeWindow]: Parameters<FastifyRateLimitStore['incr']>): void {
      redis
        .ask('rate_limit', (one) => one.eval(COUNT, 1, `rate:${this.#prefix}${client}`, timeWindow))
        .then((counted) => {
          if (counted === null) return callback(null, this.#countAlone(client, timeWindow));
          const [current, ttl] = counted as [number, number];
          callback(null, { current, ttl });
        })
        .catch((error: Error) => callback(error));
    }

    child(options: Parameters<FastifyRateLimitStore['child']>[0]): FastifyRateLimitStore {
      // The plugin's types tell of a path; what it hands in is the route's information.
      const { routeInfo } = options as unknown as { routeInfo: { method: string; url: string } };
      return new Store(`${routeInfo.method}${routeInfo.url}`);
    }

    #countAlone(client: string, timeWindow: number): { current: number; ttl: number } {
      const now = performance.now();
      const before = this.#alone.get(client);
      const window = before === undefined || before.endsAt <= now ? { current: 0, endsAt: now + timeWindow } : before;
      window.current += 1;
      this.#alone.delete(client);
      this.#alone.set(client, window);
      if (this.#alone.size > MAX_CLIENTS) this.#alone.delete(this.#alone.keys().next().value!);
      return { current: window.current, ttl: Math.ceil(window.endsAt - now) };
    }
  };
}
