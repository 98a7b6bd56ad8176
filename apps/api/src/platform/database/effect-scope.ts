import { AsyncLocalStorage } from 'node:async_hooks';

/** What a request was, or would be, answered with. */
export interface KeptAnswer {
  status: number;
  body: string;
}

/** What must be written in the same transaction as the first effect of the request under way. */
export interface EffectScope {
  /** Hash of the request's Idempotency-Key, and of the request itself: a key stands for one request. */
  readonly keyHash: string;
  readonly requestHash: string;
  /** When the request came. */
  readonly at: string;
  /** The answer to what a transaction results in, for a request that is wholly one transaction. */
  readonly answerTo: ((result: unknown) => KeptAnswer) | null;
  /** Whether a committed transaction holds the key, and with which answer. */
  isKept: boolean;
  kept: KeptAnswer | null;
  /** Whether the request was answered: what goes on after it is no part of it. */
  isOver: boolean;
}

/** The request under way, if it carries an Idempotency-Key. */
export const effectScope = new AsyncLocalStorage<EffectScope>();
