import type { LanguageCode, StaffMember, StaffMemberChanges } from '../api-types';
import { idOrNull, orNull, textOfId } from '../forms/values';

/** A role as the form holds it; an empty branch stands for all branches. */
export interface RoleDraft {
  roleCode: string;
  branchId: string;
}

export interface StaffDraft {
  username: string;
  displayName: string;
  email: string;
  language: LanguageCode;
  branchId: string;
  roles: RoleDraft[];
  isActive: boolean;
}

export const newStaff: StaffDraft = {
  username: '',
  displayName: '',
  email: '',
  language: 'fr',
  branchId: '',
  roles: [{ roleCode: 'assistant', branchId: '' }],
  isActive: true,
};

export function draftOfStaff(person: StaffMember): StaffDraft {
  return {
    username: person.username,
    displayName: person.displayName,
    email: person.email ?? '',
    language: person.language,
    branchId: textOfId(person.branchId),
    roles: person.roles.map(({ roleCode, branchId }) => ({ roleCode, branchId: textOfId(branchId) })),
    isActive: person.isActive,
  };
}

/** What may be changed of somebody; the user name never is. */
export function bodyOfStaff(draft: StaffDraft): Required<Omit<StaffMemberChanges, 'password'>> {
  return {
    displayName: draft.displayName.trim(),
    email: orNull(draft.email),
    language: draft.language,
    branchId: idOrNull(draft.branchId),
    roles: draft.roles.map(({ roleCode, branchId }) => ({ roleCode, branchId: idOrNull(branchId) })),
    isActive: draft.isActive,
  };
}
