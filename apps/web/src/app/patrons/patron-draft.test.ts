import { describe, expect, it } from 'vitest';
import type { Patron } from '../api-types';
import { bodyOf, changedFields, draftOf, fieldOfPointer, mergeDrafts, newDraft, patchBetween } from './patron-draft';

const patron: Patron = {
  id: 12,
  categoryId: 1,
  branchId: 2,
  familyName: 'Curie',
  givenName: 'Marie',
  birthDate: '1867-11-07',
  email: 'marie@example.org',
  phone: null,
  street: null,
  postalCode: null,
  city: 'Paris',
  language: 'fr',
  notes: null,
  expiresOn: '2027-08-31',
  restrictedUntil: null,
  restrictionReason: null,
  isHistoryKept: false,
  cards: [],
  version: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const base = draftOf(patron);

describe('patchBetween', () => {
  it('sends nothing when nothing changed, outer blanks included', () => {
    expect(patchBetween(base, { ...base, city: ' Paris ' })).toEqual({});
  });

  it('sends what changed, null for what was emptied, numbers for choices', () => {
    expect(patchBetween(base, { ...base, email: '', categoryId: '4', phone: ' 01 02 ', isHistoryKept: true })).toEqual({
      email: null,
      categoryId: 4,
      phone: '01 02',
      isHistoryKept: true,
    });
  });
});

describe('bodyOf', () => {
  it('leaves out what was not given', () => {
    const draft = {
      ...newDraft({ language: 'en', branchId: 2, categoryId: null }),
      familyName: 'Curie',
      givenName: 'Ève',
    };
    expect(bodyOf(draft)).toEqual({
      familyName: 'Curie',
      givenName: 'Ève',
      language: 'en',
      branchId: 2,
      isHistoryKept: false,
    });
  });
});

describe('mergeDrafts', () => {
  it('keeps both sides when they changed different fields', () => {
    const merge = mergeDrafts(base, { ...base, city: 'Sceaux' }, { ...base, phone: '01 02' });
    expect(merge.merged).toEqual({ ...base, city: 'Sceaux', phone: '01 02' });
    expect(merge.theirs).toEqual(['phone']);
    expect(merge.conflicts).toEqual([]);
  });

  it('keeps mine and names the conflict when both changed one field', () => {
    const merge = mergeDrafts(base, { ...base, city: 'Sceaux' }, { ...base, city: 'Varsovie' });
    expect(merge.merged.city).toBe('Sceaux');
    expect(merge.conflicts).toEqual(['city']);
  });

  it('sees no conflict when both typed the same', () => {
    const merge = mergeDrafts(base, { ...base, city: 'Sceaux' }, { ...base, city: 'Sceaux' });
    expect(merge.conflicts).toEqual([]);
    expect(merge.theirs).toEqual(['city']);
  });
});

describe('changedFields', () => {
  it('names them in the order of the form', () => {
    expect(changedFields(base, { ...base, notes: 'x', familyName: 'Skłodowska' })).toEqual(['familyName', 'notes']);
  });
});

describe('fieldOfPointer', () => {
  it.each([
    ['/email', 'email'],
    ['/body/email', 'email'],
    ['body/expiresOn', 'expiresOn'],
    ['/cards/0/number', null],
    ['', null],
  ])('%j: %j', (path, expected) => {
    expect(fieldOfPointer(path)).toBe(expected);
  });
});
