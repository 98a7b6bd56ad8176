import type { HistoryChoice, LanguageCode, NewPatron, Patron, PatronChanges } from '../api-types';
import { only, orNull, textOfId } from '../forms/values';

/** What the form of a reader holds: every field as its input has it; an empty text is "not given". */
export interface PatronDraft {
  familyName: string;
  givenName: string;
  birthDate: string;
  language: LanguageCode;
  email: string;
  phone: string;
  street: string;
  postalCode: string;
  city: string;
  categoryId: string;
  branchId: string;
  expiresOn: string;
  restrictedUntil: string;
  restrictionReason: string;
  notes: string;
  historyChoice: HistoryChoice;
}

/** The form's content for a reader as the server knows them. */
export function draftOfPatron(patron: Patron): PatronDraft {
  return {
    familyName: patron.familyName,
    givenName: patron.givenName,
    birthDate: patron.birthDate ?? '',
    language: patron.language,
    email: patron.email ?? '',
    phone: patron.phone ?? '',
    street: patron.street ?? '',
    postalCode: patron.postalCode ?? '',
    city: patron.city ?? '',
    categoryId: textOfId(patron.categoryId),
    branchId: textOfId(patron.branchId),
    expiresOn: patron.expiresOn,
    restrictedUntil: patron.restrictedUntil ?? '',
    restrictionReason: patron.restrictionReason ?? '',
    notes: patron.notes ?? '',
    historyChoice: patron.historyChoice,
  };
}

/** An empty form, with the values that a new reader usually has. */
export function newPatronDraft(defaults: Pick<PatronDraft, 'language' | 'branchId' | 'categoryId'>): PatronDraft {
  return {
    familyName: '',
    givenName: '',
    birthDate: '',
    email: '',
    phone: '',
    street: '',
    postalCode: '',
    city: '',
    expiresOn: '',
    restrictedUntil: '',
    restrictionReason: '',
    notes: '',
    historyChoice: 'library',
    ...defaults,
  };
}

/** The body of a PATCH with only `names`, null for what was emptied. */
export function changesOfPatron(draft: PatronDraft, names: readonly string[]): PatronChanges {
  return only(bodyOf(draft), names);
}

/** The body of a POST: all that was given; what is empty is left to the server. */
export function bodyOfNewPatron(draft: PatronDraft): NewPatron {
  const { expiresOn, ...body } = bodyOf(draft);
  const given = Object.entries({ ...body, expiresOn: orNull(expiresOn) }).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as unknown as NewPatron;
}

function bodyOf(draft: PatronDraft) {
  return {
    familyName: draft.familyName.trim(),
    givenName: draft.givenName.trim(),
    birthDate: orNull(draft.birthDate),
    language: draft.language,
    email: orNull(draft.email),
    phone: orNull(draft.phone),
    street: orNull(draft.street),
    postalCode: orNull(draft.postalCode),
    city: orNull(draft.city),
    categoryId: Number(draft.categoryId),
    branchId: Number(draft.branchId),
    expiresOn: draft.expiresOn,
    restrictedUntil: orNull(draft.restrictedUntil),
    restrictionReason: orNull(draft.restrictionReason),
    notes: orNull(draft.notes),
    historyChoice: draft.historyChoice,
  };
}
