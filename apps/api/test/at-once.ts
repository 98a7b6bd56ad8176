import type { LightMyRequestResponse } from 'fastify';

/** As many as a process has connections to its database, so that on a server all of them are under way at the same time. */
export const DESKS = 10;

/** Sends a request from many desks at one moment. Answers in the order of the desks. */
export function atOnce<T>(send: (desk: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: DESKS }, (_, desk) => send(desk)));
}

/** Counts answers by what came of them: the status of what was done, the codes of what was refused. */
export function tally(answers: readonly LightMyRequestResponse[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const outcome = outcomeOf(answer);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

function outcomeOf({ statusCode, body }: LightMyRequestResponse): string {
  if (statusCode < 400) return String(statusCode);
  const { code, refusals } = JSON.parse(body) as { code: string; refusals?: { code: string }[] };
  return refusals === undefined ? code : refusals.map((refusal) => refusal.code).join('+');
}
