import { inject, Injectable } from '@angular/core';
import type { Branch, Permission } from '../api-types';
import { Session } from '../session/session';
import { ReferenceData } from './reference-data';
import type { Option } from './select-field';

/** The branches at which one may do something. What is asked of others the API refuses; these are offered. */
@Injectable({ providedIn: 'root' })
export class OwnBranches {
  private readonly session = inject(Session);
  private readonly reference = inject(ReferenceData);

  /** @param shown a branch that is there already, such as that of an address: it stays to be seen, whether or not one may. */
  at(permission: Permission, shown?: number | null): Branch[] {
    return this.reference.branches().filter(({ id }) => id === shown || this.session.canAt(permission, id));
  }

  options(permission: Permission, shown?: number | null): Option[] {
    return this.at(permission, shown).map(({ id, name }) => ({ value: String(id), label: name }));
  }

  /** The branch to begin with: one's own, if one may there, else the first. */
  first(permission: Permission): number | null {
    const branches = this.at(permission);
    const own = this.session.actor().branchId;
    return (branches.find(({ id }) => id === own) ?? branches[0])?.id ?? null;
  }

  /** The branch asked for, or for who may not ask about all of them together the first of theirs. */
  asked(permission: Permission, branchId: number | undefined): number | undefined {
    const { branchesOf, branchId: own } = this.session.actor();
    const limits = branchesOf[permission];
    if (branchId !== undefined || limits === undefined) return branchId;
    return own !== null && limits.includes(own) ? own : limits[0];
  }
}
