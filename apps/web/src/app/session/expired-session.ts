import { HttpContextToken, HttpInterceptorFn, HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable, Injector } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Session } from './session';

/** Set on a call that was already tried again after signing in, so that it is never tried a third time. */
const IS_SECOND_TRY = new HttpContextToken<boolean>(() => false);

/** Asks for the password again over the page, so that nothing typed on it is lost. */
@Injectable({ providedIn: 'root' })
export class ExpiredSession {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private asking: Promise<boolean> | null = null;

  /** True when the same person is back and the failed call may be repeated. */
  renew(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  private async ask(): Promise<boolean> {
    const before = this.session.actor();
    const { askToSignInAgain } = await import('./sign-in-again');
    const hasSignedIn = await askToSignInAgain(this.injector);
    if (!hasSignedIn) {
      this.session.forget();
      await this.router.navigate(['/sign-in'], { queryParams: { returnTo: this.router.url } });
      return false;
    }
    const after = this.session.actor();
    if (after.kind === before.kind && after.id === before.id) return true;
    await this.router.navigateByUrl('/');
    return false;
  }
}

/** A 401 in the middle of work opens the sign-in dialog and, once signed in, repeats the call. */
export const expiredSessionInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/') || request.url.startsWith('/api/v1/session')) return next(request);
  const expired = inject(ExpiredSession);
  const session = inject(Session);
  return next(request).pipe(
    catchError((error: unknown) => {
      const isExpiry =
        error instanceof HttpErrorResponse &&
        error.status === 401 &&
        session.isSignedIn() &&
        !request.context.get(IS_SECOND_TRY);
      if (!isExpiry) return throwError(() => error);
      const again = request.clone({ context: request.context.set(IS_SECOND_TRY, true) });
      return from(expired.renew()).pipe(switchMap((isBack) => (isBack ? next(again) : throwError(() => error))));
    }),
  );
};
