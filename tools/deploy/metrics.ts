import { SequentialTest } from './verdict.ts';

/** What a process has answered since its start, of requests by people and programs. */
export interface Answers {
  requests: number;
  /** Answered with 500 or above. */
  failed: number;
  seconds: number;
  /** Requests that took at most so many seconds, by the histogram's bounds. */
  within: Map<number, number>;
}

const NAME = 'biblio_http_request_duration_seconds';
/** The cluster's own questions, which say nothing of users, and streams, which take as long as they are wanted. */
const LEFT_OUT = new Set(['/healthz', '/readyz', '/metrics', '/api/v1/events']);

/** Reads the Prometheus text of a process. */
export function readAnswers(text: string): Answers {
  const answers: Answers = { requests: 0, failed: 0, seconds: 0, within: new Map() };
  for (const [, suffix, labels, value] of text.matchAll(
    /^biblio_http_request_duration_seconds_(\w+)\{(.*)\} (\S+)$/gm,
  )) {
    const label = (name: string) => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels!)?.[1] ?? '';
    if (LEFT_OUT.has(label('route'))) continue;
    const figure = Number(value);
    if (suffix === 'sum') answers.seconds += figure;
    if (suffix === 'count') {
      answers.requests += figure;
      if (Number(label('status')) >= 500) answers.failed += figure;
    }
    if (suffix === 'bucket') {
      const bound = label('le') === '+Inf' ? Infinity : Number(label('le'));
      answers.within.set(bound, (answers.within.get(bound) ?? 0) + figure);
    }
  }
  if (!text.includes(NAME)) throw new Error('These are no metrics of Biblio Pro.');
  return answers;
}

export function addAnswers(all: Answers[]): Answers {
  const total: Answers = { requests: 0, failed: 0, seconds: 0, within: new Map() };
  for (const { requests, failed, seconds, within } of all) {
    total.requests += requests;
    total.failed += failed;
    total.seconds += seconds;
    for (const [bound, count] of within) total.within.set(bound, (total.within.get(bound) ?? 0) + count);
  }
  return total;
}

/** What was answered after `before`. A process that was started again counts from zero. */
function since(before: Answers, answers: Answers): Answers {
  const less = (one: number, other = 0) => Math.max(0, one - other);
  return {
    requests: less(answers.requests, before.requests),
    failed: less(answers.failed, before.failed),
    seconds: less(answers.seconds, before.seconds),
    within: new Map([...answers.within].map(([bound, count]) => [bound, less(count, before.within.get(bound))])),
  };
}

/** The bound that 95 % of the requests stayed within, in seconds; 0 without requests. */
export function p95({ requests, within }: Answers): number {
  const bounds = [...within].sort(([one], [other]) => one - other);
  return bounds.find(([, count]) => count >= 0.95 * requests)?.[0] ?? 0;
}

export interface Budget {
  /** The share of requests that may fail. */
  errorShare: number;
  p95Seconds: number;
}

/** Below so many requests nothing is said of how long they took. */
const ENOUGH = 50;

/** Judges a release by all that its pods have answered so far, again and again. */
export class Judge {
  private readonly budget: Budget;
  private readonly errors: SequentialTest;
  private first: Answers = addAnswers([]);
  private before: Answers = this.first;

  constructor(budget: Budget) {
    this.budget = budget;
    this.errors = new SequentialTest(budget.errorShare);
  }

  /** Judges only what is answered from now on. */
  begin(answers: Answers): void {
    this.first = this.before = answers;
  }

  /** What speaks against the release, as a sentence; or null, and whether the answers since the last verdict are enough for it. */
  hear(answers: Answers): { objection: string | null; isSound: boolean } {
    const { requests, failed } = since(this.before, answers);
    this.before = answers;
    const verdict = this.errors.add({ failed, succeeded: Math.max(0, requests - failed) });
    const all = since(this.first, answers);
    return {
      objection: verdict === 'faulty' ? tooManyErrors(all, this.budget) : tooSlow(all, this.budget),
      isSound: verdict === 'sound',
    };
  }
}

/** The objection to so many failures. */
export function tooManyErrors(
  { failed, requests }: Pick<Answers, 'failed' | 'requests'>,
  { errorShare }: Budget,
): string {
  const share = failed / requests;
  return `${failed} of ${requests} requests failed on the new pods (${percent(share)}; allowed are ${percent(errorShare)})`;
}

function tooSlow(answers: Answers, { p95Seconds }: Budget): string | null {
  if (answers.requests < ENOUGH || p95(answers) <= p95Seconds) return null;
  return `95 % of the requests took up to ${p95(answers)} s on the new pods (allowed are ${p95Seconds} s)`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
