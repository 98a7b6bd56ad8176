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

/** The bound that 95 % of the requests stayed within, in seconds; 0 without requests. */
export function p95({ requests, within }: Answers): number {
  const bounds = [...within].sort(([one], [other]) => one - other);
  return bounds.find(([, count]) => count >= 0.95 * requests)?.[0] ?? 0;
}

export interface Budget {
  /** Below so many requests nothing is judged. */
  requests: number;
  errorShare: number;
  p95Seconds: number;
}

/** What speaks against a release, as a sentence; null for nothing. */
export function judge(answers: Answers, budget: Budget): string | null {
  if (answers.requests < budget.requests) return null;
  const share = answers.failed / answers.requests;
  if (share > budget.errorShare) {
    return `${answers.failed} of ${answers.requests} requests failed on the new pods (${percent(share)}; allowed are ${percent(budget.errorShare)})`;
  }
  if (p95(answers) > budget.p95Seconds) {
    return `95 % of the requests took up to ${p95(answers)} s on the new pods (allowed are ${budget.p95Seconds} s)`;
  }
  return null;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
