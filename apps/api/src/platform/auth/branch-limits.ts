import type { Actor } from './actor.ts';
import type { Permission } from './permissions.ts';

/** A role as somebody holds it: at one branch, or everywhere (`null`). */
export interface RoleHeld {
  permissions: readonly Permission[];
  branchId: number | null;
}

/** Adds up what roles permit and where: a permission that one of them gives everywhere holds everywhere. */
export function combineRoles(roles: readonly RoleHeld[]): Pick<Actor, 'permissions' | 'limits'> {
  const everywhere = new Set(
    roles.filter(({ branchId }) => branchId === null).flatMap(({ permissions }) => permissions),
  );
  const limits = new Map<Permission, Set<number>>();
  for (const { permissions, branchId } of roles) {
    if (branchId === null) continue;
    for (const permission of permissions) {
      if (everywhere.has(permission)) continue;
      limits.set(permission, (limits.get(permission) ?? new Set()).add(branchId));
    }
  }
  return { permissions: new Set([...everywhere, ...limits.keys()]), limits };
}
