import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { retry, throwError, timer } from 'rxjs';

/** Longer than a restart of the database takes (some four seconds), and no longer than somebody waits for a page. */
const MOST_RETRIES = 3;
const LONGEST_WAIT_SECONDS = 3;
/** A browser breaks off what is on its way when the machine gets another network; the new one is there at once, or not soon. */
const NEW_NETWORK_SECONDS = 0.5;

/**
 * What is only read, and cannot be answered for a moment, as while the database is restarted, is asked again when the server says
 * that it may be back: who reads a page sees it load for longer. Where no answer came at all it is asked once more. Whoever sends a
 * change decides about that themselves.
 */
export const passingAbsenceInterceptor: HttpInterceptorFn = (request, next) => {
  if (request.method !== 'GET' || !request.url.startsWith('/api/')) return next(request);
  const delay = (error: unknown, attempt: number) => {
    const seconds = secondsUntilBack(error, attempt);
    // Not all at the same moment.
    return seconds === null ? throwError(() => error) : timer(seconds * 1000 * (1 + Math.random() / 4));
  };
  return next(request).pipe(retry({ count: MOST_RETRIES, delay }));
};

/** How soon to ask again, by what the server says that cannot answer at the moment; null for not at all. */
function secondsUntilBack(error: unknown, attempt: number): number | null {
  if (!(error instanceof HttpErrorResponse)) return null;
  if (error.status === 0) return attempt === 1 ? NEW_NETWORK_SECONDS : null;
  if (error.status !== 503) return null;
  const seconds = Number(error.headers.get('retry-after') ?? Number.NaN);
  return seconds > 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : null;
}
