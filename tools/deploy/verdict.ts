/** What the answers of a release say of it: it keeps to its budget, it does not, or there are too few to tell. */
export type Verdict = 'sound' | 'faulty' | 'open';

/** How often a release that just keeps to its budget may be called faulty, and one that fails five times as much sound. */
const FALSE_ALARM = 0.01;
const OVERSIGHT = 0.05;
const TIMES_WORSE = 5;

/**
 * Wald's sequential probability ratio test: after each answer it weighs how much likelier the answers so far are of a release that
 * fails five times its budget than of one that just keeps to it, and decides as soon as the chances of an error allow it. No
 * test with these chances decides after fewer answers on average. Once it has found a release sound it begins anew, so that a
 * fault that comes later is found as soon as one of the beginning.
 *
 * @see Wald, Sequential Tests of Statistical Hypotheses, 1945
 */
export class SequentialTest {
  private readonly ofFailure: number;
  private readonly ofSuccess: number;
  private score = 0;

  /** `budget` is the share of requests that may fail; with 1 nothing is ever faulty. */
  constructor(budget: number) {
    // A release without any failure allowed would be called faulty for a single one.
    const allowed = Math.max(budget, 0.001);
    const feared = Math.min(TIMES_WORSE * allowed, (1 + allowed) / 2);
    this.ofFailure = allowed < 1 ? Math.log(feared / allowed) : 0;
    this.ofSuccess = allowed < 1 ? Math.log((1 - feared) / (1 - allowed)) : -1;
  }

  /** Adds answers to those before them. Their order does not matter. */
  add({ failed, succeeded }: { failed: number; succeeded: number }): Verdict {
    this.score += failed * this.ofFailure + succeeded * this.ofSuccess;
    if (this.score >= Math.log((1 - OVERSIGHT) / FALSE_ALARM)) return 'faulty';
    if (this.score > Math.log(OVERSIGHT / (1 - FALSE_ALARM))) return 'open';
    this.score = 0;
    return 'sound';
  }
}
