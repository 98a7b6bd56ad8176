import type { Permission, RoutePermission } from './permissions.ts';

export type Language = 'fr' | 'en';

/**
 * Who makes a request. Permissions are those of the roles held, narrowed by the token if one is used and, while a request is
 * handled, to what holds at the branches that it is about.
 */
export interface Actor {
  kind: 'staff' | 'patron' | 'anonymous' | 'system';
  id: number | null;
  name: string;
  /** The branch where a member of staff works, or a reader's home branch. */
  branchId: number | null;
  permissions: ReadonlySet<Permission>;
  /** The branches of permissions that hold at some branches only; every other one holds everywhere. */
  limits: ReadonlyMap<Permission, ReadonlySet<number>>;
  language: Language;
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  id: null,
  name: '',
  branchId: null,
  permissions: new Set(),
  limits: new Map(),
  language: 'fr',
};

/** What acts when no person does: jobs, imports from the command line, the sample library. */
export const SYSTEM: Actor = { ...ANONYMOUS, kind: 'system', name: 'system' };

/** Tells whether an actor may call a route that declares this permission. */
export function isAllowed(actor: Actor, needed: RoutePermission): boolean {
  switch (needed) {
    case 'public':
      return true;
    case 'signed-in':
      return actor.kind !== 'anonymous';
    case 'staff':
      return actor.kind === 'staff';
    case 'patron':
      return actor.kind === 'patron';
    default:
      return actor.permissions.has(needed);
  }
}

/** Tells whether an actor has a permission at a branch, or for the library as a whole (`null`). */
export function isAllowedAt({ permissions, limits }: Actor, permission: Permission, branchId: number | null): boolean {
  if (!permissions.has(permission)) return false;
  const branches = limits.get(permission);
  return branches === undefined || (branchId !== null && branches.has(branchId));
}

/** The actor with only those permissions that hold at all of some branches; `null` among them is the library as a whole. */
export function actorAt(actor: Actor, branches: readonly (number | null)[]): Actor {
  if (actor.limits.size === 0 || branches.length === 0) return actor;
  const permissions = [...actor.permissions].filter((permission) =>
    branches.every((branchId) => isAllowedAt(actor, permission, branchId)),
  );
  return { ...actor, permissions: new Set(permissions) };
}
