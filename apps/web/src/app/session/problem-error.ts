import { HttpErrorResponse, HttpInterceptorFn } from '@angular/common/http';
import { catchError, throwError } from 'rxjs';
import type { Explanation, FieldProblem, Problem, Refusal } from '../api-types';

/**
 * What every failed call to the API throws. `code` is the API's stable code; two are our own: `offline` (no answer
 * came) and `unexpected` (an answer that is no problem document).
 */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, unknown>;
  readonly errors: readonly FieldProblem[];
  readonly refusals: readonly Refusal[];
  readonly explanation: Explanation | null;

  constructor(problem: Partial<Problem> & { code: string }) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.params = problem.params ?? {};
    this.errors = problem.errors ?? [];
    this.refusals = problem.refusals ?? [];
    this.explanation = problem.explanation ?? null;
  }
}

/** The problem document in a failed answer, or one of our own two. */
export function problemOf(response: HttpErrorResponse): ProblemError {
  if (response.status === 0) return new ProblemError({ code: 'offline', status: 0 });
  const body: unknown = response.error;
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    return new ProblemError({ ...(body as Problem), status: response.status });
  }
  return new ProblemError({ code: 'unexpected', status: response.status, detail: response.message });
}

/** Turns failed answers of the API into ProblemError. */
export const problemInterceptor: HttpInterceptorFn = (request, next) =>
  request.url.startsWith('/api/')
    ? next(request).pipe(
        catchError((error: unknown) =>
          throwError(() => (error instanceof HttpErrorResponse ? problemOf(error) : error)),
        ),
      )
    : next(request);
