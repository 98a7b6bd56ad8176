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

  at(permission: Permission): Branch[] {
    return this.reference.branches().filter(({ id }) => this.session.canAt(permission, id));
  }

  options(permission: Permission): Option[] {
    return this.at(permission).map(({ id, name }) => ({ value: String(id), label: name }));
  }

  /** The branch to begin with: one's own, if one may there, else the first. */
  first(permission: Permission): number | null {
    const branches = this.at(permission);
    const own = this.session.actor().branchId;
    return (branches.find(({ id }) => id === own) ?? branches[0])?.id ?? null;
  }

  /** The branch asked for, or for who may not ask about all of them together the first of theirs. */
  asked(permission: Permission, branchId: number | undefined): number | undefined {
    if (branchId !== undefined || this.session.canAt(permission, null)) return branchId;
    return this.first(permission) ?? undefined;
  }
}
