import type { Patron } from '../api-types';

/** What the form of a reader holds: every field as its input has it; an empty text is "not given". */
export interface PatronDraft {
  familyName: string;
  givenName: string;
  birthDate: string;
  categoryId: string;
  branchId: string;
  language: 'fr' | 'en';
  email: string;
  phone: string;
  street: string;
  postalCode: string;
  city: string;
  expiresOn: string;
  notes: string;
  restrictedUntil: string;
  restrictionReason: string;
  isHistoryKept: boolean;
}

export type PatronField = keyof PatronDraft;

/** The fields in the order of the form. */
export const PATRON_FIELDS: readonly PatronField[] = [
  'familyName',
  'givenName',
  'birthDate',
  'language',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'categoryId',
  'branchId',
  'expiresOn',
  'restrictedUntil',
  'restrictionReason',
  'notes',
  'isHistoryKept',
];

const NEVER_BLANK = new Set<PatronField>(['familyName', 'givenName', 'language']);

/** The form's content for a reader as the server knows them. */
export function draftOf(patron: Patron): PatronDraft {
  return {
    familyName: patron.familyName,
    givenName: patron.givenName,
    birthDate: patron.birthDate ?? '',
    categoryId: String(patron.categoryId),
    branchId: String(patron.branchId),
    language: patron.language,
    email: patron.email ?? '',
    phone: patron.phone ?? '',
    street: patron.street ?? '',
    postalCode: patron.postalCode ?? '',
    city: patron.city ?? '',
    expiresOn: patron.expiresOn,
    notes: patron.notes ?? '',
    restrictedUntil: patron.restrictedUntil ?? '',
    restrictionReason: patron.restrictionReason ?? '',
    isHistoryKept: patron.isHistoryKept,
  };
}

/** An empty form, with the values that a new reader usually has. */
export function newDraft(defaults: {
  language: 'fr' | 'en';
  branchId: number | null;
  categoryId: number | null;
}): PatronDraft {
  return {
    familyName: '',
    givenName: '',
    birthDate: '',
    categoryId: defaults.categoryId === null ? '' : String(defaults.categoryId),
    branchId: defaults.branchId === null ? '' : String(defaults.branchId),
    language: defaults.language,
    email: '',
    phone: '',
    street: '',
    postalCode: '',
    city: '',
    expiresOn: '',
    notes: '',
    restrictedUntil: '',
    restrictionReason: '',
    isHistoryKept: false,
  };
}

/** The fields in which two contents differ, outer blanks aside. */
export function changedFields(from: PatronDraft, to: PatronDraft): PatronField[] {
  return PATRON_FIELDS.filter((field) => tidy(from[field]) !== tidy(to[field]));
}

/** The body of a PATCH: only what changed, with null for what was emptied. */
export function patchBetween(from: PatronDraft, to: PatronDraft): Record<string, unknown> {
  return Object.fromEntries(changedFields(from, to).map((field) => [field, sentValue(field, to[field])]));
}

/** The body of a POST: all that was given; what is empty is left to the server. */
export function bodyOf(draft: PatronDraft): Record<string, unknown> {
  return Object.fromEntries(
    PATRON_FIELDS.filter((field) => tidy(draft[field]) !== '').map((field) => [field, sentValue(field, draft[field])]),
  );
}

export interface Merge {
  /** Theirs where I changed nothing, mine where I did. */
  merged: PatronDraft;
  /** What they changed. */
  theirs: PatronField[];
  /** What both changed, to different values. */
  conflicts: PatronField[];
}

/** Brings together what I typed and what somebody else saved meanwhile, both having begun from `base`. */
export function mergeDrafts(base: PatronDraft, mine: PatronDraft, theirs: PatronDraft): Merge {
  const changedByMe = new Set(changedFields(base, mine));
  const changedByThem = changedFields(base, theirs);
  const merged: PatronDraft = { ...theirs };
  for (const field of changedByMe) Object.assign(merged, { [field]: mine[field] });
  return {
    merged,
    theirs: changedByThem,
    conflicts: changedByThem.filter((field) => changedByMe.has(field) && tidy(mine[field]) !== tidy(theirs[field])),
  };
}

/** Which field an error of a problem document speaks of, from its JSON pointer; null when it is none of the form. */
export function fieldOfPointer(path: string): PatronField | null {
  const name = path.split(/[/.]/).filter((part) => part !== '' && part !== 'body')[0];
  return PATRON_FIELDS.find((field) => field === name) ?? null;
}

function tidy(value: string | boolean): string | boolean {
  return typeof value === 'string' ? value.trim() : value;
}

function sentValue(field: PatronField, value: string | boolean): unknown {
  if (typeof value === 'boolean') return value;
  if (field === 'categoryId' || field === 'branchId') return Number(value);
  const text = value.trim();
  return text === '' && !NEVER_BLANK.has(field) ? null : text;
}
