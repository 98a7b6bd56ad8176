import { AsyncLocalStorage } from 'node:async_hooks';

/** What must be written in the same transaction as the first effect of the request under way. */
export interface EffectScope {
  /** Hash of the request's Idempotency-Key. */
  keyHash: string;
  /** When this request took the key: another that took it over since has another moment. */
  takenAt: string;
}

/** The request under way, if it carries an Idempotency-Key. */
export const effectScope = new AsyncLocalStorage<EffectScope>();
