import { inject } from '@angular/core';
import { CanActivateFn, RedirectCommand, Router } from '@angular/router';
import type { Permission } from '../api-types';
import { Session } from './session';

/** Waits for the session; an empty library first gets its administrator. */
export const withSession: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.ready;
  const isSettingUp = state.url.startsWith('/first-administrator');
  if (session.needsFirstAdministrator()) return isSettingUp || router.parseUrl('/first-administrator');
  return isSettingUp ? router.parseUrl('/') : true;
};

/** Only for someone who holds the permission; others see why, at the same address. */
export function requirePermission(permission: Permission): CanActivateFn {
  return requireThat((session) => session.can(permission));
}

/** Only for someone who holds the permission for the library as a whole, not at some branches. */
export function requireForLibrary(permission: Permission): CanActivateFn {
  return requireThat(
    (session) => session.canAt(permission, null),
    (session) => (session.can(permission) ? '/no-permission?why=library' : '/no-permission'),
  );
}

/** Only for a reader with a session of their own. */
export const requirePatron: CanActivateFn = requireThat((session) => session.isPatron());

/** Only for someone who is signed in: the page says what they may not do. */
export const requireSomebody: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  await session.ready;
  return session.isSignedIn() || router.parseUrl('/sign-in');
};

function requireThat(
  isAllowed: (session: Session) => boolean,
  explanation: (session: Session) => string = () => '/no-permission',
): CanActivateFn {
  return async (_route, state) => {
    const session = inject(Session);
    const router = inject(Router);
    await session.ready;
    if (isAllowed(session)) return true;
    if (!session.isSignedIn()) return signInFirst(router, state.url);
    return new RedirectCommand(router.parseUrl(explanation(session)), { skipLocationChange: true });
  };
}

function signInFirst(router: Router, returnTo: string) {
  return router.createUrlTree(['/sign-in'], { queryParams: { returnTo } });
}
