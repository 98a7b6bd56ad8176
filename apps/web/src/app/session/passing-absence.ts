import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { retry, throwError, timer } from 'rxjs';

/** Longer than a restart of the database takes (some four seconds), and no longer than somebody waits for a page. */
const MOST_RETRIES = 3;
const LONGEST_WAIT_SECONDS = 3;

/**
 * What is only read, and cannot be answered for a moment, as while the database is restarted, is asked again when the server says
 * that it may be back: who reads a page sees it load for longer. Whoever sends a change decides about that themselves.
 */
export const passingAbsenceInterceptor: HttpInterceptorFn = (request, next) => {
  if (request.method !== 'GET' || !request.url.startsWith('/api/')) return next(request);
  const delay = (error: unknown) => {
    const seconds = secondsUntilBack(error);
    // Not all at the same moment.
    return seconds === null ? throwError(() => error) : timer(seconds * 1000 * (1 + Math.random() / 4));
  };
  return next(request).pipe(retry({ count: MOST_RETRIES, delay }));
};

/** How soon a server asks to be asked again that cannot answer at the moment; null when it does not, or not soon. */
function secondsUntilBack(error: unknown): number | null {
  if (!(error instanceof HttpErrorResponse) || error.status !== 503) return null;
  const seconds = Number(error.headers.get('retry-after') ?? Number.NaN);
  return seconds > 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : null;
}
