import type { Permission, RoutePermission } from './permissions.ts';

export type Language = 'fr' | 'en';

/** Who makes a request. Permissions are those of the roles held, narrowed by the token if one is used. */
export interface Actor {
  kind: 'staff' | 'patron' | 'anonymous' | 'system';
  id: number | null;
  name: string;
  /** The branch where a member of staff works, or a reader's home branch. */
  branchId: number | null;
  permissions: ReadonlySet<Permission>;
  language: Language;
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  id: null,
  name: '',
  branchId: null,
  permissions: new Set(),
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
